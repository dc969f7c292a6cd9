package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// markerForm is how a line is numbered.
type markerForm int

const (
	noMarker        markerForm = iota
	formPart                   // 第一编
	formSubpart                // 第一分编
	formChapter                // 第一章
	formSection                // 第一节
	formArticle                // 第一条, 第一百二十条之一
	formHan                    // 一、
	formHanParen               // （一）
	formArabic                 // 1.
	formArabicParen            // （1）

	// The forms below make items only in a list that was announced, see readListed.
	formArabicHalf // 1）
	formCircled    // ①
	formLetter     // a）
	formStem       // 甲、
	formOrdinal    // 第一，
	formOneOf      // 一是
	formOfThem     // 其一，
	formStage      // 第一步，
	formRoman      // Ⅰ.
	formLetterIn   // （a）
	formStemIn     // （甲）
)

// marker is the number a line begins with.
type marker struct {
	form   markerForm
	number int
	branch int    // Y of 第X条之Y
	label  string // as written, without what separates it from the text
	width  int    // bytes of the line that the marker takes, separator included
}

const numeralClass = `[〇零○一二三四五六七八九十百千万两廿卅0-9０-９壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬兩]+`

var (
	ordinalPattern = pattern.MustCompile(`^第[ \x{3000}]*(` + numeralClass + `)[ \x{3000}]*(编|分编|章|节|条|編|分編|節|條)(?:[ \x{3000}]*之[ \x{3000}]*(` + numeralClass + `))?`)
	hanPattern     = pattern.MustCompile(`^([〇零一二三四五六七八九十百]+)[、．.](?:[^0-9]|$)`)
	parenPattern   = pattern.MustCompile(`^[（(][ \x{3000}]*(` + numeralClass + `)[ \x{3000}]*[）)]`)
	arabicPattern  = pattern.MustCompile(`^([0-9０-９]{1,3})[ ]?([.．、])[^0-9０-９]`)
)

var ordinalForms = map[string]markerForm{
	"编": formPart, "分编": formSubpart, "章": formChapter, "节": formSection, "条": formArticle,
	"編": formPart, "分編": formSubpart, "節": formSection, "條": formArticle,
}

// readMarker reads the number at the start of a line. Whether the line really
// is a provision or a heading, or running text that begins like one, is not
// decided here.
func readMarker(text string) marker {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case r == '第':
		return readOrdinal(text)
	case r == '（' || r == '(':
		return readParen(text)
	case r == '【':
		return readBracketed(text)
	case enclosed(r) != noMarker:
		return marker{form: enclosed(r), number: enclosedNumber(r), label: string(r), width: utf8.RuneLen(r)}
	case r >= '0' && r <= '9' || r >= '０' && r <= '９':
		if m := arabicPattern.FindStringSubmatch(text); m != nil {
			n, _ := corpus.ParseNumeral(m[1])
			label := m[1] + m[2]
			return marker{form: formArabic, number: n, label: label, width: strings.Index(text, m[2]) + len(m[2])}
		}
	default:
		if m := hanPattern.FindStringSubmatchIndex(text); m != nil {
			n, ok := corpus.ParseNumeral(text[m[2]:m[3]])
			_, sep := utf8.DecodeRuneInString(text[m[3]:])
			if ok {
				return marker{form: formHan, number: n, label: text[:m[3]+sep], width: m[3] + sep}
			}
		}
	}
	return marker{}
}

func readOrdinal(text string) marker {
	m := ordinalPattern.FindStringSubmatchIndex(text)
	if m == nil {
		return marker{}
	}
	n, ok := corpus.ParseNumeral(corpus.Fold(text[m[2]:m[3]]))
	if !ok {
		return marker{}
	}
	out := marker{form: ordinalForms[text[m[4]:m[5]]], number: n, label: text[:m[1]], width: m[1]}
	if m[6] >= 0 {
		branch, ok := corpus.ParseNumeral(text[m[6]:m[7]])
		if out.form != formArticle || !ok { // 第十条之规定 does not come here; 第二章之一 does
			out.label, out.width = text[:m[5]], m[5]
			return out
		}
		out.branch = branch
	}
	return out
}

// readBracketed reads 【第一条】.
func readBracketed(text string) marker {
	inner, _, found := strings.Cut(strings.TrimPrefix(text, "【"), "】")
	m := readOrdinal(inner)
	if !found || m.width != len(inner) {
		return marker{}
	}
	m.width += len("【】")
	return m
}

// enclosures are the characters that are a number with what marks it: from the first
// on, so many, and the form they stand for.
var enclosures = []struct {
	first rune
	count int
	form  markerForm
}{
	{'⑴', 20, formArabicParen}, {'⒈', 20, formArabic}, {'㈠', 10, formHanParen},
}

// enclosed is the form that a character stands for; noMarker if it is none.
func enclosed(r rune) markerForm {
	for _, e := range enclosures {
		if r >= e.first && r < e.first+rune(e.count) {
			return e.form
		}
	}
	return noMarker
}

func enclosedNumber(r rune) int {
	for _, e := range enclosures {
		if r >= e.first && r < e.first+rune(e.count) {
			return int(r-e.first) + 1
		}
	}
	return 0
}

func readParen(text string) marker {
	m := parenPattern.FindStringSubmatchIndex(text)
	if m == nil {
		return marker{}
	}
	digits := text[m[2]:m[3]]
	n, ok := corpus.ParseNumeral(digits)
	if !ok || n > 999 {
		return marker{}
	}
	form := formHanParen
	if r, _ := utf8.DecodeRuneInString(digits); r < 0x80 || r >= '０' && r <= '９' {
		form = formArabicParen
	}
	return marker{form: form, number: n, label: text[:m[1]], width: m[1]}
}

// runsOn reports whether what follows a marker goes on as a sentence about the
// number: 第六条第二款规定的…, 第八条和第九条, 第三章的规定. Official texts set no
// blank after the number, so that what looks like one may begin the article's own
// first word: 第十一条中央政治局…, 第四条以…为指导, 第七条所有党员….
func runsOn(rest string) bool {
	for _, w := range runOns {
		after, found := strings.CutPrefix(rest, w.word)
		if !found {
			continue
		}
		next, _ := utf8.DecodeRuneInString(after)
		switch {
		case w.before != "":
			return strings.ContainsRune(w.before, next)
		case w.not != "":
			return after == "" || !strings.ContainsRune(w.not, next)
		}
		return true
	}
	return false
}

// runOns are the words with which a sentence about a number goes on. Some do so
// only before certain characters, some always but before certain others.
var runOns = []struct{ word, before, not string }{
	{word: "第"}, {word: "规定"}, {word: "、", before: "第一二三四五六七八九十百0123456789０１２３４５６７８９前同及"}, {word: "，"}, {word: ","}, {word: "。"}, {word: "；"}, {word: "）"}, {word: "》"}, {word: "”"},
	{word: "或"}, {word: "的"}, {word: "之"}, {word: "是"},
	{word: "中", before: "，,、的规所“”有关对已未"},
	{word: "所", before: "列称规指定述说涉"}, {word: "前", before: "款项两三"}, {word: "有关", before: "规"},
	{word: "以", before: "上下前后外及内"},
	{word: "至", before: "第一二三四五六七八九十百0123456789"},
	{word: "到", before: "第一二三四五六七八九十百0123456789"},
	{word: "及", not: "时格"}, {word: "与", not: "会党"}, {word: "和", not: "谐平解睦好"}, {word: "款", not: "项"}, {word: "项", not: "目"},
}
