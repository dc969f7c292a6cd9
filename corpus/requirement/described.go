package requirement

// listGoesOn is the token behind 的 where the breaker i is in a clause that describes a
// further member of a list: 公务员以及参照管理的人员. 0 where it is not.
func (s *segment) listGoesOn(i, reach int) int {
	k := i - 1
	for k >= 0 && s.tokens[k].is.has(plainWord) {
		k--
	}
	if k < 0 || !s.tokens[k].is.has(conjWord) && s.tokens[k].sign != '、' || s.tokens[i].is.has(prepWord) && !s.tokens[i].is.has(verbWord) {
		return 0
	}
	for ; i < len(s.tokens) && s.tokens[i].from < reach; i++ {
		if s.l.runes[s.tokens[i].from-1] == '的' && s.tokens[i].is.has(endWord) {
			return i
		}
	}
	return 0
}

// partOf is the token of whom the share at token i is a part: 五分之一以上有选举权的村民.
// 0 where it is of nobody.
func (s *segment) partOf(i, reach int) int {
	const near = 12
	end := s.tokens[i].to
	for k := i + 1; k < len(s.tokens) && s.tokens[k].from < min(reach, end+near); k++ {
		if s.l.runes[s.tokens[k].from-1] == '的' && s.tokens[k].is.has(endWord) {
			return k
		}
	}
	return 0
}

// relative reports whether what ends at reach is a noun phrase with a clause before
// it: 具有审批权限的基层党委.
func (s *segment) relative(from, reach int) bool {
	if reach == s.to && s.conditional() {
		return false
	}
	for _, word := range []string{"召开", "举行", "召集", "罢免"} {
		if opening, _ := s.opening(); from == opening && s.l.has(from, word) {
			return false // 召开讨论问题的大会
		}
	}
	of := reach - 1
	for of >= from && s.l.runes[of] != '的' {
		of--
	}
	if of < from {
		return false
	}
	last := -1
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.from <= of || t.from >= reach || t.inside {
			continue
		}
		if t.is.has(endWord) {
			last = t.to
		} else if s.breaks(i) {
			return false
		}
	}
	return last > 0 && s.l.behindBracket(last) == reach
}

// described is the end of a noun phrase behind 的 that a predicate follows, where the
// breaker i is in the clause that describes it: 驻在农村的机关不参加; 0 if there is none.
func (s *segment) described(i, reach int) int {
	of := s.ofWithin(s.tokens[i].from, reach, false)
	if of < 0 || s.l.has(s.tokens[i].from, "有") {
		return 0
	}
	last := 0
	for k := i; k < len(s.tokens) && s.tokens[k].from < reach; k++ {
		t := &s.tokens[k]
		switch {
		case t.from <= of || t.inside:
		case t.is.has(endWord) && !t.is.has(verbWord):
			last = t.to
		case s.breaks(k):
			if last == t.from && s.l.runes[t.from] != '对' {
				return last
			}
			return 0
		}
	}
	return 0
}
