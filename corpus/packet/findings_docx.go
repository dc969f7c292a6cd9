package packet

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"strconv"
)

// findingsLayout is an A4 page on its side, with room for six columns: the margins of
// GB/T 9704—2012 turned with it.
const findingsLayout = `<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="even" r:id="rId5"/>` +
	`<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="even" r:id="rId7"/>` +
	`<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>` +
	`<w:pgMar w:top="1587" w:right="1984" w:bottom="1474" w:left="2098" w:header="851" w:footer="992" w:gutter="0"/>` +
	`</w:sectPr>`

// findingsWidth is the width of the text, in twentieths of a point.
const findingsWidth = 16838 - 1984 - 2098

// WriteFindingsDOCX writes a report as a Word file.
func WriteFindingsDOCX(ctx context.Context, w io.Writer, f Findings) error {
	p := Packet{Title: f.Heading(), Made: f.Made, Library: f.Library}
	d := docx{sheet: &sheet{Packet: p}, zip: zip.NewWriter(w)}
	err := d.writeWith(ctx, func(ctx context.Context, m *markup) error { return f.document(ctx, m) })
	if err != nil {
		return fmt.Errorf("write the findings as a Word file: %w", err)
	}
	return nil
}

func (f Findings) document(ctx context.Context, m *markup) error {
	m.raw(`<w:document` + wordNamespace + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>` + "\n")
	m.paragraph("Title", "", run{text: f.Heading()})
	for _, line := range f.Lines() {
		m.paragraph("BodyText", "", run{text: line})
	}
	if len(f.Rows) > 0 {
		if err := f.table(ctx, m); err != nil {
			return err
		}
	}
	m.paragraph("BodyText", "", run{text: closing})
	for _, line := range f.signature() {
		m.paragraph("Source", "", run{text: line})
	}
	m.raw(findingsLayout + `</w:body></w:document>`)
	return nil
}

// table has its head again on every page; a row is not broken over two.
func (f Findings) table(ctx context.Context, m *markup) error {
	m.raw(`<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, c := range columns {
		m.raw(`<w:gridCol w:w="` + columnWidth(c.Width) + `"/>`)
	}
	m.raw("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
	for i, c := range columns {
		m.findingCell(i, []run{{text: c.Name}})
	}
	m.raw("</w:tr>\n")
	for i, row := range f.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		m.finding(i+1, row)
	}
	m.raw("</w:tbl>\n")
	return nil
}

func (m *markup) finding(number int, f Finding) {
	m.raw(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	m.findingCell(0, []run{{text: strconv.Itoa(number)}})
	m.findingCell(1, []run{{text: oneLine(f.Place)}})
	m.findingCell(2, runsOf(f.Text)...)
	m.findingCell(3, []run{{text: oneLine(f.Problem)}})
	basis := runsOf(f.Basis)
	if source := oneLine(f.Source); source != "" {
		basis = append(basis, []run{{text: sourceLead + source}})
	}
	m.findingCell(4, basis...)
	var advice [][]run
	for _, line := range f.advice() {
		advice = append(advice, []run{{text: line}})
	}
	m.findingCell(5, advice...)
	m.raw("</w:tr>\n")
}

// runsOf are the paragraphs of a text.
func runsOf(text []Stretch) [][]run {
	var out [][]run
	for _, line := range lines(text) {
		var runs []run
		for _, s := range line {
			runs = append(runs, run{text: s.Text, apart: s.Differs})
		}
		out = append(out, runs)
	}
	return out
}

// findingCell writes a cell of a column; one without paragraphs has an empty one.
func (m *markup) findingCell(column int, paragraphs ...[]run) {
	m.raw(`<w:tc><w:tcPr><w:tcW w:w="` + columnWidth(columns[column].Width) + `" w:type="dxa"/></w:tcPr>`)
	if len(paragraphs) == 0 {
		m.paragraph("Cell", "")
	}
	for _, runs := range paragraphs {
		m.paragraph("Cell", "", runs...)
	}
	m.raw(`</w:tc>`)
}

func columnWidth(parts int) string { return strconv.Itoa(findingsWidth * parts / 100) }
