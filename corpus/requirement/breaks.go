package requirement

// acts reports whether token i, which can be a body or a verb (组织, 领导, 代表), is a
// verb: it opens the phrase, or stands behind who acts, and is not the last word before
// the predicate.
func (s *segment) acts(i, from int, who stretch, reach int) bool {
	t := &s.tokens[i]
	if !t.is.has(verbWord) || t.to == reach || s.modifies(i) {
		return false
	}
	return t.from == from || !who.empty() && s.l.behindBracket(who.to) == t.from
}

// breaks reports whether a noun phrase ends before token i.
func (s *segment) breaks(i int) bool {
	t := &s.tokens[i]
	switch {
	case t.is&boundClasses != 0 || t.amount != nil || t.date:
		return true
	case t.is.has(adverbWord): // 主要负责人
		return !(i+1 < len(s.tokens) && s.tokens[i+1].from == t.to && s.tokens[i+1].is.has(endWord) && !s.tokens[i+1].is.has(verbWord))
	case t.is.has(prepWord):
		return !t.is.has(conjWord)
	case t.is.has(verbWord), t.is.has(followsWord):
		return !s.modifies(i) && s.l.rune(t.from-1) != '被'
	}
	return false
}

// modifies reports whether the verb at token i is part of a body's name: 登记机关,
// 市场监督管理部门.
func (s *segment) modifies(i int) bool {
	if next := i + 1; next < len(s.tokens) && s.tokens[next].from == s.tokens[i].to && s.tokens[next].is.has(agentiveWord) && !(i > 0 && s.tokens[i-1].to == s.tokens[i].from && s.tokens[i-1].is.has(endWord)) {
		return true // 谈话人
	}
	if !s.tokens[i].is.has(nounVerb) {
		return false
	}
	for k := i + 1; k < len(s.tokens) && s.tokens[k].from == s.tokens[k-1].to; k++ {
		is := s.tokens[k].is
		if is.has(bodyWord) {
			return true
		}
		if !is.has(nounVerb) && !is.has(thingWord) && s.tokens[k].sign != '、' {
			return false
		}
	}
	return false
}
