package requirement

import "slices"

// amount is a quantity found in a line, before it is known what it belongs to.
type amount struct {
	Quantity
	from, to int
	before   bool    // 5日前, 会前5日: a time that ends with an event
	after    bool    // 一年后
	limit    bool    // 以一次为限
	within   bool    // 内, 以内: a time that runs from an event
	length   float64 // of such a time
	by       *token  // the word that bounds it from before
	count    bool    // times, without their period
	period   bool    // a period, without times
}

// boundClasses are those of the words that bound a quantity from before it.
const boundClasses classes = 1<<atLeastWord | 1<<atMostWord | 1<<overWord | 1<<underWord | 1<<fullWord

// findAmounts are the quantities of s, with the words around them taken into account.
func (s *segment) findAmounts() []amount {
	g := gather{s: s}
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.inside && !s.aside(i):
		case t.is&boundClasses != 0:
			g.bound = t
		case t.amount != nil && t.amount.period && (s.l.denied(t.from) || t.from < s.named()):
		case t.amount != nil && t.amount.period:
			g.openPeriod(*t.amount)
		case t.amount != nil:
			g.add(*t.amount)
		}
	}
	return slices.DeleteFunc(g.out, func(a amount) bool { return a.period && s.describesThing(a) })
}

// describesThing reports whether the period a, in which nothing is counted, only tells of
// which thing is spoken: 按月发放的工资, 以每月收入为基数.
func (s *segment) describesThing(a amount) bool {
	of := s.ofWithin(a.to, min(s.to-1, a.to+farthestThing), false)
	if of < 0 {
		return s.l.rune(a.from-1) == '以'
	}
	for k := range s.tokens {
		t := &s.tokens[k]
		if t.from >= a.to && t.from < of && (t.amount != nil || t.is.has(prepWord)) {
			return false
		}
	}
	return true
}

// farthestThing is how far behind a period the 的 may stand that makes it tell of a thing.
const farthestThing = 7

// named is the end of a noun phrase that a clause describes and that names who acts, 0
// where there is none: 按月领取工资的党员 lays down no month.
func (s *segment) named() int {
	if s.whole || s.ofWithin(s.who.from, s.who.to, false) >= 0 || !s.qualify.empty() {
		return max(s.who.to, s.qualify.to)
	}
	return 0
}

// aside reports whether token i stands in a bracket that says more than how to read
// what is before it: （或者不少于24个学时）.
func (s *segment) aside(i int) bool {
	for k := i; k >= 0 && s.tokens[k].inside; k-- {
		if s.tokens[k].sign == '(' {
			return s.l.rune(s.tokens[k].from+1) != '含' && s.l.rune(s.tokens[k].from+1) != '不'
		}
	}
	return false
}

// wholePeriod is the period that 全年 or 年度 before a names.
func (s *segment) wholePeriod(l *line, a amount) string {
	for i := a.from; i >= s.from && i > a.from-10; i-- {
		if l.has(i, "全年") || l.has(i, "年度") {
			return "年"
		}
	}
	return ""
}

// repeats reports whether the times that a counts are themselves what is laid down:
// 延长一次.
func (s *segment) repeats(a amount) bool {
	return s.l.hasBefore(a.from, "延长") || s.l.hasBefore(a.from, "连任") || s.l.hasBefore(a.from, "连续") || s.l.hasBefore(a.from, "累计") || a.limit || a.by != nil && a.by.is&(1<<atLeastWord|1<<atMostWord) != 0
}

// perOf is a length of time as a period: 年, 2年.
func perOf(a amount) string {
	switch *a.Low {
	case 1:
		return a.Unit
	case .5:
		return "半" + a.Unit
	}
	return trimFloat(*a.Low) + a.Unit
}

// plainLength reports whether a is a length of time without bounds.
func (a *amount) plainLength() bool {
	return a.Kind == Limit && a.Low != nil && a.High != nil && *a.Low == *a.High && !a.before
}

// bounded changes a by the word that stands before it.
func (a *amount) bounded(by class) {
	if a.Low != nil && a.High != nil && *a.Low != *a.High {
		return // 至少1至2名: the range stands
	}
	switch by {
	case atLeastWord:
		a.High = nil
	case atMostWord:
		a.Low = nil
	case overWord:
		a.High, a.Exclusive = nil, true
	case underWord:
		a.Low, a.Exclusive = nil, true
	case fullWord:
		a.High = nil
	}
}

// ofTerm reports whether a is a term of office: 任期 stands before it.
func (s *segment) ofTerm(a amount) bool {
	for i := a.from; i >= s.from && i > a.from-10; i-- {
		if s.l.has(i, "任期") || s.l.has(i, "每届") {
			return true
		}
	}
	return false
}
