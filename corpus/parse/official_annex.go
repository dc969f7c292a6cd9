package parse

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
)

// 附件说明 stands between the text and the signature: 附件：1.…, one a line or all on
// one; the annexes themselves stand below the foot.

// paperAnnexes reads it.
func (p *parser) paperAnnexes(o *paper) {
	end := o.foot
	if end < 0 {
		end = len(p.lines)
	}
	for i := o.body; i < end; i++ {
		text := p.lines[i].text
		first := annexList.FindStringSubmatch(text)
		if first == nil && (!annexItem.MatchString(text) || !strings.HasPrefix(text, "附")) {
			continue
		}
		if first == nil {
			first = []string{"", text}
		}
		if first[1] != "" {
			o.annexes = append(o.annexes, annexTitles(first[1])...)
		}
		for i++; i < end; i++ {
			text := p.lines[i].text
			switch {
			case annexItem.MatchString(text):
				o.annexes = append(o.annexes, annexTitles(text)...)
			case p.hangs(i) && len(o.annexes) > 0 && !p.signs(o, text):
				o.annexes[len(o.annexes)-1] += annexTitle(text)
			default:
				return
			}
		}
		return
	}
}

// hangs reports whether line i goes on with the annex above it: it is moved in at
// least as far, and the name above is not at its end.
func (p *parser) hangs(i int) bool {
	text := p.lines[i].text
	return p.indent(i) >= max(1, p.indent(i-1)) && p.lines[i].runes() <= 30 && !hasStop(text) && !hasStop(p.lines[i-1].text) && !strings.HasSuffix(p.lines[i-1].text, "》")
}

// indent is how many characters of white space line i is moved in.
func (p *parser) indent(i int) int {
	at := p.lines[i].span.Start
	return len([]rune(p.src.Text[lineStart(p.src.Text, at):at]))
}

// signs reports whether a line is a signature or a day.
func (p *parser) signs(o *paper, text string) bool {
	return offices(text) != nil || p.signsAs(o, sealMark.ReplaceAllString(text, "")) || postAndName.MatchString(corpus.CleanTitle(text)) || len(corpus.FindDates(text)) > 0 || openNote.MatchString(text)
}

// annexNumber is the number of an annex among others on one line.
var annexNumber = pattern.MustCompile(`(?:^|[\s\x{3000}；;，,])(?:附件)?[0-9０-９]{1,2}\s*[.．、]`)

// annexTitles are the annexes that a line names: 1.某表 2.某名单, or one.
func annexTitles(s string) []string {
	at := annexNumber.FindAllStringIndex(s, -1)
	if len(at) < 2 || at[0][0] != 0 {
		return []string{annexTitle(s)}
	}
	var out []string
	for i, begin := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		out = append(out, annexTitle(strings.TrimLeft(s[begin[0]:end], " \u3000；;，,")))
	}
	return out
}

func annexTitle(s string) string {
	if m := annexItem.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return corpus.CleanTitle(strings.TrimRight(strings.TrimSpace(s), "；;。"))
}
