package ask

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What an address names, or what the regulation of a question holds of it, leads the
// list of hits: it goes first, and what the engine finds goes on behind it, less what
// has led. Every place comes once, on one of the pages, however short they are.

// leaders are the hits that go first, and how far a reader has come.
type leaders struct {
	hits []search.Hit
	// places are all that stand in hits, as themselves or beside one.
	places map[string]bool
	group  search.Group
	leadMark
}

// leadMark is what the cursor of a page remembers, beside the engine's own: also what
// the first page found out, for the documents that an address names and the words that a
// correction knows may be others when the next one is asked for.
type leadMark struct {
	Query uint64 `json:"q"` // of which query it is
	variant
	// Lead are the addresses of the leaders, those of one document together: its id and
	// the locators.
	Lead  [][]string `json:"l,omitempty"`
	Shown int        `json:"n"` // so many of the leaders were shown
	// Told are those whose equal passages were told already, each by its number.
	Told []int `json:"t,omitempty"`
	// More is by how much the leaders make the engine's total greater; it is told on
	// every page alike.
	More   int    `json:"m"`
	Engine string `json:"e,omitempty"` // the engine's cursor
}

func newLeaders(hits []search.Hit, q search.Query) *leaders {
	l := &leaders{hits: hits, places: map[string]bool{}, group: q.Group}
	for _, h := range hits {
		l.places[h.Address()] = true
		for _, e := range h.Also {
			l.places[e.Address] = true
		}
	}
	l.Query, l.Lead = markOf(q), addressesOf(hits)
	return l
}

// markOf tells a query from others, whatever page of it is asked for on which day.
func markOf(q search.Query) uint64 {
	q.Cursor, q.Limit, q.Beside, q.Explain, q.Synonyms, q.Today, q.AsFound = "", 0, 0, false, nil, "", false
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%+v", q)
	return sum.Sum64()
}

func addressesOf(hits []search.Hit) (out [][]string) {
	for _, h := range hits {
		if last := len(out) - 1; last < 0 || out[last][0] != h.Document.ID {
			out = append(out, []string{h.Document.ID})
		}
		out[len(out)-1] = append(out[len(out)-1], h.Passage.Locator)
	}
	return out
}

// leadPrefix stands before a cursor that remembers leaders; no cursor of an engine has
// a full stop.
const leadPrefix = "a."

// readMark reads a cursor that remembers something of a query.
func readMark(q search.Query) (m leadMark, err error) {
	sum, rest, _ := strings.Cut(strings.TrimPrefix(q.Cursor, leadPrefix), ".")
	raw, err := base64.RawURLEncoding.DecodeString(rest)
	if err != nil || sum != sumOf(rest) || json.Unmarshal(raw, &m) != nil || m.Query != markOf(q) {
		return m, search.ErrCursor
	}
	return m, nil
}

func sumOf(s string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(s))) }

// cursor remembers where the next page begins; engine is where the engine goes on.
func (m leadMark) cursor(engine string) string {
	m.Engine = engine
	raw, err := json.Marshal(m)
	if err != nil {
		panic(err) // numbers and strings
	}
	text := base64.RawURLEncoding.EncodeToString(raw)
	return leadPrefix + sumOf(text) + "." + text
}

// marked is an answer whose cursor remembers what was asked, if that is not what was
// typed.
func (m leadMark) marked(res search.Result, err error) (search.Result, error) {
	if res.NextCursor != "" && m.variant != (variant{}) {
		res.NextCursor = m.cursor(res.NextCursor)
	}
	return res, err
}

// finder finds a page of what the engine has for a query.
type finder func(search.Query) (search.Result, error)

// led answers one page of the list that begins with hits and goes on with what find
// has, which notes what it asked. If what it finds does not want leaders, it is the answer.
func (a *Asker) led(ctx context.Context, q search.Query, hits []search.Hit, v *variant, find finder, wanted func(search.Result) bool) (search.Result, error) {
	if q.Cursor != "" {
		return a.goOn(ctx, q, hits)
	}
	if len(hits) == 0 {
		res, err := find(q)
		return leadMark{Query: markOf(q), variant: *v}.marked(res, err)
	}
	return a.onward(ctx, q, newLeaders(hits, q), v, find, wanted)
}

// goOn answers a page after the first by what its cursor remembers. fresh are the
// leaders as they would be now.
func (a *Asker) goOn(ctx context.Context, q search.Query, fresh []search.Hit) (search.Result, error) {
	if !strings.HasPrefix(q.Cursor, leadPrefix) {
		return a.engine.Search(ctx, q)
	}
	m, err := readMark(q)
	if err != nil {
		return search.Result{}, err
	}
	find := func(q search.Query) (search.Result, error) { return a.as(ctx, q, m.variant) }
	if m.Lead == nil {
		q.Cursor = m.Engine
		res, err := find(q)
		return m.marked(res, err)
	}
	l, err := a.restored(ctx, q, m, fresh)
	if err != nil {
		return search.Result{}, err
	}
	return a.onward(ctx, q, l, &m.variant, find, func(search.Result) bool { return true })
}

// restored are the leaders that a cursor remembers. Of those shown the address is enough;
// one that is to be shown and has gone is left out.
func (a *Asker) restored(ctx context.Context, q search.Query, m leadMark, fresh []search.Hit) (*leaders, error) {
	var hits []search.Hit
	var told []int
	n := 0
	for _, one := range m.Lead {
		for _, locator := range one[min(1, len(one)):] {
			h := &search.Hit{Document: search.Head{ID: one[0]}, Passage: corpus.Passage{Locator: locator}}
			if n >= m.Shown {
				at, err := a.leader(ctx, q, h.Address(), fresh)
				if err != nil {
					return nil, err
				}
				h = at
			}
			if n++; h == nil {
				continue
			}
			if slices.Contains(m.Told, n-1) {
				told = append(told, len(hits))
			}
			hits = append(hits, *h)
		}
	}
	if m.Shown < 0 || m.Shown > n {
		return nil, search.ErrCursor
	}
	l := newLeaders(hits, q)
	m.Lead, m.Told = l.Lead, told
	l.leadMark = m
	return l, nil
}

// leader is the hit of an address, nil if it has gone.
func (a *Asker) leader(ctx context.Context, q search.Query, address string, fresh []search.Hit) (*search.Hit, error) {
	if i := slices.IndexFunc(fresh, func(h search.Hit) bool { return h.Address() == address }); i >= 0 {
		return &fresh[i], nil
	}
	h, err := a.hitAt(ctx, q, address)
	if err != nil && ctx.Err() == nil {
		return nil, nil // the engine holds what the library does not any more
	}
	return h, err
}

// onward answers a page with the leaders that are its turn, and what comes behind them.
func (a *Asker) onward(ctx context.Context, q search.Query, l *leaders, v *variant, find finder, wanted func(search.Result) bool) (search.Result, error) {
	asked, hits := q, l.hits
	limit, first := cmp.Or(q.Limit, search.DefaultLimit), l.Shown == 0
	now := slices.Clone(hits[l.Shown:min(len(hits), l.Shown+limit)])
	q.Cursor, q.Limit = l.Engine, limit-len(now)
	ahead := q.Limit == 0 // nothing of the engine's is shown: only what comes behind is asked
	if ahead {
		q.Limit, q.Beside = min(len(hits)+1, search.MaxLimit), 0
	}
	res, err := find(q)
	if err != nil {
		return res, err
	}
	if !wanted(res) {
		res, err := find(asked)
		return leadMark{Query: l.Query, variant: *v}.marked(res, err)
	}
	l.variant = *v
	rest := l.rest(ctx, a, q, now, res.Hits)
	for len(now) == 0 && len(rest) == 0 && res.NextCursor != "" { // a page of nothing but leaders
		q.Cursor = res.NextCursor
		if res, err = find(q); err != nil {
			return res, err
		}
		rest = l.rest(ctx, a, q, now, res.Hits)
	}
	res.Beside = l.behind(ctx, a, q, now, res.Beside)
	if first {
		if l.More, err = l.more(q, res, find); err != nil {
			return res, err
		}
	}
	return l.page(res, now, rest, ahead), nil
}

// page puts together what is shown.
func (l *leaders) page(res search.Result, now, rest []search.Hit, ahead bool) search.Result {
	for i := range now {
		if len(res.Hits) > 0 {
			now[i].Score = res.Hits[0].Score
		}
	}
	l.Shown += len(now)
	next := res.NextCursor
	switch {
	case l.Shown < len(l.hits), ahead && len(rest) > 0, ahead && next != "":
		res.NextCursor = l.cursor("")
	case !ahead && next != "":
		res.NextCursor = l.cursor(next)
	default:
		res.NextCursor = ""
	}
	if ahead {
		rest = nil
	}
	res.Hits = append(now, rest...)
	res.Total += l.More
	res.Documents = max(res.Documents, 1)
	res.Verdict, res.Nearest = search.OK, nil
	return res
}

// more is by how much the leaders make the total of res greater, its first page: by
// those that the engine does not have. It is looked for a little beyond the page.
func (l *leaders) more(q search.Query, res search.Result, find finder) (int, error) {
	hits := res.Hits
	if l.found(hits) < len(l.hits) && res.NextCursor != "" {
		q.Cursor, q.Limit, q.Beside = res.NextCursor, search.MaxLimit, 0
		beyond, err := find(q)
		if err != nil {
			return 0, err
		}
		hits = slices.Concat(hits, beyond.Hits)
	}
	return len(l.hits) - l.found(hits), nil
}

// found counts the leaders among hits.
func (l *leaders) found(hits []search.Hit) int {
	n := 0
	for _, led := range l.hits {
		if slices.ContainsFunc(hits, func(h search.Hit) bool { return l.is(h, led) || l.beside(h, led) }) {
			n++
		}
	}
	return n
}

// is reports whether a hit of the engine has the place of a leader.
func (l *leaders) is(h, led search.Hit) bool {
	if l.group == search.GroupDocument {
		return h.Document.ID == led.Document.ID
	}
	return h.Address() == led.Address()
}

func (l *leaders) beside(h, led search.Hit) bool {
	return slices.ContainsFunc(h.Also, func(e search.Equal) bool { return e.Address == led.Address() })
}

// rest are the engine's hits without the leaders. What says the same as a leader is
// told beside it, if that is on this page; if it was shown before without, it takes the
// place by itself.
func (l *leaders) rest(ctx context.Context, a *Asker, q search.Query, now, hits []search.Hit) []search.Hit {
	var out []search.Hit
	for _, h := range hits {
		same := l.same(h)
		if len(same) == 0 {
			out = append(out, h)
			continue
		}
		if slices.ContainsFunc(same, func(i int) bool { return slices.Contains(l.Told, i) }) {
			continue
		}
		others := l.others(h)
		at := slices.IndexFunc(same, func(i int) bool { return l.Shown <= i && i < l.Shown+len(now) })
		switch {
		case at >= 0:
			now[same[at]-l.Shown].Also = append(now[same[at]-l.Shown].Also, others...)
			l.Told = append(l.Told, same...)
		case same[0] < l.Shown && len(others) > 0:
			out = append(out, a.without(ctx, q, h, others))
		}
	}
	return out
}

// behind are the engine's hits behind the page without the leaders, which the page does
// not hear of.
func (l *leaders) behind(ctx context.Context, a *Asker, q search.Query, now, hits []search.Hit) []search.Hit {
	if len(hits) == 0 {
		return hits
	}
	apart := *l
	apart.Told = slices.Clone(l.Told)
	return apart.rest(ctx, a, q, slices.Clone(now), hits)
}

// same are the numbers of the leaders that h has the place of, or that stand beside it.
func (l *leaders) same(h search.Hit) []int {
	var out []int
	for i, led := range l.hits {
		if l.is(h, led) || l.beside(h, led) {
			out = append(out, i)
		}
	}
	return out
}

// others are the places that h stands for and that have not led.
func (l *leaders) others(h search.Hit) []search.Equal {
	if l.group == search.GroupDocument {
		return nil
	}
	return slices.DeleteFunc(append([]search.Equal{h.Equal()}, h.Also...), func(e search.Equal) bool { return l.places[e.Address] })
}

// without is a hit with none but the other places: if it has led itself, the first of
// them stands for them.
func (a *Asker) without(ctx context.Context, q search.Query, h search.Hit, others []search.Equal) search.Hit {
	if others[0].Address != h.Address() {
		other, err := a.hitAt(ctx, q, others[0].Address)
		if err != nil || other == nil {
			return h // rather twice than never
		}
		other.Score, other.Why, other.Like = h.Score, h.Why, h.Like
		h = *other
	}
	h.Also = others[1:]
	return h
}
