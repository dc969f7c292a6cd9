package requirement

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
		if !s.waits && s.modal == nil && !s.also {
			follows := i > 0 && segments[i-1].waits && s.follows()
			s.waits = s.whole || s.onlyTime() || s.asksLeave() || next.opensWithModal() && s.supposes(open) && !follows
		}
		open = open || s.modal != nil && !s.waits
	}
	strong := len(segments) // the first predicate that a modal word governs
	for i := range segments {
		if segments[i].modal != nil && !segments[i].waits && !segments[i].weak() {
			strong = i
			break
		}
	}
	done := 0
	for i := range segments {
		s := &segments[i]
		if s.waits && s.l.rune(s.to-1) == '的' {
			if strong >= i {
				waitBefore(segments[done:i])
			}
			done = i + 1
		}
	}
}

// onlyTime reports whether s is a length of time and what it runs to or from: 任期届满
// 前3个月.
func (s *segment) onlyTime() bool {
	if len(s.amounts) != 1 || s.amounts[0].Kind != Limit || s.amounts[0].to != s.to {
		return false
	}
	a := s.amounts[0]
	return a.within || a.before || a.after || s.l.rune(a.from-1) == '前'
}

// asksLeave reports whether s says only whose leave has to be had: 经党委批准，….
func (s *segment) asksLeave() bool {
	return len(s.agents) == 1 && s.agents[0].by == '经' && len(s.amounts) == 0 && s.agents[0].from == s.from
}

// waitBefore marks the segments before one that ends with 的 and belong to the same
// condition: 逃匿，一年后不能到案，或者死亡的.
func waitBefore(segments []segment) {
	from := len(segments)
	for from > 0 {
		s := &segments[from-1]
		if s.ends != ',' || !s.waits && (!s.weak() || len(s.agents) > 0 || s.regular()) {
			break
		}
		from--
	}
	for i := from; i < len(segments); i++ {
		segments[i].waits = true
	}
}

// weak reports whether s has no modal word, or one that can tell what is able to
// happen: 不能到案.
func (s *segment) weak() bool {
	return s.modal == nil || s.l.has(s.modal.from, "不能") || s.modal.to-s.modal.from == 1 && s.modal.is.has(mayWord)
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
	if s.l.makes(s.to - 2) {
		return false
	}
	for _, a := range s.amounts {
		if a.Low != nil && a.High != nil && !a.within && !a.before {
			return false
		}
	}
	return true
}
