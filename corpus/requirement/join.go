package requirement

// join makes one noun phrase of those that stand between commas one behind another, and
// takes for no subject what 对 before a comma governs.
func join(segments []segment) {
	opensWith := false // 对 governs what stands before, and is not done yet
	for i := 1; i < len(segments); i++ {
		s, before := &segments[i], &segments[i-1]
		if before.ends != ',' {
			opensWith = false
			continue
		}
		first := len(before.tokens) > 0 && before.tokens[0].from == before.from && before.l.runes[before.from] == '对'
		opensWith = first || opensWith && before.modal == nil && !before.governed
		switch {
		case before.modal != nil && !before.waits && s.modal == nil && s.l.has(s.from, "或者") && len(s.amounts) > 0:
			s.who, s.topic, s.waits, s.also = stretch{}, false, false, true
		case s.whole && opensWith && before.modal == nil:
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
