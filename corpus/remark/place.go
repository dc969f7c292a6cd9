package remark

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// stretch is of bytes of the part, in one run.
type stretch struct {
	from, to int
	run      int
}

// find is where in the part a span of the text stands: its first and its last
// stretch, in the order of the part.
func (s *story) find(span corpus.Span) (first, last stretch, where Where) {
	span = corpus.TrimSpan(s.text, span)
	from, to := s.within(span)
	found := false
	where = Exact
	covered := span.Start
	for _, p := range s.pieces[from:to] {
		at, how := s.reach(p, span)
		if how == "" {
			continue
		}
		if how == AtNote && found {
			continue // the text before the notes is nearer
		}
		covered = s.cover(p, span, covered, &where)
		where = worse(where, how)
		switch {
		case !found:
			first, last, found = at, at, true
		case at.from >= last.from:
			last = at
		}
	}
	if !found {
		return s.near(span)
	}
	if strings.TrimSpace(s.text[covered:max(covered, span.End)]) != "" {
		where = worse(where, Nearest)
	}
	return first, last, where
}

// cover notes that the text up to p is spelled out nowhere, and gives where p ends.
func (s *story) cover(p piece, span corpus.Span, covered int, where *Where) int {
	if covered == span.Start && p.span.Start > covered && strings.TrimSpace(s.text[covered:p.span.Start]) != "" {
		*where = worse(*where, Nearest)
	}
	return max(covered, p.span.End)
}

// worse is the farther of two places.
func worse(a, b Where) Where {
	order := []Where{Exact, Wider, AtBox, AtNote, Nearest, Paragraph, Nowhere}
	for i := len(order) - 1; i >= 0; i-- {
		if a == order[i] || b == order[i] {
			return order[i]
		}
	}
	return a
}

// reach is what of a piece is in span; "" if it has no place.
func (s *story) reach(p piece, span corpus.Span) (stretch, Where) {
	if p.run < 0 || s.runs[p.run].lost {
		return stretch{}, ""
	}
	r := s.runs[p.run]
	whole := stretch{r.start, r.end, p.run}
	switch {
	case p.note != "":
		return whole, AtNote
	case p.text == nil:
		return whole, Exact
	case p.text.boxed:
		return whole, AtBox
	case r.whole || !p.text.direct:
		return whole, Wider
	}
	all := s.charactersOf(p)
	first, behind := from(all, span.Start), from(all, span.End)
	if first >= behind {
		return stretch{}, ""
	}
	last := all[behind-1]
	return stretch{all[first].written, last.written + last.length, p.run}, Exact
}

// near is the run that stands nearest to a span that no run holds: one behind it
// in its line, one before it, any behind it.
func (s *story) near(span corpus.Span) (first, last stretch, where Where) {
	from, _ := s.within(span)
	line := len(s.text)
	if i := strings.IndexByte(s.text[span.Start:], '\n'); i >= 0 {
		line = span.Start + i
	}
	for i := from; i < len(s.pieces) && s.pieces[i].span.Start < line; i++ {
		if at, ok := s.all(i); ok {
			return at, at, Nearest
		}
	}
	for i := min(from, len(s.pieces)) - 1; i >= 0; i-- {
		if at, ok := s.all(i); ok {
			return at, at, Nearest
		}
	}
	for i := from; i < len(s.pieces); i++ {
		if at, ok := s.all(i); ok {
			return at, at, Nearest
		}
	}
	if s.firstBody > 0 {
		return stretch{}, stretch{}, Paragraph
	}
	return stretch{}, stretch{}, Nowhere
}

// all is the first line of a piece, as far as it has a place.
func (s *story) all(i int) (stretch, bool) {
	p := s.pieces[i]
	at, how := s.reach(p, p.span)
	return at, how != ""
}

// mapped are the characters of the text in span and where each is written, with
// the runs; ok is false if any of them is spelled out nowhere or stands in a run
// that cannot be cut or is not the draft's own.
func (s *story) mapped(span corpus.Span) (out []stretch, ok bool) {
	one, behind := s.within(span)
	at, paragraph := span.Start, -1
	for _, p := range s.pieces[one:behind] {
		if p.run < 0 || p.text == nil || p.text.boxed || !p.text.direct {
			return nil, false
		}
		r := s.runs[p.run]
		if r.whole || r.foreign || r.lost || paragraph >= 0 && paragraph != r.paragraph {
			return nil, false
		}
		paragraph = r.paragraph
		all := s.charactersOf(p)
		for _, c := range all[from(all, span.Start):from(all, span.End)] {
			if c.read != at {
				return nil, false
			}
			_, n := utf8.DecodeRuneInString(s.text[at:])
			at += n
			out = append(out, stretch{c.written, c.written + c.length, p.run})
		}
	}
	return out, at == span.End
}
