package table

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// hostile are cells that a spreadsheet might take for formulas; the last ones are
// harmless.
var hostile = []string{"=1+1", "+86", "-试行", "@SUM(A1)", "\t=1", "\r=1", " =HYPERLINK(\"x\")", "＝1", "＋1", "－1", "＠x", "\n-1", "第一条", "", "a=b", "10-1"}

func oneRow(cells []string) Table {
	t := Table{Name: "条文", Rows: [][]Cell{Texts(cells...)}}
	for range cells {
		t.Columns = append(t.Columns, Column{"列", 12})
	}
	return t
}

// TestNoFormula: what strangers wrote is a text to every spreadsheet.
func TestNoFormula(t *testing.T) {
	harmless := []string{"第一条", "", "a=b", "10-1"}
	b, err := oneRow(hostile).CSV()
	if err != nil {
		t.Fatal(err)
	}
	body, ok := bytes.CutPrefix(b, []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil || !ok {
		t.Fatal(err, ok)
	}
	for i, got := range rows[1] {
		if strings.HasPrefix(got, "'") == slices.Contains(harmless, hostile[i]) {
			t.Errorf("%q becomes %q", hostile[i], got)
		}
	}
	f := open(t, oneRow(hostile))
	for i, want := range hostile {
		if formula, _ := f.GetCellFormula("条文", at(i, 1)); formula != "" {
			t.Errorf("%q is a formula", want)
		}
	}
}

func open(t *testing.T, table Table) *excelize.File {
	t.Helper()
	b, err := table.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// TestWorkbook: the head is frozen and filters, texts come back as they are, what a cell
// cannot hold is cut and says so, and links lead where they should.
func TestWorkbook(t *testing.T) {
	long := strings.Repeat("长", longestCell)
	table := oneRow([]string{"=1", "a\x00b<c>&\"", long + "𬀩", "两\n行", "看"})
	table.Rows[0][4].Link = "http://localhost/documents/%E7%94%B2_2018-01-01#art_1"
	f := open(t, table)
	rows, err := f.GetRows("条文")
	if err != nil {
		t.Fatal(err)
	}
	row := rows[1]
	if row[0] != "=1" || row[1] != "a\uFFFDb<c>&\"" || row[3] != "两\n行" || len([]rune(row[2])) > longestCell || !strings.HasSuffix(row[2], "（未完）") {
		t.Errorf("%.60q", row)
	}
	if shortCell(long) != long {
		t.Error("what a cell holds is cut")
	}
	if panes, err := f.GetPanes("条文"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	if there, link, err := f.GetCellHyperLink("条文", "E2"); !there || link != table.Rows[0][4].Link || err != nil {
		t.Errorf("the link is %q, %v", link, err)
	}
	if width, _ := f.GetColWidth("条文", "B"); width != 12 {
		t.Errorf("a column is %v wide", width)
	}
}
