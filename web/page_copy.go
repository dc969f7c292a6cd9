package web

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// copied is what the buttons of a clause put on the clipboard: its text, what follows
// that where it is copied with its source, and the source alone.
type copied struct{ Plain, Tail, Citation string }

// plainHit is what is copied of a hit.
func plainHit(h search.Hit) string { return plainText(h.Text, h.Passage.Label) }

// plainText is a text as the page of its document has it: the number before it, without
// the headings that stand above that.
func plainText(text, label string) string {
	if label != "" {
		if own := corpus.WithoutLabel(text, label); own != text {
			text = label + "\u3000" + strings.TrimLeft(own, " \t\n\u3000\u00a0")
		}
	}
	return strings.Join(linesOf(text), "\n")
}

// citedTail is what follows the text where it is copied with its source: the source,
// and what must be looked up before it is quoted.
func citedTail(citation string, doubts []doubtView) string {
	tail := "\n——" + citation
	if words := doubtWords(doubts); words != "" {
		tail += "\n" + msgCheckFirst + words + "。"
	}
	return tail
}
