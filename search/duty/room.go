package duty

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Library is what is read of the store: *library.Library.
type Library interface {
	Requirements(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error]
	RequirementsInText(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error]
	Noticed(ctx context.Context, ids []string) (map[string][]corpus.Diagnostic, error)
}

// Works knows how a document is cited: *resolve.Resolver.
type Works interface {
	Work(id string) (resolve.Work, bool)
}

// Room answers queries. It is told of documents as a watcher of the intake is, and safe
// for use by many goroutines.
type Room struct {
	library Library
	// heads tells the topics of documents.
	heads   search.Searcher
	works   Works
	bearers *Bearers

	mu     sync.Mutex // guards what follows; nothing slow is done under it
	titled map[string]search.Titled
	// stale are the documents of which the table is not true any more.
	stale map[string]bool

	loading sync.Mutex // guards what follows, and is held while the table is made
	table   *table     // the last that was made; never changed
	names   map[string]int32
}

// NewRoom makes a room that knows no document yet.
func NewRoom(l Library, heads search.Searcher, works Works, bearers *Bearers) *Room {
	return &Room{library: l, heads: heads, works: works, bearers: bearers, titled: map[string]search.Titled{},
		stale: map[string]bool{}, table: &table{byID: map[string]*sheet{}}, names: map[string]int32{}}
}

// Put tells of documents that are new or stand differently.
func (r *Room) Put(docs ...search.Titled) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, d := range docs {
		r.titled[d.ID], r.stale[d.ID] = d, true
	}
}

// Remove tells of documents that are gone.
func (r *Room) Remove(ids ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, id := range ids {
		delete(r.titled, id)
		r.stale[id] = true
	}
}

// Forget tells that a text has changed, or what was drawn of it.
func (r *Room) Forget(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stale[id] = true
}

// Ready brings the table up to date, so that the first who asks need not wait for it.
func (r *Room) Ready(ctx context.Context) error {
	_, err := r.current(ctx)
	return err
}

// current is the table of now.
func (r *Room) current(ctx context.Context) (*table, error) {
	r.loading.Lock()
	defer r.loading.Unlock()
	stale, held, all := r.take()
	if len(stale) == 0 {
		return r.table, nil
	}
	sheets := maps.Clone(r.table.byID)
	maps.DeleteFunc(sheets, func(id string, _ *sheet) bool { return stale[id] })
	if err := r.load(ctx, held, all, sheets); err != nil {
		for id := range stale {
			r.Forget(id)
		}
		return nil, fmt.Errorf("load requirements: %w", err)
	}
	next := &table{byID: sheets, names: make([]string, len(r.names)), groups: make([]int, len(r.names)), lines: make([]int, len(r.names))}
	for name, n := range r.names {
		next.names[n], next.groups[n], next.lines[n] = name, r.bearers.Group(name), r.bearers.Line(name)
	}
	next.rank()
	next.sheets = slices.SortedFunc(maps.Values(sheets), (*sheet).compare)
	r.table = next
	return next, nil
}

// take is what the table is to be brought up to: the stale documents, those of them that
// are held, and whether these are all there are.
func (r *Room) take() (stale map[string]bool, held map[string]search.Titled, all bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	stale, r.stale = r.stale, map[string]bool{}
	held = map[string]search.Titled{}
	for id := range stale {
		if d, there := r.titled[id]; there {
			held[id] = d
		}
	}
	return stale, held, len(held) == len(r.titled)
}

// load reads the sheets of documents, which may be all there are.
func (r *Room) load(ctx context.Context, held map[string]search.Titled, all bool, into map[string]*sheet) error {
	ids := slices.Sorted(maps.Keys(held))
	topics, err := r.topics(ctx, ids)
	if err != nil {
		return err
	}
	if all {
		ids = nil
	}
	for d, err := range r.library.Requirements(ctx, ids) {
		if err != nil {
			return err
		}
		titled, there := held[d.ID]
		if !there || len(d.Requirements) == 0 {
			continue
		}
		s := &sheet{titled: titled, topics: topics[d.ID], seq: d.Seq, version: d.Version, rank: rankOf(titled.Fields.Rank)}
		for _, q := range d.Requirements {
			s.asks = append(s.asks, r.ask(q))
		}
		into[d.ID] = s
	}
	return nil
}

// rankOf is the place of a rank among all, the highest first; what has none is last.
func rankOf(rank corpus.Rank) int {
	if i := slices.IndexFunc(corpus.Ranks, func(t corpus.Term) bool { return t.Value == string(rank) }); i >= 0 {
		return i
	}
	return len(corpus.Ranks)
}

// fewTopics is up to how many documents are asked for one by one.
const fewTopics = 8

// topics are those of documents by id.
func (r *Room) topics(ctx context.Context, ids []string) (map[string][]string, error) {
	out := map[string][]string{}
	queries := []search.Query{{}}
	if len(ids) <= fewTopics {
		queries = nil
		for _, id := range ids {
			queries = append(queries, search.Query{Document: id})
		}
	}
	for _, q := range queries {
		q.Group, q.Sort, q.Limit = search.GroupDocument, search.ByID, search.MaxLimit
		for {
			res, err := r.heads.Search(ctx, q)
			if err != nil {
				return nil, err
			}
			for _, h := range res.Hits {
				out[h.Document.ID] = h.Document.Topics
			}
			if q.Cursor = res.NextCursor; q.Cursor == "" {
				break
			}
		}
	}
	return out, nil
}

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
	start          int32 // of its clause
	bearer         int32 // a number in table.names, less than none for none
	modality, kind int8  // numbers in the lists of package requirement; kind less than none for none
	traits         trait
	period         int8 // of what recurs, a number in Periods
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
	a := ask{start: int32(q.Span.Start), bearer: -1, kind: -1, modality: int8(indexOf(requirement.Modalities, string(q.Modality)))}
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
