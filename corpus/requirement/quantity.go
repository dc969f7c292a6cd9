package requirement

// amountAt reads the quantity that begins at i, with the words behind the number; the
// words before it are the caller's (bounds).
func (l *line) amountAt(i int) (amount, bool) {
	n, ok := l.numberAt(i)
	if !ok || l.rune(i-1) == '第' {
		return amount{}, false
	}
	if n.share {
		a, high := amount{Quantity: Quantity{Kind: Share}, from: i, to: n.to}, n.value
		if second, ok := l.numberAt(n.to + 1); ok && second.share && second.value > high && isRange(l.rune(n.to)) {
			high, a.to = second.value, second.to
		}
		return l.closed(a, n.value, high), true
	}
	for _, word := range []string{"最后", "同", "某", "任"} {
		if l.hasBefore(i, word) {
			return amount{to: n.to}, false
		}
	}
	if to := l.dateEnd(n); to > 0 {
		return amount{from: i, to: to}, false
	}
	low, high, to := n.value, n.value, n.to
	u := l.unitAt(to)
	if u.word == "" && l.personAt(to) {
		u = unit{"个", Headcount, "人", 1}
	}
	if n.half && u.kind != Limit {
		return amount{}, false
	}
	if u.word != "" {
		to += len([]rune(u.word))
		if u.kind == Limit && l.rune(to) == '半' {
			low, high, to = low+.5, high+.5, to+1
		}
	}
	if u.word == "" && l.rune(to) == '个' && isRange(l.rune(to+1)) {
		to++ // 二个至五个
	}
	if second, end, unit2, found := l.rangeEnd(to); found && (u.word == "" || u.name == unit2.name) && second > low {
		high, to, u = second, end, unit2
	}
	if u.word == "" || l.has(to, "一个") {
		return amount{}, false
	}
	a := amount{Quantity: Quantity{Kind: u.kind, Unit: u.name}, from: i, to: to, count: u.kind == Frequency}
	return l.closed(a, low*u.times, high*u.times), true
}

// rangeEnd reads 至5人 behind the first number of 3至5人.
func (l *line) rangeEnd(i int) (high float64, to int, u unit, ok bool) {
	if !isRange(l.rune(i)) {
		return 0, 0, unit{}, false
	}
	n, ok := l.numberAt(i + 1)
	if !ok || n.share || n.half {
		return 0, 0, unit{}, false
	}
	u = l.unitAt(n.to)
	if u.word == "" || l.dateEnd(n) > 0 {
		return 0, 0, unit{}, false
	}
	return n.value, n.to + len([]rune(u.word)), u, true
}

// isRange reports whether r stands between the bounds of a range.
func isRange(r rune) bool {
	switch r {
	case '至', '到', '-', '—', '~', '–':
		return true
	}
	return false
}

// dateEnd is the end of the date that begins with n (2018年10月28日, 7月1日, 十二月底), 0
// if none does.
func (l *line) dateEnd(n number) int {
	next := l.rune(n.to)
	switch {
	case next == '年' && n.value >= 1000:
		if m, ok := l.numberAt(n.to + 1); ok && l.rune(m.to) == '月' {
			return l.dateEnd(m)
		}
		return n.to + 1
	case next == '月':
		if d, ok := l.numberAt(n.to + 1); ok && (l.rune(d.to) == '日' || l.rune(d.to) == '号') {
			return d.to + 1
		}
		if l.has(n.to+1, "内") || l.has(n.to+1, "以") || l.has(n.to+1, "之内") || l.has(n.to+1, "的") {
			return 0
		}
		return n.to + 1
	}
	return 0
}
