package extract

import "strings"

// inlineTags are the tags of HTML that people write into Markdown. Anything
// else between angle brackets is text.
var inlineTags = map[string]bool{
	"a": true, "b": true, "big": true, "br": true, "center": true, "del": true, "div": true, "em": true, "font": true,
	"i": true, "img": true, "ins": true, "mark": true, "p": true, "s": true, "small": true, "span": true,
	"strike": true, "strong": true, "sub": true, "sup": true, "u": true,
}

// angle takes out comments and tags, and the brackets around an address.
func (p *inliner) angle(rest string) {
	const longest = 1024
	if strings.HasPrefix(rest, "<!--") && !p.noComment {
		if end := strings.Index(rest, "-->"); end >= 0 {
			p.emit("", end+3)
			return
		}
		p.noComment = true
	}
	end := strings.IndexAny(rest[1:min(len(rest), longest)], "<>\n")
	if end < 0 || rest[1+end] != '>' {
		p.emit("<", 1)
		return
	}
	inside := rest[1 : 1+end]
	name := strings.TrimPrefix(inside, "/")
	if i := strings.IndexAny(name, " \t/"); i >= 0 {
		name = name[:i]
	}
	name = strings.ToLower(name)
	switch {
	case name == "br":
		p.emit("\n", end+2)
	case inlineTags[name]:
		p.emit("", end+2)
	case strings.HasPrefix(inside, "http://") || strings.HasPrefix(inside, "https://") || strings.HasPrefix(inside, "mailto:"):
		p.emit(inside, end+2)
	default:
		p.emit("<", 1)
	}
}
