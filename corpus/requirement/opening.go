package requirement

// opening is where the noun phrase of s can begin, and the first token there: behind
// 但, 必要时, 每年, 同时.
func (s *segment) opening() (from, i int) {
	from = s.l.behindMark(s.from)
	for i < len(s.tokens) && s.tokens[i].from < from {
		i++
	}
	for ; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		opens := t.is.has(leadWord) || t.is.has(adverbWord) || t.is.has(ifWord) && !t.is.has(prepWord) || t.amount != nil && t.amount.period
		if t.from != from || !opens || s.denies(t) {
			break
		}
		from = t.to
	}
	return from, i
}

// behindMark is the place behind what numbers a sentence: （2）, 3., 一是; i if nothing
// does.
func (l *line) behindMark(i int) int {
	to := i
	if l.rune(to) == '(' {
		to++
	}
	digits := to
	for isNumeral(l.rune(to)) && to < digits+3 {
		to++
	}
	switch r := l.rune(to); {
	case to == digits:
		return i
	case digits > i && r == ')', digits == i && (r == '.' || r == '、' || r == '是'):
		return to + 1
	}
	return i
}

// denies reports whether t negates what follows: 不设委员会的.
func (s *segment) denies(t *token) bool {
	r := s.l.runes[t.from]
	return t.is.has(adverbWord) && (r == '不' || r == '未' || r == '没' || r == '已')
}

// reach is where the predicate of s begins for sure: at its modal word, a period or a
// bound, from token i on; predicate is false where there is none.
func (s *segment) reach(i int) (at int, predicate bool) {
	for k := i; k < len(s.tokens); k++ {
		t := &s.tokens[k]
		if t.inside {
			continue
		}
		if t == s.modal || t.amount != nil && t.amount.period && !s.l.denied(t.from) || t.is&(1<<atLeastWord|1<<atMostWord) != 0 || t.is.has(overWord) && s.who.empty() && s.counts(k) {
			return t.from, true
		}
	}
	return s.to, false
}

// denied reports whether what is at i is negated: 不按月.
func (l *line) denied(i int) bool { return l.rune(i-1) == '不' || l.rune(i-1) == '未' }
