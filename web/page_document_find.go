package web

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Finding inside a document: what is marked, where it stands, and the way from
// one hit to the next. Which hit the reader is at is part of the address, so
// that the way works without scripts too.

// maxMarkPages bounds the searches made to mark one document: a common word in
// a code of 1,260 articles fills thirteen.
const maxMarkPages = 20

// marks are the places in a document that the query matches, sorted and apart.
func (st *site) marks(ctx context.Context, text string, q search.Query) ([]corpus.Span, error) {
	if strings.TrimSpace(q.Text) == "" {
		return nil, nil
	}
	q.Limit, q.Apart = search.MaxLimit, true
	var found []corpus.Span
	for range maxMarkPages {
		r, err := st.find(ctx, q, nil)
		if err != nil {
			return nil, fmt.Errorf("search in %s: %w", q.Document, err)
		}
		for _, h := range r.Hits {
			found = append(found, matchesIn(text, h)...)
		}
		if q.Cursor = r.NextCursor; q.Cursor == "" {
			break
		}
	}
	return search.Merge(found), nil
}

// matchesIn moves the matches of a hit to where they stand in the document. A
// hit of an index that is behind the library may not stand there any more.
func matchesIn(text string, h search.Hit) []corpus.Span {
	at := h.Passage.Span.Start
	if at < 0 || at > len(text) || !strings.HasPrefix(text[at:], h.Text) {
		return nil
	}
	out := make([]corpus.Span, 0, len(h.Matches))
	for _, m := range h.Matches {
		if m.Start >= 0 && m.Start < m.End && m.End <= len(h.Text) {
			out = append(out, m.Shift(at))
		}
	}
	return out
}

// places groups the hits by the article or heading they stand in.
func places(steps []step) []link {
	var out []link
	here, fresh := msgOpening, true
	for _, s := range steps {
		if s.Do == stepOpen || s.Do == stepHeading {
			here, fresh = s.Cite, true
		}
		if s.Do == stepHeading && s.Class == string(corpus.NodeHeading) {
			here = s.words() // its number alone tells little
		}
		for _, p := range s.all() {
			if !p.First {
				continue
			}
			if fresh {
				out = append(out, link{Label: here, Href: fmt.Sprintf("#hit-%d", p.Hit)})
				fresh = false
			}
			out[len(out)-1].Count++
		}
	}
	return out
}

// stepTo puts the reader at a hit, by its number, and leads to its neighbours;
// past the last comes the first.
func (v *documentView) stepTo(number string) {
	if v.Hits == 0 {
		return
	}
	if n, err := strconv.Atoi(number); err == nil && n >= 1 && n <= v.Hits {
		v.At = n
	}
	before, after := v.At-1, v.At+1
	if before < 1 {
		before = v.Hits
	}
	if after > v.Hits {
		after = 1
	}
	v.Before, v.After = v.hitAddress(before), v.hitAddress(after)
}

// hitAddress is the page as it is, at a hit.
func (v *documentView) hitAddress(n int) string {
	query := url.Values{"q": {v.Q}, "hit": {strconv.Itoa(n)}}
	if v.AsOf != "" {
		query.Set("as_of", v.AsOf)
	}
	return placeAddress(v.ID, fmt.Sprintf("hit-%d", n), query)
}
