package requirement

// closed puts the bounds, and reads the words behind that change them.
func (l *line) closed(a amount, low, high float64) amount {
	a.length = high
	a.Low, a.High = &low, &high
	included := l.rune(a.to) == '(' && l.has(a.to+1, "含") // 30人（含）以上
	to := a.to
	if included {
		to = l.closing(a.to)
	}
	if l.has(to, "有期徒刑以上") {
		to += 4
	}
	to = l.behindAnd(to, low, a)
	switch {
	case l.has(to, "以上"):
		a.High, a.to = nil, to+2
		if second, end, ok := l.upTo(a, a.to); ok {
			a.High, a.to = &second, end
		}
	case l.has(to, "为限"):
		a.Low, a.to, a.limit = nil, to+2, true
	case l.has(to, "以下"):
		a.Low, a.to = nil, to+2
	case l.has(to, "以内"), l.has(to, "之内"):
		a.Low, a.to, a.within = nil, to+2, true
	case l.has(to, "内") && a.Kind == Limit:
		a.Low, a.to, a.within = nil, to+1, true
	case a.Kind == Limit && (l.has(to, "以前") || l.has(to, "之前")):
		a.to, a.before = to+2, true
	case a.Kind == Limit && l.has(to, "前"):
		a.to, a.before = to+1, true
	case a.Kind == Limit && (l.has(to, "后") || l.has(to, "以后")):
		a.after, a.High = true, nil
	}
	if l.rune(a.to) == '(' && (l.has(a.to+1, "含") || l.has(a.to+1, "不含")) {
		a.Exclusive = l.has(a.to+1, "不")
		a.to = l.closing(a.to)
	}
	return a
}

// behindAnd is the place behind 及 in 三名及以上, and behind 及三名 in 三名及三名以上; i
// if neither is there.
func (l *line) behindAnd(i int, low float64, a amount) int {
	if l.rune(i) != '及' && l.rune(i) != '或' {
		return i
	}
	if l.has(i+1, "以上") || l.has(i+1, "以下") || l.has(i+1, "以内") {
		return i + 1
	}
	n, ok := l.numberAt(i + 1)
	if !ok || n.share != (a.Kind == Share) || n.value != low {
		return i
	}
	to := n.to
	if !n.share {
		u := l.unitAt(to)
		if u.name != a.Unit {
			return i
		}
		to += len([]rune(u.word))
	}
	if l.has(to, "以上") || l.has(to, "以下") {
		return to
	}
	return i
}

// upTo reads the second half of 三年以上十年以下.
func (l *line) upTo(a amount, i int) (float64, int, bool) {
	if l.rune(i) == '、' || l.rune(i) == ',' {
		i++
	}
	n, ok := l.numberAt(i)
	if !ok || n.share != (a.Kind == Share) {
		return 0, 0, false
	}
	to := n.to
	if !n.share {
		u := l.unitAt(to)
		to += len([]rune(u.word))
		if u.name == "年" && a.Unit == "月" {
			n.value *= 12 // 三个月以上一年以下
		} else if u.name != a.Unit {
			return 0, 0, false
		}
	}
	if n.value <= *a.Low || !l.has(to, "以下") {
		return 0, 0, false
	}
	return n.value, to + 2, true
}

const longestBracket = 60

// closing is the place behind the bracket that closes the one at i, or i if none does.
func (l *line) closing(i int) int {
	depth := 0
	for k := i; k < i+longestBracket && k < len(l.runes); k++ {
		switch l.runes[k] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return k + 1
			}
		}
	}
	return i
}
