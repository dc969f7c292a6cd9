package check

import (
	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// asked is a requirement with the text that it was drawn from.
type asked struct {
	requirement.Requirement
	text  string
	pairs map[uint64]bool
}

func (a asked) words(s corpus.Span) string { return s.In(a.text) }

// askedIn are the requirements in some articles of a text.
func askedIn(a *articles, locators []string) []asked {
	var out []asked
	for _, l := range locators {
		if i, ok := a.at[l]; ok {
			out = append(out, askedOf(alone(a.Document, a.list[i].node))...)
		}
	}
	return out
}

// alone is a text as if it had but one provision.
func alone(d *corpus.Document, n *corpus.Provision) *corpus.Document {
	return &corpus.Document{Text: d.Text, Fields: d.Fields, Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: d.Root.Span, Children: []*corpus.Provision{n}}}
}

func askedOf(d *corpus.Document) []asked {
	var out []asked
	for _, r := range requirement.Draw(d) {
		out = append(out, asked{r, d.Text, pairs(lettersOf(r.Span.In(d.Text)))})
	}
	return out
}

// askedBy are the requirements in a sentence of the draft, read as a rule would be.
func askedBy(sentence string) []asked {
	whole := corpus.Span{End: len(sentence)}
	return askedOf(&corpus.Document{
		Text: sentence, Fields: corpus.Fields{Kind: corpus.Regulation},
		Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: whole, Children: []*corpus.Provision{{Kind: corpus.NodeParagraph, Locator: "p_1", Span: whole}}},
	})
}

// dice is how much two sets have in common.
func dice(a, b map[uint64]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for p := range a {
		if b[p] {
			n++
		}
	}
	return 2 * float64(n) / float64(max(len(a)+len(b), 1))
}

// without are the pairs of letters of a requirement without some of its words.
func (a asked) without(s corpus.Span) map[uint64]bool {
	return pairs(lettersOf(a.text[a.Span.Start:s.Start] + a.text[s.End:a.Span.End]))
}
