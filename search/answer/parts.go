package answer

import (
	"iter"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// found is a part of a passage's text that answers, with the value in it.
type found struct {
	part, value corpus.Span
	list        bool // of 项
}

// partsIn are the parts of a passage that answer what is asked by their own words rather
// than by a requirement drawn from them.
func partsIn(text string, q *question) (out []found) {
	switch q.seeks[0] {
	case search.SoughtDuty:
		out = dutiesIn(text, q)
	case search.SoughtConsequence:
		out = consequencesIn(text)
	case search.SoughtStart:
		out = startsIn(text)
	}
	return slices.DeleteFunc(out, func(f found) bool { return isForm(f.part.In(text)) || strings.Contains(f.part.In(text), "|") })
}

// lines are those of a text, without their ends.
func lines(text string) iter.Seq[corpus.Span] {
	return between(text, corpus.Span{End: len(text)}, "\n")
}

// sentences are those in a span of a text.
func sentences(text string, in corpus.Span) iter.Seq[corpus.Span] { return between(text, in, "。\n") }

// between cuts a span of a text behind each of some characters.
func between(text string, in corpus.Span, ends string) iter.Seq[corpus.Span] {
	return func(yield func(corpus.Span) bool) {
		start := in.Start
		for i, r := range in.In(text) {
			if !strings.ContainsRune(ends, r) {
				continue
			}
			end := in.Start + i + len(string(r))
			if s := corpus.TrimSpan(text, corpus.Span{Start: start, End: end}); !s.Empty() && !yield(s) {
				return
			}
			start = end
		}
		if s := corpus.TrimSpan(text, corpus.Span{Start: start, End: in.End}); !s.Empty() {
			yield(s)
		}
	}
}

// markLength is how many bytes the number of an article or an item has that a line begins
// with.
func markLength(line string) int {
	rest := line
	if strings.HasPrefix(rest, "第") {
		if i := strings.Index(rest, "条"); i > 0 && i < 30 {
			rest = rest[i+len("条"):]
		}
	}
	for _, pair := range []struct{ open, end string }{{"（", "）"}, {"(", ")"}, {"", "、"}, {"", "．"}, {"", "."}} {
		if !strings.HasPrefix(rest, pair.open) {
			continue
		}
		if i := strings.Index(rest, pair.end); i > 0 && i < 13 && isNumber(corpus.Fold(rest[len(pair.open):i])) {
			rest = rest[i+len(pair.end):]
			break
		}
	}
	return len(line) - len(strings.TrimLeft(rest, " 　\t"))
}
