package requirement

import (
	"math"
	"strconv"

	"tiaowen/corpus"
)

// number is a numeral in a line: 3, 1.5, 三十, 半, 2万, or a fraction of one.
type number struct {
	value    float64
	from, to int
	share    bool // 三分之二, 5%, 半数
	half     bool // 半: what follows is a unit (半年) and nothing else
}

const longestNumeral = 12

// numberAt reads the numeral that begins at i.
func (l *line) numberAt(i int) (number, bool) {
	if n, ok := l.shareAt(i); ok {
		return n, true
	}
	if l.rune(i) == '半' {
		return number{value: .5, from: i, to: i + 1, half: true}, true
	}
	value, to := l.wholeAt(i)
	if to == i {
		return number{}, false
	}
	n := number{value: value, from: i, to: to}
	if second, end := l.digitsAt(to + 1); l.rune(to) == ':' && end > to+1 && second > value && l.ofRatio(i) {
		return number{value: value / second, from: i, to: end, share: true}, true
	}
	if sign := l.rune(to); sign == '%' || sign == '‰' {
		n.share, n.to = true, to+1
		n.value = fraction(value, map[rune]float64{'%': 100, '‰': 1000}[sign])
	}
	return n, true
}

// ofRatio reports whether what stands before i speaks of a ratio: 师生比不低于1:200.
func (l *line) ofRatio(i int) bool {
	const near = 8
	for k := i - 1; k >= 0 && k > i-near; k-- {
		if l.runes[k] == '比' {
			return true
		}
	}
	return false
}

// shareAt reads 半数, 百分之五, 三分之二.
func (l *line) shareAt(i int) (number, bool) {
	if l.has(i, "半数") || l.has(i, "一半") {
		return number{value: .5, from: i, to: i + 2, share: true}, true
	}
	whole, to := 0., i
	for _, w := range []struct {
		word  string
		parts float64
	}{{"百分之", 100}, {"千分之", 1000}, {"万分之", 10000}} {
		if l.has(i, w.word) {
			whole, to = w.parts, i+3
		}
	}
	if to == i {
		if whole, to = l.wholeAt(i); to == i || !l.has(to, "分之") || whole == 0 {
			return number{}, false
		}
		to += 2
	}
	part, end := l.wholeAt(to)
	if end == to {
		return number{}, false
	}
	return number{value: fraction(part, whole), from: i, to: end, share: true}, true
}

// fraction is a/b as a decimal would be written: .002 for .2 of a hundred.
func fraction(a, b float64) float64 {
	if a == math.Trunc(a) {
		return a / b
	}
	f, _ := strconv.ParseFloat(strconv.FormatFloat(a/b, 'g', 15, 64), 64)
	return f
}

// wholeAt reads digits with a point and separators of thousands, or a Han numeral,
// and 万 or 亿 behind it. It returns i where there is none.
func (l *line) wholeAt(i int) (float64, int) {
	value, to := l.digitsAt(i)
	if to == i {
		value, to = l.hanAt(i)
	}
	if to == i {
		return 0, i
	}
	if r := l.rune(to); r == '点' && isHanNumeral(l.rune(to-1)) { // 一点五
		for k, scale := to+1, .1; isHanNumeral(l.rune(k)) && k < to+longestNumeral; k++ {
			digit, _ := corpus.ParseNumeral(string(l.runes[k]))
			value, scale = fraction(value*1e6+float64(digit)*scale*1e6, 1e6), scale/10
			if k+1 == to+longestNumeral || !isHanNumeral(l.rune(k+1)) {
				return value, k + 1
			}
		}
	}
	for _, u := range []struct {
		word  string
		times float64
	}{{"万亿", 1e12}, {"亿", 1e8}, {"千万", 1e7}, {"百万", 1e6}, {"万", 1e4}, {"千", 1e3}, {"百", 1e2}} {
		if l.has(to, u.word) {
			return value * u.times, to + len([]rune(u.word))
		}
	}
	return value, to
}

func (l *line) digitsAt(i int) (float64, int) {
	var digits []byte
	at := i
	for len(digits) < longestNumeral {
		r := l.rune(at)
		if r >= '0' && r <= '9' {
			digits = append(digits, byte(r))
		} else if next := l.rune(at + 1); len(digits) > 0 && r == '.' && next >= '0' && next <= '9' {
			digits = append(digits, '.')
		} else if r != ',' || len(digits) == 0 || !l.thousandAt(at+1) {
			break
		}
		at++
	}
	value, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		return 0, i
	}
	return value, at
}

// thousandAt reports whether exactly three digits stand at i.
func (l *line) thousandAt(i int) bool {
	for k := range 4 {
		if r := l.rune(i + k); (r >= '0' && r <= '9') != (k < 3) {
			return false
		}
	}
	return true
}

// hanAt reads a Han numeral; 半 is none.
func (l *line) hanAt(i int) (float64, int) {
	to := i
	for to-i < longestNumeral && isHanNumeral(l.rune(to)) {
		to++
	}
	for ; to > i; to-- {
		if n, ok := corpus.ParseNumeral(string(l.runes[i:to])); ok {
			return float64(n), to
		}
	}
	return 0, i
}

func isHanNumeral(r rune) bool { return r > 0x7f && corpus.IsNumeralRune(r) }
