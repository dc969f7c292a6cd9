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

// partial reports whether a clause asks nothing by itself: a case in a list of them,
// what is excepted (除…外), a question (是否…).
func (s *side) partial(c *Clause) bool {
	text := c.Span.In(s.doc.Text)
	if strings.HasPrefix(text, "除") || strings.HasPrefix(text, "是否") || strings.HasSuffix(text, "情形") {
		return true
	}
	if r := c.Requirements[0]; r.Quantity == nil && r.Modal.End == c.Span.End {
		return true // 确保应急需要: the word asks nothing of what follows
	}
	n := s.nodes[c.Locator]
	if n == nil || n.Kind != corpus.NodeItem && n.Kind != corpus.NodeSubitem {
		return false
	}
	return strings.HasSuffix(text, "的") || s.isCase(n)
}

// caseWords say in a lead that what is listed below it are cases, and no duties.
var caseWords = []string{"之一", "情形", "情况", "符合下列", "下列人员", "下列案件", "下列单位", "下列对象"}

// isCase reports whether the list that n is of is one of cases.
func (s *side) isCase(n *corpus.Provision) bool {
	i := strings.LastIndex(n.Locator, "__")
	if i < 0 || s.nodes[n.Locator[:i]] == nil {
		return false
	}
	lead := s.nodes[n.Locator[:i]].Lead(s.doc.Text)
	for _, w := range caseWords {
		if strings.Contains(lead, w) {
			return true
		}
	}
	return false
}
