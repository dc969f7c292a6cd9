package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// Besides （一） and 1. people number items in ways in which they also number notes,
// headings or what they say in passing: ①, 1）, a）, 甲、, 第一，, 一是. Such a line is
// an item only in a list that the sentence before announces.

const stems = "甲乙丙丁戊己庚辛壬癸"

var (
	halfPattern    = pattern.MustCompile(`^([0-9０-９]{1,2})[ ]?[）)]`)
	letterPattern  = pattern.MustCompile(`^([A-Za-zａ-ｚＡ-Ｚ])[ ]?([）)．.、])`)
	stemPattern    = pattern.MustCompile(`^([` + stems + `])[、．.]`)
	inTurnPattern  = pattern.MustCompile(`^第([一二三四五六七八九十]{1,3})[，,、：:]`)
	stagePattern   = pattern.MustCompile(`^第([一二三四五六七八九十]{1,3})(?:步骤?|类|种|档|级|批|阶段|环节|层次|方面)[，,：:]`)
	ofThemPattern  = pattern.MustCompile(`^其([一二三四五六七八九十])[，,、：:]`)
	romanPattern   = pattern.MustCompile(`^[（(]?([Ⅰ-Ⅻⅰ-ⅻ])[ ]?[）)、．.]?`)
	letterIn       = pattern.MustCompile(`^[（(]([A-Za-zａ-ｚＡ-Ｚ])[）)]`)
	stemIn         = pattern.MustCompile(`^[（(]([` + stems + `])[）)]`)
	oneOfPattern   = pattern.MustCompile(`^([一二三四五六七八九十]{1,2})是`)
	announcesItems = pattern.MustCompile(`下列|以下|如下|之一|分别为|分别是|包括`)
)

// readListed reads the mark of a line that may be an item of an announced list.
func readListed(text string) marker {
	if r, size := utf8.DecodeRuneInString(text); r >= '①' && r <= '⑳' {
		return marker{form: formCircled, number: int(r-'①') + 1, label: string(r), width: size}
	}
	numeral := func(form markerForm, written *pattern.Pattern) marker {
		m := written.FindStringSubmatch(text)
		if m == nil {
			return marker{}
		}
		n, ok := corpus.ParseNumeral(m[1])
		if !ok {
			return marker{}
		}
		return marker{form: form, number: n, label: m[0], width: len(m[0])}
	}
	for _, try := range []marker{numeral(formArabicHalf, halfPattern), numeral(formOrdinal, inTurnPattern), numeral(formOneOf, oneOfPattern), numeral(formOfThem, ofThemPattern), numeral(formStage, stagePattern)} {
		if try.form != noMarker {
			return try
		}
	}
	return readLettered(text)
}

// readLettered reads the marks that are counted by something else than numerals.
func readLettered(text string) marker {
	for _, try := range []struct {
		form    markerForm
		written *pattern.Pattern
		number  func(string) int
	}{
		{formLetter, letterPattern, letterNumber}, {formLetterIn, letterIn, letterNumber},
		{formStem, stemPattern, stemNumber}, {formStemIn, stemIn, stemNumber}, {formRoman, romanPattern, romanNumber},
	} {
		if m := try.written.FindStringSubmatch(text); m != nil {
			return marker{form: try.form, number: try.number(m[1]), label: m[0], width: len(m[0])}
		}
	}
	return marker{}
}

func letterNumber(s string) int { return int(strings.ToLower(corpus.Fold(s))[0]-'a') + 1 }

func stemNumber(s string) int { return strings.Index(stems, s)/len("甲") + 1 }

// romanNumber is the number of one of the characters that are a whole Roman numeral.
func romanNumber(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	if r >= 'ⅰ' {
		return int(r-'ⅰ') + 1
	}
	return int(r-'Ⅰ') + 1
}

// formOf is how an item or a subitem is numbered.
func formOf(n *corpus.Provision) markerForm {
	if m := readMarker(n.Label + "　"); m.form != noMarker {
		return m.form
	}
	return readListed(n.Label + "　").form
}

// listed takes line i as an item or a subitem of an announced list, if it is one.
func (b *body) listed(i int) bool {
	l := b.lines[i]
	m := readListed(l.text)
	if m.form == noMarker {
		return false
	}
	n := &corpus.Provision{Kind: corpus.NodeItem, Number: m.number, Label: cleanLabel(m.label)}
	level := levelItem
	item, subitem := b.tree.inside(corpus.NodeItem), b.tree.inside(corpus.NodeSubitem)
	switch {
	case subitem != nil && formOf(subitem) == m.form:
		n.Kind, level = corpus.NodeSubitem, levelSubitem
		if m.number != subitem.Number+1 {
			return false
		}
	case item != nil && formOf(item) == m.form:
		if m.number != item.Number+1 {
			return false
		}
	case m.number != 1 || !b.announced(i):
		return false
	case item != nil:
		n.Kind, level = corpus.NodeSubitem, levelSubitem
	}
	b.openParagraph(l.span.Start)
	b.tree.begin(level, n, l.span.Start)
	return true
}

// announced reports whether the text before line i announces a list.
func (b *body) announced(i int) bool {
	return i > 0 && announces(b.lines[b.before(i)].text)
}

// announces reports whether a text ends with what announces a list.
func announces(text string) bool {
	text = strings.TrimRightFunc(text, corpus.Invisible)
	last, _ := utf8.DecodeLastRuneInString(text)
	if last == '：' || last == ':' {
		return true
	}
	sentence := text
	if at := strings.LastIndexAny(strings.TrimRight(text, "。；"), "。；"); at >= 0 {
		sentence = text[at:]
	}
	return announcesItems.MatchString(corpus.Fold(sentence))
}
