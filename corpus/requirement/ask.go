package requirement

import "tiaowen/corpus"

// stated is r with the modality of what no modal word governs.
func stated(r Requirement) Requirement {
	if r.Modality == "" {
		r.Modality = Stated
	}
	return r
}

// governing is the modal word that governs c: its own, or the one before it in the
// sentence where c only goes on.
func (b *block) governing(c *clause) (Modality, corpus.Span) {
	s := c.main
	if s.modal != nil {
		b.modal, b.modality = b.l.span(s.modal.from, s.modal.to), modalityOf(s.modal.is)
		return b.modality, b.modal
	}
	if s.topic || !s.who.empty() || c.settled() && s.qualify.empty() {
		b.modal, b.modality = b.lead.modal, b.lead.modality
	}
	return b.modality, b.modal
}

// base is the requirement of c without its quantities.
func (b *block) base(c *clause, bearer corpus.Span, modality Modality, modal corpus.Span) Requirement {
	r := Requirement{Locator: b.locator, Span: b.l.span(c.from(), c.end()), Bearer: bearer, Modality: modality, Modal: modal}
	if w := c.condition(); !w.empty() {
		r.Condition = b.l.span(w.from, w.to)
	}
	act := c.action()
	r.Action = b.l.span(act.from, act.to)
	if c.settled() && c.main.follows() {
		r.Consequence = r.Action
	}
	return r
}

// agent draws what an agent of s does.
func (b *block) agent(s *segment, a agent, c *clause, modality Modality) {
	r := Requirement{Locator: b.locator, Span: b.l.span(s.from, s.to), Bearer: b.l.span(a.who.from, a.who.to), Modality: modality, Modal: b.modal}
	r.Action = b.l.span(a.does, s.to)
	if modality == "" {
		r.Modality, r.Modal = Stated, corpus.Span{}
	}
	b.out = append(b.out, r)
}
