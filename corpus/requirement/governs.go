package requirement

// findModal is the first modal word of s outside of brackets that governs s itself.
func (s *segment) findModal() *token {
	for i := range s.tokens {
		t := &s.tokens[i]
		if !t.inside && modalityOf(t.is) != "" && !s.describes(i) {
			return t
		}
	}
	return nil
}

// describes reports whether the modal word at token i belongs to a clause that
// describes a noun: 公开应当公开的事项, 健全分工负责的制度, 对负责的人.
func (s *segment) describes(i int) bool {
	t := &s.tokens[i]
	if t.is.has(dutyWord) && s.notDuty(i) {
		return true
	}
	opening, first := s.opening()
	if first < i && s.tokens[first].from == opening {
		head := &s.tokens[first]
		switch {
		case s.l.has(opening, "是") && head.to == opening+1: // 是党员应当履行的义务
			return s.ofBehind(t.to)
		case s.l.has(opening, "根据"), s.l.has(opening, "按照"), s.l.has(opening, "依照"): // 根据应当承担的责任
			if s.endsWithNoun(t.to) {
				return true
			}
		}
	}
	for k := range s.tokens[:i] {
		if (s.l.has(s.tokens[k].from, "认为") || s.l.has(s.tokens[k].from, "发现")) && s.ends == ',' { // 发现单位应当给予而未给予
			return true
		}
	}
	if i > 0 && s.tokens[i-1].to == t.from && !s.tokens[i-1].is.has(endWord) {
		verb := s.tokens[i-1].is.has(verbWord) && i-1 == first && s.tokens[first].from == opening
		if verb || s.tokens[i-1].is.has(prepWord) && !s.tokens[i-1].is.has(adverbWord) {
			return s.endsWithNoun(t.to)
		}
	}
	return s.opensWithObject() && s.ofBehind(t.to)
}

// notDuty reports whether 负责 at token i gives nobody a duty: 负责的部门, 分工负责.
func (s *segment) notDuty(i int) bool {
	t := &s.tokens[i]
	next := s.l.rune(t.to)
	if (t.to == s.to || next == '并') && s.answersTo(t.from) {
		return false // 委员会对大会负责并报告工作
	}
	if t.to == s.to || next == '的' || next == '地' || next == '相' || next == '并' || next == '、' {
		return true
	}
	for _, later := range s.tokens[i+1:] {
		if modalityOf(later.is) != "" && !later.inside && s.ofBehind(t.to) {
			return true // 负责药品的部门应当
		}
	}
	return false
}

// endsWithNoun reports whether a noun that what is behind i describes ends s: 应当公开的
// 事项.
func (s *segment) endsWithNoun(i int) bool {
	of := s.ofWithin(i, s.to, true)
	if of < 0 || of == s.to-1 || s.to-of > longestNoun {
		return false
	}
	for _, t := range s.tokens {
		if t.from > of && t.is.has(verbWord) && !t.is.has(nounVerb) && !t.is.has(endWord) {
			return false
		}
	}
	return true
}

const longestNoun = 9

// answersTo reports whether 对 or 向 stands before i behind a first noun phrase.
func (s *segment) answersTo(i int) bool {
	for _, t := range s.tokens {
		if t.to <= i && t.to-t.from == 1 && (s.l.runes[t.from] == '对' || s.l.runes[t.from] == '向' || s.l.runes[t.from] == '由') {
			return true
		}
	}
	return false
}

// opensWithObject reports whether s is 对… and only that.
func (s *segment) opensWithObject() bool {
	return len(s.tokens) > 0 && s.tokens[0].from == s.from && s.tokens[0].is.has(prepWord) && s.l.runes[s.from] == '对' &&
		s.ends == ',' && s.tokens[len(s.tokens)-1].to == s.to && s.tokens[len(s.tokens)-1].is.has(endWord)
}

// ofBehind reports whether 的 and a noun stand behind i in s.
func (s *segment) ofBehind(i int) bool {
	for k := i; k < s.to-1; k++ {
		if s.l.runes[k] == '的' {
			return true
		}
	}
	return false
}
