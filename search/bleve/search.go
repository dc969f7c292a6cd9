package bleve

import (
	"context"
	"errors"
	"runtime/debug"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Search answers a query; see search.Searcher.
func (e *Engine) Search(ctx context.Context, q search.Query) (res search.Result, err error) {
	named := q.AsOf != ""
	if q, err = e.complete(q); err != nil {
		return search.Result{}, err
	}
	p, err := e.facets.Parse(q.Text)
	if err != nil {
		return search.Result{}, err
	}
	// Browsing has no relevance to go by.
	if p.Empty() && q.Sort == search.ByRelevance {
		q.Sort = search.Newest
	}
	w, err := begin(&q, named)
	if err != nil {
		return search.Result{}, err
	}
	v := e.viewOf(&w, q)
	if v == nil {
		return search.Result{}, errClosed
	}
	defer v.release()
	if w.means == nil && !w.wordsOnly && q.Meaning != search.MeaningOff {
		w.means = v.acquireMeans()
	}
	defer w.means.release()
	if v.stale() {
		go e.freshen()
	}
	res, err = v.search(ctx, q, p, w)
	if errors.Is(err, errDamaged) && w.means != nil { // perhaps what is kept of meanings is
		words := w
		words.means, words.wordsOnly = nil, true
		words.moved = w.moved || w.from != nil // the walk goes on in another order
		if again, errAgain := v.search(ctx, q, p, words); errAgain == nil {
			res, err = again, nil
		}
	}
	if res.NextCursor != "" && q.Sort == search.ByRelevance {
		e.promise(v)
	}
	return res, err
}

// search answers a query by what the view holds.
func (v *view) search(ctx context.Context, q search.Query, p search.Parsed, w journey) (res search.Result, err error) {
	// A damaged segment panics or faults where it is read. A reader that was
	// there does not go back to the pool.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	r := v.readers.Get().(*reader)
	res, err = r.search(ctx, q, p, w)
	v.readers.Put(r)
	return res, err
}

// complete puts in the defaults and checks the limits.
func (e *Engine) complete(q search.Query) (search.Query, error) {
	if q.Limit == 0 {
		q.Limit = search.DefaultLimit
	}
	if q.Limit < 1 || q.Limit > search.MaxLimit {
		return q, &search.QueryError{Field: "limit", Reason: "out_of_range"}
	}
	if q.AsOf == "" {
		q.AsOf = q.Today
	}
	for _, s := range search.Settings {
		if !corpus.Known(s.Values, s.Of(q)) && !(s.Name == "sort" && q.Group == search.GroupDocument && q.Text == "" && corpus.Known(search.Lists, s.Of(q))) {
			return q, &search.QueryError{Field: s.Name, Reason: "unknown_value"}
		}
		s.Set(&q, s.Of(q))
	}
	for name := range q.Filter {
		if !e.facets.Has(name) {
			return q, &search.QueryError{Field: name, Reason: "unknown_parameter"}
		}
	}
	return q, nil
}

// stale reports whether scorch has merged segments since the view was made.
func (v *view) stale() bool {
	now := v.gen.snapshot()
	if now == nil {
		return false
	}
	defer now.Close()
	return now != v.snap
}

// search goes the way of a query step by step: each takes what the one before made.
func (r *reader) search(ctx context.Context, q search.Query, p search.Parsed, w journey) (search.Result, error) {
	found := r.newCandidates()
	defer r.unused.Put(found)
	steps, err := r.take(ctx, q, p, w, found)
	if err != nil {
		return search.Result{}, err
	}
	return r.result(ctx, q, w, steps)
}

// steps are what each step of a search made.
type steps struct {
	docs   documents
	asked  *asked
	found  *candidates
	in     counts
	looked []uint32  // looked at a second time
	same   *collapse // nil if every passage has a place of its own
	page   page
	best   collected
	more   bool // there are hits behind the best that were looked at twice
}

// take goes all steps from what was asked to the best of what was found.
func (r *reader) take(ctx context.Context, q search.Query, p search.Parsed, w journey, found *candidates) (s steps, err error) {
	s.docs, s.found = r.filter(q, p), found
	if s.asked, err = r.match(ctx, q, p, found); err != nil {
		return s, err
	}
	s.docs = s.docs.leaning(r.table, r.weights, s.asked.lean)
	s.asked.factors = s.docs.factors
	s.asked.sense = r.senseOf(q, s.asked, w.means)
	if err = r.addNearest(ctx, q, s.asked.sense, found, s.docs); err != nil {
		return s, err
	}
	if s.looked, err = r.toLookAt(ctx, q, s.asked, found, s.docs); err != nil {
		return s, err
	}
	if s.in, err = r.tally(ctx, q, found, s.docs); err != nil {
		return s, err
	}
	if s.looked, err = r.secondLook(ctx, s.looked, s.asked, found); err != nil {
		return s, err
	}
	s.same = r.newCollapse(q, found, s.docs)
	s.page = r.weights.newPage(q, s.asked, found.listed, r.start(w, q))
	if s.best, err = r.collect(ctx, q, found, s.docs, s.same, s.looked, s.page); err != nil {
		return s, err
	}
	s.more, err = r.moreAfter(ctx, q, s)
	return s, err
}

// moreAfter reports whether there is a place behind the best that were looked at twice,
// where a page comes to the last of these.
func (r *reader) moreAfter(ctx context.Context, q search.Query, s steps) (bool, error) {
	hits := s.best.hits
	switch {
	case !s.page.twice || len(hits) == 0 || s.page.skip+q.Limit < len(hits):
		return false, nil
	case len(hits) < s.page.depth && s.in.total == len(s.looked):
		return false, nil // all have been looked at
	}
	behind, err := r.collect(ctx, q, s.found, s.docs, s.same, nil, page{after: hits[len(hits)-1].sortKey, depth: 1})
	return len(behind.hits) > 0, err
}

// result makes an answer of that.
func (r *reader) result(ctx context.Context, q search.Query, w journey, s steps) (search.Result, error) {
	res := search.Result{
		Query: search.Understanding{Text: q.Text, Terms: s.asked.terms, Expansions: s.asked.expansions(), Mode: s.asked.mode, Absent: s.asked.absent,
			Meant: r.meant(q, w, s.asked), Encoding: s.asked.sense.encoding()},
		Total:     s.in.total,
		Documents: s.in.documents,
		Verdict:   search.OK,
		Reordered: w.moved,
		Seq:       r.seq,
		Facets:    r.table.countFacets(q.Filter, s.docs, s.found.perDocument),
	}
	show := &display{view: r.view, q: q, same: s.same, marks: newMarker(s.asked)}
	if q.Explain {
		show.why = &explanation{r, q, s}
	}
	hits, next := s.page.cut(r.ordered(ctx, s, s.best.hits), s.best.hits, s.more, q.Limit)
	var err error
	if res.Hits, err = show.show(ctx, hits[:min(len(hits), q.Limit)], allLanes); err != nil {
		return search.Result{}, err
	}
	if behind := hits[min(len(hits), q.Limit):]; q.Beside > 0 {
		if res.Beside, err = show.show(ctx, behind[:min(len(behind), q.Beside)], allLanes); err != nil {
			return search.Result{}, err
		}
	}
	if next != nil {
		res.NextCursor = r.cursor(q, queryMark(w.asked), s.asked.sense.mark(), *next)
	}
	for i, lane := range s.best.lanes {
		hits := r.ordered(ctx, s, lane)
		l := search.Lane{Kind: corpus.Lanes[i], Total: s.in.lanes[i]}
		if l.Hits, err = show.show(ctx, hits[:min(len(hits), q.Limit)], i); err != nil {
			return search.Result{}, err
		}
		res.Lanes = append(res.Lanes, l)
	}
	ok, err := r.hasBasis(q, s.asked, hits)
	if err == nil && !ok {
		noBasis(&res)
	}
	return res, err
}

// ordered is the order in which collected hits are shown.
func (r *reader) ordered(ctx context.Context, s steps, hits []hit) []rescored {
	if s.page.twice {
		return r.rescore(ctx, hits, s.asked)
	}
	return unchanged(hits)
}
