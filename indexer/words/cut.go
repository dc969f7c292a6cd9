package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// cut calls visit with every word of a folded text in order: the numbers of provisions,
// which are words of their own, and those of the clauses between them. A clause goes
// from one character that is neither letter nor number to the next.
func (c *cutter) cut(text string, visit func(corpus.Span)) {
	l := c.lattices.Get().(*lattice)
	defer c.lattices.Put(l)
	l.begin(0)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		number := 0
		if r == '第' {
			number = provisionNumber(text[i:])
		}
		switch {
		case number > 0:
			l.cut(c, visit)
			visit(corpus.Span{Start: i, End: i + number})
			i += number
			l.begin(i)
			continue
		case inWord(r):
			l.add(r, size)
		default:
			l.cut(c, visit)
			l.begin(i + size)
		}
		i += size
	}
	l.cut(c, visit)
}

// inWord reports whether r is a letter or a number; most are one of the common Han
// characters.
func inWord(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || unicode.IsLetter(r) || unicode.IsNumber(r)
}

const (
	provisionDigits = "0123456789零〇一二三四五六七八九十百千两"
	provisionUnits  = "编章节条款项目"
	branchDigits    = "一二三四五六七八九十"
)

// provisionNumber is the length of the number of a provision that text begins with, 0
// if it does not: 第一百二十条之一. A dictionary would cut it at will: 第一百|二十条.
func provisionNumber(text string) int {
	at := len("第")
	digits := leading(text[at:], provisionDigits)
	at += digits
	unit, size := utf8.DecodeRuneInString(text[at:])
	if digits == 0 || size == 0 || !strings.ContainsRune(provisionUnits, unit) {
		return 0
	}
	at += size
	if after, found := strings.CutPrefix(text[at:], "之"); found {
		if branch := leading(after, branchDigits); branch > 0 {
			at += len("之") + branch
		}
	}
	return at
}

// leading is the length of what text begins with of some characters.
func leading(text, characters string) int {
	return len(text) - len(strings.TrimLeft(text, characters))
}
