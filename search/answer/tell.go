package answer

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// answer is the clause as it is told.
func (c *clause) answer() search.Answer {
	passage := c.hit.Passage.Span
	whole := sentence(c.hit.Text, c.drawn.Span.Shift(-passage.Start))
	if c.list {
		whole = c.part
	}
	out := search.Answer{Seeks: c.seeks,
		Text: whole.In(c.hit.Text), Address: c.hit.Document.ID + "#" + c.drawn.Locator,
		Citation: c.hit.Citation, Document: c.hit.Document, Doubts: c.doubts(), Value: c.valueText(),
	}
	if at := c.value.Shift(-passage.Start); whole.Contains(at) {
		out.Value, out.Span = at.In(c.hit.Text), at.Shift(-whole.Start)
	}
	return out
}

// doubts are what speaks against the text of a clause, its standing among it.
func (c *clause) doubts() []corpus.Caution {
	head := c.hit.Document
	if standing, ok := search.StandingCaution(head.Status, head.Doubt); ok {
		return append(slices.Clip(c.hit.Doubts), standing)
	}
	return c.hit.Doubts
}

// tell makes answers of clauses. What another document says is told with the best
// answer.
func tell(found []*clause) (out []search.Answer) {
	for i, c := range found {
		switch next := c.answer(); {
		case slices.ContainsFunc(found[:i], c.saysLike):
		case len(out) > 0 && out[0].Document.ID != next.Document.ID:
			if slices.ContainsFunc(out[0].Others, func(o search.Answer) bool { return o.Document.ID == next.Document.ID }) {
				continue
			}
			out[0].Others = append(out[0].Others, next)
		case len(out) < search.MostAnswers:
			out = append(out, next)
		}
	}
	return out
}

// saysLike reports whether another clause lays down the same.
func (c *clause) saysLike(d *clause) bool {
	q, r := c.drawn.Quantity, d.drawn.Quantity
	if c.seeks != d.seeks || q == nil || r == nil {
		return c.seeks == d.seeks && c.answer().Value == d.answer().Value
	}
	return sameBound(q.Low, r.Low) && sameBound(q.High, r.High) && q.Exclusive == r.Exclusive && q.Unit == r.Unit && q.Per == r.Per
}

// valueText are the words of the value.
func (c *clause) valueText() string {
	return c.value.Shift(-c.hit.Passage.Span.Start).In(c.hit.Text)
}

func sameBound(a, b *float64) bool {
	return a == b || a != nil && b != nil && *a == *b
}
