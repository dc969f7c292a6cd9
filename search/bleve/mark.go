package bleve

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/match"
	"tiaowen/search"
)

// marker marks in a passage what was searched.
type marker struct {
	forms []form        // of the strings that must stand
	words match.Words   // words of a question, folded
	runs  *match.Pieces // the same uncut, for want of words
}

func newMarker(a *asked) *marker {
	k := &marker{forms: a.forms}
	var runs []string
	for _, w := range a.words {
		if utf8.RuneCountInString(w) > 1 {
			k.words.Add(w)
		}
	}
	for _, w := range a.weighted {
		runs = append(runs, w.Text)
		if w.Weight != 1 && utf8.RuneCountInString(w.Text) > 1 {
			k.words.Add(w.Text)
		}
	}
	k.runs = match.NewPieces(runs...)
	return k
}

// mark finds the matches in a text of which the first own bytes are the
// passage's: they begin there, and the text is cut after the own bytes or
// after the last string that runs over them. The edits make the text of the
// folded one.
func (k *marker) mark(text string, own int, folded, edits []byte) (string, []corpus.Span) {
	var wanted []corpus.Span
	for _, one := range k.forms {
		wanted = appendAll(wanted, folded, one)
	}
	wanted = sources(wanted, edits)
	end := own
	for _, s := range wanted {
		if s.Start < own {
			end = max(end, s.End)
		}
	}
	spans := append(wanted, sources(k.found(folded), edits)...)
	spans = slices.DeleteFunc(spans, func(s corpus.Span) bool { return s.Start >= own || s.End > end })
	return text[:end], search.Merge(spans)
}

// appendAll adds where a string stands in text.
func appendAll(spans []corpus.Span, text []byte, one form) []corpus.Span {
	for at := 0; ; {
		i := bytes.Index(text[at:], one.text)
		if i < 0 {
			return spans
		}
		at += i
		if end := at + len(one.text); !one.apart || standsApart(text, at, end) {
			spans = append(spans, corpus.Span{Start: at, End: end})
		}
		at += len(one.text)
	}
}

// found is where the words of the question stand in a folded text; if none does,
// the longest pieces of it that do.
func (k *marker) found(folded []byte) (spans []corpus.Span) {
	k.words.Each(folded, func(word, at int) {
		spans = append(spans, corpus.Span{Start: at, End: at + len(k.words.Word(word))})
	})
	if len(spans) > 0 || k.runs == nil {
		return spans
	}
	k.runs.Each(folded, func(piece string, at []int) {
		for _, p := range at {
			spans = append(spans, corpus.Span{Start: p, End: p + len(piece)})
		}
	})
	return spans
}

// sources turns spans of a folded text into spans of the text that some edits
// make of it. It joins those that overlap.
func sources(spans []corpus.Span, edits []byte) []corpus.Span {
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	out, in := spans[:0], stretch{edits: edits}
	for i, s := range spans {
		if i+1 < len(spans) && spans[i+1].Start < s.End {
			spans[i+1] = corpus.Span{Start: s.Start, End: max(s.End, spans[i+1].End)}
			continue
		}
		for in.folded.End <= s.Start {
			in.next()
		}
		start := in.sourceOf(s.Start, in.source.Start)
		for in.folded.End < s.End {
			in.next()
		}
		out = append(out, corpus.Span{Start: start, End: in.sourceOf(s.End, in.source.End)})
	}
	return out
}

// stretch is a piece of a folded text and the piece of the text that it was made
// of: it is the same, or a character that was changed.
type stretch struct {
	folded, source corpus.Span
	edits          []byte // behind it
	changed        bool   // the first of them has told what stays
}

// next goes on to the next piece, which is empty where a character was left out.
func (s *stretch) next() {
	stays, width := binary.Uvarint(s.edits)
	goes, comes := int(stays), int(stays)
	if s.changed {
		goes, comes = int(s.edits[width]>>4), int(s.edits[width]&15)
		s.edits = s.edits[width+1+comes:]
	}
	s.changed = !s.changed
	s.folded = corpus.Span{Start: s.folded.End, End: s.folded.End + goes}
	s.source = corpus.Span{Start: s.source.End, End: s.source.End + comes}
}

// sourceOf is where a place in the folded text stands in the source. A place inside of
// what a character was folded to (㎡ is m2) is at one of its borders.
func (s *stretch) sourceOf(at, border int) int {
	if !s.changed {
		return border
	}
	return s.source.Start + at - s.folded.Start
}
