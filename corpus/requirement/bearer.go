package requirement

// stretch is a range of runes of a line.
type stretch struct{ from, to int }

func (s stretch) empty() bool { return s.to <= s.from }

// subject is the noun phrase at the beginning of s that names who acts: it ends with a
// word for a person or a body, and what follows is a predicate. Empty if s begins
// with none.
func (s *segment) subject(l *line) stretch {
	from := s.from
	var found stretch
	reach := s.reach()
	for i := 0; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.from >= reach {
			break
		}
		if t.inside || t.sign == '(' || t.sign == ')' {
			continue
		}
		if t.from == from && found.empty() && (t.is.has(leadWord) || t.is.has(ifWord) && t.to-t.from <= 2 && !t.is.has(prepWord)) {
			from = t.to
			continue
		}
		if t.from == from && found.empty() && t.is.has(prepWord) {
			return stretch{}
		}
		if t.is.has(endWord) {
			found = stretch{from, t.to}
			if s.continues(l, i) && !(l.rune(t.to) == '的' && s.lists(i)) {
				continue
			}
			return found
		}
	}
	if found.to == reach {
		return found
	}
	return stretch{}
}

// lists reports whether s announces a list of duties, behind token i.
func (s *segment) lists(i int) bool {
	if s.ends != ':' {
		return false
	}
	for _, t := range s.tokens[i+1:] {
		if t.is.has(endWord) {
			return false
		}
		if t.is.has(listWord) {
			return true
		}
	}
	return false
}

// reach is where the predicate of s begins for sure: at its first modal word.
func (s *segment) reach() int {
	for _, t := range s.tokens {
		if modalityOf(t.is) != "" && !t.inside || t.amount != nil && t.amount.period {
			return t.from
		}
	}
	return s.to
}

// continues reports whether the noun phrase goes on behind token i.
func (s *segment) continues(l *line, i int) bool {
	at := s.tokens[i].to
	if l.rune(at) == '(' {
		if end := l.closing(at); end > at {
			at = end
		}
	}
	switch l.rune(at) {
	case '的', '、', '等', '所', '中', '内', '之':
		return true
	}
	for _, t := range s.tokens[i+1:] {
		if t.from == at {
			return t.is.has(endWord) || t.is.has(conjWord) && !t.is.has(prepWord)
		}
		if t.from > at {
			break
		}
	}
	return false
}

// agents are those that s names as acting behind 由, or 经 and 报 before 批准.
func (s *segment) agents(l *line) []stretch {
	var out []stretch
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.inside || !t.is.has(prepWord) || t.to-t.from != 1 {
			continue
		}
		switch l.runes[t.from] {
		case '由', '经', '报':
		default:
			continue
		}
		if a, next := s.phrase(l, i+1, t.to); !a.empty() && (l.runes[t.from] == '由' || l.approves(next)) {
			out = append(out, a)
		}
	}
	return out
}

// phrase is the noun phrase that begins at from, with token i the first in or behind
// it, and the place behind it.
func (s *segment) phrase(l *line, i, from int) (stretch, int) {
	for ; i < len(s.tokens); i++ {
		t := &s.tokens[i]
		if t.is.has(prepWord) || modalityOf(t.is) != "" {
			return stretch{}, 0
		}
		if t.is.has(endWord) && !s.continues(l, i) {
			return stretch{from, t.to}, t.to
		}
	}
	return stretch{}, 0
}

// approves reports whether a word for giving leave stands at i or a little behind it.
func (l *line) approves(i int) bool {
	for k := i; k < i+8; k++ {
		for _, w := range []string{"批准", "审批", "同意", "核准", "审定", "决定", "讨论"} {
			if l.has(k, w) {
				return true
			}
		}
		if l.rune(k) == ',' || l.rune(k) == '。' {
			return false
		}
	}
	return false
}
