package parse

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// Some texts call each article something: 第一条（目的）…, 第一条　目的, or on the line
// below the number. Such a line is no 款.

// longestArticleCaption is how many code points such a name has, in brackets; plain is
// how many one without brackets has.
const longestArticleCaption, longestPlainCaption = 100, 50

// articleCaption reads the caption some regulations give their articles:
// 第一条（目的与依据）…, 第一条　【立法目的】…. width is what it takes of rest,
// the white space before it included.
func articleCaption(rest string) (caption string, width int) {
	trimmed := strings.TrimLeftFunc(rest, corpus.Invisible)
	space := len(rest) - len(trimmed)
	open, size := utf8.DecodeRuneInString(trimmed)
	closing := map[rune]string{'【': "】", '（': "）", '(': ")", '[': "]", '〔': "〕"}[open]
	if closing == "" {
		return "", 0
	}
	inner, _, found := strings.Cut(trimmed[size:], closing)
	length := utf8.RuneCountInString(inner)
	if _, isNumber := corpus.ParseNumeral(inner); !found || isNumber || length > longestArticleCaption || inner == "" {
		return "", 0
	}
	if (open != '【' && space > 0 || length > longestCaption) && hasStop(inner) {
		return "", 0
	}
	return inner, space + size + len(inner) + len(closing)
}

// plainCaption reports whether a line can be the name of an article: no sentence, nor a
// part of one.
func plainCaption(text string) bool {
	return text != "" && utf8.RuneCountInString(text) <= longestPlainCaption && !strings.ContainsAny(text, "。；：！？，,;:") && !endsSentence(text)
}

// findCaptions notes whether the articles have names without brackets: most of them do.
// Lines that are as long as a line can be were broken there.
func (p *parser) findCaptions() {
	longest := 0
	for i, l := range p.lines {
		if !p.isAside(i) {
			longest = max(longest, l.runes())
		}
	}
	named, full, all := 0, 0, 0
	for i, m := range p.markers {
		if m.form != formArticle || p.contents[i] || runsOn(p.rest(i)) {
			continue
		}
		all++
		if p.plainlyNamed(i) >= 0 {
			named++
			if p.lines[i].runes()+1 >= longest {
				full++
			}
		}
	}
	p.captioned = named >= 3 && named*5 >= all*3 && full*2 < named
}

// plainlyNamed is the line that has the name of the article on line i, -1 if none can:
// its own, or the next one; the text of the article follows below.
func (p *parser) plainlyNamed(i int) int {
	at, name := i, strings.TrimFunc(p.rest(i), corpus.Invisible)
	if name == "" && i+1 < len(p.lines) && p.markers[i+1].form == noMarker {
		at, name = i+1, p.lines[i+1].text
	}
	next := p.after(at)
	if !plainCaption(name) || p.isAside(at) || next >= len(p.lines) || p.contents[next] || p.markers[next].form >= formPart && p.markers[next].form <= formArticle && !runsOn(p.rest(next)) {
		return -1
	}
	return at
}

// nameBelow reads the name of the article on line i where it is a line of its own, or
// the rest of that line: the name and the line it ends on, -1 if there is none.
func (p *parser) nameBelow(i int) (name string, at int) {
	if strings.TrimFunc(p.rest(i), corpus.Invisible) == "" && i+1 < len(p.lines) && !p.isAside(i+1) {
		if name, width := articleCaption(p.lines[i+1].text); width > 0 && width == len(p.lines[i+1].text) {
			return name, i + 1
		}
	}
	at = p.plainlyNamed(i)
	switch {
	case !p.captioned || at < 0:
		return "", -1
	case at == i:
		return corpus.CleanTitle(p.rest(i)), i
	}
	return corpus.CleanTitle(p.lines[at].text), at
}

// division matches a bare heading that nothing else is: 总则, 罚 则.
var division = pattern.MustCompile(`^(?:总则|分则|附则|罚则)$`)

func isDivision(text string) bool { return division.MatchString(corpus.Fold(text)) }

// divisionName matches what divisions of a text are called and no text is.
var divisionName = pattern.MustCompile(`^(?:一般|其他|基本|共同|通用|特别|补充|附加|综合)(?:规定|规则|原则)$`)
