package requirement

import "tiaowen/corpus"

// quantities are the requirements of c that have a quantity: those of its conditions,
// and those of what it asks.
func (b *block) quantities(c *clause, base Requirement) []Requirement {
	var out []Requirement
	s := c.main
	for i, w := range c.when {
		if b.l.rune(w.to-1) == '者' && len(s.amounts) > 0 {
			continue // a row: the condition is told whole
		}
		before := c.before
		if i > 0 {
			before = c.when[i-1]
		}
		for _, a := range w.amounts {
			if a.Kind == Amount && s.rates() {
				continue // 5000元以下的按0.5%交纳: a row too
			}
			r := base
			b.quantity(&r, a, w, before)
			r.Quantity.Threshold = !(a.within && w == c.when[len(c.when)-1] && b.l.rune(w.to-1) != '的')
			if r.Modality == "" {
				r.Modality = Stated
			}
			out = append(out, r)
		}
	}
	for _, a := range s.amounts {
		if a.Kind == Amount && a.to <= s.qualify.to && s.rates() {
			continue
		}
		r := base
		b.quantity(&r, a, s, c.before)
		r.Quantity.Threshold = s.finishes && s.modal == nil || a.to <= s.qualify.to || b.each(a)
		if w := s.bracket(a); !w.empty() && b.l.rune(w.to-1) == '的' { // 支部（不足7人的）
			r.Quantity.Threshold, r.Condition = true, b.l.span(w.from, w.to)
		}
		b.weigh(&r, c, a)
		out = append(out, r)
	}
	return out
}

// bracket is what stands in the brackets around a; empty where a stands in none.
func (s *segment) bracket(a amount) stretch {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.sign != '(' {
			continue
		}
		if end := s.l.closing(t.from); t.to <= a.from && a.to < end {
			return stretch{t.to, end - 1}
		}
	}
	return stretch{}
}

// rates reports whether s lays down a share, as of what has to be paid.
func (s *segment) rates() bool {
	for _, a := range s.amounts {
		if a.Kind == Share {
			return true
		}
	}
	return false
}

// each reports whether a only says for how many the next quantity is: 每满50名.
func (b *block) each(a amount) bool { return b.l.has(a.from, "每满") }

// weigh gives r the modality of its quantity: that of the modal word in its own
// segment, else the bound's, else that of what it goes on with.
func (b *block) weigh(r *Requirement, c *clause, a amount) {
	switch {
	case c.main.modal != nil, r.Modality != "" && r.Modal == b.lead.modal && !c.main.topic:
	case a.by != nil && a.by.is.has(atLeastWord):
		r.Modality, r.Modal = AtLeast, b.l.span(a.by.from, a.by.to)
	case a.by != nil && a.by.is.has(atMostWord):
		r.Modality, r.Modal = AtMost, b.l.span(a.by.from, a.by.to)
	case a.limit:
		r.Modality, r.Modal = AtMost, b.l.span(a.to-2, a.to)
	case r.Modality != "":
	case a.within:
		r.Modality, r.Modal = AtMost, b.l.span(a.to-1, a.to)
	default:
		r.Modality, r.Modal = Stated, corpus.Span{}
	}
}

// quantity puts a, which stands in s, into r.
func (b *block) quantity(r *Requirement, a amount, s, before *segment) {
	q := a.Quantity
	q.Span = b.l.span(a.from, a.to)
	r.Quantity = &q
	if a.Kind == Limit {
		r.Deadline = s.deadline(before, a)
	}
}
