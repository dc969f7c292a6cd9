package bleve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// row is what is held in memory of one document. It does not change: another
// head is another row.
type row struct {
	key   uint32
	head  indexer.Head
	place place
	date  int  // of the version as 20181028, what is unknown of it 0
	lane  int  // in corpus.Lanes
	law   bool // of the state
	field search.Field
	prior string // its name, see priors
	names string // title and aliases, folded, a line each
	codes facetCodes
}

// facetCodes are the values of a document in every facet but those that hang on the
// day, in one piece: where the codes of each facet begin, then the codes.
type facetCodes []uint32

func (c facetCodes) of(facet int) []uint32 { return c[c[facet]:c[facet+1]] }

// table is the documents of a view, by ordinal. A removed document leaves a
// nil, and 0 is nobody's ordinal. A table does not change.
type table struct {
	rows   []*row
	facets search.FacetTable
	daily  []int // those whose values hang on the day
	// names are the values of the facets by code.
	names [][]string
	// base is where the codes of a facet begin in one numbering of all; codes are
	// those of all documents in it, of the ordinal o from starts[o] on.
	base   []uint32
	starts []uint32
	codes  []uint32
	// newest and oldest are, by ordinal, the places in the two orders by date, undated
	// last, then by id: 0 comes first.
	newest, oldest []uint32
	// byNewest and byOldest are the documents in those orders.
	byNewest, byOldest []uint32
	// lists are the other orders, made when they are first asked for.
	lists map[search.Sort]func() order

	// nobody has failsMore for an ordinal that is nobody's, else failsNone; see filter.
	nobody []uint8

	documents, passages int
	grams               int64
}

// interner gives every value of a facet a small number.
type interner struct {
	facets search.FacetTable
	names  [][]string
	codes  []map[string]uint32
}

// newInterner makes one. The values of a closed list have the numbers of their places.
func newInterner(facets search.FacetTable) *interner {
	in := &interner{facets, make([][]string, len(facets)), make([]map[string]uint32, len(facets))}
	for f, facet := range facets {
		in.codes[f] = map[string]uint32{}
		for _, t := range facet.Values {
			in.code(f, t.Value)
		}
	}
	return in
}

func (in *interner) code(facet int, value string) uint32 {
	c, ok := in.codes[facet][value]
	if !ok {
		c = uint32(len(in.names[facet]))
		in.codes[facet][value] = c
		in.names[facet] = append(in.names[facet], value)
	}
	return c
}

// row makes the row of a head.
func (in *interner) row(key uint32, h indexer.Head, p place) *row {
	r := &row{key: key, head: h, place: p, date: dateNumber(h.Fields.VersionDate(), '0'), prior: defaultPriors.of(h.Fields)}
	r.names = corpus.Fold(h.Fields.Title)
	for _, alias := range h.Fields.Aliases {
		r.names += "\n" + corpus.Fold(alias)
	}
	r.lane = slices.Index(corpus.Lanes, h.Fields.Lane())
	r.law = h.Fields.StateLaw()
	r.field = search.FieldOf(h.Fields)
	r.codes = in.codesOf(r.shown())
	return r
}

func (in *interner) codesOf(h search.Head) facetCodes {
	out := make(facetCodes, len(in.facets)+1, 2*len(in.facets)+4)
	for f, facet := range in.facets {
		out[f] = uint32(len(out))
		if facet.Of == nil {
			continue
		}
		for _, v := range facet.Of(h) {
			if v == "" {
				continue
			}
			if c := in.code(f, v); !slices.Contains(out[out[f]:], c) {
				out = append(out, c)
			}
		}
	}
	out[len(in.facets)] = uint32(len(out))
	return slices.Clip(out)
}

// dateNumber writes a date as 20181028; what it leaves open is filled with pad.
func dateNumber(d corpus.Date, pad byte) int {
	if d == "" {
		return 0
	}
	digits := strings.ReplaceAll(string(d), "-", "")
	n, _ := strconv.Atoi(digits + strings.Repeat(string(pad), max(0, 8-len(digits))))
	return n
}

// newTable makes a table of rows, which it keeps. before is an earlier table of
// the same generation, if there is one.
func newTable(rows []*row, in *interner, before *table) *table {
	t := &table{rows: rows, facets: in.facets, names: slices.Clone(in.names), base: []uint32{0}, newest: make([]uint32, len(rows)), oldest: make([]uint32, len(rows)), nobody: make([]uint8, len(rows))}
	for f, names := range t.names {
		t.base = append(t.base, t.base[f]+uint32(len(names)))
		if t.facets[f].On != nil {
			t.daily = append(t.daily, f)
		}
	}
	for o, r := range rows {
		t.starts = append(t.starts, uint32(len(t.codes)))
		if r == nil {
			t.nobody[o] = failsMore
		} else {
			for f := range t.facets {
				for _, c := range r.codes.of(f) {
					t.codes = append(t.codes, t.base[f]+c)
				}
			}
			t.documents++
			t.passages += r.place.Passages
			t.grams += r.place.Grams
		}
	}
	t.starts = append(t.starts, uint32(len(t.codes)))
	if before == nil {
		before = &table{}
	}
	t.byNewest = t.byDate(t.newest, before.byNewest, len(before.rows), -1)
	t.byOldest = t.byDate(t.oldest, before.byOldest, len(before.rows), 1)
	t.lists = map[search.Sort]func() order{}
	for _, sort := range search.Lists {
		t.lists[search.Sort(sort.Value)] = sync.OnceValue(func() order { return t.listed(search.Sort(sort.Value)) })
	}
	return t
}

// byDate orders the documents by date and fills places with where each stands. It begins
// with an earlier order of the first ordinals, none of which has come back since:
// little is left to sort after an update.
func (t *table) byDate(places, earlier []uint32, ordinals, direction int) []uint32 {
	gone := func(o uint32) bool { return t.rows[o] == nil }
	order := slices.DeleteFunc(slices.Clone(earlier), gone)
	for o := ordinals; o < len(t.rows); o++ {
		if !gone(uint32(o)) {
			order = append(order, uint32(o))
		}
	}
	slices.SortFunc(order, func(a, b uint32) int {
		x, y := t.rows[a], t.rows[b]
		undated := func(r *row) int { return cmp.Compare(min(r.date, 1), 0) }
		return cmp.Or(-cmp.Compare(undated(x), undated(y)), direction*cmp.Compare(x.date, y.date), cmp.Compare(x.head.ID, y.head.ID))
	})
	for i, o := range order {
		places[o] = uint32(i)
	}
	return order
}

// lane is the number of a document's lane in corpus.Lanes, -1 if it has none.
func (t *table) lane(ordinal uint32) int {
	if r := t.rows[ordinal]; r != nil {
		return r.lane
	}
	return -1
}

// shown is the head as a result shows it, but for the status.
func (r *row) shown() search.Head {
	return search.Head{ID: r.head.ID, Fields: r.head.Fields, Topics: r.head.Topics, Successor: r.head.Successor,
		ETag: r.head.ETag, Changed: r.head.Changed, Seq: r.head.Seq}
}

// headOn is the head as a result shows it, with the status of a day.
func (r *row) headOn(day corpus.Date) search.Head {
	h := r.shown()
	if h.Status = r.head.Timeline.On(day); h.Status == corpus.Unverified {
		h.Doubt = r.head.Timeline.Doubt
	}
	return h
}
