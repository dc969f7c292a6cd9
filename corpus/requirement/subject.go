package requirement

// stretch is a range of runes of a line.
type stretch struct{ from, to int }

func (s stretch) empty() bool { return s.to <= s.from }

// findSubject reads the noun phrase at the beginning of s.
func (s *segment) findSubject() {
	from, i := s.opening()
	reach, predicate := s.reach(i)
	if i < len(s.tokens) && s.tokens[i].from == from && s.tokens[i].is.has(prepWord) {
		s.topic = predicate && s.thingOfPreposition(i, reach)
		if s.l.runes[from] == '为' && s.ends == ',' && !predicate && s.relative(from, s.to) {
			s.who, s.whole = s.all(), true // 为执行任务组建的机构
		}
		return
	}
	s.who, s.topic = s.nounPhrase(i, from, reach)
	if !s.who.empty() && s.who.to == reach && s.countsAt(reach) {
		s.who, s.topic = stretch{}, true // 正式党员超过50人的
		return
	}
	if !predicate && !s.conditional() && s.unknownBehind() {
		s.who = stretch{}
		return
	}
	inner := len(s.tokens) > 0 && s.tokens[0].from == s.from && s.tokens[0].is.has(ifWord) && s.modal != nil && reach == s.modal.from
	if s.who.empty() && predicate && (s.l.rune(reach-1) == '的' || inner) && reach > from {
		s.qualify, s.topic = stretch{from, reach}, false // 情况清楚的可以: a condition without its comma
		return
	}
	if s.who.empty() && s.andSoOn() {
		s.who, s.whole, s.topic = s.all(), true, false
		if s.cutCondition(); s.qualify.empty() {
			s.who, s.whole = stretch{}, false
		}
		return
	}
	if s.who.empty() {
		verbFirst := i < len(s.tokens) && s.tokens[i].from == from && s.tokens[i].is.has(verbWord)
		s.topic = s.topic || predicate && reach > from && (s.modal != nil && reach == s.modal.from || !verbFirst || s.thingAt(reach))
		return
	}
	if s.attributes() {
		s.who, s.thing = stretch{}, true
		return
	}
	s.whole = s.who.to == s.to
	if s.whole && from > s.from && len(s.tokens) > 0 && s.tokens[0].amount != nil && s.ofWithin(s.who.from, s.who.to, false) > 0 {
		s.who.from = s.from // 按月领取工资的职工
	}
	if s.during() {
		s.who, s.whole = stretch{}, false
		return
	}
	s.cutCondition()
}

// attributes reports whether the verb right behind who describes a thing, which s ends
// with: 上级党委下拨的党费.
func (s *segment) attributes() bool {
	if s.ends != ',' || s.modal != nil {
		return false
	}
	at, found := s.who.to, false
	for _, t := range s.tokens {
		if t.amount != nil {
			return false
		}
		if t.from != at || !t.is.has(verbWord) || found {
			continue
		}
		at = t.to
		found = s.l.rune(at) == '的'
	}
	return found && s.endsWithNoun(at)
}

// countsAt reports whether the word at i bounds a number of what stands before it.
func (s *segment) countsAt(i int) bool {
	for k := range s.tokens {
		if t := &s.tokens[k]; t.from == i {
			return t.is&(1<<overWord|1<<underWord|1<<fullWord) != 0 && s.counts(k)
		}
	}
	return false
}

// unknownBehind reports whether nothing that is known stands behind who: whether it
// acts there cannot be told.
func (s *segment) unknownBehind() bool {
	if s.who.empty() || s.l.behindBracket(s.who.to) == s.to {
		return false
	}
	for _, t := range s.tokens {
		if t.from >= s.who.to && !t.inside && t.sign == 0 {
			return false
		}
	}
	return true
}

// during reports whether s only tells a time or a place: 委员会成员中, 委员会选举前.
func (s *segment) during() bool {
	last := s.to - 1
	switch s.l.rune(last) {
	case '中', '内':
		return s.modal == nil && s.who.to == last
	case '前', '时', '后':
		for _, word := range []string{"选举", "换届", "成立", "组成"} {
			if s.l.has(s.who.to, word) && s.who.to+2 == last {
				return s.modal == nil
			}
		}
	}
	return false
}

// thingAt reports whether a word for a thing ends at i: 延长时间不得超过.
func (s *segment) thingAt(i int) bool {
	for k := range s.tokens {
		if t := &s.tokens[k]; t.to == i {
			return t.is.has(thingWord)
		}
	}
	return false
}

// thingOfPreposition reports whether what begins with 对 or 以 at token i is a noun
// phrase that names a thing: 对书记的培训应当, but not 对党员应当.
func (s *segment) thingOfPreposition(i, reach int) bool {
	switch s.l.runes[s.tokens[i].from] {
	case '对', '以':
	default:
		return false
	}
	if s.tokens[i].to-s.tokens[i].from != 1 || s.modal == nil || reach != s.modal.from {
		return false
	}
	for k := len(s.tokens) - 1; k > i; k-- {
		if t := &s.tokens[k]; t.to <= reach && !t.inside {
			return !(t.is.has(endWord) && t.to == reach) && s.ofBefore(reach)
		}
	}
	return false
}

// ofBefore reports whether 的 stands a little before i.
func (s *segment) ofBefore(i int) bool {
	for k := i - 1; k > s.from && k > i-8; k-- {
		if s.l.runes[k] == '的' {
			return true
		}
	}
	return false
}

// cutCondition takes from who what is a condition of it: 年满18岁的党员 is a party
// member who is of age.
func (s *segment) cutCondition() {
	last := s.ofWithin(s.who.from, s.who.to, true)
	if last < 0 {
		return
	}
	of, counts := last, false
	for _, t := range s.tokens {
		if t.from >= s.who.from && t.to <= last && (t.amount != nil && t.amount.Kind != Share && !t.amount.period || t.date) {
			counts, of = true, s.ofWithin(t.to, s.who.to, false)
		}
	}
	or := s.adds()
	for _, word := range []string{"党员人数", "符合"} {
		for k := s.who.from; k < last; k++ {
			counts = counts || s.l.has(k, word)
		}
	}
	if counts || or || s.l.has(s.who.from, "有") || s.l.has(s.who.from, "没有") || s.l.has(s.who.from, "无") {
		s.qualify = stretch{s.who.from, of + 1}
		s.who.from = of + 1
	}
}

// ofWithin is where the first or the last 的 stands in [from, to), -1 if none does.
func (s *segment) ofWithin(from, to int, last bool) int {
	at := -1
	for k := from; k < to; k++ {
		if s.l.runes[k] == '的' {
			if at = k; !last {
				break
			}
		}
	}
	return at
}
