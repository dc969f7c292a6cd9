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
	q     search.Query
	same  *collapse
	marks *marker
	why   *explanation // nil if nobody asked
}

// show makes what is shown of hits in a lane or in the list of all, while there is time.
func (d *display) show(ctx context.Context, hits []rescored, lane int) ([]search.Hit, error) {
	out := make([]search.Hit, 0, len(hits))
	for _, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, d.hit(h, lane))
	}
	if len(out) == 0 {
		return nil, ctx.Err()
	}
	return out, ctx.Err()
}

// hit makes what is shown in the place of a hit: of the passages that say the same the
// one whose text applies, unless a version was asked for by its name. The score and
// its reasons are those of the hit, by which the place stands.
func (d *display) hit(h rescored, lane int) search.Hit {
	members := d.same.members(h.hit, lane, d.q.AsOf)
	shown := members[0]
	if d.q.AsFound {
		shown = h.hit
	}
	out := d.whole(shown)
	out.Score = float64(h.score)
	for _, m := range members {
		if m.number != shown.number {
			out.Also = append(out.Also, d.equal(m))
		}
	}
	if d.why != nil {
		s := d.segmentOf(h.number)
		out.Why = d.why.explain(h, string(d.folded(s, h.number-s.base)))
		if shown.number != h.number {
			out.Why = append(out.Why, "文字相同的各处占一个位置，得分是"+d.equal(h.hit).Citation+"的")
		}
	}
	return out
}

// whole is all that is shown of a passage.
func (d *display) whole(h hit) search.Hit {
	s := d.segmentOf(h.number)
	n := h.number - s.base
	row := d.table.rows[h.ordinal]
	r := d.texts.record(row.place)
	i := int(s.part[n] & partMask)
	p := r.passage(i)
	out := search.Hit{Document: row.headOn(d.q.AsOf), Passage: p, Citation: citation(row.head.Fields, p)}
	out.Text, out.Matches = d.marks.mark(r.source(i), p.Span.Len(), d.folded(s, n), r.edits(i))
	out.Snippet, out.Cut = search.Snippet(out.Text, out.Matches, search.SnippetRunes)
	return out
}

// equal is what is told of a passage beside the one that is shown.
func (d *display) equal(h hit) search.Equal {
	s, row := d.segmentOf(h.number), d.table.rows[h.ordinal]
	head := row.head
	p, _ := d.texts.record(row.place).named(int(s.part[h.number-s.base] & partMask))
	return search.Equal{Address: head.ID + "#" + p.Locator, Citation: citation(head.Fields, p),
		Status: head.Timeline.On(d.q.AsOf), Date: head.Fields.VersionDate()}
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
