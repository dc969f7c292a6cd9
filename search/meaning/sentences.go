package meaning

import (
	"strings"
	"unicode/utf8"
)

// shortSentence is the length in characters up to which what stands between two stops
// says too little to be encoded alone: 以下： or a heading.
const shortSentence = 8

// Sentences are the sentences of a passage, without those that say next to nothing; nil
// of a passage that is a single one. An article lays down many things, and a question
// asks one of them: the code of the whole is near none of them.
func Sentences(text string) []string {
	var out []string
	for text != "" {
		end := strings.IndexAny(text, "。；！？\n")
		sentence := text
		if end >= 0 {
			_, width := utf8.DecodeRuneInString(text[end:])
			sentence = text[:end+width]
		}
		text = text[len(sentence):]
		if sentence = strings.TrimSpace(sentence); utf8.RuneCountInString(sentence) > shortSentence {
			out = append(out, sentence)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
