package check

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// alteredFrom tells what was changed, and the place that it was changed from.
func (k *checking) alteredFrom(ctx context.Context, q *Quote, near place, l located) error {
	q.Diff = compare.Texts(near.text, l.piece.span(0, l.piece.len()).In(l.piece.text))
	places := []place{near}
	for _, p := range l.near {
		if p.text == near.text && p.document != near.document {
			places = append(places, p)
		}
	}
	if err := k.source(ctx, q, places); err != nil {
		return err
	}
	i := slices.IndexFunc(q.Sources, func(s Source) bool { return documentOf(s.Address) == near.document })
	q.Sources[max(i, 0)].Compared = true
	return nil
}

// mostSources is how many sources are told of one quotation.
const mostSources = 10

// source tells where the words stand: one place a document, the oldest first; of many
// the oldest and those in force are kept.
func (k *checking) source(ctx context.Context, q *Quote, places []place) error {
	places = slices.Clone(places)
	if q.Status != Stitched && q.Status != Elided {
		slices.SortStableFunc(places, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.document, b.document), cmp.Compare(a.span.Start, b.span.Start))
		})
		places = slices.CompactFunc(places, func(a, b place) bool { return a.document == b.document })
	}
	var out []Source
	for i, p := range places {
		known, _ := k.resolver.Known(p.document)
		status := known.Standing.Timeline.On(k.day)
		if len(places) > mostSources && i >= mostSources/2 && (status != corpus.InForce || len(out) >= mostSources) {
			continue
		}
		s, err := k.sourceAt(ctx, p)
		if err != nil {
			return err
		}
		s.Status = status
		if c, ok := search.StandingCaution(status, known.Standing.Timeline.Doubt); ok {
			s.Doubts = append(s.Doubts, c)
		}
		out = append(out, s)
	}
	q.Sources = out
	return nil
}

// sourceAt is a place as it is cited.
func (k *checking) sourceAt(ctx context.Context, p place) (Source, error) {
	d, err := k.texts.document(ctx, p.document)
	if err != nil {
		return Source{}, err
	}
	title := search.CiteTitle(d.Fields.Title)
	if w, ok := k.resolver.Work(p.document); ok {
		title = w.Title
	}
	s := Source{Address: p.document, Citation: title, Text: p.text, Date: p.date}
	s.Doubts = d.Cautions(p.span)
	node, above := d.innermost(p.span)
	if node != nil && node.Locator != "" {
		s.Address += "#" + node.Locator
		if d.Fields.Kind == corpus.Regulation {
			s.Citation = search.Cite(title, search.Place{Document: d.Document, Node: node, Above: above})
		}
	}
	return s, nil
}

// leastAlikeNow is how much a clause must have in common with a quotation of what it said
// before to be told beside it.
const leastAlikeNow = 0.3

// now tells beside the words of a former version what the version that applies says in
// their place, if it says anything.
func (k *checking) now(ctx context.Context, q *Quote) error {
	if len(q.Sources) == 0 {
		return nil
	}
	id, locator, _ := strings.Cut(q.Sources[0].Address, "#")
	d, err := k.resolver.Document(ctx, id)
	if err != nil {
		return err
	}
	unit := resolve.UnitOf(d, locator)
	if unit == nil {
		return nil
	}
	history, err := k.history(ctx, d, unit)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(history, func(m resolve.Moment) bool {
		return m.Version.Standing.Timeline.On(k.day) == corpus.InForce && len(m.Units) > 0 && m.Document.ID != id
	})
	if i < 0 {
		return nil
	}
	h, err := k.texts.document(ctx, history[i].Document.ID)
	if err != nil {
		return err
	}
	text := q.Span.In(k.draft.Document.Text)
	words, ok := likest(h.Text, history[i].Units, text)
	if !ok {
		return nil
	}
	p := place{document: h.ID, date: history[i].Version.Fields.VersionDate()}
	p.cut(h.Text, words)
	s, err := k.sourceAt(ctx, p)
	s.Status, s.Compared = corpus.InForce, true
	q.Sources, q.Diff = append(q.Sources, s), compare.Texts(s.Text, text)
	return err
}

// likest is the provision among some and those in them that has most in common with a
// text: its words without its number.
func likest(in string, units []*corpus.Provision, text string) (best corpus.Span, ok bool) {
	wanted, most := pairs(lettersOf(text)), leastAlikeNow
	for _, u := range units {
		u.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			span := corpus.TrimSpan(in, corpus.Span{Start: max(n.Head.End, n.Span.Start), End: n.Span.End})
			if share := dice(wanted, pairs(lettersOf(span.In(in)))); share >= most {
				best, most, ok = span, share, true
			}
			return true
		})
	}
	return best, ok
}
