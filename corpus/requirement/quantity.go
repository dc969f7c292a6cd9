package requirement

// unit is a word behind a number and what it makes of it.
type unit struct {
	word  string
	kind  Kind
	name  string  // as Quantity.Unit
	times float64 // 季度 is counted in itself, 周年 as 年
}

// units in the order in which they are tried: a longer word before its beginning.
var units = []unit{
	{"个工作日", Limit, "工作日", 1}, {"工作日", Limit, "工作日", 1}, {"个工作天", Limit, "工作日", 1},
	{"个月", Limit, "月", 1}, {"个星期", Limit, "周", 1}, {"星期", Limit, "周", 1}, {"周岁", Age, "岁", 1}, {"周年", Limit, "年", 1}, {"周", Limit, "周", 1},
	{"个小时", Limit, "小时", 1}, {"小时", Limit, "小时", 1}, {"个自然日", Limit, "日", 1}, {"个季度", Limit, "季度", 1}, {"季度", Limit, "季度", 1},
	{"学时", Hours, "学时", 1}, {"个学时", Hours, "学时", 1}, {"课时", Hours, "学时", 1},
	{"年", Limit, "年", 1}, {"月", Limit, "月", 1}, {"天", Limit, "日", 1}, {"日", Limit, "日", 1},
	{"次", Frequency, "次", 1}, {"回", Frequency, "次", 1},
	{"人", Headcount, "人", 1}, {"名", Headcount, "人", 1}, {"位", Headcount, "人", 1},
	{"元", Amount, "元", 1}, {"岁", Age, "岁", 1},
}

// dayWords follow a number of days, months or years that is no date.
var notUnits = []string{"人民", "人次", "年级", "年代", "日常", "月份", "月底", "月初", "月末", "月中", "月上", "月下", "年度", "年底", "年初", "次要", "次会", "名单", "名称", "名义", "名额", "日报", "位置", "周边", "周围", "天然", "位次", "人大", "年鉴", "年报"}

// unitAt is the unit at i; its word is empty where there is none.
func (l *line) unitAt(i int) unit {
	for _, w := range notUnits {
		if l.has(i, w) {
			return unit{}
		}
	}
	for _, u := range units {
		if l.has(i, u.word) {
			return u
		}
	}
	return unit{}
}

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

// personAt reports whether 个 stands at i and counts persons: 两个以上的发展对象.
func (l *line) personAt(i int) bool {
	if l.rune(i) != '个' {
		return false
	}
	i++
	for _, word := range []string{"以上", "以下", "的"} {
		if l.has(i, word) {
			i += len([]rune(word))
		}
	}
	if i >= len(l.runes) {
		return false
	}
	is, _ := l.wordAt(i, lexicon())
	return is.has(personWord)
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
