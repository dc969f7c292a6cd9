package answer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// forms are all the ways to write a unit, and the halves of a name that may stand apart.
func (u unit) forms() []string {
	out := slices.Concat([]string{u.word}, u.same, u.wider)
	if first, second, ok := u.halves(); ok {
		out = append(out, first, second)
	}
	return out
}

// in is 1 if the unit stands in a folded text, less if another name of it does.
func (u unit) in(text string) float64 {
	if text == "" {
		return 0
	}
	if u.stands(text, u.word) && !(u.sort == letter && u.same != nil && !slices.Contains(u.same, u.word)) {
		return 1
	}
	if slices.ContainsFunc(u.pairs, func(p string) bool { return strings.Contains(text, p) }) {
		return 1
	}
	if slices.ContainsFunc(u.same, func(n string) bool { return u.stands(text, n) }) {
		return sameShare
	}
	if u.apart(text) {
		return widerShare
	}
	return 0
}

// mostApart is how many bytes may stand between the halves of a name.
const mostApart = 12

// apart reports whether the halves of a name stand one behind the other: 短期培训 in
// 短期集中培训.
func (u unit) apart(text string) bool {
	first, second, ok := u.halves()
	i := strings.Index(text, first)
	if !ok || i < 0 {
		return false
	}
	j := strings.Index(text[i+len(first):], second)
	return j >= 0 && j <= mostApart
}

// halves are the two words that one of four to six letters without other names is made
// of: 短期|培训, 延长|预备期. The name of a body is never two: 村民会议 is not 村民代表会议.
func (u unit) halves() (first, second string, ok bool) {
	word := []rune(u.word)
	if len(word) < 4 || len(word) > 6 || u.same != nil || u.wider != nil || u.sort != name && u.sort != deed || endsAsBody(u.word) {
		return "", "", false
	}
	return string(word[:2]), string(word[2:]), true
}

// notBefore and notBehind are letters that make another word of the one beside them:
// 副书记 is no 书记, 不设 no 设, 党小组会 no 党小组, 委员会 no 委员.
const (
	notBefore = "副非未不"
	notBehind = "长会员委织"
)

// stands reports whether a word stands in a text as a word of its own.
func (u unit) stands(text, word string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		behind, _ := utf8.DecodeRuneInString(text[end:])
		meets := strings.HasSuffix(word, "会") && strings.HasPrefix(text[end:], "会议")
		other := u.sort == name && (strings.ContainsRune(notBehind, behind) && !meets || nameLength(text[end:], persons) > 0) || u.whole && behind == '的'
		if !strings.ContainsRune(notBefore, before) && !other && !u.narrowed(text[:start], text[start:]) {
			return true
		}
		from = end
	}
}

// persons behind the name of a body are its people, not the body.
var persons = []string{"书记", "副书记", "负责人", "班子"}

// narrowers make a name that of a few, or say that a deed is not done.
var narrowers = []string{"临时", "联合", "流动", "功能型", "没有", "尚未"}

// negations before the name of a body say that there is none.
var negations = []string{"不设", "不设立", "未设", "未设立"}

// narrowed reports whether a word has one of narrowers before it, or is but a part of
// another word of the question.
func (u unit) narrowed(before, from string) bool {
	if slices.ContainsFunc(narrowers, func(n string) bool { return strings.HasSuffix(strings.TrimSuffix(before, "党"), n) }) {
		return true
	}
	if !u.none && slices.ContainsFunc(negations, func(n string) bool { return strings.HasSuffix(before, n) }) {
		return true
	}
	return slices.ContainsFunc(u.inside, func(longer string) bool {
		head, _, _ := strings.Cut(longer, u.word)
		return strings.HasSuffix(before, head) && strings.HasPrefix(from, longer[len(head):])
	})
}

// withoutBrackets is a folded text without what stands in brackets: 党委(党组)书记.
func withoutBrackets(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}
