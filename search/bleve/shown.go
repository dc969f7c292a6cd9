package bleve

import (
	"context"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// display makes what is shown of hits.
type display struct {
	*view
	asOf  corpus.Date
	marks *marker
	why   *explanation // nil if nobody asked
}

// show makes what is shown of hits, while there is time.
func (d *display) show(ctx context.Context, hits []rescored) ([]search.Hit, error) {
	var out []search.Hit
	for _, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, d.hit(h))
	}
	return out, ctx.Err()
}

// hit makes what is shown of a passage that was found.
func (d *display) hit(h rescored) search.Hit {
	s := d.segmentOf(h.number)
	n := h.number - s.base
	row := d.table.rows[h.ordinal]
	r := d.texts.record(row.place)
	i := int(s.part[n] & partMask)
	p := r.passage(i)
	out := search.Hit{Document: row.headOn(d.asOf), Passage: p, Score: float64(h.score)}
	folded := d.folded(s, n)
	out.Text, out.Matches = d.marks.mark(r.source(i), p.Span.Len(), folded, r.edits(i))
	out.Snippet = search.Snippet(out.Text, out.Matches, search.SnippetRunes)
	out.Citation = citation(row.head.Fields, p)
	if d.why != nil {
		out.Why = d.why.explain(h, string(folded))
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
