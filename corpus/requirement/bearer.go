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
		return
	}
	s.who, s.topic = s.nounPhrase(i, from, reach)
	if s.who.empty() && predicate && s.l.rune(reach-1) == '的' && reach > from {
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
	s.whole = s.who.to == s.to
	s.cutCondition()
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
	or := s.tokens[0].from == s.who.from && s.tokens[0].is.has(conjWord)
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

// opening is where the noun phrase of s can begin, and the first token there: behind
// 但, 必要时, 每年, 同时.
func (s *segment) opening() (from, i int) {
	from = s.from
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

// denies reports whether t negates what follows: 不设委员会的.
func (s *segment) denies(t *token) bool {
	r := s.l.runes[t.from]
	return t.is.has(adverbWord) && (r == '不' || r == '未' || r == '没')
}

// reach is where the predicate of s begins for sure: at its modal word, a period or a
// bound, from token i on; predicate is false where there is none.
func (s *segment) reach(i int) (at int, predicate bool) {
	for k := i; k < len(s.tokens); k++ {
		t := &s.tokens[k]
		if t.inside {
			continue
		}
		if t == s.modal || t.amount != nil && t.amount.period && !s.l.denied(t.from) || t.is&(1<<atLeastWord|1<<atMostWord) != 0 {
			return t.from, true
		}
	}
	return s.to, false
}

// denied reports whether what is at i is negated: 不按月.
func (l *line) denied(i int) bool { return l.rune(i-1) == '不' || l.rune(i-1) == '未' }

// nounPhrase reads the noun phrase from the rune from on, whose first token is i, up
// to reach at most. It names somebody if a word for a person or a body ends it.
func (s *segment) nounPhrase(i, from, reach int) (who stretch, topic bool) {
	stop := reach
	var breaker *token
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
			stop, breaker = t.from, t
			break
		}
	}
	behind := s.l.behindBracket(who.to)
	if breaker != nil && !breaker.is.has(prepWord) || who.empty() {
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
	case breaker != nil && breaker.amount != nil && behind == stop && !breaker.amount.period:
		return stretch{}, true // 党员50人以上: what is counted
	case breaker == nil && behind < stop && stop < s.to && s.modal != nil && stop == s.modal.from:
		return stretch{}, true // 高校党的建设情况应当
	case behind < stop && (s.things(behind, stop) || s.weakly(who.to)):
		return stretch{}, true
	}
	who.to = s.withBracket(who.to)
	return who, false
}

// weakly reports whether the word that ends at to is often but the beginning of
// another: 村务, 国家标准.
func (s *segment) weakly(to int) bool {
	for i := range s.tokens {
		if t := &s.tokens[i]; t.to == to {
			return t.is.has(weakWord) || t.to-t.from == 1
		}
	}
	return true
}

// withBracket is the end of a noun phrase with the bracket behind it, where that
// belongs to the name: 党委（党组）.
func (s *segment) withBracket(to int) int {
	end := s.l.behindBracket(to)
	for i := to; i < end; i++ {
		if s.l.has(i, "以下") || s.l.has(i, "下同") || s.l.has(i, "简称") || s.l.has(i, "含") || s.l.runes[i] == ',' {
			return to
		}
	}
	return end
}

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
		return !(i+1 < len(s.tokens) && s.tokens[i+1].from == t.to && s.tokens[i+1].is.has(endWord))
	case t.is.has(prepWord):
		return !t.is.has(conjWord)
	case t.is.has(verbWord):
		return !s.modifies(i)
	}
	return false
}

// modifies reports whether the verb at token i is part of a body's name: 登记机关,
// 市场监督管理部门.
func (s *segment) modifies(i int) bool {
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

// relative reports whether what ends at reach is a noun phrase with a clause before
// it: 具有审批权限的基层党委.
func (s *segment) relative(from, reach int) bool {
	if reach == s.to && s.conditional() {
		return false
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
	if of < 0 {
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
			if last == t.from && (!t.is.has(prepWord) || s.l.runes[t.from] == '由') {
				return last
			}
			return 0
		}
	}
	return 0
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
