package requirement

import "tiaowen/corpus"

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
		if i > 0 && first.whole && len(s) > 1 && b.lead.modality == Duty {
			b.part(sentences[i:])
		}
		if i > 0 && (first.whole && len(s) > 1 || !first.who.empty() && first.modal != nil) {
			break
		}
		if i == 0 && first.whole && len(s) > 1 {
			name = first.who
		}
		to = last.to
	}
	all := b.l.span(sentences[0][0].from, to)
	for _, r := range b.out {
		own := r.Modal == b.lead.modal || r.Span.Start == all.Start && r.Modality != Stated
		if own && r.Span.Start < all.End {
			return
		}
	}
	b.duty(all, name)
}

// part is what an item says in a sentence about another than its lead.
func (b *block) part(sentences [][]segment) {
	first, last := &sentences[0][0], &sentences[0][len(sentences[0])-1]
	for _, s := range sentences[0] {
		if s.modal != nil {
			return
		}
	}
	b.duty(b.l.span(first.from, last.to), first.who)
}

// duty draws all that a lead asks, of name where that is not empty.
func (b *block) duty(all corpus.Span, name stretch) {
	r := Requirement{Locator: b.locator, Span: all, Bearer: b.lead.bearer, Modality: b.lead.modality, Modal: b.lead.modal, Action: all}
	if !name.empty() {
		r.Bearer = b.l.span(name.from, name.to)
	}
	b.out = append(b.out, r)
}
