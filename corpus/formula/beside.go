package formula

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// beside is the list that spells a name in its sentence: in brackets or behind
// 即, ： and the like, or before it as what it is short for.
func beside(text string, s corpus.Span, n name) (list, bool) {
	if where, ok := behind(text, s, n); ok {
		lists := append(byCommas(text, where), byClauses(text, where, n.counted)...)
		if n.quoted {
			lists = append(lists, inClauses(text, where, n.number)...)
		}
		for _, l := range lists {
			if len(l.members) == n.number && touches(text, where, l) && n.fits(text, l) {
				return l, true
			}
		}
	}
	if where, ok := before(text, s, n); ok {
		for _, l := range byCommas(text, where) {
			if len(l.members) != n.number || !reaches(text, where, l) {
				continue
			}
			if l, ok := begun(text, l); ok && n.fits(text, l) {
				return l, true
			}
		}
	}
	return list{}, false
}

// touches reports whether a list begins where it should, and not later.
func touches(text string, where corpus.Span, l list) bool {
	gap := text[where.Start:max(where.Start, l.span().Start)]
	return strings.Trim(gap, quotesBefore+" 　一是") == ""
}

// reaches reports whether a list ends where it should.
func reaches(text string, where corpus.Span, l list) bool {
	return strings.Trim(text[l.span().End:max(where.End, l.span().End)], quotesBehind+" 　等这的") == ""
}

// bridges lead from a name to its members.
var bridges = []string{"，即", "，就是", "，是指", "，指的是", "，包括", "，分别是", "，也就是", "是：", "为：", "（即", "（指", "(即", "（", "(", "——", "：", ":", "即", "就是", "是指", "指的是", "分别是", "，分别为", "分别为", "是"}

// tails may stand between a name and what leads to its members.
var tails = []string{"要求", "要素", "原则", "工作", "任务", "制度", "规定", "方针", "标准"}

// behind is the stretch behind a name in which its members would stand.
func behind(text string, s corpus.Span, n name) (corpus.Span, bool) {
	at := n.span.End
	rest := text[at:s.End]
	rest = strings.TrimLeft(rest, quotesBehind+" 　")
	for _, t := range tails {
		rest = strings.TrimPrefix(rest, t)
	}
	for _, b := range bridges {
		if !strings.HasPrefix(rest, b) {
			continue
		}
		where := corpus.Span{Start: s.End - len(rest) + len(b), End: s.End}
		if strings.HasPrefix(b, "（") || strings.HasPrefix(b, "(") {
			end := strings.IndexAny(where.In(text), "）)")
			if end < 0 {
				return where, false
			}
			where.End = where.Start + end
		}
		return where, !where.Empty()
	}
	return corpus.Span{}, false
}

// shortFor stand between members and the name that they are called by.
var shortFor = []string{"（以下统称", "（以下简称", "（以下称", "(以下统称", "(以下简称", "（统称", "（简称", "（即"}

// before is the clause before a name that is short for what it says.
func before(text string, s corpus.Span, n name) (corpus.Span, bool) {
	const fewest = 3 // of two words before a name most have nothing to do with it
	if !n.quoted || n.number < fewest {
		return corpus.Span{}, false
	}
	inside := strings.TrimRight(text[s.Start:n.span.Start], quotesBefore+" 　")
	for _, b := range shortFor {
		inside = strings.TrimSuffix(inside, b)
	}
	for _, word := range []string{"等", "这", "的"} {
		inside = strings.TrimSuffix(inside, word)
	}
	start := 0
	if i := strings.LastIndexAny(inside, "，；：,;:）)"); i >= 0 {
		_, n := utf8.DecodeRuneInString(inside[i:])
		start = i + n
	}
	return corpus.Span{Start: s.Start + start, End: s.Start + len(inside)}, start < len(inside)
}

// begun cuts off what stands before the first member of a list, as far as the
// other members tell where that begins: they are of one length, or begin alike.
func begun(text string, l list) (list, bool) {
	length, alike := utf8.RuneCountInString(l.members[1].In(text)), l.members[1].In(text)
	for _, m := range l.members[2:] {
		in := m.In(text)
		if utf8.RuneCountInString(in) != length {
			length = 0
		}
		alike = alike[:commonPrefix(alike, in)]
	}
	l.members = append([]corpus.Span{}, l.members...)
	first := l.members[0].In(text)
	switch i := strings.LastIndex(first, alike); {
	case alike != "" && i >= 0:
		l.members[0].Start += i
	case length > 0 && utf8.RuneCountInString(first) >= length:
		in := []rune(first)
		l.members[0].Start += len(string(in[:len(in)-length]))
	default:
		return l, false
	}
	return l, true
}

func commonPrefix(a, b string) int {
	for i, r := range a {
		if !strings.HasPrefix(b[min(i, len(b)):], string(r)) {
			return i
		}
	}
	return len(a)
}
