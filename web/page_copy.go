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
	own := corpus.WithoutLabel(text, label)
	if label == "" || own == text {
		return strings.Join(linesOf(text), "\n")
	}
	caption := ""
	if i := strings.Index(own, "）"); i >= 0 && strings.HasPrefix(own, "（") {
		caption, own = own[:i+len("）")], own[i+len("）"):]
	}
	if rest := strings.TrimLeft(own, " \t\n\u3000\u00a0"); rest != own && rest != "" {
		own = "\u3000" + rest
	}
	return strings.Join(linesOf(label+caption+own), "\n")
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
