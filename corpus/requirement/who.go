package requirement

import "tiaowen/corpus"

// who is the bearer of c.
func (b *block) who(c *clause) corpus.Span {
	s := c.main
	if s.modal != nil && len(s.agents) > 0 && s.agents[0].by == '经' && c.names() {
		return b.subjectOf(c) // 请假的人应当经书记同意
	}
	if len(s.agents) > 0 && s.agents[0].by != '报' || len(s.agents) > 0 && s.modal == nil && s.who.empty() {
		b.subjectOf(c)
		who := b.l.span(s.agents[0].who.from, s.agents[0].who.to)
		b.counted = who
		if s.agents[0].by == '由' && (s.who.empty() || !s.l.chooses(s.agents[0].does)) {
			b.named(who)
		}
		return who
	}
	return b.subjectOf(c)
}

// names reports whether c itself says who acts.
func (c *clause) names() bool {
	for _, w := range c.when {
		if !w.who.empty() && w.l.rune(w.to-1) == '的' {
			return true
		}
	}
	return !c.main.who.empty()
}

// subjectOf is who acts in c by its own words, or whom it takes over.
func (b *block) subjectOf(c *clause) corpus.Span {
	s := c.main
	if !s.who.empty() {
		b.named(b.l.span(s.who.from, s.who.to))
		return b.actor
	}
	for _, w := range c.when {
		if w.thing {
			b.thing = true
			return corpus.Span{}
		}
	}
	if s.l.has(s.from, "其中") && len(s.amounts) > 0 && !b.counted.Empty() {
		return b.counted
	}
	if s.topic && (len(c.when) == 0 || !b.actor.Empty()) && !s.isDone() {
		b.thing = b.actor.Empty()
		return b.actor
	}
	for i := range c.when {
		w := c.when[i]
		if w.who.empty() {
			continue
		}
		if w.mentions("空缺") || w.mentions("出缺") {
			return corpus.Span{}
		}
		if c.concerns(w) {
			return b.other()
		}
		b.named(b.l.span(w.who.from, w.who.to))
		return b.actor
	}
	if !b.actor.Empty() {
		return b.actor
	}
	punishes := s.modal == nil && c.settled() && s.follows() && b.lead.modality == ""
	same := b.thing && s.opensWithModal() && len(c.when) == 0
	if same || s.topic && !s.isDone() || s.impersonal() || s.modal == nil && s.finishes || punishes || c.disputes() {
		return corpus.Span{}
	}
	if c.settled() && (s.disposes() || s.mentions("其")) {
		return b.other()
	}
	b.actor = b.bearer
	return b.bearer
}

// other is who acts where the condition names whom it befalls: whom the lead of the
// list or the provision itself has named.
func (b *block) other() corpus.Span {
	switch {
	case !b.actor.Empty():
		return b.actor
	case !b.first.Empty():
		return b.bearer
	case b.lead.modality != "":
		return b.lead.bearer
	}
	return corpus.Span{}
}

// isDone reports whether the thing that s speaks of is what somebody does something
// with, who need not be told again: 检查结果应当公布.
func (s *segment) isDone() bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; s.modal != nil && t.from >= s.modal.to && t.is.has(doneWord) || t.is.has(doneWord) && len(s.amounts) > 0 {
			return true
		}
	}
	return false
}
