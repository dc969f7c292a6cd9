package amendment

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// longestSentence is how many characters of context a clause is shown with.
const longestSentence = 240

// sentences gives every clause the sentence it stands in.
func (s *side) sentences() {
	for _, c := range s.clauses {
		c.Sentence = c.Span
		n := s.nodes[c.Locator]
		if n == nil {
			continue
		}
		from, to := s.ownText(n, c.Span)
		text := s.doc.Text
		if i := strings.LastIndexAny(text[from:c.Span.Start], "。；;！？!?"); i >= 0 {
			_, size := utf8.DecodeRuneInString(text[from+i:])
			from += i + size
		}
		if i := strings.IndexAny(text[c.Span.End:to], "。；;！？!?"); i >= 0 {
			_, size := utf8.DecodeRuneInString(text[c.Span.End+i:])
			to = c.Span.End + i + size
		}
		whole := corpus.TrimSpan(text, corpus.Span{Start: from, End: to})
		if utf8.RuneCountInString(whole.In(text)) <= longestSentence {
			c.Sentence = whole
		}
	}
}

// ownText is what of a provision stands around a clause and is no child's, without
// the provision's number.
func (s *side) ownText(n *corpus.Provision, clause corpus.Span) (from, to int) {
	from, to = max(n.Head.End, n.Span.Start), n.Span.End
	if in := s.doc.Text[from:clause.Start]; n.Head.Empty() && n.Label != "" && strings.HasPrefix(strings.TrimLeftFunc(in, corpus.Invisible), n.Label) {
		from += strings.Index(in, n.Label) + len(n.Label)
	}
	for _, c := range n.Children {
		switch {
		case c.Span.End <= clause.Start:
			from = c.Span.End
		case c.Span.Start >= clause.End:
			return from, c.Span.Start
		}
	}
	return from, to
}

// partial reports whether a clause asks nothing by itself: a case in a list of them
// (…的；…情形), what is excepted (除…外), a question (是否…).
func (s *side) partial(c *Clause) bool {
	text := c.Span.In(s.doc.Text)
	if strings.HasPrefix(text, "除") || strings.HasPrefix(text, "是否") || strings.HasSuffix(text, "情形") {
		return true
	}
	n := s.nodes[c.Locator]
	return strings.HasSuffix(text, "的") && n != nil && (n.Kind == corpus.NodeItem || n.Kind == corpus.NodeSubitem)
}
