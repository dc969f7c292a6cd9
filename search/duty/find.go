package duty

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// found is a requirement that a query lists.
type found struct {
	sheet *sheet
	n     int // among those of its document
	// also are the others that ask the same, folded into this one.
	also []found
}

// finder goes once through the table.
type finder struct {
	q      Query
	table  *table
	within map[string][]string
	// only are the values chosen of a facet as the table has them; nil for any.
	bearers, kinds, modalities map[int]bool
	// holding are the requirements whose clause has the words, by document; nil where no
	// words were asked for.
	holding map[string][]bool
	counts  map[string]map[string]int
	// What is counted by number, until run puts it under counts.
	ofBearer, ofKind, ofModality []int
	out                          []found
	total                        int // of out before it was folded
	docs                         int
}

func (r *Room) newFinder(q Query, t *table) *finder {
	f := &finder{q: q, table: t, within: q.Within, counts: map[string]map[string]int{},
		ofBearer: make([]int, len(t.names)), ofKind: make([]int, len(requirement.Kinds)), ofModality: make([]int, len(requirement.Modalities))}
	for _, facet := range Facets {
		f.counts[facet.Name] = map[string]int{}
	}
	f.kinds, f.modalities = chosen(requirement.Kinds, q.Filter[byKind]), chosen(requirement.Modalities, q.Filter[byModality])
	if names := q.Filter[byBearer]; len(names) > 0 {
		f.bearers = map[int]bool{}
		for _, name := range names {
			f.bearers[slices.Index(t.names, r.bearers.Normal(name))] = true
		}
		delete(f.bearers, -1)
	}
	return f
}

// chosen are the places of values in a closed list; nil for none.
func chosen(list []corpus.Term, values []string) map[int]bool {
	if len(values) == 0 {
		return nil
	}
	out := map[int]bool{}
	for _, v := range values {
		out[indexOf(list, v)] = true
	}
	return out
}

// failing counts the filters that something does not pass, and names the last of them.
type failing struct {
	n    int
	name string
}

func (f *failing) unless(name string, passes bool) {
	if !passes {
		f.n++
		f.name = name
	}
}

// run lists what the query asks for and counts by every facet, of which its own filter
// is left aside.
func (f *finder) run() {
	for _, s := range f.table.sheets {
		before := len(f.out)
		f.sheet(s)
		of := f.out[before:]
		if len(of) > 0 {
			f.docs++
		}
		slices.SortStableFunc(of, func(a, b found) int { return cmp.Compare(s.asks[a.n].start, s.asks[b.n].start) })
	}
	f.named()
	if f.total = len(f.out); !f.q.Apart {
		f.fold()
	}
	if f.q.View.byBearer() {
		order := func(x found) int {
			if b := x.sheet.asks[x.n].bearer; b >= 0 {
				return f.table.order[b]
			}
			return len(f.table.order)
		}
		slices.SortStableFunc(f.out, func(a, b found) int { return cmp.Compare(order(a), order(b)) })
	}
}

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.Group, o.Group), cmp.Compare(p.Line, o.Line), cmp.Compare(p.Bearer, o.Bearer), cmp.Compare(p.Rank, o.Rank), cmp.Compare(p.Title, o.Title),
		cmp.Compare(p.ID, o.ID), cmp.Compare(p.Start, o.Start), cmp.Compare(p.N, o.N))
}

// document counts the filters that a document does not pass.
func (f *finder) document(s *sheet) (not failing) {
	not.unless(byTopic, anyOf(f.q.Filter[byTopic], s.topics...))
	not.unless(byDocument, anyOf(f.q.Filter[byDocument], s.titled.ID))
	not.unless(byStatus, f.q.applies(s.titled.Standing.Timeline.On(f.q.day())))
	return not
}

// anyOf reports whether one of the values was chosen, or nothing was.
func anyOf(chosen []string, values ...string) bool {
	return len(chosen) == 0 || slices.ContainsFunc(values, func(v string) bool { return slices.Contains(chosen, v) })
}

func (f *finder) sheet(s *sheet) {
	of := f.document(s)
	if f.q.Within != nil && f.within[s.titled.ID] == nil || of.n > 1 {
		return
	}
	passed := 0
	for n, a := range s.asks {
		if !f.q.View.shows(a) || f.holding != nil && !f.holds(s, n) {
			continue
		}
		not := of
		not.unless(byBearer, f.bearers == nil || f.bearers[int(a.bearer)])
		not.unless(byKind, f.kinds == nil || f.kinds[int(a.kind)])
		not.unless(byModality, f.modalities == nil || f.modalities[int(a.modality)])
		if not.n == of.n {
			passed++
		}
		if of.n == 0 && not.n <= 1 {
			f.count(a, not)
		}
		if not.n == 0 {
			f.out = append(f.out, found{sheet: s, n: n})
		}
	}
	f.countDocument(s, of, passed)
}

// holds reports whether the words stand in a requirement's clause.
func (f *finder) holds(s *sheet, n int) bool {
	held := f.holding[s.titled.ID]
	return n < len(held) && held[n]
}

// placeOf is where one stands in the order of the list.
func (f *finder) placeOf(x found) place {
	s, a := x.sheet, x.sheet.asks[x.n]
	p := place{Rank: s.rank, Title: s.titled.Fields.Title, ID: s.titled.ID, Start: a.start, N: x.n}
	if f.q.View.byBearer() {
		p.Group = len(Groups) // behind all that is borne by somebody
		if a.bearer >= 0 {
			p.Group, p.Line, p.Bearer = f.table.groups[a.bearer], f.table.lines[a.bearer], f.table.names[a.bearer]
		}
	}
	return p
}

// byBearer reports whether a view is in the order of who bears what.
func (v View) byBearer() bool { return v == ViewBearers || v == ViewCalendar }

// shows reports whether a requirement stands in a view.
func (v View) shows(a ask) bool {
	switch v {
	case ViewCalendar:
		return a.traits&recurring != 0
	case ViewBearers:
		return a.bearer >= 0
	case ViewDeadlines:
		return a.traits&dated != 0
	case ViewRedLines:
		return a.modality >= 0 && requirement.Modalities[a.modality].Value == string(requirement.MustNot)
	}
	return true
}

// year counts what recurs by bearer, in the order of the list.
func (f *finder) year() (out []YearRow) {
	last := int32(-2)
	for _, x := range f.out {
		a := x.sheet.asks[x.n]
		if a.bearer != last {
			last = a.bearer
			row := YearRow{Of: make([]int, len(Periods))}
			if last >= 0 {
				row.Bearer = f.table.names[last]
			}
			out = append(out, row)
		}
		out[len(out)-1].Of[a.period]++
	}
	return out
}
