package duty

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// sheet is what the table has of a document. It is never changed.
type sheet struct {
	titled       search.Titled
	topics       []string
	seq, version int64
	rank         int
	asks         []ask
}

func (s *sheet) compare(t *sheet) int {
	return cmp.Or(cmp.Compare(s.rank, t.rank), cmp.Compare(s.titled.Fields.Title, t.titled.Fields.Title), cmp.Compare(s.titled.ID, t.titled.ID))
}

// table is all sheets, in their order.
type table struct {
	sheets []*sheet
	byID   map[string]*sheet
	// names are the bearers by number, groups what group each is of.
	names  []string
	groups []int
	lines  []int // as Bearers.Line has it
	// repeated is what is asked more than once.
	repeated map[sense]bool
	// order is the place of each among all, by group, line and name.
	order []int
}

// rank puts the bearers in order.
func (t *table) rank() {
	sorted := make([]int, len(t.names))
	for n := range sorted {
		sorted[n] = n
	}
	slices.SortFunc(sorted, func(a, b int) int {
		return cmp.Or(cmp.Compare(t.groups[a], t.groups[b]), cmp.Compare(t.lines[a], t.lines[b]), cmp.Compare(t.names[a], t.names[b]))
	})
	t.order = make([]int, len(sorted))
	for place, n := range sorted {
		t.order[n] = place
	}
}

// ask is what the table has of a requirement.
type ask struct {
	start, end     int32 // of its clause
	bearer         int32 // a number in table.names, less than none for none
	modality, kind int8  // numbers in the lists of package requirement; kind less than none for none
	traits         trait
	period         int8 // of what recurs, a number in Periods
	same           uint64
}

// trait says in which views a requirement stands.
type trait uint8

const (
	recurring trait = 1 << iota // every year, half year, quarter or month
	dated                       // within a time from or to an event
)

// Periods are the periods of a duty that has a place in a year's calendar.
var Periods = []string{"月", "季度", "半年", "年"}

// ask makes an entry of a requirement.
func (r *Room) ask(q requirement.Kept) ask {
	a := ask{start: int32(q.Span.Start), end: int32(q.Span.End), same: q.Same, bearer: -1, kind: -1, modality: int8(indexOf(requirement.Modalities, string(q.Modality)))}
	if q.BearerWords != "" {
		name := r.bearers.Normal(q.BearerWords)
		n, known := r.names[name]
		if !known {
			n = int32(len(r.names))
			r.names[name] = n
		}
		a.bearer = n
	}
	if q.Quantity != nil {
		a.kind = int8(indexOf(requirement.Kinds, string(q.Quantity.Kind)))
		if recurs(q.Quantity) {
			a.traits |= recurring
			a.period = int8(slices.Index(Periods, q.Quantity.Per))
		}
	}
	if q.Deadline != nil {
		a.traits |= dated
	}
	return a
}

// recurs reports whether a quantity says how often in a year something is to be done.
func recurs(q *requirement.Quantity) bool {
	return q != nil && q.Kind == requirement.Frequency && !q.Threshold && slices.Contains(Periods, q.Per)
}

func indexOf(list []corpus.Term, value string) int {
	return slices.IndexFunc(list, func(t corpus.Term) bool { return t.Value == value })
}

// rankOf is the place of a rank among all, the highest first; what has none is last.
func rankOf(rank corpus.Rank) int {
	if i := slices.IndexFunc(corpus.Ranks, func(t corpus.Term) bool { return t.Value == string(rank) }); i >= 0 {
		return i
	}
	return len(corpus.Ranks)
}
