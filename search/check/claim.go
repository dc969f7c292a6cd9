package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// claims is how a sentence goes on that says what a provision requires.
var claims = regexp.MustCompile(`^(?:之|的|中|关于|对)?[\p{Han}]{0,12}?(?:规定|要求|明确|指出|提出|载明|精神|[：:，,])`)

// meant is how one goes on that only says what is meant by it: 第八条规定的情形.
var meant = regexp.MustCompile(`^[\p{Han}]{0,12}?(?:规定|要求|明确|提出|载明)(?:的|之|中|所)`)

// mostClaim is how many bytes of a sentence are compared with a provision.
const mostClaim = 900

// claim is what the draft says the i-th citation says: what follows it in the sentence up
// to the next, or where it stands in brackets what stands before them. It is empty where
// the draft says nothing of what the provision says.
func (k *checking) claim(i int) corpus.Span {
	text, span := k.draft.Document.Text, k.cited[i].Citation.Span
	end := sentenceEnd(text, span.End)
	if i+1 < len(k.cited) && k.cited[i+1].Citation.Span.Start < end {
		end = k.cited[i+1].Citation.Span.Start
	}
	if start, ok := bracketed(text, span); ok {
		if i > 0 {
			start = max(start, min(k.cited[i-1].Citation.Span.End, span.Start))
		}
		return corpus.Span{Start: start, End: openBracket(text, span.Start)}
	}
	rest := text[span.End:max(end, span.End)]
	folded := corpus.FoldBack(rest)
	if m := claims.FindStringIndex(folded.Text); m != nil && !meant.MatchString(folded.Text) {
		return corpus.Span{Start: span.End + folded.Source(corpus.Span{Start: m[0], End: m[1]}).End, End: end}
	}
	return corpus.Span{}
}

// bracketed reports whether a citation stands in brackets alone or behind 见, and where
// the sentence before them begins.
func bracketed(text string, span corpus.Span) (start int, ok bool) {
	at := openBracket(text, span.Start)
	if at < 0 {
		return 0, false
	}
	next, _ := utf8.DecodeRuneInString(text[span.End:])
	if next != '）' && next != ')' && next != '、' && next != '，' && next != '；' {
		return 0, false
	}
	return sentenceStart(text, at), true
}

// openBracket is where the bracket opens right before a citation, or before the 见, 依据
// in front of it; -1 if there is none.
func openBracket(text string, at int) int {
	low := max(0, at-60)
	for low < at && !utf8.RuneStart(text[low]) {
		low++
	}
	lead := text[low:at]
	i := strings.LastIndexAny(lead, "（(）)。")
	if i < 0 || strings.HasPrefix(lead[i:], "）") || strings.HasPrefix(lead[i:], ")") || strings.HasPrefix(lead[i:], "。") {
		return -1
	}
	return low + i
}

// sentenceEnd is where the sentence ends that goes on at a place. A quotation in it is
// part of it.
func sentenceEnd(text string, at int) int {
	quoted := 0
	high := min(len(text), at+mostClaim)
	for i, r := range text[at:high] {
		switch r {
		case '“', '「', '『', '‘':
			quoted++
		case '”', '」', '』', '’':
			quoted--
		case '\n':
			return at + i
		case '。', '！', '？', '；', ';', '!', '?':
			if quoted <= 0 {
				return at + i
			}
		}
	}
	for high < len(text) && !utf8.RuneStart(text[high]) {
		high--
	}
	return high
}
