package check

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
)

const (
	// leastUnmarked is how many letters without marks are worth saying that they stand in
	// a source, leastAlike the share of them that must stand there.
	leastUnmarked, leastAlike = 30, 0.9
	// unmarkedHeld is the share of a clause's rare pairs that a passage must hold, and
	// mostUnmarked how many passages are looked into for a clause.
	unmarkedHeld, mostUnmarked = 0.8, 6
	// step and longestStep are how many letters are asked for at once.
	step, longestStep = 16, 28
)

// unmarked finds what the draft has from a source without saying so: stretches outside
// of the quotations that were found.
func (k *checking) unmarked(ctx context.Context, marked []Quote) ([]Quote, error) {
	var out []Quote
	text := k.draft.Document.Text
	at := 0
	for _, q := range append(slices.Clone(marked), Quote{Span: corpus.Span{Start: len(text), End: len(text)}}) {
		for line := range strings.Lines(text[min(at, q.Span.Start):q.Span.Start]) {
			found, err := k.unmarkedIn(ctx, corpus.Span{Start: at, End: at + len(line)})
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
			at += len(line)
		}
		at = max(at, q.Span.End)
	}
	return out, nil
}

// stretch is a piece of a line that stands in a source: letters of the line, and where.
type stretch struct {
	grown
	places []place
}

// unmarkedIn finds the stretches of a line.
func (k *checking) unmarkedIn(ctx context.Context, span corpus.Span) ([]Quote, error) {
	l := lettersOf(span.In(k.draft.Document.Text))
	if l.len() < leastUnmarked {
		return nil, nil
	}
	var out []Quote
	done := 0 // letters before it are told, or are nobody's
	for at := 0; at+step <= l.len(); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		end := l.clauseEnd(at)
		best, err := k.longestStretch(ctx, l, done, at, end)
		if err != nil {
			return nil, err
		}
		at = end
		if len(best.places) == 0 {
			continue
		}
		at, done = max(best.end, end), best.end
		q, err := k.unmarkedQuote(ctx, l, best)
		if err != nil {
			return nil, err
		}
		q.Span = q.Span.Shift(span.Start)
		out = append(out, q)
	}
	return out, nil
}

// clauseEnd is where the clause ends that begins with a letter, or of a long one a part.
func (l letters) clauseEnd(at int) int {
	end := min(at+step, l.len())
	for end < l.len() && end < at+longestStep && l.span(end-1, end).End == int(l.from[end]) {
		end++
	}
	return end
}

// longestStretch is the longest stretch of a line around some letters of it that stands
// in a source, not before the letter done.
func (k *checking) longestStretch(ctx context.Context, l letters, done, at, end int) (stretch, error) {
	holders, err := k.holders.Holders(ctx, search.Wanted{Text: l.span(at, end).In(l.text), Least: unmarkedHeld, Limit: mostUnmarked})
	if err != nil {
		return stretch{}, err
	}
	var best stretch
	x := newIndex(l.runes[at:end])
	for _, h := range holders {
		if h.Document == k.draft.Document.ID {
			continue
		}
		own := k.texts.passage(h)
		runs := x.runs(own.runes)
		if len(runs) == 0 || 2*covered(end-at, runs) < end-at {
			continue
		}
		longest := slices.MaxFunc(runs, func(a, b run) int { return a.length - b.length })
		d, err := k.texts.document(ctx, h.Document)
		if err != nil {
			return stretch{}, err
		}
		source := d.at(h.Passage.Span.Start + int(own.from[longest.source]))
		low := d.at(d.bodyStart(source))
		one := grow(l.runes, d.runes[low:], run{at + longest.draft, source - low, longest.length}, done)
		one.from, one.to = one.from+low, one.to+low
		if !one.alike() || d.isName(d.span(one.from, one.to)) {
			continue
		}
		switch order := one.better(best.grown); {
		case order < 0:
			continue
		case order > 0:
			best = stretch{grown: one}
		}
		best.places = append(best.places, d.place(place{document: h.Document, date: h.Date}, one.from, one.to-one.from))
	}
	return best, nil
}

// bodyStart is where the words begin of the provision in which a letter stands: its
// number is no part of them.
func (h *heldText) bodyStart(letter int) int {
	at := h.span(letter, letter+1)
	node, above := h.innermost(at)
	start := 0
	for _, n := range append(above, node) {
		if n != nil && n.Head.End <= at.Start {
			start = max(start, n.Head.End)
		}
	}
	return start
}

// isName reports whether a place is a title or what else stands before a text: to have
// that is to cite it.
func (h *heldText) isName(span corpus.Span) bool {
	node, _ := h.innermost(span)
	if node == nil {
		return false
	}
	switch node.Kind {
	case corpus.NodeTitle, corpus.NodeFront, corpus.NodeTOC, corpus.NodeHistory:
		return true
	}
	return false
}

// unmarkedQuote says what a stretch is.
func (k *checking) unmarkedQuote(ctx context.Context, l letters, s stretch) (Quote, error) {
	span := l.span(s.start, s.end)
	q := Quote{Span: span, Status: Exact}
	text, first := span.In(l.text), s.places[0]
	if n := s.end - s.start; s.same < n || lettersOf(first.text).len() > n {
		q.Status = Altered
		q.Diff = compare.Texts(first.text, text)
	} else if q.Normalized = normalised(first.text, text); q.Normalized != nil {
		q.Status = ExactNormalized
	}
	err := k.source(ctx, &q, s.places)
	for i := range q.Sources {
		q.Sources[i].Compared = q.Status == Altered && documentOf(q.Sources[i].Address) == first.document
	}
	return q, err
}
