package extract

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// lines gives the lines of a page, as pieces of it. Where lines end is pdfium's finding; only
// where they stand is asked of their first and last characters, because each
// question costs ten microseconds.
func (d *pdfiumDocument) lines(number int) ([]pdfPiece, error) {
	loaded, err := d.pdfium.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: d.page(number)})
	if err != nil {
		return nil, fmt.Errorf("read page %d: %w", number+1, err)
	}
	text := pdfiumText{d.pdfium, loaded.TextPage}
	defer text.close()
	chars, err := text.chars()
	if err != nil {
		return nil, fmt.Errorf("read page %d: %w", number+1, err)
	}
	var out []pdfPiece
	for start := 0; start < len(chars); {
		end := start
		for end < len(chars) && chars[end].r != '\r' && chars[end].r != '\n' {
			end++
		}
		if line, ok := text.line(chars[start:end]); ok {
			out = append(out, line)
		}
		start = end + 1
	}
	return out, nil
}

// pdfiumText is the text of one page.
type pdfiumText struct {
	pdfium pdfium.Pdfium
	page   references.FPDF_TEXTPAGE
}

// pdfiumChar is a character and pdfium's number of it.
type pdfiumChar struct {
	r  rune
	at int
}

// untold is added to a character that is only its code, until the whole text
// tells what to think of it. It leads into a plane that nobody uses.
const untold = 0xf0000

func (t pdfiumText) close() {
	_, _ = t.pdfium.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: t.page})
}

func (t pdfiumText) chars() ([]pdfiumChar, error) {
	found, err := t.pdfium.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: t.page})
	if err != nil {
		return nil, err
	}
	chars := make([]pdfiumChar, 0, found.Count)
	for i := range found.Count {
		code, err := t.pdfium.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: t.page, Index: i})
		if err != nil {
			return nil, err
		}
		c := pdfiumChar{rune(code.Unicode), i}
		if last := len(chars) - 1; last >= 0 {
			if pair := utf16.DecodeRune(chars[last].r, c.r); pair != utf8.RuneError {
				chars[last].r = pair // pdfium counts the two halves as two
				continue
			}
		}
		chars = append(chars, c)
	}
	for i, c := range chars {
		chars[i].r = t.told(c)
	}
	return chars, nil
}

// told is the character, if it is one and pdfium knows it to be so.
func (t pdfiumText) told(c pdfiumChar) rune {
	if c.r == 0 || !utf8.ValidRune(c.r) || c.r >= untold {
		return utf8.RuneError
	}
	if c.r <= ' ' {
		return c.r
	}
	lacks, err := t.pdfium.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: t.page, Index: c.at})
	if err == nil && lacks.HasUnicodeMapError && c.r < 1<<16-2 {
		return c.r + untold
	}
	return c.r
}

// place is where a character stands: its origin and its size.
type place struct{ x, y, width, height float64 }

func (t pdfiumText) place(c pdfiumChar) (p place, ok bool) {
	origin, err := t.pdfium.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: t.page, Index: c.at})
	if err != nil {
		return p, false
	}
	box, err := t.pdfium.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: t.page, Index: c.at})
	if err != nil {
		return p, false
	}
	r := box.Rect
	return place{origin.X, origin.Y, math.Abs(float64(r.Right - r.Left)), math.Abs(float64(r.Top - r.Bottom))}, true
}

// line is the line of these characters.
func (t pdfiumText) line(chars []pdfiumChar) (line pdfPiece, ok bool) {
	first, last := 0, len(chars)-1
	for first <= last && unicode.IsSpace(chars[first].r) {
		first++
	}
	for last >= first && unicode.IsSpace(chars[last].r) {
		last--
	}
	if first > last {
		return line, false
	}
	indent, chars := chars[:first], chars[first:last+1]
	begin, ok := t.place(chars[0])
	end, also := t.place(chars[len(chars)-1])
	if !ok || !also {
		begin, end = place{height: 1}, place{height: 1}
	}
	line.line = true
	line.size = t.size(chars, begin)
	t.direct(&line, chars[0], begin, end)
	var b strings.Builder
	for _, c := range indent { // full-width spaces are how paragraphs begin
		if c.r == '\u3000' {
			b.WriteRune(c.r)
		}
	}
	t.write(&b, chars)
	line.text = b.String()
	return line, true
}

// direct says where a line goes, and how it is drawn.
func (t pdfiumText) direct(line *pdfPiece, first pdfiumChar, begin, end place) {
	line.left, line.base = begin.x, begin.y
	if turned, err := t.pdfium.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: t.page, Index: first.at}); err == nil {
		line.angle = -float64(turned.CharAngle) * 180 / math.Pi // pdfium counts with the clock
	}
	if colour, err := t.pdfium.FPDFText_GetFillColor(&requests.FPDFText_GetFillColor{TextPage: t.page, Index: first.at}); err == nil {
		const light = 0.7 * 255
		line.faint = 0.3*float64(colour.R)+0.59*float64(colour.G)+0.11*float64(colour.B) >= light || float64(colour.A) <= mostShining*255
	}
	dx, dy := end.x-begin.x, end.y-begin.y
	if _, straight := line.quarter(); straight && math.Abs(line.angle) < 45 {
		line.right, line.rise = max(end.x+end.width, begin.x), begin.y
		if math.Abs(dy) > math.Abs(dx) {
			line.down, line.right, line.rise = true, begin.x, end.y-line.size
		}
		return
	}
	sin, cos := math.Sincos(line.angle * math.Pi / 180)
	length := math.Hypot(dx, dy) + line.size
	line.right, line.rise = begin.x+length*cos, begin.y+length*sin
}

// size is the em of a line. The height of a box is the font's, which may be
// anything; but a Chinese character is as wide as an em.
func (t pdfiumText) size(chars []pdfiumChar, begin place) float64 {
	const latinHeight = 0.8 // of an em, roughly, is what fonts are high
	for _, c := range chars {
		if unicode.Is(unicode.Han, c.r) {
			if p, ok := t.place(c); ok && p.width > 0 {
				return p.width
			}
			break
		}
	}
	return max(begin.height*latinHeight, 1)
}

// write writes a line without the spaces that pdfium put beside Chinese
// characters for gaps that are none.
func (t pdfiumText) write(b *strings.Builder, chars []pdfiumChar) {
	for i, c := range chars {
		inside := c.r == ' ' && i > 0 && i+1 < len(chars)
		if inside && (wide(chars[i-1].r) || wide(chars[i+1].r)) && t.narrow(chars[i-1], c, chars[i+1]) {
			continue
		}
		b.WriteRune(c.r)
	}
}

// narrow reports whether the space is supposed and less than a character wide.
func (t pdfiumText) narrow(before, space, after pdfiumChar) bool {
	supposed, err := t.pdfium.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: t.page, Index: space.at})
	if err != nil || !supposed.IsGenerated {
		return false
	}
	left, ok := t.place(before)
	right, also := t.place(after)
	return ok && also && right.x-left.x-left.width < 0.9*max(left.width, right.width)
}
