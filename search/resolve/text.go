package resolve

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/search/naming"
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
	// fresh says that words of a sentence follow the number, as in any sentence
	// that cites: it is an address if its title is one or a piece of one.
	fresh bool
	// led says that words before the title were left out: 违反, 请查.
	led bool
	// former says that an earlier version is meant, whichever: 原《…》, 旧….
	former bool
	// beyond is what was said besides that no locator can tell: 但书, 第二句.
	beyond string
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
	s := tidied(folded)
	if before, version, ok := cutEdition(s); ok {
		return append(ofEdition(readAddress(before), version), readTidy(s)...)
	}
	return readTidy(s)
}

func readTidy(s string) []reading {
	if rd, ok := readMarked(s); ok {
		return rd
	}
	out := []reading{{title: s}}
	if rd, ok := readTurned(s); ok {
		out = append(out, rd)
	}
	out = append(out, splits(s)...)
	if rest, sure, found := withoutLead(s); found {
		for _, rd := range splits(rest) {
			rd.led = sure && rd.strict && !rd.only && naming.EndingOf(naming.Key(rd.title)) != ""
			rd.only = true
			out = append(out, rd)
		}
	}
	if m := formerBefore.FindString(s); m != "" {
		for _, rd := range splits(s[len(m):]) {
			rd.only, rd.former = true, true
			out = append(out, rd)
		}
	}
	return out
}

// What says that an earlier version is meant, before a title and behind it.
var (
	formerBefore = regexp.MustCompile(`^(?:根据|依据|按照|依照|违反|适用)?(?:原来?的?|旧版?的?|老|修[订改]前的?)`)
	formerAtEnd  = regexp.MustCompile(`(?:原来?的?|旧版?的?|修[订改]前的?)$`)
	formerBehind = regexp.MustCompile(`^\((?:旧版?|原|修[订改]前)\)`)
)

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
	if m := yearAtEnd.FindStringSubmatch(s[:start]); m != nil {
		inner += "(" + m[1] + "年)"
	}
	former := formerAtEnd.MatchString(s[:start])
	if m := formerBehind.FindString(rest); m != "" {
		former, rest = true, rest[len(m):]
	}
	for strings.HasPrefix(rest, "(") {
		width := strings.Index(rest, ")") + 1
		if _, pointer := cite.Pointers(rest, true); width == 0 || pointer > 0 || strings.HasPrefix(rest, "(第") {
			break
		}
		if steps, _ := readOutline(rest); len(steps) > 0 {
			break
		}
		inner, rest = inner+rest[:width], rest[width:]
	}
	if m := editionAtStart.FindStringSubmatch(rest); m != nil {
		inner, rest = inner+"("+m[1]+")", rest[len(m[0]):]
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
		return aroundMarked(s[:start], inner), true
	}
	if rd, ok := readPointer(rest); ok {
		if rd.fresh && !leadsIn(s[:start]) {
			return nil, false
		}
		rd.title, rd.marked, rd.only, rd.former = inner, true, false, former
		return []reading{rd}, true
	}
	return nil, false // 《公司法》解释（三）第二条
}

// aroundMarked reads a title in 《》 that no number follows: one may stand before
// it (第二十条《…》) or inside (《…第二十条》).
func aroundMarked(before, inner string) []reading {
	number, _, _ := withoutLead(before)
	if rd, ok := readPointer(number); ok && rd.strict && !strings.HasPrefix(number, "(") {
		rd.title, rd.marked, rd.only = inner, true, false
		return []reading{rd}
	}
	out := []reading{{title: inner, marked: true}}
	for _, rd := range splits(inner) {
		if rd.strict {
			rd.only = true
			out = append(out, rd)
		}
	}
	return out
}

// partName matches a part of a work after its title: 《民法典》侵权责任编.
var partName = regexp.MustCompile(`^[^第\p{P}]{2,10}编`)

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
		if i > 0 && len(out) < maxReadings && before != '前' && !counts(before, r) && mayBegin(before, r, s[i:]) {
			if rd, ok := readPointer(s[i:]); ok {
				rd.title = trimTitle(s[:i])
				rd.only = !rd.strict && strings.ContainsRune(bareWords, r) || rd.only || r == '(' && len(rd.pointers) > 0
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

// bareWords begin 总则, 附则, 末款 and the like, which are words of any sentence.
const bareWords = "分末最首倒总附"

var beginsWord = regexp.MustCompile(`^(?:序言|总纲|附[件录表图]|总则|分则|附则|末[编章节条款项]|最[后末]|首[编章节条款项]|倒数第)`)

// counts reports whether a number at r says how many: 后两条, 这三条.
func counts(before, r rune) bool {
	return r == '两' || r != '第' && strings.ContainsRune("后这那头各共另余几", before)
}

// mayBegin reports whether a number can begin at r.
func mayBegin(before, r rune, rest string) bool {
	switch r {
	case '第', '(':
		return true
	case '序', '总', '附', '分', '末', '最', '首', '倒':
		return beginsWord.MatchString(rest)
	}
	return corpus.IsNumeralRune(r) && (!corpus.IsNumeralRune(before) || before >= utf8.RuneSelf && r < utf8.RuneSelf)
}

// readPointer reads a number that goes to the end of s.
func readPointer(s string) (reading, bool) {
	if strings.HasPrefix(s, "(第") && strings.HasSuffix(s, ")") {
		s = s[len("(") : len(s)-len(")")]
	}
	if list, width := cite.Pointers(s, true); width > 0 && absolute(list) {
		if t, ok := readTail(s[width:]); ok {
			strict := strings.HasPrefix(s, "第") || list[0].Preamble || list[0].Annex != 0 && list[0].Article != 0
			return reading{pointers: list, strict: strict, fresh: t.fresh, only: t.fresh, beyond: t.beyond}, true
		}
		if rd, ok := readAnnexOutline(list, s[width:]); ok {
			return rd, true
		}
	}
	if steps, width := readOutline(s); len(steps) > 0 && isTail(s[width:]) {
		return reading{outline: steps, strict: strings.HasPrefix(s, "第")}, true
	}
	return reading{}, false
}

// readAnnexOutline reads 附件二（一） and 附件1的二、（一）, the annex read already.
func readAnnexOutline(list []corpus.Pointer, rest string) (reading, bool) {
	if len(list) != 1 || list[0].Annex == 0 || list[0].Level() >= 0 {
		return reading{}, false
	}
	for _, link := range []string{"的", "中", "之", "第", ":", ","} {
		rest = strings.TrimPrefix(rest, link)
	}
	steps, width := readOutline(rest)
	if len(steps) == 0 || !isTail(rest[width:]) {
		return reading{}, false
	}
	return reading{pointers: list, outline: steps, strict: true}, true
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
