package requirement

import "tiaowen/corpus"

// clause is what one predicate of a sentence asks: the segments that say when, the one
// with the predicate, and those that go on with it.
type clause struct {
	when   []*segment
	main   *segment
	rest   []*segment
	before *segment // the segment before main, of whatever clause
	// reports says that the paper tells how it came about: 经国务院同意，现印发.
	reports bool
}

// wait marks the segments of a sentence that say only when the next ones hold, which
// some show only by what stands behind them.
func wait(segments []segment) {
	open := false // a predicate with a modal word stands before
	for i := range segments[:len(segments)-1] {
		s, next := &segments[i], &segments[i+1]
		if s.ends != ',' {
			open = false
			continue
		}
		if !s.waits && s.modal == nil {
			follows := i > 0 && segments[i-1].waits && s.follows()
			s.waits = s.whole || next.opensWithModal() && s.supposes(open) && !follows
		}
		open = open || s.modal != nil && !s.waits
	}
	for i := range segments {
		s := &segments[i]
		if s.waits && s.l.rune(s.to-1) == '的' {
			waitBefore(segments[:i])
		}
	}
}

// join makes one noun phrase of those that stand between commas one behind another, and
// takes for no subject what 对 before a comma governs.
func join(segments []segment) {
	for i := 1; i < len(segments); i++ {
		s, before := &segments[i], &segments[i-1]
		if before.ends != ',' {
			continue
		}
		opensWith := len(before.tokens) > 0 && before.tokens[0].from == before.from && before.l.runes[before.from] == '对'
		switch {
		case s.whole && opensWith && before.modal == nil && !before.opensWithObject():
			s.who, s.whole, s.waits, s.governed = stretch{}, false, true, true
			before.waits = true
		case before.whole && before.qualify.empty() && !s.who.empty() && s.adds():
			s.takeOver(before)
			s.qualify = stretch{}
		case before.whole && s.whole && before.qualify.empty() && s.qualify.empty():
			s.takeOver(before)
		case before.whole && s.andSoOn():
			s.who = s.all()
			s.takeOver(before)
			s.whole, s.topic = true, false
		}
	}
}

// takeOver makes the noun phrase that before is the beginning of that of s.
func (s *segment) takeOver(before *segment) {
	s.who.from = before.who.from
	before.who, before.waits = stretch{}, true
}

// all is the whole of s.
func (s *segment) all() stretch { return stretch{s.from, s.to} }

// adds reports whether s begins with a further member of a list: 以及….
func (s *segment) adds() bool {
	return len(s.tokens) > 0 && s.tokens[0].from == s.from && s.tokens[0].is.has(conjWord)
}

// andSoOn reports whether s is the end of a list of things that count as one.
func (s *segment) andSoOn() bool {
	return s.modal == nil && s.ends == ',' && s.l.rune(s.to-1) == '等'
}

// waitBefore marks the segments before one that ends with 的 and belong to the same
// condition: 逃匿，一年后不能到案，或者死亡的.
func waitBefore(segments []segment) {
	from := len(segments)
	for from > 0 {
		s := &segments[from-1]
		weak := s.modal == nil || s.l.has(s.modal.from, "不能") || s.modal.to-s.modal.from == 1 && s.modal.is.has(mayWord)
		if s.ends != ',' || !s.waits && (!weak || len(s.agents) > 0 || s.regular()) {
			break
		}
		from--
	}
	for i := from; i < len(segments); i++ {
		for k := 0; k < from; k++ {
			if m := segments[k].modal; m != nil && !segments[k].waits {
				return // they go on with that
			}
		}
		segments[i].waits = true
	}
}

// regular reports whether s lays down how often.
func (s *segment) regular() bool {
	for _, a := range s.amounts {
		if a.Kind == Frequency || a.Kind == Term {
			return true
		}
	}
	return false
}

// opensWithModal reports whether s says nothing before its modal word, or follows from
// what stands before it.
func (s *segment) opensWithModal() bool {
	from, _ := s.opening()
	return s.modal != nil && s.modal.from == from || s.finishes && s.who.empty()
}

// supposes reports whether s, whose next segment begins with a modal word, can be what
// that depends on: it lays down nothing itself.
func (s *segment) supposes(open bool) bool {
	if open && s.who.empty() && len(s.agents) == 0 || len(s.agents) > 0 && s.agents[0].by != '经' || s.regular() {
		return false
	}
	for _, a := range s.amounts {
		if a.Low != nil && a.High != nil && !a.within && !a.before {
			return false
		}
	}
	return true
}

// clauses groups the segments of a sentence.
func clauses(segments []segment) []clause {
	var out []clause
	var c clause
	for i := range segments {
		s := &segments[i]
		switch {
		case s.waits:
			c.when = append(c.when, s)
			continue
		case len(c.when) == 0 && len(out) > 0 && s.goesOn() && segments[i-1].ends == ',':
			last := &out[len(out)-1]
			last.rest = append(last.rest, s)
			continue
		}
		c.main = s
		c.reports = i+1 < len(segments) && s.l.has(segments[i+1].from, "现")
		if i > 0 {
			c.before = &segments[i-1]
		}
		out, c = append(out, c), clause{}
	}
	if len(c.when) > 0 { // nothing follows: agents and quantities stand for themselves
		for _, s := range c.when {
			if len(s.agents) > 0 {
				out = append(out, clause{main: s})
			}
		}
	}
	return out
}

// goesOn reports whether s only goes on with the predicate before it.
func (s *segment) goesOn() bool {
	return s.modal == nil && s.who.empty() && !s.topic && s.qualify.empty() && len(s.amounts) == 0 && len(s.agents) == 0
}

// end is where c ends.
func (c *clause) end() int {
	if n := len(c.rest); n > 0 {
		return c.rest[n-1].to
	}
	return c.main.to
}

// from is where c begins.
func (c *clause) from() int {
	if len(c.when) > 0 {
		return c.when[0].from
	}
	return c.main.from
}

// condition is what c depends on.
func (c *clause) condition() stretch {
	if !c.main.qualify.empty() {
		return c.main.qualify
	}
	if len(c.when) == 0 {
		return stretch{}
	}
	names := 0 // segments that only name the bearer are no condition
	for names < len(c.when) && c.when[names].whole {
		names++
	}
	if last := c.when[len(c.when)-1]; names == len(c.when) {
		return last.qualify
	}
	return stretch{c.when[names].from, c.when[len(c.when)-1].to}
}

// settled reports whether a condition of c ends with 的: what stands behind it is what
// follows.
func (c *clause) settled() bool {
	for _, s := range c.when {
		if s.l.rune(s.to-1) == '的' || s.opensWithObject() {
			return true
		}
	}
	if c.about() {
		return true
	}
	return c.main.qualify.from == c.main.from && c.main.qualify.to > c.main.who.to
}

// clause draws the requirements of c.
func (b *block) clause(c *clause) {
	for _, s := range c.when {
		for _, a := range s.agents {
			b.agent(s, a, c, "")
		}
	}
	s := c.main
	bearer := b.who(c)
	modality, modal := b.governing(c)
	r := b.base(c, bearer, modality, modal)
	quantities := b.quantities(c, r)
	b.out = append(b.out, quantities...)
	for i, a := range s.agents {
		if a.by == '报' && s.modal != nil || i > 0 {
			b.agent(s, a, c, modality)
		}
	}
	switch {
	case len(quantities) > 0:
	case s.modal != nil:
		if modality != Duty || b.lead.modality != Duty {
			b.out = append(b.out, r)
		}
	case len(s.agents) > 0 && !c.reports:
		b.out = append(b.out, stated(r))
	case c.settled() && s.follows(), s.answers():
		b.out = append(b.out, stated(r))
	}
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

// action is the predicate of c: what stands behind its modal word, or else behind its
// subject; without the period before it and the times behind it.
func (c *clause) action() stretch {
	s := c.main
	from := s.from
	switch {
	case s.modal != nil:
		from = s.modal.to
	case len(s.agents) > 0:
		from = s.agents[0].does
	case !s.who.empty():
		from = s.who.to
	}
	to := c.end()
	for _, a := range s.amounts {
		if a.Kind == Frequency && a.from == from && a.to < to && !a.count {
			from = a.to
		}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.amount != nil && t.amount.period && t.from == from {
			from = t.to
		}
		if t.amount != nil && t.amount.count && t.to == to {
			to = max(from, t.from)
		}
	}
	return stretch{from, to}
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

// who is the bearer of c.
func (b *block) who(c *clause) corpus.Span {
	s := c.main
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

// subjectOf is who acts in c by its own words, or whom it takes over.
func (b *block) subjectOf(c *clause) corpus.Span {
	s := c.main
	if !s.who.empty() {
		b.named(b.l.span(s.who.from, s.who.to))
		return b.actor
	}
	if s.l.has(s.from, "其中") && len(s.amounts) > 0 && !b.counted.Empty() {
		return b.counted
	}
	if s.topic && (len(c.when) == 0 || !b.actor.Empty()) && !b.takesUp(s) {
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
	if same || s.topic && !b.takesUp(s) || s.impersonal() || s.modal == nil && s.finishes || punishes || c.disputes() {
		return corpus.Span{}
	}
	if c.settled() && (s.follows() || s.mentions("其")) {
		return b.other()
	}
	b.actor = b.bearer
	return b.bearer
}

// disputes reports whether c speaks to whoever does not agree, whom nothing names.
func (c *clause) disputes() bool {
	for _, s := range c.when {
		if s.mentions("有异议") || s.mentions("不服") {
			return true
		}
	}
	return false
}

// about reports whether the condition of c is whom it befalls: 对违反规定的.
func (c *clause) about() bool {
	if len(c.when) == 0 || c.when[0].l.runes[c.when[0].from] != '对' {
		return false
	}
	last := c.when[len(c.when)-1]
	return last.l.runes[last.to-1] == '的' || last.opensWithObject() || last.governed
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

// takesUp reports whether s, which speaks of a thing, asks the one for it whom the
// provision has named: a length of time or a number, or what is done with the thing.
func (b *block) takesUp(s *segment) bool {
	return s.isDone() || len(s.amounts) > 0 && !b.first.Empty()
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

// impersonal reports whether s forbids something to everybody.
func (s *segment) impersonal() bool {
	return s.modal != nil && s.modal.from == s.from && (s.l.has(s.from, "禁止") || s.l.has(s.from, "严禁"))
}

// concerns reports whether whom the condition w names is not who acts in c, but whom
// it befalls.
func (c *clause) concerns(w *segment) bool {
	if w.whole && c.main.modal != nil {
		return false
	}
	for i := range w.tokens {
		if t := &w.tokens[i]; t.from >= w.who.to && t.is.has(findsWord) {
			return false
		}
	}
	if !c.settled() {
		return false
	}
	return c.main.follows() || c.main.mentions("其")
}

// answers reports whether s says who is liable: 责任人依法承担法律责任.
func (s *segment) answers() bool {
	for _, kind := range []string{"主体责任", "领导责任", "管理责任"} {
		if s.l.hasBefore(s.to, kind) {
			return false
		}
	}
	return !s.who.empty() && s.l.hasBefore(s.to, "责任") && (s.l.has(s.who.to, "承担") || s.l.has(s.who.to, "依法承担"))
}

// follows reports whether s says what is done about something: 按…处理, 予以取消.
func (s *segment) follows() bool {
	from := s.from
	if s.modal != nil {
		from = s.modal.to
	}
	if s.l.hasBefore(s.to, "除外") {
		return false
	}
	for i := range s.tokens {
		if t := &s.tokens[i]; t.from >= from && t.is.has(followsWord) {
			return true
		}
	}
	return false
}
