package formula

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Status is the verdict on a formula that a draft spells.
type Status string

// The verdicts.
const (
	OK          Status = "ok"
	Missing     Status = "missing"
	Repeated    Status = "repeated"
	Order       Status = "order"
	WrongMember Status = "wrong_member"
)

// Finding is a formula that a draft names and spells.
type Finding struct {
	// Span is of its members in the draft, Name of its name.
	Span, Name corpus.Span
	Status     Status
	Formula    *Formula
	// Wording is the number of that which the draft has, or comes nearest to.
	Wording int
	// At are the members that are wrong, doubled or out of order.
	At []corpus.Span
}

// Check finds the formulas that a text names and spells. One that it only names,
// or whose number it uses for something else, is not among them. own is the id of
// the document with the text, which is no source for itself; empty if it is none.
func (f *Formulas) Check(text, own string) []Finding {
	if len(f.byKey) == 0 {
		return nil
	}
	called := f.names(text)
	var out []Finding
	next := 0
	sentences(text, func(s corpus.Span) {
		met := map[*Formula]int{}
		for ; next < len(called) && called[next].span.Start < s.End; next++ {
			if met[called[next].formula]++; met[called[next].formula] > mostMentions {
				continue
			}
			if found, ok := check(text, around(text, s, called[next].span), called[next], own); ok {
				out = append(out, found)
			}
		}
	})
	return slices.CompactFunc(out, func(a, b Finding) bool { return a.Span == b.Span && a.Formula == b.Formula })
}

// mostMentions is how often a sentence may name a formula and be looked at for what
// it spells.
const mostMentions = 4

// mention is a place where a draft names a formula.
type mention struct {
	name
	formula *Formula
}

// names finds the names of formulas in a text: in quotation marks, or as words.
func (f *Formulas) names(text string) []mention {
	var out []mention
	before := ' '
	for i, r := range text {
		if _, ok := numerals[r]; ok && !isNumeral(before) {
			if one, end := f.nameAt(text, i); one != nil {
				out = append(out, mention{name{span: corpus.Span{Start: i, End: end}, number: one.Number, counted: one.Counted, quoted: strings.ContainsRune(quotesBefore, before)}, one})
			}
		}
		before = r
	}
	return out
}

// nameAt is the formula whose name begins with the numeral at a place, the longest
// of several. What a name has before its numeral (党支部八项任务) must stand in the
// text before it, near.
func (f *Formulas) nameAt(text string, at int) (best *Formula, to int) {
	end := nextRune(text, at)
	if !f.begins[Key(text[at:nextRune(text, end)])] {
		return nil, 0
	}
	for range longest {
		before := end
		if end = nextRune(text, end); end == before {
			break
		}
		key := Key(text[at:end])
		for _, one := range f.counts[key] {
			whose := strings.TrimSuffix(Key(one.Name), key)
			if whose != "" && near(text[:at], whose) || whose == "" && end > to {
				best, to = one, end
			}
		}
	}
	return best, to
}

// near reports whether a text ends with a word, or nearly.
func near(before, word string) bool {
	const most = 60 // bytes
	if word == "" {
		return false
	}
	return strings.Contains(corpus.Fold(before[max(0, len(before)-most):]), word)
}

// check holds what stands around a name in its sentence against its formula.
func check(text string, s corpus.Span, m mention, own string) (Finding, bool) {
	var best Finding
	most := 0
	for _, c := range candidates(text, s, m) {
		for i, w := range slices.Backward(m.formula.Wordings) { // of those equally near the newest
			if w.onlyIn(own) {
				continue
			}
			r := compare(text, c.list, w.Members, c.beside)
			if !c.speaks(r, len(w.Members)) {
				continue
			}
			rank := r.equal * 2
			if r.status == OK {
				rank = len(w.Members)*2 + 1
			}
			if rank > most {
				most = rank
				best = Finding{Span: r.span, Name: m.span, Status: r.status, Formula: m.formula, Wording: i, At: r.at}
			}
		}
	}
	return best, most > 0
}

// onlyIn reports whether no other document has a wording.
func (w Wording) onlyIn(id string) bool {
	return !slices.ContainsFunc(w.Places, func(p Place) bool { return p.ID != id })
}

// candidate is a list near a name; beside is true of one that a text leads to
// from the name, or from which it leads to it.
type candidate struct {
	list   list
	beside bool
}

// candidates are the lists of a sentence that may spell a formula.
func candidates(text string, s corpus.Span, m mention) []candidate {
	var out []candidate
	add := func(where corpus.Span, beside func(list) bool) {
		lists := byCommas(text, where)
		for _, word := range m.formula.words() {
			lists = append(lists, byClauses(text, where, word)...)
		}
		if parts := cut(text, where, "，,；;"); len(parts) > 1 && len(parts) <= most {
			l := list{members: trimmed(text, parts)}
			l.finish(text)
			lists = append(lists, l)
		}
		for _, l := range lists {
			if !l.span().Overlaps(m.span) && !slices.ContainsFunc(l.members, corpus.Span.Empty) {
				out = append(out, candidate{l, beside(l)})
			}
		}
	}
	if where, ok := behind(text, s, m.name); ok {
		add(where, func(l list) bool { return touches(text, where, l) })
	}
	quoted := m.name
	quoted.quoted = true
	if where, ok := before(text, s, quoted); ok {
		add(where, func(l list) bool { return reaches(text, where, l) })
	}
	add(corpus.Span{Start: s.Start, End: m.span.Start}, func(list) bool { return false })
	add(corpus.Span{Start: m.span.End, End: s.End}, func(list) bool { return false })
	return out
}

// words are what all members of a wording say: its clauses are told by it.
func (f *Formula) words() []string {
	if f.Counted == "" {
		return nil
	}
	return []string{f.Counted}
}

// speaks reports whether a list means a formula: one beside its name if it has
// half of the members, one elsewhere in the sentence if it has all but one.
func (c candidate) speaks(r comparison, number int) bool {
	if c.list.unfinished && r.status != OK {
		return false
	}
	if c.beside {
		return r.equal >= 2 && r.equal*2 >= number || r.equal >= 1 && number == 2 && len(c.list.members) == 2
	}
	if number < 3 {
		return r.status == OK
	}
	return r.equal >= number-1 && len(c.list.members) <= number+1
}
