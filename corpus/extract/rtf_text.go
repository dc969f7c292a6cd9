package extract

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// rtfPages are the charsets of bytes, by the number Windows has for each.
var rtfPages = map[int]encoding.Encoding{
	936: simplifiedchinese.GB18030, 54936: simplifiedchinese.GB18030, 950: traditionalchinese.Big5, 932: japanese.ShiftJIS,
	949: korean.EUCKR, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253,
	1254: charmap.Windows1254, 437: charmap.CodePage437, 850: charmap.CodePage850, 10000: charmap.Macintosh, 65001: encoding.Nop,
}

// rtfCharsets are the charsets of fonts, by the number RTF has for each. Fonts
// of the numbers 0 and 1 are written in the charset of the document.
var rtfCharsets = map[int]int{134: 936, 136: 950, 128: 932, 129: 949, 204: 1251, 238: 1250, 161: 1253, 162: 1254, 77: 10000}

const symbolCharset = 2

// byte reads one byte of text.
func (r *rtf) byte(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.group.fonts {
		f := r.fonts[r.group.font]
		if c != ';' && c < utf8.RuneSelf && len(f.name) < 64 {
			f.name += string(rune(c))
			r.fonts[r.group.font] = f
		}
		return
	}
	if !r.visible() {
		return
	}
	font := r.fonts[r.group.font]
	if font.charset == symbolCharset && c >= ' ' {
		const private = 0xf000
		r.put(symbol(font.name, strconv.FormatInt(private+int64(c), 16)))
		return
	}
	page, own := rtfCharsets[font.charset]
	if !own {
		page = r.page
	}
	if page != r.pendingPage {
		r.flush()
		r.pendingPage = page
	}
	r.pending = append(r.pending, c)
}

// visible reports whether text belongs to the document here.
func (r *rtf) visible() bool { return !r.group.silent && !r.group.hidden && !r.group.deleted }

// flush decodes the bytes gathered.
func (r *rtf) flush() {
	if r.high != 0 {
		r.high = 0
		r.group.place.line.WriteRune(utf8.RuneError)
	}
	if len(r.pending) == 0 {
		return
	}
	charset := rtfPages[r.pendingPage]
	if charset == nil {
		charset = charmap.Windows1252
	}
	text, err := charset.NewDecoder().Bytes(r.pending)
	if err != nil {
		text = []byte(strings.Repeat("\ufffd", len(r.pending)))
	}
	r.pending = r.pending[:0]
	r.group.place.line.WriteString(strings.ToValidUTF8(string(text), "\ufffd"))
}

// put writes what a control word stands for.
func (r *rtf) put(s string) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.visible() {
		r.flush()
		r.group.place.line.WriteString(s)
	}
}

// unicode writes a character by its number, of which those over 32,767 are
// written as negative.
func (r *rtf) unicode(n int) {
	const wrap = 1 << 16
	if n < 0 {
		n += wrap
	}
	c := rune(n)
	r.skip = 0
	if r.visible() {
		switch high := r.high; {
		case high != 0:
			r.high = 0
			r.group.place.line.WriteRune(utf16.DecodeRune(high, c))
		case utf16.IsSurrogate(c):
			r.flush()
			r.high = c
		case c >= 0xf000 && c <= 0xf0ff:
			r.put(symbol(r.fonts[r.group.font].name, strconv.FormatInt(int64(c), 16)))
		default:
			r.flush()
			r.group.place.line.WriteRune(c)
		}
	}
	r.skip = r.group.unicodeSkip
}

// endParagraph writes the paragraph, into a cell if it stands in one.
func (r *rtf) endParagraph() {
	if r.group.silent {
		return
	}
	r.flush()
	p := r.group.place
	if r.group.dropCap && !r.group.inTable && p.line.Len() > 0 {
		return // the paragraph goes on in the next
	}
	text := p.take()
	if r.group.inTable && (p.cell != nil || strings.TrimSpace(text) != "") {
		p.inCell().d.paragraph(text, 0)
		return
	}
	p.endTable()
	if contentsName.MatchString(r.styles[r.group.style].name) {
		text = withoutPage(text)
	}
	level, title := r.heading()
	if strings.TrimSpace(text) == "" || p.kind == "header" {
		level, title = 0, false
	}
	p.out.paragraph(text, r.m.level(level, title))
	p.putBoxes()
}

func (p *rtfPlace) putBoxes() {
	for _, box := range p.boxes {
		p.out.join(box)
	}
	p.boxes = nil
}

// heading is the level of the paragraph as a heading, 0 for text.
func (r *rtf) heading() (level int, title bool) {
	style := r.styles[r.group.style]
	outline := r.group.outline
	if _, known := r.styles[r.group.style]; outline < 0 && known {
		outline = style.outline
		if m := headingName.FindStringSubmatch(style.name); m != nil && outline < 0 {
			outline = int(m[1][0]-'0') - 1
		}
		if name := strings.ToLower(style.name); outline < 0 && (name == "title" || name == "标题") {
			return 1, true
		}
	}
	const text = 9
	if outline < 0 || outline >= text {
		return 0, false
	}
	return outline + 1, false
}

// take gives the line gathered, with its number if anything is left of it: a
// revision may have taken the words away and not the number.
func (p *rtfPlace) take() string {
	text := p.line.String()
	if strings.TrimSpace(text) != "" {
		text = p.label + text
	}
	p.line.Reset()
	p.label = ""
	return text
}

// finish ends the last paragraph and table of a place.
func (p *rtfPlace) finish(r *rtf) {
	text := p.take()
	if p.cell != nil || len(p.row) > 0 {
		if strings.TrimSpace(text) != "" {
			p.inCell().d.paragraph(text, 0)
			text = ""
		}
		p.endCell()
		p.endRow()
	}
	p.endTable()
	if text != "" {
		p.out.paragraph(text, 0)
	}
	p.putBoxes()
}

func (p *rtfPlace) inCell() *cell {
	if p.cell == nil {
		p.cell = &cell{}
	}
	return p.cell
}

func (p *rtfPlace) endCell() {
	p.row = append(p.row, p.inCell())
	p.cell = nil
}

// endRow takes up the row, without the cells that belong to one before them.
func (p *rtfPlace) endRow() {
	var row []*cell
	for i, c := range p.row {
		if i >= len(p.merged) || !p.merged[i] || c.d.len() > 0 {
			row = append(row, c)
		}
	}
	if len(row) > 0 {
		p.rows = append(p.rows, row)
	}
	p.row = nil
}

func (p *rtfPlace) endTable() {
	if len(p.rows) > 0 {
		p.out.grid(p.rows)
	}
	p.rows = nil
}

// isBullet reports whether the mark of a list item is no number.
func isBullet(label string) bool {
	return strings.IndexFunc(label, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0
}
