package resolve

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
)

// reading is one way to read what was typed: a name, and what it names inside.
type reading struct {
	// title is folded, without the 《》 around it, with the brackets after it.
	title    string
	marked   bool // stood in 《》
	pointers []corpus.Pointer
	outline  []step
	// strict says that a number was typed as 第十二条; 十二条 may be anything.
	strict bool
	// only says that the reading counts only if the title is exactly one.
	only bool
}

// bare reports whether nothing inside the text was named.
func (rd reading) bare() bool { return len(rd.pointers) == 0 && len(rd.outline) == 0 }

// maxReadings bounds the ways to cut a text into title and number.
const maxReadings = 8

// CutNumber is the title before the number that a text ends with; false if it names
// no number.
func CutNumber(text string) (title string, ok bool) {
	for _, rd := range readAddress(corpus.Fold(text)) {
		if !rd.bare() && rd.title != "" {
			return rd.title, true
		}
	}
	return "", false
}

// readAddress lists the ways to read a folded text, the likeliest first: first
// all of it as a title, then cut where a number begins that goes to the end.
func readAddress(folded string) []reading {
	s := strings.TrimRight(folded, "。.,;!?:…")
	s = strings.Trim(s, `"'“”`)
	if itemWithoutUnit.MatchString(s) {
		s += "项"
	}
	s = hyphenBranch.ReplaceAllString(s, "${1}条之$2")
	if list := withVersionBehind(s); len(list) > 0 {
		return list
	}
	if rd, ok := readMarked(s); ok {
		return rd
	}
	out := []reading{{title: s}}
	if rd, ok := readTurned(s); ok {
		out = append(out, rd)
	}
	for _, lead := range []string{"", "根据", "依据", "按照", "依照", "参见", "查询", "查看", "查", "请问", "见"} {
		if rest, found := strings.CutPrefix(s, lead); found {
			for _, rd := range splits(rest) {
				rd.only = rd.only || lead != ""
				out = append(out, rd)
			}
		}
	}
	return out
}

// itemWithoutUnit matches 第三十一条（六）, where 项 is left out.
var itemWithoutUnit = regexp.MustCompile(`[条款]\([0-9一二三四五六七八九十]{1,4}\)$`)

// hyphenBranch matches 第120-1条, as a branch is written in addresses; a range
// goes up.
var hyphenBranch = regexp.MustCompile(`([0-9]{2,4})-([1-9])条`)

// readMarked reads 《…》（2019年修订）的第五条. What stands before 《, who issued the
// text, is not needed. It reports false for marks that are not around the title.
func readMarked(s string) ([]reading, bool) {
	start := strings.Index(s, "《")
	if start < 0 || utf8.RuneCountInString(s[:start]) > 20 {
		return nil, false
	}
	end := closing(s[start:])
	if end < 0 {
		return nil, false
	}
	inner := s[start+len("《") : start+end-len("》")]
	rest := s[start+end:]
	for strings.HasPrefix(rest, "(") {
		width := strings.Index(rest, ")") + 1
		if _, pointer := cite.Pointers(rest, true); width == 0 || pointer > 0 {
			break
		}
		if steps, _ := readOutline(rest); len(steps) > 0 {
			break
		}
		inner, rest = inner+rest[:width], rest[width:]
	}
	if m := partName.FindString(rest); m != "" {
		inner, rest = inner+m, rest[len(m):]
	}
	rest = strings.TrimLeft(rest, ",:、-—·#/")
	for _, link := range []string{"里面的", "里的", "中的", "的", "中", "之", "里", "内"} {
		if after, found := strings.CutPrefix(rest, link); found {
			rest = after
			break
		}
	}
	if isTail(rest) {
		return []reading{{title: inner, marked: true}}, true
	}
	if rd, ok := readPointer(rest); ok {
		rd.title, rd.marked = inner, true
		return []reading{rd}, true
	}
	return nil, false // 《公司法》解释（三）第二条
}

// partName matches a part of a work after its title: 《民法典》侵权责任编.
var partName = regexp.MustCompile(`^(?:[^第\p{P}]{2,10}编|总则|附则)`)

// closing is the end of the 》 that closes the 《 at the start of s, -1 if none does.
func closing(s string) int {
	depth := 0
	for i, r := range s {
		switch r {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return i + len("》")
			}
		}
	}
	return -1
}

// splits are the ways to cut s into a title and a number up to its end, the
// longest number first.
func splits(s string) []reading {
	var out []reading
	var before rune
	for i, r := range s {
		if i > 0 && len(out) < maxReadings && mayBegin(before, r, s[i:]) {
			if rd, ok := readPointer(s[i:]); ok {
				rd.title = trimTitle(s[:i])
				if rd.title != "" {
					out = append(out, rd)
				}
			}
		}
		before = r
	}
	if m := trailingNumber.FindStringSubmatch(s); m != nil {
		if n, ok := corpus.ParseNumeral(m[2]); ok && n > 0 {
			out = append(out, reading{title: m[1], pointers: []corpus.Pointer{{Article: n}}, only: true})
		}
	}
	return out
}

// readTurned reads a number before its title: 第十二条 支部工作条例.
func readTurned(s string) (reading, bool) {
	if !strings.HasPrefix(s, "第") {
		return reading{}, false
	}
	list, width := cite.Pointers(s, true)
	title := strings.Trim(s[width:], "《》 ")
	if width == 0 || title == "" || !absolute(list) {
		return reading{}, false
	}
	return reading{title: title, pointers: list, strict: true, only: true}, true
}

// trailingNumber matches 民法典1165: the number is one of a 条 if what stands
// before it is exactly a title.
var trailingNumber = regexp.MustCompile(`^(.*?[^0-9])([0-9]{1,4})$`)

// mayBegin reports whether a number can begin at r.
func mayBegin(before, r rune, rest string) bool {
	switch r {
	case '第', '(':
		return true
	case '序', '总', '附':
		return strings.HasPrefix(rest, "序言") || strings.HasPrefix(rest, "总纲") || strings.HasPrefix(rest, "附件")
	}
	return corpus.IsNumeralRune(r) && (!corpus.IsNumeralRune(before) || before >= utf8.RuneSelf && r < utf8.RuneSelf)
}

// readPointer reads a number that goes to the end of s.
func readPointer(s string) (reading, bool) {
	if list, width := cite.Pointers(s, true); width > 0 && isTail(s[width:]) && absolute(list) {
		return reading{pointers: list, strict: strings.HasPrefix(s, "第") || list[0].Preamble}, true
	}
	if steps, width := readOutline(s); len(steps) > 0 && isTail(s[width:]) {
		return reading{outline: steps, strict: strings.HasPrefix(s, "第")}, true
	}
	return reading{}, false
}

// absolute reports whether all pointers say where they are counted from: 前款
// means nothing in a typed address.
func absolute(list []corpus.Pointer) bool {
	for _, p := range list {
		if p.From != corpus.Absolute {
			return false
		}
	}
	return true
}

// isTail reports whether s, after a number, adds nothing to it.
func isTail(s string) bool {
	for s != "" {
		cut := s
		for _, w := range []string{"的", "之", "规定", "内容", "全文", "原文", "条文", "具体", "是什么", "说什么", "讲什么", "怎么说", "怎么写",
			"怎么", "如何", "是", "了什么", "讲了什么", "说了什么", "写了什么", "什么", "呢", "》", `"`, "”"} {
			cut = strings.TrimPrefix(cut, w)
		}
		if cut == s {
			return false
		}
		s = cut
	}
	return true
}

// trimTitle drops what joins a title to a number: 条例的第五条, 条例中，第五条.
func trimTitle(s string) string {
	s = strings.TrimRight(s, ",:;、-—·#/.")
	for _, link := range []string{"里面的", "里的", "中的", "的", "中", "之", "里", "内"} {
		if before, found := strings.CutSuffix(s, link); found && before != "" {
			s = before
			break
		}
	}
	return strings.Trim(s, ",:;、-—·#/")
}
