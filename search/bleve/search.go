package bleve

import (
	"context"
	"runtime/debug"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Search answers a query; see search.Searcher.
func (e *Engine) Search(ctx context.Context, q search.Query) (res search.Result, err error) {
	if q, err = e.complete(q); err != nil {
		return search.Result{}, err
	}
	p, err := e.facets.Parse(q.Text)
	if err != nil {
		return search.Result{}, err
	}
	v := e.acquire()
	if v == nil {
		return search.Result{}, errClosed
	}
	defer v.release()
	if v.stale() {
		go e.freshen()
	}
	// A damaged segment panics or faults where it is read. A reader that was
	// there does not go back to the pool.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	r := v.readers.Get().(*reader)
	res, err = r.search(ctx, q, p)
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
		if !corpus.Known(s.Values, s.Of(q)) {
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

func (r *reader) search(ctx context.Context, q search.Query, p search.Parsed) (search.Result, error) {
	// Browsing has no relevance to go by.
	if p.Empty() && q.Sort == search.ByRelevance {
		q.Sort = search.Newest
	}
	after, err := r.after(q)
	if err != nil {
		return search.Result{}, err
	}
	day := r.currencyOn(q.AsOf)
	r.reset(day)
	m, err := r.match(ctx, q, p)
	if err != nil {
		r.dirty = true
		return search.Result{}, err
	}
	c := r.newCollector(q, p, day, r.newPage(q, m, after))
	if err := c.collect(ctx, m); err != nil {
		r.dirty = true
		return search.Result{}, err
	}
	c.finish()
	return c.result(ctx, q, p, m)
}

// matched says which passages match and what to mark in them. Their scores are
// with the reader.
type matched struct {
	// everything: all passages, for browsing. listed: those of numbers. Neither:
	// those with a score.
	everything, listed bool
	numbers            []uint32
	not                []uint32
	needles            []string // stand in every hit
	asked              []search.Run
	words              []string // of asked
	// ranked is what asked is ranked by, expansions what was put in beside it.
	ranked     []search.Weighted
	expansions []search.Expansion
	asking     asking
}

// match finds what a query asks for.
func (r *reader) match(ctx context.Context, q search.Query, p search.Parsed) (matched, error) {
	m := matched{everything: p.Empty()}
	var err error
	if m.not, err = r.standAny(ctx, p.Not); err != nil || m.everything {
		return m, err
	}
	if q.Match == search.MatchAll || q.Match == search.MatchAuto && !p.Question {
		strict := slices.Clone(p.Quoted)
		for _, run := range p.Runs {
			strict = append(strict, run.Folded)
		}
		// Runs that stand together nowhere are taken for a question.
		if err := r.mustStand(ctx, &m, strict); err != nil || len(m.numbers) > 0 || q.Match == search.MatchAll || len(p.Runs) == 0 {
			return m, err
		}
		m.listed, m.needles = false, nil
	}
	m.asked, m.words = p.Runs, r.wordsOf(p.Runs)
	m.ranked, m.expansions = search.Weigh(m.asked, q.Synonyms, r.weights.factors())
	if err := r.rank(ctx, m.ranked, m.words, &m.asking); err != nil {
		return m, err
	}
	if len(p.Quoted) == 0 {
		return m, nil
	}
	return m, r.mustStand(ctx, &m, p.Quoted)
}

// mustStand makes a match of the passages in which all needles stand.
func (r *reader) mustStand(ctx context.Context, m *matched, needles []string) (err error) {
	m.listed, m.needles = true, needles
	if m.numbers, err = r.stand(ctx, needles); err != nil || len(m.numbers) == 0 {
		return err // a question that is made of them scores the titles itself
	}
	return r.scoreTitles(ctx, needles)
}

// wordsOf are the words of the runs, if the index has words. The first question
// after the start waits for the dictionary, so that it is answered as any later.
func (r *reader) wordsOf(runs []search.Run) []string {
	d := r.gen.words
	if d == nil {
		return nil
	}
	var out []string
	for _, run := range runs {
		for _, w := range d.Cut(run.Folded) {
			if !search.IsQuestionWord(w.Text) {
				out = append(out, w.Text)
			}
		}
	}
	return out
}

// collect takes in all passages that match.
func (c *collector) collect(ctx context.Context, m matched) error {
	c.dirty = c.dirty || m.not != nil
	if m.listed {
		numbers := without(m.numbers, m.not)
		if err := c.lookCloser(ctx, numbers, &m.asking); err != nil {
			return err
		}
		return c.addListed(ctx, numbers)
	}
	for _, n := range m.not {
		c.exclude(n)
	}
	if !m.everything {
		return c.rankScored(ctx, &m.asking)
	}
	for _, s := range c.segs {
		if err := c.addAll(ctx, s, m.not != nil); err != nil {
			return err
		}
	}
	return nil
}

// excluded is the score of a passage that must not be a hit.
const excluded = -1

func (c *collector) exclude(number uint32) {
	c.scores[number] = excluded
	seg := c.segmentAt(number)
	n := number - c.segs[seg].base
	c.scored[seg][n/64] &^= 1 << (n % 64)
}

// result makes the answer of what was collected.
func (c *collector) result(ctx context.Context, q search.Query, p search.Parsed, m matched) (search.Result, error) {
	res := search.Result{
		Query:     search.Understanding{Text: q.Text, Terms: p.Terms(), Expansions: m.expansions, Loose: m.asked != nil && !p.Question},
		Total:     c.total,
		Documents: c.documents,
		Verdict:   search.OK,
		Facets:    c.facets(),
	}
	marks := c.newMarker(m)
	// More hits are kept than are shown: a verdict looks at as many whatever the
	// page's length.
	hits, next := c.onPage(ctx, m)
	if q.Explain {
		c.observe(ctx, m, hits[:min(len(hits), q.Limit)])
	}
	var err error
	if res.Hits, err = c.shown(ctx, hits[:min(len(hits), q.Limit)], marks); err != nil {
		return search.Result{}, err
	}
	if next != nil {
		res.NextCursor = c.cursor(q, *next)
	}
	for i := range c.lanes {
		l := search.Lane{Kind: corpus.Lanes[i], Total: c.lanes[i].total}
		if l.Hits, err = c.shown(ctx, c.inLane(ctx, i, m), marks); err != nil {
			return search.Result{}, err
		}
		res.Lanes = append(res.Lanes, l)
	}
	if !c.hasBasis(q, m, hits) {
		noBasis(&res)
	}
	return res, nil
}
