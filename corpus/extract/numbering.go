package extract

import (
	"fmt"
	"strings"

	"tiaowen/corpus"
)

// countIn writes n in a way of counting, under the name that Word's XML has
// for it.
func countIn(format string, n int) string {
	decimal := fmt.Sprint(n)
	if n < 0 {
		return decimal
	}
	switch format {
	case "none":
		return ""
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return corpus.FormatNumeral(n)
	case "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital2":
		return digits(decimal, []rune("〇一二三四五六七八九"))
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(decimal, []rune("０１２３４５６７８９"))
	case "chineseLegalSimplified":
		if numeral := corpus.FormatNumeral(n); strings.HasPrefix(numeral, "十") {
			return formal.Replace("一" + numeral)
		}
		return formal.Replace(corpus.FormatNumeral(n))
	case "ideographLegalTraditional":
		return formalTraditional.Replace(corpus.FormatNumeral(n))
	case "decimalZero":
		return fmt.Sprintf("%02d", n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return oneOf("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", n, decimal)
	case "decimalEnclosedParen":
		return oneOf("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n, decimal)
	case "decimalEnclosedFullstop":
		return oneOf("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n, decimal)
	case "ideographEnclosedCircle":
		return oneOf("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n, decimal)
	case "ideographEnclosedParen":
		return oneOf("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", n, decimal)
	case "ideographTraditional":
		return oneOf("甲乙丙丁戊己庚辛壬癸", n, decimal)
	case "ideographZodiac":
		return oneOf("子丑寅卯辰巳午未申酉戌亥", n, decimal)
	case "upperLetter":
		return letters('A', n, decimal)
	case "lowerLetter":
		return letters('a', n, decimal)
	case "upperRoman":
		return roman(n, decimal)
	case "lowerRoman":
		return strings.ToLower(roman(n, decimal))
	}
	return decimal
}

// formal are the numerals that are hard to forge, for the plain ones.
var formal = strings.NewReplacer("一", "壹", "二", "贰", "三", "叁", "四", "肆", "五", "伍", "六", "陆", "七", "柒", "八", "捌", "九", "玖",
	"十", "拾", "百", "佰", "千", "仟")

var formalTraditional = strings.NewReplacer("一", "壹", "二", "貳", "三", "參", "四", "肆", "五", "伍", "六", "陸", "七", "柒", "八", "捌", "九", "玖",
	"十", "拾", "百", "佰", "千", "仟", "万", "萬")

// digits writes a decimal number with other digits.
func digits(numeral string, others []rune) string {
	return strings.Map(func(r rune) rune { return others[r-'0'] }, numeral)
}

func oneOf(list string, n int, otherwise string) string {
	if runes := []rune(list); n >= 1 && n <= len(runes) {
		return string(runes[n-1])
	}
	return otherwise
}

// letters counts A … Z, AA, BB …, as Word does.
func letters(first rune, n int, otherwise string) string {
	const alphabet, most = 26, 30
	times := (n-1)/alphabet + 1
	if n < 1 || times > most {
		return otherwise
	}
	return strings.Repeat(string(first+rune((n-1)%alphabet)), times)
}

func roman(n int, otherwise string) string {
	const most = 3999
	if n < 1 || n > most {
		return otherwise
	}
	var b strings.Builder
	for _, step := range []struct {
		value  int
		letter string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= step.value; n -= step.value {
			b.WriteString(step.letter)
		}
	}
	return b.String()
}
