package formula

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// name is a place where a text names a formula.
type name struct {
	span   corpus.Span // without quotation marks
	number int
	// counted is what there are so many of: 意识 of 四个意识; empty if that is less
	// than a word (三性).
	counted string
	quoted  bool
	// measured is true if a measure stands between them.
	measured bool
}

// Key is what a formula is known by: its name with one way of writing two.
func Key(s string) string { return strings.Replace(corpus.Fold(s), "二", "两", 1) }

// numerals are those that formulas begin with; what is more than ten is a count.
var numerals = map[rune]int{'二': 2, '两': 2, '兩': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '十': 10}

const (
	quotesBefore = "“‘「『\""
	quotesBehind = "”’」』\""
	quoteMarks   = "“‘「『”’」』\""
	// measures stand between the number and what it counts.
	measures = "个個大项項种種条條类類位点點重"
	// notCounted are units: so many of them are a measure and no formula.
	notCounted = "年月日天时時分秒元人名次年万亿千百十周季届號号款章节節编編楼层倍岁期批块米吨克度级"
	longest    = 10 // characters of a name
)

// names finds where a text names formulas: in quotation marks any number with
// what it counts, outside of them one with a measure and a word (六项纪律).
func names(text string) []name {
	var out []name
	before := ' '
	for i, r := range text {
		n, ok := numerals[r]
		if ok && !isNumeral(before) {
			quoted := strings.ContainsRune(quotesBefore, before)
			if nm, ok := nameAt(text, i, n, quoted); ok {
				out = append(out, nm)
			}
		}
		before = r
	}
	return out
}

func isNumeral(r rune) bool {
	return unicode.IsDigit(r) || strings.ContainsRune("一二两兩三四五六七八九十百千万亿〇零第几数", r)
}

// nameAt reads the name that begins with the numeral at a place.
func nameAt(text string, at, number int, quoted bool) (name, bool) {
	_, width := utf8.DecodeRuneInString(text[at:])
	rest := text[at+width : min(len(text), at+width+4*(longest+2))]
	if quoted {
		end := strings.IndexAny(rest, quotesBehind)
		if end > 0 {
			end = len(strings.TrimRight(rest[:end], " 　"))
		}
		if end <= 0 || utf8.RuneCountInString(rest[:end]) > longest || strings.ContainsFunc(rest[:end], notHan) {
			return name{}, false
		}
		first, _ := utf8.DecodeRuneInString(rest)
		if isNumeral(first) || strings.ContainsRune(notCounted, first) {
			return name{}, false
		}
		return name{corpus.Span{Start: at, End: at + width + end}, number, countedIn(rest[:end]), true, strings.ContainsRune(measures, first)}, true
	}
	first, n := utf8.DecodeRuneInString(rest)
	if !strings.ContainsRune(measures, first) {
		return name{}, false
	}
	word := n
	for range 2 {
		r, size := utf8.DecodeRuneInString(rest[word:])
		if notHan(r) || strings.ContainsRune(notCounted, r) {
			return name{}, false
		}
		word += size
	}
	return name{corpus.Span{Start: at, End: at + width + word}, number, rest[n:word], false, true}, true
}

func notHan(r rune) bool { return !unicode.Is(unicode.Han, r) }

// countedIn is what a name counts, behind its measure; empty if less than a word.
func countedIn(behind string) string {
	first, n := utf8.DecodeRuneInString(behind)
	if strings.ContainsRune(measures, first) {
		behind = behind[n:]
	}
	if utf8.RuneCountInString(behind) < 2 {
		return ""
	}
	return behind
}
