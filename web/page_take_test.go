package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// take gets a table and gives its bytes.
func take(t *testing.T, h http.Handler, r *http.Request) []byte {
	t.Helper()
	r.Host = "127.0.0.1"
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment; ") {
		t.Fatalf("%s: %d %s %s", r.URL, w.Code, w.Header().Get("Content-Disposition"), w.Body)
	}
	return w.Body.Bytes()
}

func readCSV(t *testing.T, b []byte) [][]string {
	t.Helper()
	body, ok := bytes.CutPrefix(b, byteOrderMark)
	if !ok {
		t.Error("CSV without a byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// readXLSX gives the cells of the one sheet.
func readXLSX(t *testing.T, b []byte) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestTakeList: the table has what the pages of the list have, in their order, in both
// formats.
func TestTakeList(t *testing.T) {
	h := pageServer(t, newMemory(t), nil)
	v := newVisit(t, h)
	p := v.open("/?q="+url.QueryEscape("党支部")+"&kind=regulation", http.StatusOK)
	links := find(p, ".takings a")
	if len(links) != 2 {
		t.Fatalf("%d links to tables", len(links))
	}
	rows := readCSV(t, take(t, h, httptest.NewRequest(http.MethodGet, attribute(links[0], "href"), nil)))
	for i, c := range tableColumns {
		if rows[0][i] != c.Head {
			t.Errorf("column %d is %s", i, rows[0][i])
		}
	}
	for i, a := range find(p, ".hit-title a") {
		row := rows[i+1]
		path, _, _ := strings.Cut(attribute(a, "href"), "?")
		if row[0] == "" || row[5] == "" || !strings.HasPrefix(row[6], "http://127.0.0.1"+path) {
			t.Fatalf("row %d is %q, the hit leads to %s", i+1, row, path)
		}
	}
	if len(rows) <= 21 {
		t.Errorf("%d rows: no more than a page", len(rows))
	}
	sheet := readXLSX(t, take(t, h, httptest.NewRequest(http.MethodGet, attribute(links[1], "href"), nil)))
	if diff := cmp.Diff(rows, sheet); diff != "" {
		t.Errorf("the formats differ: %s", diff)
	}
}

// TestTakeChosen: what was chosen on a page, by a form that needs no script and no token.
func TestTakeChosen(t *testing.T) {
	h := pageServer(t, newMemory(t), func(c *Config) { c.Token = "示例口令" })
	p := newVisit(t, h).open("/?q="+url.QueryEscape("党支部"), http.StatusOK)
	picks := find(p, "input[name=pick]")
	if len(find(p, "#chosen button[formaction]")) != 2 {
		t.Fatal("what is chosen cannot be taken away")
	}
	form := url.Values{"format": {"csv"}, "pick": {attribute(picks[1], "value"), attribute(picks[3], "value")}}
	r := httptest.NewRequest(http.MethodPost, takePath, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	rows := readCSV(t, take(t, h, r))
	if len(rows) != 3 {
		t.Fatalf("%q", rows)
	}
	for i, row := range rows[1:] {
		_, address, _ := strings.Cut(form["pick"][i], "@")
		id, locator, _ := strings.Cut(address, "#")
		if row[0] == "" || row[5] == "" || row[6] != "http://127.0.0.1"+documentAddress(id, locator, "", "") {
			t.Errorf("%s: %q", address, row)
		}
	}
}

// TestTakenBound: a list is taken to its bound, and the last row says what is left.
func TestTakenBound(t *testing.T) {
	sh := newMemory(t)
	sh.take(t, "法典.txt", code(1100))
	h := pageServer(t, sh, nil)
	rows := readCSV(t, take(t, h, httptest.NewRequest(http.MethodGet, takePath+"?format=csv&q="+url.QueryEscape("示例事项"), nil)))
	last := rows[len(rows)-1]
	if len(rows) != 1+mostTaken+1 || !strings.Contains(last[0], "前 1000 条") || len(last) != len(tableColumns) {
		t.Errorf("%d rows, the last is %q", len(rows), last)
	}
}
