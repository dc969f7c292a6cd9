package requirement

import (
	"strings"

	"tiaowen/corpus"
)

// sentenceOf is the head of n without its number where it is a sentence: papers number
// what they ask like headings.
func sentenceOf(text string, n *corpus.Provision) corpus.Span {
	in := n.Head.In(text)
	if !strings.HasSuffix(in, "。") && !strings.HasSuffix(in, "；") {
		return corpus.Span{}
	}
	at := n.Head.Start
	if i := strings.Index(in, n.Label); i >= 0 {
		at += i + len(n.Label)
	}
	return corpus.Span{Start: at, End: n.Head.End}
}

// ownText is the text of n that is no child's: first what stands before the children.
func ownText(text string, n *corpus.Provision) []corpus.Span {
	var out []corpus.Span
	at := max(n.Head.End, n.Span.Start)
	if in := text[at:n.Span.End]; n.Head.Empty() && n.Label != "" && strings.HasPrefix(strings.TrimLeftFunc(in, corpus.Invisible), n.Label) {
		at += strings.Index(in, n.Label) + len(n.Label)
	}
	for _, c := range n.Children {
		out = append(out, corpus.Span{Start: min(at, c.Span.Start), End: c.Span.Start})
		at = c.Span.End
	}
	return append(out, corpus.Span{Start: min(at, n.Span.End), End: n.Span.End})
}
