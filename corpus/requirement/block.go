package requirement

import (
	"strings"

	"tiaowen/corpus"
)

// block reads the sentences of one provision's own text.
type block struct {
	l       *line
	locator string
	lead    carried
	bearer  corpus.Span // of the sentence before, or carried
	first   corpus.Span // the first that the block itself names
	out     []Requirement

	modal    corpus.Span
	modality Modality
	// announces says that the last sentence ends with a colon: what follows below
	// is governed by it.
	announces bool
}

var modalClasses = []struct {
	class    class
	modality Modality
}{{mustNotWord, MustNot}, {generallyWord, ShouldGenerally}, {mustWord, Must}, {mayWord, May}, {dutyWord, Duty}}

// modalityOf is what a word asks; empty if it is no modal word.
func modalityOf(is classes) Modality {
	for _, m := range modalClasses {
		if is.has(m.class) {
			return m.modality
		}
	}
	return ""
}

// modal is the first modal word of s outside of brackets; nil if there is none.
func (s *segment) modal() *token {
	for i := range s.tokens {
		if t := &s.tokens[i]; !t.inside && modalityOf(t.is) != "" {
			return t
		}
	}
	return nil
}

// clause is what a segment asks, with what went before it in the sentence.
type clause struct {
	condition  stretch
	thresholds []amount
}

func (b *block) sentence(segments []segment) {
	b.modal, b.modality, b.announces = b.lead.modal, b.lead.modality, false
	var c clause
	for i := range segments {
		s := &segments[i]
		if who := s.subject(b.l); !who.empty() && !b.relative(s, who) {
			b.bearer = b.l.span(who.from, who.to)
			if b.first.Empty() {
				b.first = b.bearer
			}
			if s.modal() == nil {
				b.modal, b.modality = b.lead.modal, b.lead.modality
			}
		}
		if s.conditional(b.l) && i+1 < len(segments) {
			if c.condition.empty() {
				c.condition.from = s.from
			}
			c.condition.to = s.to
			c.thresholds = append(c.thresholds, s.amounts(b.l)...)
			continue
		}
		b.clause(s, c)
		if s.ends == ':' && i == len(segments)-1 {
			b.announce(s)
		}
		c = clause{}
	}
}

// announce takes what s, which ends with a colon, says of the list below it.
func (b *block) announce(s *segment) {
	if b.oneOf(s) {
		return
	}
	b.announces = true
	for _, t := range s.tokens {
		if t.is.has(listWord) && b.modality == "" {
			b.modal, b.modality = b.l.span(t.from, t.to), Duty
		}
	}
}

// oneOf reports whether the list that s announces is one of conditions: 下列情形之一.
func (b *block) oneOf(s *segment) bool {
	for i := s.from; i+1 < s.to; i++ {
		if b.l.has(i, "之一") {
			return true
		}
	}
	return false
}

// whole is the requirement that all of an item is, where its lead says how it asks.
func (b *block) whole() {
	if b.lead.modality == "" || len(b.l.runes) == 0 {
		return
	}
	for _, r := range b.out {
		if r.Modal == b.lead.modal {
			return
		}
	}
	to := len(b.l.runes)
	for to > 0 && strings.ContainsRune("。;,:!?\n", b.l.runes[to-1]) {
		to--
	}
	all := b.l.span(0, to)
	if all.Empty() {
		return
	}
	r := Requirement{Locator: b.locator, Span: all, Bearer: b.lead.bearer, Modality: b.lead.modality, Modal: b.lead.modal, Action: all}
	b.out = append([]Requirement{r}, b.out...)
}

// relative reports whether who only begins a longer noun phrase of a condition.
func (b *block) relative(s *segment, who stretch) bool {
	return s.ends == ',' && b.l.rune(s.to-1) == '的' && who.to == s.to
}

// clause draws the requirements of s.
func (b *block) clause(s *segment, c clause) {
	modal := s.modal()
	if modal != nil {
		b.modal, b.modality = b.l.span(modal.from, modal.to), modalityOf(modal.is)
	}
	base := b.base(s, modal, c)
	agents := s.agents(b.l)
	if len(agents) > 0 {
		base.Bearer = b.l.span(agents[0].from, agents[0].to)
	}
	amounts := s.amounts(b.l)
	for _, a := range c.thresholds {
		r := base
		b.quantity(&r, a, true)
		b.out = append(b.out, r)
	}
	for _, a := range amounts {
		r := base
		b.quantity(&r, a, false)
		b.out = append(b.out, r)
	}
	for i, a := range agents {
		if r := base; i > 0 || modal == nil && len(amounts)+len(c.thresholds) == 0 {
			r.Bearer = b.l.span(a.from, a.to)
			r.Action = b.l.span(a.to, s.to)
			if r.Modality == "" {
				r.Modality = Stated
			}
			b.out = append(b.out, r)
		}
	}
	if len(amounts)+len(c.thresholds) == 0 && modal != nil && (s.ends != ':' || b.oneOf(s)) {
		b.out = append(b.out, base)
	}
}

// base is the requirement of s without its quantity.
func (b *block) base(s *segment, modal *token, c clause) Requirement {
	from := s.from
	if !c.condition.empty() {
		from = c.condition.from
	}
	r := Requirement{Locator: b.locator, Span: b.l.span(from, s.to), Bearer: b.bearer, Modality: b.modality, Modal: b.modal}
	if !c.condition.empty() {
		r.Condition = b.l.span(c.condition.from, c.condition.to)
	}
	if modal != nil {
		r.Action = b.l.span(modal.to, s.to)
	}
	return r
}

// quantity puts a into r.
func (b *block) quantity(r *Requirement, a amount, threshold bool) {
	q := a.Quantity
	q.Span, q.Threshold = b.l.span(a.from, a.to), threshold
	r.Quantity = &q
	if r.Modality == "" {
		r.Modality, r.Modal = Stated, corpus.Span{}
		switch a.bound {
		case atLeastWord:
			r.Modality = AtLeast
		case atMostWord:
			r.Modality = AtMost
		}
	}
	if a.Kind == Limit && (a.within || a.before) {
		r.Deadline = &Deadline{Length: a.length, Unit: a.Unit, Before: a.before}
	}
}
