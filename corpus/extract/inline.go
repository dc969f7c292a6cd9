package extract

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// inline takes the markup out of a paragraph of Markdown. Its time is linear
// in the length of the paragraph, whatever stands in it.
//
// The rules are CommonMark's with exceptions, made because Chinese texts write
// words without spaces and use the signs as text: a single * or _ is emphasis only around whole words
// (基数*比例 is a product, *个 a figure left out); signs pair only with a run of
// the same length; [2008](5号) is a link only if what stands in parentheses
// looks like an address.
func inline(s string) string {
	if !strings.ContainsAny(s, "\\*_~`[]!<&") {
		return s
	}
	p := &inliner{s: s, open: map[delimiter][]int{}, noTick: map[int]bool{}}
	for p.at < len(s) {
		p.step()
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, piece := range p.pieces {
		b.WriteString(piece)
	}
	return b.String()
}

// delimiter is a run of one sign of emphasis.
type delimiter struct {
	sign byte
	n    int
}

type inliner struct {
	s      string
	at     int
	pieces []string
	// open are the runs that may begin emphasis, as places in pieces.
	open map[delimiter][]int
	// brackets are the [ and ![ not yet closed, as places in pieces.
	brackets []int
	// noTick and noComment remember a search that found nothing up to the end.
	noTick    map[int]bool
	noComment bool
}

func (p *inliner) emit(piece string, used int) {
	p.pieces = append(p.pieces, piece)
	p.at += used
}

// step reads one piece.
func (p *inliner) step() {
	rest := p.s[p.at:]
	switch c := rest[0]; c {
	case '\\':
		p.escape(rest)
	case '*', '_', '~':
		p.run(c)
	case '`':
		p.code(rest)
	case '!':
		if strings.HasPrefix(rest, "![") {
			p.brackets = append(p.brackets, len(p.pieces))
			p.emit("![", 2)
			return
		}
		p.emit("!", 1)
	case '[':
		if m := footnoteMark(rest); m > 0 {
			p.emit("["+rest[2:m], m)
			return
		}
		p.brackets = append(p.brackets, len(p.pieces))
		p.emit("[", 1)
	case ']':
		p.closeBracket(rest)
	case '<':
		p.angle(rest)
	case '&':
		p.entity(rest)
	case '\n':
		// Only strong emphasis runs over lines.
		for _, sign := range []byte("*_") {
			delete(p.open, delimiter{sign, 1})
		}
		p.emit("\n", 1)
	default:
		n := strings.IndexAny(rest, "\\*_~`[]!<&\n")
		if n < 0 {
			n = len(rest)
		}
		p.emit(rest[:n], n)
	}
}

func (p *inliner) escape(rest string) {
	if len(rest) > 1 && rest[1] < utf8.RuneSelf && (unicode.IsPunct(rune(rest[1])) || unicode.IsSymbol(rune(rest[1]))) {
		p.emit(rest[1:2], 2)
		return
	}
	p.emit(`\`, 1)
}

// run reads a run of * or _ or ~: it ends emphasis, may begin it, or is text.
func (p *inliner) run(sign byte) {
	n := 1
	for p.at+n < len(p.s) && p.s[p.at+n] == sign {
		n++
	}
	d := delimiter{sign, n}
	before, _ := utf8.DecodeLastRuneInString(p.s[:p.at])
	after, _ := utf8.DecodeRuneInString(p.s[p.at+n:])
	if p.at == 0 {
		before = '\n'
	}
	if p.at+n == len(p.s) {
		after = '\n'
	}
	opens, closes := d.flanks(before, after)
	if starts := p.open[d]; closes && len(starts) > 0 && starts[len(starts)-1] < len(p.pieces)-1 {
		p.pieces[starts[len(starts)-1]] = ""
		p.forget(starts[len(starts)-1])
		p.emit("", n)
		return
	}
	if opens {
		p.open[d] = append(p.open[d], len(p.pieces))
	}
	p.emit(p.s[p.at:p.at+n], n)
}

// forget drops the beginnings at or after a place in pieces.
func (p *inliner) forget(from int) {
	for d, starts := range p.open {
		for len(starts) > 0 && starts[len(starts)-1] >= from {
			starts = starts[:len(starts)-1]
		}
		p.open[d] = starts
	}
}

// flanks reports whether a run between two characters may begin and may end
// emphasis.
func (d delimiter) flanks(before, after rune) (opens, closes bool) {
	if d.n > 3 || d.sign == '~' && d.n != 2 {
		return false, false
	}
	spaceBefore, spaceAfter := unicode.IsSpace(before), unicode.IsSpace(after)
	signBefore, signAfter := isSign(before), isSign(after)
	opens = !spaceAfter && (!signAfter || spaceBefore || signBefore)
	closes = !spaceBefore && (!signBefore || spaceAfter || signAfter)
	if d.n > 1 && d.sign == '*' {
		// Without spaces between words CommonMark sees no end in **问题：**能否
		// and no beginning in 是**“重点”**. A masked name, as in 张**（组长）, is
		// no beginning here either.
		opens = opens || !spaceAfter && strings.ContainsRune("“《「『〈【〔", after)
		closes = closes || !spaceBefore && signBefore
	}
	if d.n == 1 || d.sign == '_' {
		// Around whole words only.
		opens = opens && (spaceBefore || signBefore) && (!signAfter || unicode.In(after, unicode.Ps, unicode.Pi))
		closes = closes && (spaceAfter || signAfter)
	}
	return opens, closes
}

func isSign(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// code takes the ticks off `code`.
func (p *inliner) code(rest string) {
	n := len(rest) - len(strings.TrimLeft(rest, "`"))
	ticks := rest[:n]
	if n <= 3 && !p.noTick[n] {
		if end := strings.Index(rest[n:], ticks); end > 0 && !strings.Contains(rest[n:n+end], "\n") {
			p.emit(rest[n:n+end], n+end+n)
			return
		} else if end < 0 {
			p.noTick[n] = true
		}
	}
	p.emit(ticks, n)
}

// footnoteMark is the length of [^1] at the head of s, 0 if there is none.
func footnoteMark(s string) int {
	const longest = 40
	if !strings.HasPrefix(s, "[^") {
		return 0
	}
	end := strings.IndexAny(s[:min(len(s), longest)], "] \n")
	if end <= 2 || s[end] != ']' {
		return 0
	}
	return end + 1
}

// closeBracket ends a link, of which the text stays, or an image, of which
// nothing does.
func (p *inliner) closeBracket(rest string) {
	if len(p.brackets) == 0 {
		p.emit("]", 1)
		return
	}
	opener := p.brackets[len(p.brackets)-1]
	p.brackets = p.brackets[:len(p.brackets)-1]
	n := destination(rest[1:])
	image := p.pieces[opener] == "!["
	switch {
	case n == 0:
		p.emit("]", 1)
	case image:
		p.pieces = p.pieces[:opener]
		p.forget(opener)
		p.emit("", 1+n)
	default:
		p.pieces[opener] = ""
		p.emit("", 1+n)
	}
}

// destination is the length of (address "title") at the head of s, 0 if what
// stands there is not an address.
func destination(s string) int {
	const longest, deepest = 2048, 3 // both keep the time linear
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	depth := 0
	for i := 0; i < len(s) && i < longest; i++ {
		switch s[i] {
		case '\\':
			i++
		case '\n':
			return 0
		case '(':
			if depth++; depth > deepest {
				return 0
			}
		case ')':
			if depth--; depth == 0 {
				if isAddress(s[1:i]) {
					return i + 1
				}
				return 0
			}
		}
	}
	return 0
}

func isAddress(s string) bool {
	address, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return address == "" || strings.ContainsAny(address, "/.#:")
}

// entity writes the character that &name; stands for.
func (p *inliner) entity(rest string) {
	const longest = 34
	if end := strings.IndexByte(rest[:min(len(rest), longest)], ';'); end > 1 {
		if s := html.UnescapeString(rest[:end+1]); s != rest[:end+1] {
			s, _ = tidy(s)
			p.emit(s, end+1)
			return
		}
	}
	p.emit("&", 1)
}
