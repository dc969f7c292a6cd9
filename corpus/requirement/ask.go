package requirement

import "tiaowen/corpus"

// clause draws the requirements of c.
func (b *block) clause(c *clause) {
	carriedMust := b.modality
	if carriedMust != Must {
		carriedMust = ""
	}
	for _, s := range c.when {
		for _, a := range s.agents {
			b.agent(s, a, carriedMust)
		}
		if s.givesLeave() {
			b.agent(s, agent{who: s.who, does: s.who.to}, "")
		}
	}
	s := c.main
	bearer := b.who(c)
	modality, modal := b.governing(c)
	r := b.base(c, bearer, modality, modal)
	quantities := b.quantities(c, r)
	b.out = append(b.out, quantities...)
	for i, a := range s.agents {
		if i > 0 || s.modal != nil && (a.by == '报' || a.by == '经' && c.names()) {
			b.agent(s, a, modality)
		}
	}
	switch {
	case len(quantities) > 0:
	case s.modal != nil:
		if modality != Duty || b.lead.modality != Duty {
			b.out = append(b.out, r)
		}
	case len(s.agents) > 0 && !c.reports:
		b.out = append(b.out, byAgent(r))
	case s.task != nil:
		r.Modality, r.Modal = Duty, b.l.span(s.task.from, s.task.to)
		b.out = append(b.out, r)
	case c.settled() && s.follows(), s.answers(), s.givesLeave():
		b.out = append(b.out, stated(r))
	}
}

// byAgent is r, whose agent no modal word of its own governs: one that only allows
// something before does not say how.
func byAgent(r Requirement) Requirement {
	if r.Modality == May || r.Modality == ShouldGenerally {
		r.Modality, r.Modal = "", corpus.Span{}
	}
	return stated(r)
}

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
		b.modal, b.modality, b.ofThing = b.l.span(s.modal.from, s.modal.to), modalityOf(s.modal.is), s.topic
		return b.modality, b.modal
	}
	anew := s.topic || !s.who.empty() || s.passive() || c.settled() && s.qualify.empty() && (b.modality != Must || b.ofThing)
	if anew && !s.bare() && !s.also {
		b.modal, b.modality = b.lead.modal, b.lead.modality
	}
	return b.modality, b.modal
}

// passive reports whether s says of something new by whom it is done: 笔录由证人签名.
func (s *segment) passive() bool {
	from, _ := s.opening()
	return len(s.agents) > 0 && s.agents[0].from > from
}

// bare reports whether s has a quantity and no verb: it goes on with the one before.
func (s *segment) bare() bool {
	for _, t := range s.tokens {
		if t.is.has(verbWord) || t.is&boundClasses != 0 {
			return false
		}
	}
	return len(s.amounts) > 0
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
func (b *block) agent(s *segment, a agent, modality Modality) {
	r := Requirement{Locator: b.locator, Span: b.l.span(s.from, s.to), Bearer: b.l.span(a.who.from, a.who.to), Modality: modality, Modal: b.modal}
	r.Action = b.l.span(a.does, s.to)
	if modality == "" {
		r.Modality, r.Modal = Stated, corpus.Span{}
	}
	b.out = append(b.out, r)
}
