package answer

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// blanks stand in forms that are to be filled in: what they say lays down nothing.
var blanks = []string{"XX", "××", "__", "签字", "签名", "盖章", "□"}

func isForm(text string) bool { return hasAny(text, blanks) }

// piece is what stands around a span between commas.
func piece(text string, s corpus.Span) string {
	return until(text, s, sentenceEnds+"；，,、").In(text)
}

// paragraph is the line that a span of text stands in, and the lead above it if it is an
// item of a list.
func paragraph(text string, s corpus.Span) (line corpus.Span, lead string) {
	line.Start = strings.LastIndexByte(text[:s.Start], '\n') + 1
	line.End = len(text)
	if i := strings.IndexByte(text[s.End:], '\n'); i >= 0 {
		line.End = s.End + i
	}
	if !isItem(line.In(text)) {
		return line, ""
	}
	for above := range strings.Lines(text[:line.Start]) {
		if above = strings.TrimSpace(above); strings.HasSuffix(above, "：") || strings.HasSuffix(above, ":") {
			lead = above
		}
	}
	return line, lead
}

// isItem reports whether a line begins as an item of a list.
func isItem(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "（") || strings.HasPrefix(line, "(") ||
		len(line) > 0 && strings.IndexFunc(line, func(r rune) bool { return r < '0' || r > '9' }) > 0
}

// sentenceEnds are what a sentence ends with.
const sentenceEnds = "。！？\n"

// sentence is the sentence, or sentences, of a text that a span stands in.
func sentence(text string, s corpus.Span) corpus.Span { return until(text, s, sentenceEnds) }

// part is what of its sentence a span stands in, between semicolons.
func part(text string, s corpus.Span) corpus.Span { return until(text, s, sentenceEnds+"；") }

func until(text string, s corpus.Span, ends string) corpus.Span {
	if i := strings.LastIndexAny(text[:s.Start], ends); i >= 0 {
		_, width := utf8.DecodeRuneInString(text[i:])
		s.Start = i + width
	} else {
		s.Start = 0
	}
	if i := strings.IndexAny(text[s.End:], ends); i >= 0 {
		_, width := utf8.DecodeRuneInString(text[s.End+i:])
		s.End += i + width
	} else {
		s.End = len(text)
	}
	return corpus.TrimSpan(text, s)
}
