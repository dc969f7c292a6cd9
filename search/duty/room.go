package duty

import (
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
	RequiredTexts(ctx context.Context, ids []string) iter.Seq2[requirement.Drawn, error]
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
	next.repeated = repeated(sheets)
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
