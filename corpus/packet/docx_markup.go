package packet

import (
	"bufio"
	"encoding/xml"
	"strings"
)

// wordNamespace is the namespace of all elements of a document, with the prefix
// that Word itself writes.
const wordNamespace = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// markup writes XML. Its errors are the buffer's, which Flush tells.
type markup struct{ *bufio.Writer }

func (m *markup) raw(s string) { m.WriteString(s) }

// text writes s as characters. It was cleaned before, so nothing is replaced.
func (m *markup) text(s string) { xml.EscapeText(m, []byte(s)) }

// run is a piece of a paragraph: text, or markup that stands for one.
type run struct {
	text string
	// raised sets it as a superscript, apart in bold and underlined.
	raised, apart bool
	// markup is written as it is, instead of text.
	markup string
}

// paragraph writes a paragraph of a style. properties are further ones, in the
// order of the schema: the style comes first.
func (m *markup) paragraph(style, properties string, runs ...run) {
	m.raw(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + properties + `</w:pPr>`)
	for _, r := range runs {
		m.run(r)
	}
	m.raw("</w:p>\n")
}

// run writes a run. The hint is for characters that both Chinese and Latin fonts
// have, such as “ and —: they are Chinese here.
func (m *markup) run(r run) {
	switch {
	case r.markup != "":
		m.raw(r.markup)
		return
	case r.text == "":
		return
	}
	m.raw(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>`)
	if r.apart {
		m.raw(`<w:b/><w:u w:val="single"/>`)
	}
	if r.raised {
		m.raw(`<w:vertAlign w:val="superscript"/>`)
	}
	m.raw(`</w:rPr>`)
	for i, piece := range strings.Split(r.text, "\t") {
		if i > 0 {
			m.raw(`<w:tab/>`)
		}
		if piece != "" {
			m.raw(`<w:t xml:space="preserve">`)
			m.text(piece)
			m.raw(`</w:t>`)
		}
	}
	m.raw(`</w:r>`)
}
