package requirement

// gather puts together the quantities of a segment from left to right.
type gather struct {
	s      *segment
	out    []amount
	period *amount // not yet joined with what is counted in it
	bound  *token  // the last bounding word
}

func (g *gather) openPeriod(a amount) {
	g.period = &a
	g.out = append(g.out, a)
}

// add takes in a quantity that is no period.
func (g *gather) add(a amount) {
	l := g.s.l
	a = g.bind(a)
	if a.Kind == Limit && a.Unit == "年" && g.s.ofTerm(a) {
		a.Kind = Term
	}
	switch {
	case a.count:
		if n := len(g.out); n > 0 && g.period == nil && g.out[n-1].plainLength() && a.from-g.out[n-1].to <= farthestTimes && g.s.ofWithin(g.out[n-1].to, a.from, true) < 0 { // 一年一次, 三年评选一次
			g.period = &amount{Quantity: Quantity{Per: perOf(g.out[n-1])}, from: g.out[n-1].from}
		}
		if g.period == nil && !g.s.repeats(a) {
			return // how often in what, the text does not say here
		}
		g.join(&a)
	case g.period != nil && a.Kind == Limit && a.plainLength() && a.Unit == "日":
		a.Kind = Frequency // 每月1天: on one day of each month
		g.join(&a)
	case g.period != nil && a.Kind == Term:
		g.join(&a)
		a.Per = ""
	case g.period != nil && (a.Kind == Hours || a.Kind == Amount || a.Kind == Limit && (a.Unit == "小时" || a.Unit == "工作日")):
		g.join(&a)
	case g.period == nil && (a.Kind == Hours || a.Kind == Amount || a.count):
		a.Per = g.s.wholePeriod(l, a)
	}
	g.out = append(g.out, a)
}

// join makes the open period that of a.
func (g *gather) join(a *amount) {
	if g.period == nil {
		return
	}
	a.Per = g.period.Per
	kept := g.out[:0:0]
	for _, o := range g.out {
		if o.from != g.period.from {
			kept = append(kept, o)
		}
	}
	a.from, g.out, g.period = min(a.from, g.period.from), kept, nil
}

// How far before its quantity a bounding word may stand: 至少讲1次, 超过应到会人数的半数.
const (
	farthestBound = 14
	farthestOver  = 24
	// farthestTimes is how far behind a length of time the times in it may stand.
	farthestTimes = 4
)

// bind applies the word of bounds before a, and gives it the last one's where a is the
// second of a pair: 不少于5天、40学时.
func (g *gather) bind(a amount) amount {
	l, by := g.s.l, g.bound
	if a.Kind == Share && l.rune(a.from-1) == '过' && l.rune(a.from-2) != '超' {
		a.bounded(overWord)
		a.from--
		return a
	}
	if n := len(g.out); by == nil && n > 0 && g.out[n-1].by != nil && l.rune(a.from-1) == '、' && g.out[n-1].to == a.from-1 {
		by = g.out[n-1].by
		for _, c := range []class{atLeastWord, atMostWord} {
			if by.is.has(c) {
				a.bounded(c)
				a.by = by
			}
		}
		return a
	}
	g.bound = nil
	if by == nil {
		return a
	}
	gap := a.from - by.to
	for _, c := range []class{atLeastWord, atMostWord, overWord, underWord, fullWord} {
		far := c == atLeastWord || c == atMostWord
		ok := gap == 0 || far && gap <= farthestBound || c == overWord && a.Kind == Share && gap <= farthestOver
		if !by.is.has(c) || !ok {
			continue
		}
		if c == fullWord && l.rune(by.from-1) == '每' { // 每满50名
			a.from = by.from - 1
			return a
		}
		a.bounded(c)
		a.by = by
		if gap == 0 || c == overWord {
			a.from = by.from
		}
		return a
	}
	return a
}
