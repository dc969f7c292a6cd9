// Package table writes a table for spreadsheets, as CSV and as XLSX. The texts in it are
// what strangers wrote: no cell may be taken for a formula.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Table is a table with named columns.
type Table struct {
	Name    string // of the sheet
	Columns []Column
	Rows    [][]Cell
}

// Column is one column; Width is in letters.
type Column struct {
	Head  string
	Width int
}

// Cell is a text; Link, if there is one, is where a click on it leads.
type Cell struct{ Text, Link string }

// Texts are cells without links.
func Texts(texts ...string) []Cell {
	out := make([]Cell, len(texts))
	for i, t := range texts {
		out[i].Text = t
	}
	return out
}

// CSV is the table with a byte order mark, without which Excel takes UTF-8 for the
// code page of its machine. Links are left out.
func (t Table) CSV() ([]byte, error) {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.UseCRLF = true
	row := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		row[i] = c.Head
	}
	_ = w.Write(row) // Error tells
	for _, cells := range t.Rows {
		row = row[:0]
		for _, cell := range cells {
			row = append(row, asText(cell.Text))
		}
		_ = w.Write(row)
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	return b.Bytes(), nil
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

// XLSX is the table as a workbook of one sheet: its head stays in sight and filters the
// rows, all cells are texts.
func (t Table) XLSX() (b []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if err != nil {
			err = fmt.Errorf("write XLSX: %w", err)
		}
	}()
	defer f.Close()
	sheet := f.GetSheetName(0)
	if err := f.SetSheetName(sheet, t.Name); err != nil {
		return nil, err
	}
	if err := t.fill(f); err != nil {
		return nil, err
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// fill writes the head and the rows.
func (t Table) fill(f *excelize.File) error {
	head, body, link, err := styles(f)
	if err != nil {
		return err
	}
	sheet := writing{f, t.Name}
	for i, c := range t.Columns {
		name, _ := excelize.ColumnNumberToName(i + 1) // fails below 1 only
		if err := errors.Join(f.SetColWidth(t.Name, name, name, float64(c.Width)), sheet.set(at(i, 0), Cell{Text: c.Head}, head)); err != nil {
			return err
		}
	}
	for n, cells := range t.Rows {
		for i, cell := range cells {
			style := body
			if cell.Link != "" {
				style = link
			}
			if err := sheet.set(at(i, n+1), cell, style); err != nil {
				return err
			}
		}
	}
	if err := f.SetPanes(t.Name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	return f.AutoFilter(t.Name, "A1:"+at(len(t.Columns)-1, len(t.Rows)), nil)
}

// writing is a sheet that is filled.
type writing struct {
	file *excelize.File
	name string
}

// set writes a cell as a text. What XML cannot hold is replaced.
func (w writing) set(cell string, c Cell, style int) error {
	err := errors.Join(w.file.SetCellStr(w.name, cell, shortCell(clean(c.Text))), w.file.SetCellStyle(w.name, cell, cell, style))
	if c.Link == "" {
		return err
	}
	return errors.Join(err, w.file.SetCellHyperLink(w.name, cell, c.Link, "External"))
}

// clean puts U+FFFD for what XML cannot hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == '\ufffe' || r == '\uffff' {
			return '\ufffd'
		}
		return r
	}, text)
}

// at names a cell, both counted from 0.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column+1, row+1) // fails below 1 only
	return name
}

// styles are those of the head, of a text and of a link.
func styles(f *excelize.File) (head, body, link int, err error) {
	const text = 49 // the built-in format of texts
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	font := excelize.Font{Family: "宋体", Size: 11}
	for to, s := range map[*int]*excelize.Style{
		&head: {NumFmt: text, Font: &excelize.Font{Family: font.Family, Size: font.Size, Bold: true}},
		&body: {NumFmt: text, Font: &font, Alignment: top},
		&link: {NumFmt: text, Font: &excelize.Font{Family: font.Family, Size: font.Size, Underline: "single", Color: "27425F"}, Alignment: top},
	} {
		if *to, err = f.NewStyle(s); err != nil {
			return 0, 0, 0, err
		}
	}
	return head, body, link, nil
}

// longestCell is how many characters a cell of Excel holds, in UTF-16.
const longestCell = 32_767

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
