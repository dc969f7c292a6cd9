package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// OtherFigures are the other ways in which a folded string may write the numbers in it,
// all at once: 五十人 is 50人, 2019年1月 is 二零一九年一月. Signs and words stay. There are
// none where it has no number in it that people write in both ways.
func OtherFigures(folded string) []string {
	var out []string
	add := func(s string) {
		if s != folded && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	numbers := numbersIn(folded)
	if len(numbers) == 0 {
		return nil
	}
	add(rewrite(folded, numbers, inDigits))
	for _, write := range []func(number) string{inHan, digitByDigit} {
		s := rewrite(folded, numbers, write)
		add(s)
		add(withLetterO(s)) // 二O一九 is not rare in what was typed by hand
	}
	return out
}

// figuresIn are the numbers of a folded text with what they count, and the other ways to
// write each and to say how many: 五十人, 50人, 50名; 超过五十人, 50人以上.
func figuresIn(folded string) []Replaced {
	var out []Replaced
	for _, n := range numbersIn(folded) {
		text := n.text
		if n.next != 0 && IsLetter(n.next) && !IsQuestionWord(string(n.next)) {
			text += string(n.next)
		}
		for _, other := range n.saidOtherwise(text, folded[:n.at.Start]) {
			if utf8.RuneCountInString(other) > 1 {
				out = append(out, Replaced{Run{Text: text, Folded: text}, Run{Text: other, Folded: other}})
			}
		}
	}
	return out
}

// people are the words that count them, any of which stands for the others.
var people = []rune("人名位")

// limits are what stands before a number that is a limit, and what texts write behind it
// for that.
var limits = []struct{ before, behind string }{
	{"超过", "以上"}, {"多于", "以上"}, {"大于", "以上"}, {"高于", "以上"}, {"至少", "以上"}, {"不少于", "以上"}, {"满", "以上"},
	{"少于", "以下"}, {"低于", "以下"}, {"不到", "以下"}, {"不足", "以下"}, {"不满", "以下"},
}

// saidOtherwise are the other ways to say a number with the word behind it, before being
// what stands before it.
func (n number) saidOtherwise(text, before string) []string {
	ways := append([]string{text}, OtherFigures(text)...)
	if slices.Contains(people, n.next) {
		for _, way := range slices.Clone(ways) {
			for _, word := range people[:2] {
				ways = append(ways, strings.TrimSuffix(way, string(n.next))+string(word))
			}
		}
	}
	for _, limit := range limits {
		if strings.HasSuffix(before, limit.before) && !strings.HasSuffix(before, "不"+limit.before) {
			for _, way := range slices.Clone(ways) {
				ways = append(ways, way+limit.behind)
			}
			break
		}
	}
	var out []string
	for i, way := range ways {
		if way != text && !slices.Contains(ways[:i], way) {
			out = append(out, way)
		}
	}
	return out
}

// number is a number in a text: its digits, or the Han characters, with what is behind.
type number struct {
	at   corpus.Span
	text string
	next rune // 0 at the end
}

// numbersIn finds the numbers in a folded text that may be written otherwise. A single
// Han numeral is one only before a unit or behind 第: 统一 and 三会一课 name no number.
func numbersIn(folded string) []number {
	var out []number
	before := rune(0)
	for at := 0; at < len(folded); {
		r, width := utf8.DecodeRuneInString(folded[at:])
		if !isFigure(r) {
			before, at = r, at+width
			continue
		}
		end := at
		for end < len(folded) {
			f, width := utf8.DecodeRuneInString(folded[end:])
			if !isFigure(f) || isDigit(f) != isDigit(r) {
				break
			}
			end += width
		}
		n := number{at: corpus.Span{Start: at, End: end}, text: folded[at:end]}
		n.next, _ = utf8.DecodeRuneInString(folded[end:])
		if end == len(folded) {
			n.next = 0
		}
		if n.counts(before) {
			out = append(out, n)
		}
		before, _ = utf8.DecodeLastRuneInString(folded[at:end])
		at = end
	}
	return out
}

// units are what stands behind a number that is one: measures, and the parts of dates
// and of regulations.
const units = "人名个位年月日天周次票户元岁条款项章节届级类种倍分号期时名家件份处场项套所间篇页组队批步页里米克吨亩度万亿%"

// counts reports whether what was read as a number is one, by what stands beside it.
func (n number) counts(before rune) bool {
	if before == '.' || before == ',' || before == '-' || n.next == '.' || n.next == ',' || isPlain(before) || isPlain(n.next) {
		return false // a piece of 3.5, 1,234 or A-10
	}
	if _, ok := corpus.ParseNumeral(n.text); !ok || utf8.RuneCountInString(n.text) > 1 {
		return ok
	}
	return (before == '第' || n.next != 0 && strings.ContainsRune(units, n.next)) && !(before != 0 && strings.ContainsRune("统唯同", before))
}

func isFigure(r rune) bool { return isDigit(r) || corpus.IsNumeralRune(r) && r != '万' }

func rewrite(folded string, numbers []number, write func(number) string) string {
	var b strings.Builder
	at := 0
	for _, n := range numbers {
		b.WriteString(folded[at:n.at.Start])
		b.WriteString(write(n))
		at = n.at.End
	}
	return b.String() + folded[at:]
}

// inDigits is a number in digits.
func inDigits(n number) string {
	if s := digitsOf(n.text); s != "" {
		return s // 〇八 has two
	}
	value, _ := corpus.ParseNumeral(n.text)
	return strconv.Itoa(value)
}

// inHan is a number as it is said, a year digit by digit.
func inHan(n number) string {
	if !isDigit(rune(n.text[0])) {
		return n.text
	}
	value, _ := corpus.ParseNumeral(n.text)
	if n.text[0] == '0' || n.next == '年' && len(n.text) == 4 {
		return digitByDigit(n)
	}
	return corpus.Fold(corpus.FormatNumeral(value))
}

const hanDigits = "零一二三四五六七八九"

// digitByDigit is a number of several digits with Han characters in their places: 一零八号.
func digitByDigit(n number) string {
	if !isDigit(rune(n.text[0])) {
		return n.text
	}
	if len(n.text) < 3 && n.text[0] != '0' {
		return inHan(n)
	}
	var b strings.Builder
	for _, d := range n.text {
		b.WriteString(hanDigits[3*(d-'0') : 3*(d-'0')+3])
	}
	return corpus.Fold(b.String())
}

// digitsOf are the digits that Han characters stand for one by one; empty if one of
// them is a unit.
func digitsOf(text string) string {
	var b strings.Builder
	for _, r := range text {
		i := strings.IndexRune(hanDigits, r)
		if i < 0 {
			return ""
		}
		b.WriteByte(byte('0' + i/3))
	}
	return b.String()
}

// withLetterO is a text with the letter that people type for the zero between figures.
func withLetterO(s string) string {
	runes := []rune(s)
	for i, r := range runes {
		if r == '零' && i > 0 && i+1 < len(runes) && strings.ContainsRune(hanDigits, runes[i-1]) && strings.ContainsRune(hanDigits, runes[i+1]) {
			runes[i] = 'o'
		}
	}
	return string(runes)
}
