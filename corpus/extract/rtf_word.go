package extract

import "strings"

// control reads what stands behind a backslash.
func (r *rtf) control() {
	r.at++
	if r.at >= len(r.raw) {
		return
	}
	c := r.raw[r.at]
	if !isASCIILetter(c) {
		r.at++
		r.sign(c)
		return
	}
	word, n, stated := r.word()
	starred := r.group.starred
	r.group.starred = false
	if word == "bin" {
		r.at += min(max(n, 0), len(r.raw)-r.at)
		r.skip = max(r.skip-1, 0)
		return
	}
	if r.skip > 0 && word != "u" {
		r.skip--
		return
	}
	if r.destination(word) {
		return
	}
	if starred {
		r.group.silent = true
		return
	}
	if !r.property(word, n, stated) && !r.table(word) {
		r.character(word, n)
	}
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// word reads a control word with its number and the one space behind it.
func (r *rtf) word() (word string, n int, stated bool) {
	start := r.at
	for r.at < len(r.raw) && isASCIILetter(r.raw[r.at]) {
		r.at++
	}
	word = string(r.raw[start:r.at])
	negative := r.at+1 < len(r.raw) && r.raw[r.at] == '-' && isDigit(r.raw[r.at+1])
	if negative {
		r.at++
	}
	const most = 1 << 30
	for ; r.at < len(r.raw) && isDigit(r.raw[r.at]); r.at++ {
		n, stated = min(n*10+int(r.raw[r.at]-'0'), most), true
	}
	if negative {
		n = -n
	}
	if r.at < len(r.raw) && r.raw[r.at] == ' ' {
		r.at++
	}
	return word, n, stated
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// sign reads a backslash before something that is no letter.
func (r *rtf) sign(c byte) {
	switch c {
	case '*':
		r.group.starred = true
	case '\'':
		if r.at+2 > len(r.raw) {
			r.at = len(r.raw)
			return
		}
		high, low := hexValue(r.raw[r.at]), hexValue(r.raw[r.at+1])
		if high < 0 || low < 0 {
			return
		}
		r.at += 2
		r.byte(byte(high<<4 | low))
	case '~':
		r.put("\u00a0")
	case '_':
		r.put("-")
	case '\r', '\n':
		r.endParagraph()
	case '\\', '{', '}':
		r.byte(c)
	}
}

func hexValue(c byte) int {
	switch {
	case isDigit(c):
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// asides are the words by which a group says that it holds something beside
// the text, and what that is; empty for what is of no use here.
var asides = map[string]string{
	"footnote": "footnote", "shptxt": "box", "dptxbxtext": "box", "listtext": "label", "pntext": "label",
	"header": "header", "headerl": "header", "headerr": "header", "headerf": "header", "footer": "header", "footerl": "header",
	"footerr": "header", "footerf": "header", "title": "title", "author": "author", "keywords": "keywords",
}

// neutral are words that may follow \* and hold text or what leads to it.
var neutral = map[string]bool{
	"shpinst": true, "do": true, "fldrslt": true, "nesttableprops": true, "shpgrp": true, "shp": true, "mmath": true, "moMath": true,
	"moMathPara": true, "mr": true, "me": true, "mf": true, "mnum": true, "mden": true,
}

// silentGroups hold nothing that is text.
var silentGroups = map[string]bool{
	"colortbl": true, "info": true, "pict": true, "annotation": true, "atnid": true, "atnauthor": true, "xe": true, "tc": true,
	"tcn": true, "rxe": true, "bkmkstart": true, "bkmkend": true, "objdata": true, "objclass": true, "objname": true,
	"listtable": true, "listoverridetable": true, "revtbl": true, "rsidtbl": true, "filetbl": true, "template": true, "private": true,
	"shprslt": true, "nonshppict": true, "sp": true, "pn": true, "nonesttableprops": true, "ftnsep": true, "ftnsepc": true,
	"ftncn": true, "aftnsep": true, "aftnsepc": true, "aftncn": true, "upr": true, "themedata": true, "datastore": true,
	"operator": true, "subject": true, "doccomm": true, "company": true, "category": true, "manager": true, "comment": true,
	"creatim": true, "revtim": true, "printim": true, "buptim": true, "userprops": true, "generator": true, "mmathPr": true,
}

// destination reports whether a word says what its group holds, and turns to
// that.
func (r *rtf) destination(word string) bool {
	kind, aside := asides[word]
	switch {
	case word == "fonttbl":
		r.group.fonts, r.group.silent = true, true
	case word == "stylesheet":
		r.group.silent = true
		r.enter("styles")
	case word == "falt" || word == "panose":
		r.group.fonts = false
	case word == "field":
		r.flush()
		r.group.field = &wordField{from: r.group.place.line.Len()}
	case word == "fldinst":
		if r.group.field == nil || r.group.silent {
			r.group.silent = true
			break
		}
		r.enter("instruction")
	case word == "ud":
		r.group.silent = false
	case aside && (r.group.place.kind == "" || kind == "label" || !r.group.silent):
		property := kind == "title" || kind == "author" || kind == "keywords"
		if r.group.silent != property {
			return property
		}
		r.enter(kind)
		r.group.silent = false
	case silentGroups[word]:
		r.group.silent = true
		if word == "annotation" {
			r.m.remarks = append(r.m.remarks, "") // there was one
		}
	case neutral[word]:
	default:
		return false
	}
	return true
}

// property reports whether a word sets something for the text that follows,
// and sets it.
func (r *rtf) property(word string, n int, stated bool) bool {
	g, on := &r.group, !stated || n != 0
	switch word {
	case "ansicpg":
		r.page = n
	case "mac":
		r.page = 10000
	case "pc":
		r.page = 437
	case "pca":
		r.page = 850
	case "deff":
		r.plain, g.font = n, n
	case "f":
		g.font = n
	case "fcharset":
		if f := r.fonts[g.font]; g.fonts {
			f.charset = n
			r.fonts[g.font] = f
		}
	case "uc":
		g.unicodeSkip = max(n, 0)
	case "v":
		if on && !g.hidden && !g.silent {
			r.m.hidden++
		}
		g.hidden = on
	case "deleted":
		if on && !g.deleted && !g.silent {
			r.m.deleted++
		}
		g.deleted = on
	case "revised":
		if on && !g.revised && !g.silent {
			r.m.inserted++
		}
		g.revised = on
	case "plain":
		g.hidden, g.deleted, g.revised, g.font = false, false, false, r.plain
	case "pard":
		g.style, g.outline, g.inTable, g.dropCap = 0, -1, false, false
	case "s":
		g.style = n
		if g.place.kind == "styles" {
			r.enter("style")
			r.group.silent, r.group.style = false, n
		}
	case "outlinelevel":
		g.outline = n
	case "dropcapli":
		g.dropCap = n > 0
	case "objemb", "objocx":
		if !g.silent {
			r.m.objects++
		}
	case "intbl":
		g.inTable = on
	default:
		return false
	}
	return true
}

// table reports whether a word is about tables, and follows it.
func (r *rtf) table(word string) bool {
	p := r.group.place
	switch word {
	case "trowd":
		p.merged, p.merging = nil, false
	case "clmrg":
		p.merging = true
	case "cellx":
		p.merged, p.merging = append(p.merged, p.merging), false
	case "cell", "nestcell", "nestrow":
		if r.group.silent {
			return true
		}
		r.flush()
		text := p.take()
		if strings.TrimSpace(text) != "" {
			p.inCell().d.paragraph(text, 0)
		}
		if word == "cell" {
			p.endCell()
		} else {
			p.inCell().layout = true
		}
	case "row":
		if !r.group.silent {
			p.endRow()
		}
	default:
		return false
	}
	return true
}

// rtfCharacters are words for one character.
var rtfCharacters = map[string]string{
	"tab": "\t", "line": "\n", "page": "\n", "column": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
	"rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}

// character writes what a word stands for; a word not known stands for nothing.
func (r *rtf) character(word string, n int) {
	switch word {
	case "par", "sect":
		r.endParagraph()
	case "u":
		r.unicode(n)
	default:
		if s, ok := rtfCharacters[word]; ok {
			r.put(s)
		}
	}
}
