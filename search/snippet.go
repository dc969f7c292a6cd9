package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// SnippetRunes is how long a snippet is, about, in code points.
const SnippetRunes = 140

// Merge sorts spans and joins those that touch or overlap; empty ones go.
func Merge(spans []corpus.Span) []corpus.Span {
	spans = slices.Clone(spans)
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	out := spans[:0]
	for _, s := range spans {
		switch last := len(out) - 1; {
		case s.Empty():
		case last >= 0 && s.Start <= out[last].End:
			out[last].End = max(out[last].End, s.End)
		default:
			out = append(out, s)
		}
	}
	return out
}

// Snippet cuts from text the piece of about limit code points that holds most
// of the matches, and marks them in it. Joined, the fragments are a piece of
// text, all of it if it is hardly longer. It begins with a sentence; cut says that it
// does not, because the sentence is too long to be shown from its beginning. The matches
// are sorted and apart, as [Merge] leaves them.
func Snippet(text string, matches []corpus.Span, limit int) (fragments []Fragment, cut bool) {
	w, cut := window(text, matches, limit)
	var out []Fragment
	add := func(s corpus.Span, match bool) {
		if !s.Empty() {
			out = append(out, Fragment{s.In(text), match})
		}
	}
	at := w.Start
	for _, m := range matches {
		m.Start, m.End = max(m.Start, w.Start), min(m.End, w.End)
		if m.Empty() {
			continue
		}
		add(corpus.Span{Start: at, End: m.Start}, false)
		add(m, true)
		at = m.End
	}
	add(corpus.Span{Start: at, End: w.End}, false)
	return out, cut
}

// window is where the snippet is cut: from the beginning of the sentence in which the
// best matches begin, if they are in reach of it, to the limit or a little behind them.
func window(text string, matches []corpus.Span, limit int) (w corpus.Span, cut bool) {
	all := trimmed(text, corpus.Span{End: len(text)})
	if forward(text, all.Start, limit+limit/7) >= all.End {
		return all, false
	}
	start, least := all.Start, all.Start
	if len(matches) > 0 {
		first := densest(text, matches, limit)
		start, least = sentenceStart(text, first.Start), forward(text, first.End, limit/7)
		if forward(text, start, limit) <= first.Start {
			start, cut = clauseStart(text, first.Start, limit/3), true
		}
	}
	start = trimmed(text, corpus.Span{Start: start, End: len(text)}).Start
	end := max(forward(text, start, limit), least)
	// A text that ends soon after is shown to its end, the rest to the end of a
	// sentence.
	if forward(text, end, limit/7) == len(text) {
		end = len(text)
	} else if stop := strings.LastIndexAny(text[start:end], sentenceEnds); stop > 0 && 2*stop > end-start && !anyAfter(matches, start+stop, end) {
		_, width := utf8.DecodeRuneInString(text[start+stop:])
		end = start + stop + width
	}
	return trimmed(text, corpus.Span{Start: start, End: end}), cut
}

// trimmed is a span without the white space at its ends.
func trimmed(text string, s corpus.Span) corpus.Span {
	s.Start += len(s.In(text)) - len(strings.TrimLeft(s.In(text), blanks))
	s.End = s.Start + len(strings.TrimRight(s.In(text), blanks))
	return s
}

const (
	blanks       = " \t\r\n\u3000"
	sentenceEnds = "。！？；!?;\n"
	clauseEnds   = "，、：,:"
	closers      = "”’」』）)》〉】"
)

// densest is the match from which on a window holds the most of matches.
func densest(text string, matches []corpus.Span, limit int) corpus.Span {
	best, most, held, next := matches[0], -1, 0, 0
	end := forward(text, best.Start, limit*2/3)
	for i, m := range matches {
		if i > 0 { // the window moves on by as many code points as its beginning
			before := matches[i-1]
			end = forward(text, end, utf8.RuneCountInString(text[before.Start:m.Start]))
			if next >= i {
				held -= before.Len()
			}
		}
		for next = max(next, i); next < len(matches) && matches[next].End <= end; next++ {
			held += matches[next].Len()
		}
		if held > most {
			best, most = m, held
		}
	}
	return best
}

func anyAfter(matches []corpus.Span, from, to int) bool {
	return slices.ContainsFunc(matches, func(m corpus.Span) bool { return m.Start > from && m.Start < to })
}

// sentenceStart is where the sentence begins in which at stands.
func sentenceStart(text string, at int) int {
	return startAfter(text, at, sentenceEnds)
}

// clauseStart is where the clause begins in which at stands, or a place at most n code
// points before it.
func clauseStart(text string, at, n int) int {
	return max(startAfter(text, at, clauseEnds), backward(text, at, n))
}

// startAfter is the place behind the last of some signs before at and the quotation
// marks and brackets that it closes.
func startAfter(text string, at int, signs string) int {
	i := strings.LastIndexAny(text[:at], signs)
	if i < 0 {
		return 0
	}
	_, width := utf8.DecodeRuneInString(text[i:])
	start := i + width
	return start + len(text[start:at]) - len(strings.TrimLeft(text[start:at], closers))
}

// forward is n code points after at, or the end of text.
func forward(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		for at++; at < len(text) && !utf8.RuneStart(text[at]); at++ {
		}
	}
	return at
}

// backward is n code points before at, or the beginning of text.
func backward(text string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, width := utf8.DecodeLastRuneInString(text[:at])
		at -= width
	}
	return at
}
