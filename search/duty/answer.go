package duty

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// Answer is a page of requirements.
type Answer struct {
	// Total counts the requirements, Documents those that they stand in.
	Total, Documents int
	Items            []Item
	Facets           []search.FacetCounts
	NextCursor       string
	// Year is the whole list by bearer, in its order, of the view of what recurs.
	Year []YearRow
}

// YearRow is what recurs for one bearer, empty where the texts say none: how many duties
// have each of Periods.
type YearRow struct {
	Bearer string
	Of     []int
}

// Item is a requirement as it is shown.
type Item struct {
	requirement.Kept
	// Document is what it stands in, with its status on the day asked for.
	Document search.Head
	// Text is the clause, from Span.Start to Span.End; Whole is the document's.
	Text, Whole string
	// Bearer is the one name of who bears it, Group where that stands in Groups; a
	// requirement that says nobody has neither: empty, and less than none.
	Bearer string
	Group  int
	// Citation is of its provision: 《…》第十二条第二款.
	Citation string
	// Cautions are what a reader must know: doubts of the text, and of its standing.
	Cautions []corpus.Caution
}

// Address is where it stands: id#locator.
func (i Item) Address() string {
	if i.Locator == "" {
		return i.Document.ID
	}
	return i.Document.ID + "#" + i.Locator
}

// Find answers a query with a page. search.ErrCursor for a bad cursor.
func (r *Room) Find(ctx context.Context, q Query) (Answer, error) {
	if q.Limit == 0 {
		q.Limit = search.DefaultLimit
	}
	after, err := readCursor(q)
	if err != nil {
		return Answer{}, err
	}
	f, err := r.find(ctx, q)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Total: len(f.out), Documents: f.docs, Facets: f.facets(r.title)}
	if q.View == ViewCalendar {
		a.Year = f.year()
	}
	rest := f.out
	if after != nil {
		i, same := slices.BinarySearchFunc(rest, *after, func(x found, p place) int { return f.placeOf(x).compare(p) })
		if same {
			i++
		}
		rest = rest[i:]
	} else {
		rest = rest[min(q.Skip, len(rest)):]
	}
	shown := rest[:min(q.Limit, len(rest))]
	if len(rest) > len(shown) {
		a.NextCursor = f.placeOf(shown[len(shown)-1]).cursor(q)
	}
	a.Items, err = r.items(ctx, q, f.table, shown)
	return a, err
}

// MaxRows is how many rows All gives at the most.
const MaxRows = 10_000

// All is every row of a view, in its order, up to MaxRows; whether there are more is in
// the total.
func (r *Room) All(ctx context.Context, q Query) (items []Item, total int, err error) {
	f, err := r.find(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	items, err = r.items(ctx, q, f.table, f.out[:min(MaxRows, len(f.out))])
	return items, len(f.out), err
}

func (r *Room) find(ctx context.Context, q Query) (*finder, error) {
	t, err := r.current(ctx)
	if err != nil {
		return nil, err
	}
	f := r.newFinder(q, t)
	if err := r.words(ctx, f); err != nil {
		return nil, err
	}
	if err := r.provisions(ctx, f); err != nil {
		return nil, err
	}
	f.run()
	return f, nil
}

// title is how a document is cited.
func (r *Room) title(id string) string {
	if w, known := r.works.Work(id); known {
		return w.Title
	}
	return id
}

// items reads what is shown of requirements. What a document required that has gone or
// changed since the table was made is left out; the next who asks hears of it.
func (r *Room) items(ctx context.Context, q Query, t *table, list []found) ([]Item, error) {
	ids := []string{}
	for _, one := range list {
		if id := one.sheet.titled.ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	noticed, err := r.library.Noticed(ctx, ids)
	if err != nil {
		return nil, err
	}
	texts := map[string]requirement.Drawn{}
	for d, err := range r.library.RequirementsInText(ctx, ids) {
		if err != nil {
			return nil, err
		}
		texts[d.ID] = d
	}
	out := make([]Item, 0, len(list))
	for _, one := range list {
		s := one.sheet
		d := texts[s.titled.ID]
		if d.Seq != s.seq || d.Version != s.version || one.n >= len(d.Requirements) {
			continue
		}
		out = append(out, r.item(q, t, s, d, one.n, noticed[d.ID]))
	}
	return out, nil
}

func (r *Room) item(q Query, t *table, s *sheet, d requirement.Drawn, n int, noticed []corpus.Diagnostic) Item {
	kept := d.Requirements[n]
	line := s.titled.Standing.Timeline
	i := Item{Kept: kept, Text: kept.Span.In(d.Text), Whole: d.Text, Group: -1, Citation: r.title(d.ID) + kept.Cited,
		Cautions: corpus.Cautions(noticed, kept.Span),
		Document: search.Head{ID: d.ID, Fields: s.titled.Fields, Topics: s.topics, Status: line.On(q.day()), Successor: s.titled.Standing.Successor, Seq: d.Seq}}
	if i.Document.Status == corpus.Unverified {
		i.Document.Doubt = line.Doubt
	}
	if c, told := search.StandingCaution(i.Document.Status, i.Document.Doubt); told {
		i.Cautions = append(i.Cautions, c)
	}
	if b := s.asks[n].bearer; b >= 0 {
		i.Bearer, i.Group = t.names[b], t.groups[b]
	}
	return i
}

// provisions leaves of what a finder holds only what stands in the provisions asked for.
func (r *Room) provisions(ctx context.Context, f *finder) error {
	var ids []string
	for id, locators := range f.within {
		if !slices.Contains(locators, "") {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if f.holding == nil {
		f.holding = map[string][]bool{}
		for _, s := range f.table.sheets {
			if f.within[s.titled.ID] != nil {
				f.holding[s.titled.ID] = slices.Repeat([]bool{true}, len(s.asks))
			}
		}
	}
	for d, err := range r.library.Requirements(ctx, ids) {
		if err != nil {
			return err
		}
		for n, k := range d.Requirements {
			if n < len(f.holding[d.ID]) && !slices.ContainsFunc(f.within[d.ID], func(l string) bool { return k.Locator == l || strings.HasPrefix(k.Locator, l+"__") }) {
				f.holding[d.ID][n] = false
			}
		}
	}
	return nil
}
