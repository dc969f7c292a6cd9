package bleve

import (
	"context"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// shown makes what is shown of hits, while there is time.
func (c *collector) shown(ctx context.Context, hits []hit, m *marker) ([]search.Hit, error) {
	var out []search.Hit
	for _, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, c.hit(h, m))
	}
	return out, ctx.Err()
}

// hit makes what is shown of a passage that was found.
func (c *collector) hit(h hit, m *marker) search.Hit {
	s := c.segmentOf(h.number)
	n := h.number - s.base
	row := c.table.rows[s.ordinal[n]]
	r := c.texts.record(row.place)
	i := int(s.part[n] & partMask)
	p := r.passage(i)
	out := search.Hit{Document: row.headOn(c.q.AsOf), Passage: p, Score: float64(h.score)}
	folded := c.folded(s, n)
	out.Text, out.Matches = m.mark(r.source(i), p.Span.Len(), folded, r.edits(i))
	out.Snippet = search.Snippet(out.Text, out.Matches, search.SnippetRunes)
	out.Citation = citation(row.head.Fields, p)
	if c.q.Explain {
		out.Why = c.explain(h, string(folded))
	}
	return out
}

// citation is how a passage is cited: a provision by its label, anything else
// by its document.
func citation(f corpus.Fields, p corpus.Passage) string {
	title := search.CiteTitle(f.Title)
	if f.Kind == corpus.Regulation && strings.HasPrefix(p.Locator, "art_") {
		return title + p.Label
	}
	return title
}
