package requirement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	if b.l.has(segments[0].from, "为了") || !speaks(segments) {
		return // an aim, or numbers alone
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

// table takes from a sentence about the table below it the period that is the table's.
func (b *block) table(segments []segment, before int) {
	for i := range segments {
		if !segments[i].mentions("下表") {
			continue
		}
		for _, t := range segments[i].tokens {
			if t.amount != nil && t.amount.period {
				b.per = t.amount.Per
			}
		}
		own := slices.DeleteFunc(b.out[before:], func(r Requirement) bool {
			q := r.Quantity
			return q != nil && q.Kind == Frequency && q.Low == nil && q.High == nil && b.l.span(segments[i].from, segments[i].to).Contains(q.Span)
		})
		b.out = b.out[:before+len(own)]
	}
}

// speaks reports whether anything but numbers stands in a sentence.
func speaks(segments []segment) bool {
	words := 0
	for i := range segments {
		s := &segments[i]
		k := 0
		for at := s.from; at < s.to && words < 2; at++ {
			for k < len(s.tokens) && s.tokens[k].to <= at {
				k++
			}
			counts := k < len(s.tokens) && s.tokens[k].amount != nil && s.tokens[k].from <= at
			if r := s.l.runes[at]; !counts && !isNumeral(r) && unicode.Is(unicode.Han, r) && !strings.ContainsRune("半至点分之第条", r) {
				words++
			}
		}
	}
	return words >= 2
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

// mentions reports whether word stands in s.
func (s *segment) mentions(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	for i := s.from; i < s.to; i++ {
		if s.l.runes[i] == first && s.l.has(i, word) {
			return true
		}
	}
	return false
}
