package requirement

// segment is what stands between two commas: the smallest piece that has a predicate.
type segment struct {
	from, to int // runes, without the sign that ends it
	tokens   []token
	ends     rune
}

// sentences cuts the tokens of l at 。；！？ and each of these at ， and ：.
func (l *line) sentences(tokens []token) [][]segment {
	var out [][]segment
	var now []segment
	from, first := 0, 0
	cut := func(to, next int, sign rune) {
		if to > from {
			now = append(now, segment{from: from, to: to, tokens: tokens[first:next], ends: sign})
		}
		if sign != ',' && sign != ':' && len(now) > 0 {
			out, now = append(out, now), nil
		}
		from, first = to+1, next+1
	}
	for i, t := range tokens {
		switch t.sign {
		case ',', ':', '。', ';', '!', '?', '\n':
			if !t.inside {
				cut(t.from, i, t.sign)
			}
		}
	}
	cut(len(l.runes), len(tokens), 0)
	return out
}

// conditional reports whether s says only when something holds.
func (s *segment) conditional(l *line) bool {
	if s.ends != ',' && s.ends != ':' {
		return false
	}
	switch l.rune(s.to - 1) {
	case '的', '时', '后', '前':
		return true
	}
	if l.hasBefore(s.to, "情况下") || l.hasBefore(s.to, "期间") {
		return true
	}
	return len(s.tokens) > 0 && s.tokens[0].from == s.from && s.tokens[0].is.has(ifWord)
}

// amounts are the quantities of s, with the words around them taken into account.
func (s *segment) amounts(l *line) []amount {
	var out []amount
	var period *amount
	var bound *token
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.is&(1<<atLeastWord|1<<atMostWord|1<<overWord|1<<underWord|1<<fullWord) != 0 {
			bound = t
		}
		if t.amount == nil || t.inside {
			continue
		}
		a := *t.amount
		if a.period {
			period = t.amount
			out = append(out, a)
			continue
		}
		a = bind(l, a, bound)
		bound = nil
		if a.Kind == Limit && a.Unit == "年" && s.ofTerm(l, a) {
			a.Kind = Term
		}
		if a.count {
			if n := len(out); n > 0 && period == nil && out[n-1].plainLength() && out[n-1].to >= a.from-1 { // 一年一次
				period = &amount{Quantity: Quantity{Per: perOf(l, out[n-1])}, from: out[n-1].from}
				out = out[:n-1]
			} else if period != nil {
				out = without(out, *period)
			}
			if period == nil {
				continue // how often in what, the text does not say here
			}
			a.Per, a.from = period.Per, period.from
			period = nil
		} else if period != nil && (a.Kind == Hours || a.Kind == Amount || a.Kind == Limit || a.Kind == Term) {
			out = without(out, *period)
			if a.Kind != Term {
				a.Per, a.from = period.Per, period.from
			}
			period = nil
		}
		out = append(out, a)
	}
	return out
}

func without(list []amount, a amount) []amount {
	kept := list[:0:0]
	for _, o := range list {
		if o.from != a.from {
			kept = append(kept, o)
		}
	}
	return kept
}

// perOf is a length of time as a period: 年, 2年.
func perOf(l *line, a amount) string {
	if *a.Low == 1 {
		return a.Unit
	}
	if *a.Low == .5 {
		return "半" + a.Unit
	}
	return trimFloat(*a.Low) + a.Unit
}

// farthestBound is how far before its quantity 至少 may stand.
const farthestBound = 14

// bind applies the word of bounds before a.
func bind(l *line, a amount, by *token) amount {
	if a.Kind == Share && l.rune(a.from-1) == '过' {
		a.bounded(overWord)
		a.from--
		return a
	}
	if by == nil || a.from-by.to > farthestBound {
		return a
	}
	for _, c := range []class{atLeastWord, atMostWord, overWord, underWord, fullWord} {
		near := by.to == a.from || a.Kind == Share && c == overWord
		if by.is.has(c) && (near || c == atLeastWord || c == atMostWord) {
			a.bounded(c)
			if by.to == a.from {
				a.from = by.from
			}
			return a
		}
	}
	return a
}

// ofTerm reports whether a is a term of office: 任期 stands before it.
func (s *segment) ofTerm(l *line, a amount) bool {
	for i := a.from; i >= s.from && i > a.from-10; i-- {
		if l.has(i, "任期") || l.has(i, "每届") {
			return true
		}
	}
	return false
}

// plainLength reports whether a is a length of time without bounds.
func (a *amount) plainLength() bool {
	return a.Kind == Limit && a.Low != nil && a.High != nil && *a.Low == *a.High && !a.before
}
