package requirement

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

// action is the predicate of c: what stands behind its modal word, or else behind its
// subject; without the period before it and the times behind it.
func (c *clause) action() stretch {
	s := c.main
	from := s.from
	switch {
	case s.modal != nil:
		from = s.modal.to
	case s.task != nil:
		from = s.task.to + 1
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
