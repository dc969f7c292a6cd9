package bleve

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// marker marks in a passage what was searched.
type marker struct {
	needles []string // strings, folded
	words   lexicon  // words of a question, folded
	runs    *strands // the same uncut, for want of words
}

func (c *collector) newMarker(m matched) *marker {
	k := &marker{needles: m.needles}
	var runs []string
	for _, w := range m.words {
		if utf8.RuneCountInString(w) > 1 {
			k.words.add(w)
		}
	}
	for _, w := range m.ranked {
		runs = append(runs, w.Text)
		if w.Weight != 1 && utf8.RuneCountInString(w.Text) > 1 {
			k.words.add(w.Text)
		}
	}
	k.runs = newStrands(runs...)
	return k
}

// mark finds the matches in a text of which the first own bytes are the
// passage's: they begin there, and the text is cut after the own bytes or
// after the last string that runs over them.
func (k *marker) mark(text string, own int, folded []byte) (string, []corpus.Span) {
	var spans []corpus.Span
	for _, needle := range k.needles {
		spans = appendAll(spans, folded, needle)
	}
	wanted := len(spans)
	spans = k.appendFound(spans, folded)
	spans = sources(text, spans)
	end := own
	for _, s := range spans[:wanted] {
		if s.Start < own {
			end = max(end, s.End)
		}
	}
	spans = slices.DeleteFunc(spans, func(s corpus.Span) bool { return s.Start >= own || s.End > end })
	return text[:end], search.Merge(spans)
}

// appendAll adds where a string stands in text.
func appendAll(spans []corpus.Span, text []byte, s string) []corpus.Span {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(s))
		if i < 0 {
			return spans
		}
		spans = append(spans, corpus.Span{Start: at + i, End: at + i + len(s)})
		at += i + len(s)
	}
}

// sources turns spans of the folded text into spans of the text.
func sources(text string, spans []corpus.Span) []corpus.Span {
	var borders []int // in the folded text
	for _, s := range spans {
		borders = append(borders, s.Start, s.End)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	// begin and end of the characters that begin and end at a border
	begins, ends := make([]int, len(borders)), make([]int, len(borders))
	at, next := 0, 0
	for i, r := range text {
		f := corpus.FoldRune(r)
		if f < 0 {
			continue
		}
		if next < len(borders) && at == borders[next] {
			begins[next] = i
			next++
		}
		at += utf8.RuneLen(f)
		if next == len(borders) {
			break
		}
		if at == borders[next] {
			ends[next] = i + utf8.RuneLen(r)
		}
	}
	out := make([]corpus.Span, len(spans))
	for i, s := range spans {
		start, _ := slices.BinarySearch(borders, s.Start)
		end, _ := slices.BinarySearch(borders, s.End)
		out[i] = corpus.Span{Start: begins[start], End: ends[end]}
	}
	return out
}

// appendFound adds where the words of the question stand in a folded text; if
// none does, the longest pieces of it that do.
func (k *marker) appendFound(spans []corpus.Span, folded []byte) []corpus.Span {
	before := len(spans)
	k.words.each(folded, func(word, at int) {
		spans = append(spans, corpus.Span{Start: at, End: at + len(k.words.words[word])})
	})
	if len(spans) > before || k.runs == nil {
		return spans
	}
	k.runs.each(folded, func(piece string, at []int) {
		for _, p := range at {
			spans = append(spans, corpus.Span{Start: p, End: p + len(piece)})
		}
	})
	return spans
}
