package requirement

import (
	"slices"

	"tiaowen/corpus"
)

// carried is what a provision takes over from what stands before or above it.
type carried struct {
	bearer   corpus.Span
	modal    corpus.Span
	modality Modality
}

// block reads the sentences of one provision's own text.
type block struct {
	l       *line
	locator string
	lead    carried
	bearer  corpus.Span // carried to a sentence that names nobody
	first   corpus.Span // the first that the block itself names
	out     []Requirement

	// Of the sentence being read:
	actor    corpus.Span // the last that it named
	modal    corpus.Span // the last modal word, and
	modality Modality    // what it asks
	// announces says that the last sentence ends with a colon: what follows below
	// is governed by it.
	announces bool
}

// read draws the requirements of all sentences, in the order of the text.
func (b *block) read() {
	sentences := b.l.sentences(b.l.scan())
	for _, s := range sentences {
		b.sentence(s)
	}
	b.whole(sentences)
	slices.SortStableFunc(b.out, func(a, c Requirement) int { return a.Span.Start - c.Span.Start })
}

func (b *block) sentence(segments []segment) {
	for i := range segments {
		segments[i].read()
	}
	b.actor, b.modal, b.modality, b.announces = corpus.Span{}, b.lead.modal, b.lead.modality, false
	if b.l.has(segments[0].from, "为了") {
		return // an aim
	}
	wait(segments)
	before := len(b.out)
	all := clauses(segments)
	for i := range all {
		b.clause(&all[i])
	}
	if last := &segments[len(segments)-1]; last.ends == ':' {
		b.announce(segments, before)
	}
}

// named takes note of who acts.
func (b *block) named(who corpus.Span) {
	b.actor, b.bearer = who, who
	if b.first.Empty() {
		b.first = who
	}
}

// announce takes what a sentence that ends with a colon says of the list below it. The
// sentence itself then asks nothing more, unless the list is one of things: 公布下列事项.
func (b *block) announce(segments []segment, before int) {
	for i := range segments {
		if segments[i].mentions("之一") {
			return
		}
	}
	last := &segments[len(segments)-1]
	for _, thing := range thingsListed {
		if b.l.hasBefore(last.to, thing) {
			return
		}
	}
	b.announces = true
	for _, t := range last.tokens {
		if t.is.has(listWord) && b.modality == "" {
			b.modal, b.modality = b.l.span(t.from, t.to), Duty
		}
	}
	for i := len(b.out) - 1; i >= before; i-- {
		if r := &b.out[i]; r.Quantity == nil && r.Modal == b.modal {
			b.out = slices.Delete(b.out, i, i+1)
		}
	}
}

// thingsListed end the lead of a list whose 项 are things and not what is to be done.
var thingsListed = []string{"事项", "内容", "材料", "信息", "文件", "资料", "情形", "人员", "因素", "费用"}

func (s *segment) mentions(word string) bool {
	for i := s.from; i < s.to; i++ {
		if s.l.has(i, word) {
			return true
		}
	}
	return false
}

// whole is the requirement that an item is, where its lead says how it asks: up to the
// first sentence that speaks of somebody else. An item that begins with a modal word
// of its own says itself how it asks.
func (b *block) whole(sentences [][]segment) {
	if b.lead.modality == "" || len(sentences) == 0 {
		return
	}
	var name stretch
	to := 0
	for i, s := range sentences {
		first, last := &s[0], &s[len(s)-1]
		if i > 0 && (first.whole || !first.who.empty() && first.modal != nil) {
			break
		}
		if i == 0 && first.whole {
			name = first.who
		}
		to = last.to
	}
	all := b.l.span(sentences[0][0].from, to)
	for _, r := range b.out {
		own := r.Modal == b.lead.modal || r.Span.Start == all.Start && r.Modality != Stated
		if own {
			return
		}
	}
	r := Requirement{Locator: b.locator, Span: all, Bearer: b.lead.bearer, Modality: b.lead.modality, Modal: b.lead.modal, Action: all}
	if !name.empty() {
		r.Bearer = b.l.span(name.from, name.to)
	}
	b.out = append(b.out, r)
}
