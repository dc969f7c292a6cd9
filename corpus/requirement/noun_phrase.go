package requirement

// nounPhrase reads the noun phrase from the rune from on, whose first token is i, up
// to reach at most: who it names, if a word for a person or a body ends it, and whether
// it names a thing.
func (s *segment) nounPhrase(i, from, reach int) (stretch, bool) {
	who, i, breaker := s.extent(i, from, reach)
	stop := reach
	if breaker != nil {
		stop = breaker.from
	}
	behind := s.l.behindBracket(who.to)
	if breaker != nil && (!breaker.is.has(prepWord) || s.l.has(breaker.from, "在")) && !s.l.has(breaker.from, "是") || who.empty() {
		if s.relative(stop, reach) {
			return stretch{from, reach}, false
		}
		if who.empty() && breaker != nil {
			if to := s.described(i, reach); to > 0 {
				return stretch{from, to}, false
			}
		}
	}
	switch {
	case who.empty():
		return who, breaker == nil && stop > from
	case breaker != nil && breaker.is.has(verbWord) && breaker.to == reach && reach < s.to:
		return stretch{}, true // 干部考察应当: a verb that is a noun
	case breaker != nil && s.bodyAt(i, reach):
		return stretch{from, reach}, false
	case breaker != nil && behind == stop && s.counts(i):
		return stretch{}, true // 党员50人以上: what is counted
	case breaker != nil && breaker.is.has(verbWord) && s.nounAt(i, reach):
		return stretch{}, true // 党员教育经费应当
	case s.l.has(behind, "的年龄"):
		return who, false
	case breaker == nil && behind+2 == stop && s.l.has(behind, "工作") && s.modal != nil && stop == s.modal.from:
		return who, false // 党支部工作应当
	case breaker == nil && behind < stop && stop < s.to && s.modal != nil && stop == s.modal.from:
		return stretch{}, true // 高校党的建设情况应当
	case behind < stop && (s.mentions("发生变动") || s.mentions("发生变化")) && s.things(behind, stop):
		return who, false // 党员工作单位发生变动的
	case behind < stop && (s.things(behind, stop) || s.weakly(who.to)):
		return stretch{}, true
	}
	if s.l.has(who.to, "之间") {
		who.to += 2
	}
	who.to = s.withBracket(who.to)
	return who, false
}

// extent is what of the noun phrase from the rune from on, whose first token is i, names
// somebody, and the token that ends it: nil where reach does.
func (s *segment) extent(i, from, reach int) (who stretch, last int, breaker *token) {
	for ; i < len(s.tokens) && s.tokens[i].from < reach; i++ {
		t := &s.tokens[i]
		if t.inside || t.sign == '(' || t.sign == ')' {
			continue
		}
		if t.is.has(endWord) && !s.acts(i, from, who, reach) {
			who = stretch{from, t.to}
		} else if t.is.has(endWord) || s.breaks(i) {
			next := s.listGoesOn(i, reach)
			if t.amount != nil && t.amount.Kind == Share {
				next = s.partOf(i, reach)
			}
			if next > i {
				i = next - 1
				continue
			}
			return who, i, t
		}
	}
	return who, i, nil
}

// counts reports whether a quantity stands at token i: a number, or 超过 before one.
func (s *segment) counts(i int) bool {
	t := &s.tokens[i]
	if t.is&(1<<overWord|1<<underWord|1<<fullWord) != 0 && i+1 < len(s.tokens) && s.tokens[i+1].from == t.to {
		t = &s.tokens[i+1]
	}
	return t.amount != nil && !t.amount.period && t.amount.Kind != Limit && t.amount.Kind != Frequency
}

// nounAt reports whether the modal word at reach stands behind a word for a thing that
// the verb at token i is a part of.
func (s *segment) nounAt(i, reach int) bool {
	if s.modal == nil || reach != s.modal.from {
		return false
	}
	for ; i < len(s.tokens) && s.tokens[i].to <= reach; i++ {
		t := &s.tokens[i]
		if t.is.has(endWord) || t.is.has(prepWord) && !t.is.has(conjWord) {
			return false
		}
		if t.to == reach {
			return t.is.has(thingWord)
		}
	}
	return false
}

// weakly reports whether the word that ends at to is often but the beginning of
// another: 村务, 国家标准.
func (s *segment) weakly(to int) bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.to == to {
			return t.is.has(weakWord) || t.to-t.from == 1 && !t.is.has(agentiveWord)
		}
	}
	return true
}

// withBracket is the end of a noun phrase with the bracket behind it, where that
// belongs to the name: 党委（党组）.
func (s *segment) withBracket(to int) int {
	end := s.l.behindBracket(to)
	for i := to; i < end; i++ {
		if i < end-1 && s.l.runes[i] == '的' || s.l.has(i, "除外") || s.l.has(i, "以下") || s.l.has(i, "下同") || s.l.has(i, "简称") || s.l.has(i, "含") || s.l.runes[i] == ',' {
			return to
		}
	}
	return end
}

// bodyAt reports whether the modal word at reach stands behind a body whose name the verb
// at token i is a part of: 融资担保、再担保机构应当.
func (s *segment) bodyAt(i, reach int) bool {
	if s.modal == nil || reach != s.modal.from {
		return false
	}
	for ; i < len(s.tokens) && s.tokens[i].to <= reach; i++ {
		t := &s.tokens[i]
		if t.to == reach {
			return t.is.has(bodyWord)
		}
		if t.is.has(prepWord) && !t.is.has(conjWord) || t.amount != nil || t.is.has(verbWord) && !t.is.has(nounVerb) {
			return false
		}
	}
	return false
}

// things reports whether what stands behind a word for a person makes a thing of it:
// 党员的权利, 党员人数.
func (s *segment) things(from, to int) bool {
	if s.l.runes[from] == '的' {
		return !s.lists(from)
	}
	is, n := s.l.wordAt(from, lexicon())
	return n > 0 && is.has(thingWord)
}

// lists reports whether s announces a list of duties behind i.
func (s *segment) lists(i int) bool {
	if s.ends != ':' {
		return false
	}
	for _, t := range s.tokens {
		if t.from > i && t.is.has(listWord) {
			return true
		}
	}
	return false
}

// behindBracket is the place behind the bracket that opens at i, i if none does.
func (l *line) behindBracket(i int) int {
	if l.rune(i) == '(' {
		return l.closing(i)
	}
	return i
}
