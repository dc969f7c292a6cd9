package web

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// sheet is a table as spreadsheets open it; the first row names the columns. Texts are
// what strangers wrote: no cell may be taken for a formula.
type sheet [][]string

// longestCell is how many characters a cell of Excel holds, in UTF-16.
const longestCell = 32_767

// csv is the table with a byte order mark, without which Excel takes UTF-8 for the code
// page of its machine.
func (s sheet) csv() ([]byte, error) {
	b := bytes.NewBuffer(bytes.Clone(byteOrderMark))
	w := csv.NewWriter(b)
	w.UseCRLF = true
	for _, row := range s {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = asText(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, fmt.Errorf("write CSV: %w", err)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// asText keeps a spreadsheet from reading a cell of CSV as a formula: behind an
// apostrophe everything is text. In full width the signs are the same to some programs,
// and white space before them is no hindrance to others.
func asText(cell string) string {
	if strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r") || strings.ContainsAny(first(strings.TrimSpace(cell)), "=+-@＝＋－＠") {
		return "'" + cell
	}
	return cell
}

func first(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// xlsxParts are the parts of a workbook of one sheet, but for the sheet. The second
// style is that of the head, the first wraps.
var xlsxParts = []struct{ name, content string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="条文" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`},
}

// xlsx is the table as a workbook, whose cells all are text. widths are those of the
// columns, in letters.
func (s sheet) xlsx(widths []int) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range xlsxParts {
		if err := writePart(z, part.name, part.content); err != nil {
			return nil, err
		}
	}
	if err := writePart(z, "xl/worksheets/sheet1.xml", s.markup(widths)); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("write XLSX: %w", err)
	}
	return b.Bytes(), nil
}

func writePart(z *zip.Writer, name, content string) error {
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, xml.Header+content)
	}
	if err != nil {
		return fmt.Errorf("write %s of XLSX: %w", name, err)
	}
	return nil
}

// markup is the sheet, with its head kept in sight.
func (s sheet) markup(widths []int) string {
	var b strings.Builder
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, width := range widths {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString(`</cols><sheetData>`)
	for n, row := range s {
		style := 0
		if n == 0 {
			style = 1
		}
		b.WriteString("<row>")
		for _, cell := range row {
			fmt.Fprintf(&b, `<c t="inlineStr" s="%d"><is><t xml:space="preserve">`, style)
			_ = xml.EscapeText(&b, []byte(shortCell(cell))) // a Builder takes everything
			b.WriteString(`</t></is></c>`)
		}
		b.WriteString("</row>")
	}
	b.WriteString(`</sheetData></worksheet>`)
	return b.String()
}

// shortCell cuts what no cell can hold, and says so.
func shortCell(cell string) string {
	const more = "……（未完）"
	units := 0
	for i, r := range cell {
		if units++; r > 0xffff {
			units++
		}
		if units > longestCell-len([]rune(more)) && len(cell)-i > len(more) {
			return cell[:i] + more
		}
	}
	return cell
}
