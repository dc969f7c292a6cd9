package requirement

import "strconv"

// token is what the rules know in a line: a word of a class, a quantity, or a sign.
type token struct {
	from, to int
	is       classes
	amount   *amount
	sign     rune
	inside   bool // in brackets
	date     bool // 2018年10月28日
}

// scan reads the tokens of l from left to right, once. What stands in 《》 or “” is a
// name or another's words, and is passed over.
func (l *line) scan() []token {
	words := lexicon()
	var out []token
	bracket := 0
	for i := 0; i < len(l.runes); {
		t := l.tokenAt(i, words)
		if t.sign == '(' {
			bracket = max(bracket, l.closing(i))
		}
		t.inside = i < bracket
		if t.is != 0 || t.amount != nil || t.sign != 0 || t.date {
			out = append(out, t)
		}
		i = t.to
	}
	return out
}

func (l *line) tokenAt(i int, words map[rune][]entry) token {
	t := token{from: i, to: i + 1}
	switch r := l.runes[i]; r {
	case '《':
		t.to = l.past(i, '》')
		return t
	case '“':
		t.to = l.past(i, '”')
		return t
	case ',', '。', ';', ':', '!', '?', '\n', '|', '、', '(', ')':
		t.sign = r
		return t
	case '每', '按':
		if a, ok := l.periodAt(i); ok {
			t.amount, t.to = &a, a.to
			return t
		}
	}
	is, n := l.wordAt(i, words)
	if n > 0 {
		t.is, t.to = is, i+n
		return t
	}
	if isNumeral(l.runes[i]) || l.runes[i] == '半' {
		if a, ok := l.amountAt(i); ok {
			t.amount, t.to = &a, a.to
		} else {
			t.to, t.date = max(a.to, l.numeralEnd(i)), a.to > 0
		}
	}
	return t
}

// numeralEnd is the place behind a numeral that counts nothing known.
func (l *line) numeralEnd(i int) int {
	if n, ok := l.numberAt(i); ok {
		return n.to
	}
	return i + 1
}

func isNumeral(r rune) bool { return r >= '0' && r <= '9' || isHanNumeral(r) }

const longestQuote = 120

// past is the place behind the sign that closes the one at i.
func (l *line) past(i int, closing rune) int {
	for k := i + 1; k < len(l.runes) && k < i+longestQuote; k++ {
		if l.runes[k] == closing {
			return k + 1
		}
	}
	return i + 1
}

// periods in the order in which they are tried behind 每.
var periods = []struct{ word, per string }{
	{"半年", "半年"}, {"半天", "半日"}, {"半日", "半日"}, {"年度", "年"}, {"年级", ""}, {"年", "年"}, {"个季度", "季度"}, {"季度", "季度"}, {"季", "季度"},
	{"半个月", "半月"}, {"半月", "半月"}, {"个月", "月"}, {"月", "月"}, {"个星期", "周"}, {"星期", "周"}, {"周", "周"},
	{"日", "日"}, {"天", "日"}, {"个工作日", "工作日"}, {"工作日", "工作日"}, {"届", "届"}, {"学期", "学期"}, {"学年", "学年"},
}

// periodAt reads 每季度, 每2年, 按月.
func (l *line) periodAt(i int) (amount, bool) {
	to, count := i+1, 1.
	n, ok := l.numberAt(to)
	if ok && !n.half && !n.share && l.runes[i] == '每' {
		to, count = n.to, n.value
	}
	for _, p := range periods {
		if !l.has(to, p.word) {
			continue
		}
		if p.per == "" {
			break
		}
		per := p.per
		if count != 1 {
			per = strconv.FormatFloat(count, 'f', -1, 64) + per
		}
		to += len([]rune(p.word))
		a := amount{Quantity: Quantity{Kind: Frequency, Unit: "次", Per: per}, from: i, to: to, period: true}
		if d, ok := l.numberAt(to); ok && per == "月" && l.rune(d.to) == '日' { // 每月10日前
			a.to = d.to + 1
		} else if ok && per == "年" {
			a.to = max(to, l.dateEnd(d))
		}
		return a, true
	}
	return amount{}, false
}
