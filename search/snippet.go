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
// text. The matches are sorted and apart, as [Merge] leaves them.
func Snippet(text string, matches []corpus.Span, limit int) []Fragment {
	w := window(text, matches, limit)
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
	return out
}

// window is where the snippet is cut: the sentence in which the best matches
// begin, if that leaves them in reach, and on to the limit.
func window(text string, matches []corpus.Span, limit int) corpus.Span {
	start := 0
	if len(matches) > 0 {
		first := densest(text, matches, limit)
		start = sentenceStart(text, first.Start)
		if utf8.RuneCountInString(text[start:first.Start]) > limit/3 {
			start = backward(text, first.Start, limit/6)
		}
	}
	start += len(text[start:]) - len(strings.TrimLeft(text[start:], " \n\u3000"))
	end := forward(text, start, limit)
	// A text that ends soon after is shown to its end, the rest to the end of a
	// sentence.
	if forward(text, end, limit/7) == len(text) {
		end = len(text)
	} else if stop := strings.LastIndexAny(text[start:end], sentenceEnds); stop > 0 && 2*stop > end-start && !anyAfter(matches, start+stop, end) {
		_, width := utf8.DecodeRuneInString(text[start+stop:])
		end = start + stop + width
	}
	return corpus.Span{Start: start, End: start + len(strings.TrimRight(text[start:end], " \n\u3000"))}
}

const sentenceEnds = "。！？；\n"

// densest is the match from which on a window holds the most of matches.
func densest(text string, matches []corpus.Span, limit int) corpus.Span {
	best, most := matches[0], -1
	for i, m := range matches {
		end, held := forward(text, m.Start, limit*2/3), 0
		for _, n := range matches[i:] {
			if n.End > end {
				break
			}
			held += n.Len()
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
	i := strings.LastIndexAny(text[:at], sentenceEnds)
	if i < 0 {
		return 0
	}
	_, width := utf8.DecodeRuneInString(text[i:])
	return i + width
}

// forward is n code points after at, or the end of text.
func forward(text string, at, n int) int {
	for ; n > 0 && at < len(text); n-- {
		_, width := utf8.DecodeRuneInString(text[at:])
		at += width
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
