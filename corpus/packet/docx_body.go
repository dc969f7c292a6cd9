package packet

import (
	"context"
	"strconv"
	"unicode/utf8"
)

// pageLayout is the page of GB/T 9704—2012, in twentieths of a point: A4, 37 mm
// above the text, 35 below, 28 to the left and 26 to the right; the page number
// stands 7 mm below the text.
const pageLayout = `<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="even" r:id="rId5"/>` +
	`<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="even" r:id="rId7"/>` +
	`<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/><w:numRestart w:val="eachPage"/></w:footnotePr>` +
	`<w:pgSz w:w="11906" w:h="16838"/>` +
	`<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1417" w:gutter="0"/>` +
	`<w:docGrid w:type="lines" w:linePitch="578"/></w:sectPr>`

// tableWidth is the width of the text, in the same unit.
const tableWidth = 11906 - 1474 - 1587

// document is the text itself.
func (d docx) document(ctx context.Context, m *markup) error {
	m.raw(`<w:document` + wordNamespace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` + "\n")
	if title := oneLine(d.Title); title != "" {
		m.paragraph("Title", "", run{text: title})
	}
	err := d.each(ctx, func(e entry) error {
		d.entry(m, e)
		return nil
	})
	if err != nil {
		return err
	}
	if len(d.list.Entries) > 0 {
		m.paragraph("ReferencesHeading", "", run{text: "参考文献"})
	}
	for i, entry := range d.list.Entries {
		m.paragraph("Bibliography", "", run{text: "[" + strconv.Itoa(i+1) + "] " + entry})
	}
	m.raw(pageLayout + `</w:body></w:document>`)
	return nil
}

func (d docx) entry(m *markup, e entry) {
	switch e.Kind {
	case KindHeading:
		m.paragraph("Heading"+strconv.Itoa(e.Level), "", run{text: e.Heading})
	case KindNote:
		m.blocks("BodyText", e.Blocks)
	case KindPassage:
		m.passage(e)
	}
}

// quotationStyle sets a passage apart from the trainer's words: 楷体, indented; in
// Word it is called 引文.
const quotationStyle = "Quotation"

// passage writes a passage and what tells its source: a mark after its last word,
// or the line below it.
func (m *markup) passage(e entry) {
	text, lasting := e.lastWords()
	if !lasting {
		m.blocks(quotationStyle, e.Blocks)
		if e.Source == "" {
			m.paragraph("Source", "", run{text: sourceTail}, e.mark())
		}
	} else {
		m.blocks(quotationStyle, e.Blocks[:len(e.Blocks)-1])
		m.paragraph(quotationStyle, e.keptWithSource(text), run{text: text}, e.mark())
	}
	if e.Source != "" {
		m.paragraph("Source", "", run{text: e.Source})
	}
	m.blocks("Remark", e.Remark)
}

// mark is what stands after the last word of a passage; an empty run if its
// source has a line of its own.
func (e entry) mark() run {
	switch {
	case e.Footnote > 0:
		return run{markup: `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="` + strconv.Itoa(e.Footnote) + `"/></w:r>`}
	case e.Reference > 0:
		return run{text: e.listMark(), raised: true}
	}
	return run{}
}

// keptWithSource keeps the last paragraph on the page of the source line below
// it, if it has no more than four lines: LibreOffice does not break what is kept,
// and would leave a hole where a long one does not fit.
func (e entry) keptWithSource(text string) string {
	if e.Source == "" || utf8.RuneCountInString(text) > 4*26 {
		return ""
	}
	return `<w:keepNext/>`
}

func (m *markup) blocks(style string, blocks []block) {
	for i, b := range blocks {
		switch {
		case b.Rows == nil:
			m.paragraph(style, "", run{text: b.Text})
			continue
		case i > 0 && blocks[i-1].Rows != nil:
			m.paragraph("Cell", "") // without it the two tables would become one
		}
		m.table(b.Rows)
	}
}

// short is a table that stays on one page, whatever follows.
const short = 6

// roomy is the most columns whose cells are set in the usual size.
const roomy = 8

// table writes a table with equal columns; many of them are set small and close.
func (m *markup) table(rows [][]string) {
	width, style, margins := strconv.Itoa(tableWidth/len(rows[0])), "Cell", ""
	if len(rows[0]) > roomy {
		style, margins = "CloseCell", `<w:tblCellMar><w:left w:w="20" w:type="dxa"/><w:right w:w="20" w:type="dxa"/></w:tblCellMar>`
	}
	m.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>` + margins + `</w:tblPr><w:tblGrid>`)
	for range rows[0] {
		m.raw(`<w:gridCol w:w="` + width + `"/>`)
	}
	m.raw("</w:tblGrid>\n")
	for i, row := range rows {
		keep := ""
		if i == len(rows)-1 || len(rows) <= short {
			keep = `<w:keepNext/>` // what says where the table is from
		}
		m.raw(`<w:tr>`)
		for _, cell := range row {
			m.raw(`<w:tc><w:tcPr><w:tcW w:w="` + width + `" w:type="dxa"/></w:tcPr>`)
			m.paragraph(style, keep, run{text: cell})
			m.raw(`</w:tc>`)
		}
		m.raw("</w:tr>\n")
	}
	m.raw("</w:tbl>\n")
}

// footnotes are the full sources, after the two that only draw the line.
func (d docx) footnotes(ctx context.Context, m *markup) error {
	m.raw(`<w:footnotes` + wordNamespace + ">\n" +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>` + "\n" +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>` + "\n")
	err := d.eachFootnote(ctx, func(f footnote) error {
		m.raw(`<w:footnote w:id="` + strconv.Itoa(f.Number) + `">`)
		m.paragraph("FootnoteText", "",
			run{markup: `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`},
			run{text: " " + f.Text})
		m.raw("</w:footnote>\n")
		return nil
	})
	m.raw(`</w:footnotes>`)
	return err
}
