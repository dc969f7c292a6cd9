package extract

import (
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// Marked content tells what a piece of a page is: one that lies under the text,
// or one whose glyphs stand for other characters than their codes say.

// pdfMarked is marked content that is open.
type pdfMarked struct {
	artifact string // the code under which it is left out, empty for text
	actual   string // its text, whatever its codes say
	stated   bool
	from     int // its first piece
}

// mark opens and closes marked content.
func (p *painter) mark(op string, args []pdf.Value) {
	const deepest = 200
	switch {
	case op == "EMC":
		if n := len(p.marked) - 1; n >= 0 {
			p.replace(p.marked[n])
			p.marked = p.marked[:n]
		}
	case len(p.marked) < deepest:
		m := pdfMarked{from: len(p.r.pieces)}
		if op == "BDC" {
			properties := args[1]
			if properties.Kind() == pdf.Name {
				properties = p.resources.Key("Properties").Key(properties.Name())
			}
			if args[0].Name() == "Artifact" && properties.Key("Subtype").Name() == "Watermark" {
				m.artifact = NoteWatermark
			}
			if actual := properties.Key("ActualText"); actual.Kind() == pdf.String {
				m.actual, m.stated = pdfText(actual.RawString()), true
			}
		}
		p.marked = append(p.marked, m)
	}
}

// artifact is why what is shown now is not of the text, empty if it is.
func (p *painter) artifact() string {
	for _, m := range p.marked {
		if m.artifact != "" {
			return m.artifact
		}
	}
	return ""
}

// replace puts the stated text in the place of characters that no code tells.
func (p *painter) replace(m pdfMarked) {
	if !m.stated || m.from >= len(p.r.pieces) || strings.TrimSpace(m.actual) == "" {
		return
	}
	shown := p.r.pieces[m.from:]
	var t tally
	for _, piece := range shown {
		t.count(piece.text)
	}
	if t.odd == 0 {
		return
	}
	for i := range shown {
		shown[i].text = ""
	}
	shown[0].text, shown[0].right, shown[0].rise = m.actual, shown[len(shown)-1].right, shown[len(shown)-1].rise
}

// pdfText decodes a text that is stated beside the page.
func pdfText(raw string) string {
	switch {
	case strings.HasPrefix(raw, "\xfe\xff"):
		return utf16Text(raw[2:])
	case strings.HasPrefix(raw, "\xff\xfe"):
		var units []uint16
		for i := 2; i+1 < len(raw); i += 2 {
			units = append(units, uint16(raw[i+1])<<8|uint16(raw[i]))
		}
		return string(utf16.Decode(units))
	case strings.HasPrefix(raw, "\xef\xbb\xbf"):
		return raw[3:]
	}
	return strings.Map(func(r rune) rune {
		if r >= ' ' && r < 0x7f || r == '\n' || r == '\r' {
			return r
		}
		return -1
	}, raw)
}

// appendWord adds a character to what was left out last, if it goes on there.
func appendWord(out []removed, r removed) []removed {
	if n := len(out) - 1; n >= 0 && out[n].code == r.code && out[n].page == r.page && len(out[n].text) < 1000 {
		out[n].text += r.text
		return out
	}
	return append(out, r)
}
