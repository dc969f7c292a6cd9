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
	// when says that what is below is what the requirement depends on: the 项 of
	// 下列情形之一.
	when bool
	// several says that the 款 before names more than one bearer: whom what follows
	// would take over cannot be told.
	several bool
	// per is the period of what a table below counts: 每年按照下表.
	per string
}

// block reads the sentences of one provision's own text.
type block struct {
	l       *line
	locator string
	text    string // of the document
	item    bool   // it is one of a list
	lead    carried
	bearer  corpus.Span // carried to a sentence that names nobody
	first   corpus.Span // the first that the block itself names
	several bool        // it names others besides
	out     []Requirement

	// Of the sentence being read:
	actor    corpus.Span // the last that it named
	counted  corpus.Span // the last agent, of whom 其中一名 is one
	thing    bool        // it speaks of a thing, and names nobody
	modal    corpus.Span // the last modal word, and
	modality Modality    // what it asks
	ofThing  bool        // it asks that of a thing
	// announces says that the last sentence ends with a colon: what follows below
	// is governed by it.
	announces bool
	per       string // of the table below
	// when says that what is below are conditions or things.
	when bool
	// oneOf says that a list is announced of which one is enough: 下列情形之一.
	oneOf bool
}

// read draws the requirements of all sentences, in the order of the text.
func (b *block) read() {
	sentences := b.l.sentences(b.l.scan())
	if b.lead.when && !followsItself(sentences) {
		b.conditions(sentences)
		return
	}
	if b.lead.when {
		b.lead.modal, b.lead.modality = corpus.Span{}, ""
	}
	for _, s := range sentences {
		b.sentence(s)
	}
	b.whole(sentences)
	slices.SortStableFunc(b.out, func(a, c Requirement) int { return a.Span.Start - c.Span.Start })
}

func (b *block) sentence(segments []segment) {
	for i := range segments {
		segments[i].read()
		b.oneOf = b.oneOf || segments[i].mentions("之一")
	}
	last := &segments[len(segments)-1]
	if last.ends == '。' {
		b.oneOf = false
	}
	if b.item && b.l.rune(last.to-1) == '的' {
		return // a condition, where the lead says what follows
	}
	b.actor, b.counted, b.thing = corpus.Span{}, corpus.Span{}, false
	b.modal, b.modality, b.announces, b.when = b.lead.modal, b.lead.modality, false, false
	if b.l.has(segments[0].from, "为了") {
		return // an aim
	}
	join(segments)
	wait(segments)
	before := len(b.out)
	all := clauses(segments)
	for i := range all {
		b.clause(&all[i])
	}
	if last.ends == ':' {
		b.announce(segments, before)
	}
	b.table(segments, before)
}

// followsItself reports whether a 项 that is one of several conditions says itself what
// follows: 丧失条件的，予以除名.
func followsItself(sentences [][]segment) bool {
	for _, s := range sentences {
		for i := range s {
			if i+1 < len(s) && s[i].ends == ',' && s[i].l.rune(s[i].to-1) == '的' && s[i+1].follows() {
				return true
			}
		}
	}
	return false
}

// conditions draws the quantities of a 项 that is a condition of its lead.
func (b *block) conditions(sentences [][]segment) {
	for _, s := range sentences {
		for i := range s {
			seg := &s[i]
			var before *segment
			if i > 0 {
				before = &s[i-1]
			}
			seg.read()
			for _, a := range seg.amounts {
				all := b.l.span(s[0].from, s[len(s)-1].to)
				r := Requirement{Locator: b.locator, Span: all, Bearer: b.lead.bearer, Modality: b.lead.modality, Modal: b.lead.modal, Condition: all}
				b.quantity(&r, a, seg, before)
				r.Quantity.Threshold = true
				b.out = append(b.out, stated(r))
			}
		}
	}
}

// table takes from a sentence about the table below it the period that is the table's.
func (b *block) table(segments []segment, before int) {
	for i := range segments {
		if !segments[i].mentions("下表") {
			continue
		}
		for k := len(b.out) - 1; k >= before; k-- {
			if q := b.out[k].Quantity; q != nil && q.Kind == Frequency && q.Low == nil && q.High == nil {
				b.per = q.Per
				b.out = slices.Delete(b.out, k, k+1)
			}
		}
	}
}

// named takes note of who acts.
func (b *block) named(who corpus.Span) {
	b.actor, b.bearer, b.thing = who, who, false
	if b.first.Empty() {
		b.first = who
	}
	b.several = b.several || who.In(b.text) != b.first.In(b.text)
}

// announcing is how many runes may stand behind 职责 before the colon: 职责如下.
const announcing = 4

// announce takes what a sentence that ends with a colon says of the list below it. The
// sentence itself then asks nothing more, unless the list is one of things: 公布下列事项.
func (b *block) announce(segments []segment, before int) {
	if b.oneOf {
		b.lists(before)
		return
	}
	last := &segments[len(segments)-1]
	for i := range segments {
		if segments[i].listsThings() {
			b.lists(before)
			return
		}
	}
	b.announces = true
	for _, t := range last.tokens {
		if t.is.has(listWord) && b.modality == "" && last.to-t.to <= announcing {
			b.modal, b.modality = b.l.span(t.from, t.to), Duty
		}
	}
	for i := len(b.out) - 1; i >= before; i-- {
		if r := &b.out[i]; r.Quantity == nil && r.Modal == b.modal && !b.modal.Empty() {
			b.out = slices.Delete(b.out, i, i+1)
		}
	}
}

// lists makes what is below conditions, or things, of what the sentence asks.
func (b *block) lists(before int) {
	b.announces, b.when, b.modal, b.modality = true, true, corpus.Span{}, ""
	for i := len(b.out) - 1; i >= before; i-- {
		if r := &b.out[i]; !r.Modal.Empty() {
			b.modal, b.modality = r.Modal, r.Modality
			break
		}
	}
}

// thingsListed stand behind 下列 where the 项 are things and not what is to be done.
var thingsListed = []string{"事项", "内容", "材料", "信息", "文件", "资料", "情形", "情况", "人员", "因素", "费用", "证件", "证明", "凭证", "条款", "项目", "数据", "表格", "物品", "单证", "证据", "权利", "机构", "人"}

// listsThings reports whether s announces a list of things.
func (s *segment) listsThings() bool {
	if !s.mentions("下列") && !s.mentions("以下") && !s.mentions("包括") && !s.mentions("载明") && !s.mentions("如下") {
		return false
	}
	if s.mentions("根据") || s.mentions("按照") {
		return false // 根据下列情况分别处理
	}
	for _, thing := range thingsListed {
		if s.l.hasBefore(s.to, thing) || s.mentions("下列"+thing) || s.mentions("以下"+thing) {
			return true
		}
	}
	return s.l.hasBefore(s.to, "包括") || s.l.hasBefore(s.to, "载明")
}

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
