package web

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

func TestLibraryPage(t *testing.T) {
	sh := newMemory(t)
	sh.records[0].Document.Diagnostics = []corpus.Diagnostic{{Severity: corpus.Warning, Message: "第二十条缺失"}, {Severity: corpus.Note, Message: "统一了换行"}}
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open("/library", http.StatusOK)
	if got := len(find(p, ".holdings tbody tr")); got != len(sh.records) {
		t.Errorf("%d rows, want %d", got, len(sh.records))
	}
	if got := texts(p, ".noticed summary"); len(got) == 0 || got[0] != "请核对 2 项" {
		t.Errorf("noticed %q", got)
	}
	only(t, p, "form.adder input[type=file]")
	p = v.open("/library?noticed=1", http.StatusOK)
	if got := len(find(p, ".holdings tbody tr")); got != 1 {
		t.Errorf("%d rows that someone should look at, want 1", got)
	}
	p = v.open("/library?kind=speech&title="+url.QueryEscape("講話"), http.StatusOK)
	for _, title := range texts(p, ".holdings tbody .cell-title a") {
		if !strings.Contains(title, "讲话") {
			t.Errorf("filter lets %s pass", title)
		}
	}
}

func TestLibraryPaging(t *testing.T) {
	var heads []library.Head
	for i := range 250 {
		heads = append(heads, library.Head{ID: fmt.Sprint(i), Fields: corpus.Fields{Title: fmt.Sprint(i), Kind: corpus.Essay}, Imported: time.Unix(0, 0)})
	}
	for ask, want := range map[string]struct {
		rows, page int
		prev, next bool
	}{
		"":        {100, 1, false, true},
		"page=2":  {100, 2, true, true},
		"page=3":  {50, 3, true, false},
		"page=99": {50, 3, true, false},
		"page=-1": {100, 1, false, true},
		"page=x":  {100, 1, false, true},
		"title=9": {43, 1, false, false},
	} {
		t.Run(ask, func(t *testing.T) {
			given, _ := url.ParseQuery(ask)
			v := viewLibrary(heads, given)
			if len(v.Rows) != want.rows || v.Page != want.page || (v.Prev != "") != want.prev || (v.Next != "") != want.next {
				t.Errorf("%d rows, page %d, prev %q, next %q", len(v.Rows), v.Page, v.Prev, v.Next)
			}
		})
	}
}

func TestUploadPage(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, content := range map[string]string{"新规定.txt": "示例新规定\n第一条 示例。\n第二条 示例。\n", "空.txt": ""} {
		w, err := form.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, content)
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "/library", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Origin", "http://127.0.0.1:8080")
	w := v.send(r)
	p := parseHTML(t, w.Body.String())
	if w.Code != http.StatusOK || len(find(p, ".outcome-added a")) != 1 || len(find(p, ".outcome-failed")) != 1 {
		t.Errorf("%d %s", w.Code, texts(p, ".outcome"))
	}
}

// TestUploadAsks: of a text that looks like another edition of one that is held the
// page asks what it is; the answer makes one paper of the two.
func TestUploadAsks(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	upload := func(text string) *html.Node {
		t.Helper()
		body, ct := form(t, "file", "正文.txt", text)
		r := httptest.NewRequest(http.MethodPost, "/library", strings.NewReader(body))
		r.Header.Set("Content-Type", ct)
		w := v.send(r)
		if w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return parseHTML(t, w.Body.String())
	}
	if p := upload("某区考勤办法\n第一条 每日签到。\n"); len(find(p, ".outcome-ask")) != 0 {
		t.Error("asked about a new paper")
	}
	p := upload("某区考勤办法\n第一条 每日签到两次。\n")
	asked := only(t, p, ".outcome-ask")
	if got := words(asked); !strings.Contains(got, "《某区考勤办法》") || !strings.Contains(got, "80%") {
		t.Errorf("asked %q", got)
	}
	if got := attribute(only(t, p, ".outcome .file"), "class"); got == "" || words(only(t, p, ".outcome .file")) != "正文.txt" {
		t.Errorf("the file is called %q", words(only(t, p, ".outcome .file")))
	}
	if w := v.submit(only(t, p, ".outcome-ask form"), nil); w.Header().Get("Location") != "/library?done=replaced" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if sh.at("某区考勤办法~2") >= 0 || !strings.Contains(sh.records[sh.at("某区考勤办法")].Document.Text, "两次") {
		t.Error("they are not one")
	}
	if p := v.open("/library?done=replaced", http.StatusOK); !strings.Contains(words(only(t, p, ".edits b")), "更新") {
		t.Error("it is not offered to be undone")
	}
}

func TestUploadNothing(t *testing.T) {
	v := newVisit(t, pageServer(t, newMemory(t), nil))
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if _, err := form.CreateFormFile("file", ""); err != nil {
		t.Fatal(err)
	}
	form.Close()
	r := httptest.NewRequest(http.MethodPost, "/library", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := v.send(r)
	if got := texts(parseHTML(t, w.Body.String()), ".banner-error"); w.Code != http.StatusUnprocessableEntity || len(got) != 1 {
		t.Errorf("%d %q", w.Code, got)
	}
}

func TestCorrectByForm(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	edit := libraryPath(id, "edit")
	p := v.open(edit, http.StatusOK)
	for _, f := range fieldLabels {
		if len(find(p, "#field-"+f.Value)) != 1 {
			t.Errorf("no control for %s", f.Value)
		}
	}
	w := v.submit(only(t, p, "form.record"), nil)
	if got := w.Header().Get("Location"); got != "/library?done=same" {
		t.Errorf("nothing changed, but: %d %s", w.Code, got)
	}
	w = v.submit(only(t, p, "form.record"), url.Values{"issuer": {" 示例甲 \r\n\r\n示例乙\r\n"}, "doc_no": {""}, "effective": {"2022-07-01"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	f := sh.records[sh.at(id)].Document.Fields
	if diff := cmp.Diff([]string{"示例甲", "示例乙"}, f.Issuer); diff != "" || f.DocNo != "" || f.Effective != "2022-07-01" {
		t.Errorf("%+v", f)
	}
	// The first form is out of date now, and must change nothing.
	w = v.submit(only(t, p, "form.record"), url.Values{"title": {"另一个标题"}})
	if page := parseHTML(t, w.Body.String()); w.Code != http.StatusPreconditionFailed || attribute(only(t, page, "#field-title"), "value") != "另一个标题" {
		t.Errorf("%d", w.Code)
	}
	if p = v.open("/library?done=corrected", http.StatusOK); len(find(p, ".edits li")) != 1 || len(find(p, ".banner-done")) != 1 {
		t.Error("the edit is not offered to be undone")
	}
}

func TestRejectedForm(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	for name, tt := range map[string]struct {
		change      url.Values
		field, says string
	}{
		"no such day": {url.Values{"effective": {"2022-02-31"}}, "effective", "2018-10-28"},
		"no title":    {url.Values{"title": {"  "}}, "title", "标题不能为空"},
		"no kind":     {url.Values{"kind": {"novel"}}, "kind", "novel"},
	} {
		t.Run(name, func(t *testing.T) {
			p := v.open(libraryPath(idOf(t, sh, "发展党员"), "edit"), http.StatusOK)
			w := v.submit(only(t, p, "form.record"), tt.change)
			p = parseHTML(t, w.Body.String())
			if w.Code != http.StatusUnprocessableEntity {
				t.Fatalf("%d", w.Code)
			}
			if got := words(only(t, p, "#error-"+tt.field)); !strings.Contains(got, tt.says) {
				t.Errorf("%q", got)
			}
			if attribute(only(t, p, "#field-"+tt.field), "aria-describedby") != "error-"+tt.field {
				t.Error("the error is not tied to its field")
			}
		})
	}
}

func TestPatchTakesCorrectionBack(t *testing.T) {
	rec := library.Record{Read: corpus.Fields{Title: "读到的", Kind: corpus.Essay, Keywords: []string{"甲"}}}
	rec.Document.Fields = corpus.Fields{Title: "改过的", Kind: corpus.Essay}
	patch, err := patchOf(rec, url.Values{"title": {"读到的"}, "keywords": {"乙\r\n乙\r\n"}, "kind": {"essay"}, "bogus": {"x"}})
	if err != nil || string(patch) != `{"keywords":["乙"],"title":null}` {
		t.Errorf("%s %v", patch, err)
	}
	if patch, _ = patchOf(rec, url.Values{"keywords": {""}}); patch != nil {
		t.Errorf("nothing changed, but %s", patch)
	}
	rec.Document.Fields.Keywords = []string{"丙"}
	if patch, _ = patchOf(rec, url.Values{"keywords": {""}}); string(patch) != `{"keywords":[]}` {
		t.Errorf("emptied, but %s", patch)
	}
}

func TestDeleteAndUndo(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	id := idOf(t, sh, "发展党员")
	p := v.open(libraryPath(id, "delete"), http.StatusOK)
	if sh.at(id) < 0 {
		t.Fatal("asking has deleted it")
	}
	if w := v.submit(only(t, p, ".ask form"), nil); w.Header().Get("Location") != "/library?done=removed" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	v.open(documentPath(id), http.StatusNotFound)
	p = v.open("/library?done=removed", http.StatusOK)
	if w := v.submit(only(t, p, ".edits form"), nil); w.Header().Get("Location") != "/library?done=undone" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	v.open(documentPath(id), http.StatusOK)
	if w := v.submit(only(t, p, ".edits form"), nil); w.Code != http.StatusConflict {
		t.Errorf("undo of nothing: %d", w.Code)
	}
}

// TestRedoOnThePage: what was undone stands in the list as such, with its own button.
func TestRedoOnThePage(t *testing.T) {
	sh := newMemory(t)
	sh.edits = []library.Edit{{ID: "甲", Title: "甲", Action: "undo"}, {ID: "乙", Title: "乙", Action: "replace"}}
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open("/library", http.StatusOK)
	if got, want := texts(p, ".edits li b"), []string{"撤销", "更新"}; !slices.Equal(got, want) {
		t.Errorf("the list says %q, want %q", got, want)
	}
	forms := find(p, ".edits form")
	if w := v.submit(forms[0], nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/library?done=redone" {
		t.Errorf("redo: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := v.submit(forms[0], nil); w.Code != http.StatusConflict {
		t.Errorf("redo of nothing: %d", w.Code)
	}
}

func TestLoginPages(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, func(c *Config) { c.Token = "示例口令" }))
	p := v.open("/library", http.StatusOK)
	if len(find(p, "form.adder")) != 0 || len(find(p, ".adder-block a")) != 1 {
		t.Error("the form for files is shown to who may not send it")
	}
	w := v.send(httptest.NewRequest(http.MethodPost, "/library/undo", nil))
	if p = parseHTML(t, w.Body.String()); w.Code != http.StatusUnauthorized {
		t.Fatalf("%d", w.Code)
	}
	w = v.submit(only(t, p, "form.record"), url.Values{"token": {"不对"}})
	if got := texts(parseHTML(t, w.Body.String()), ".banner-error"); w.Code != http.StatusUnauthorized || len(got) != 1 {
		t.Errorf("wrong token: %d %q", w.Code, got)
	}
	p = v.open("/login?next=/library%3Fpage=1", http.StatusOK)
	w = v.submit(only(t, p, "form.record"), url.Values{"token": {"示例口令"}})
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/library?page=1" {
		t.Fatalf("right token: %d %s", w.Code, w.Header().Get("Location"))
	}
	only(t, v.open("/library", http.StatusOK), "form.adder")
}

// TestManyAtOnce: those chosen are corrected, given a topic and a label, and deleted
// together; each is taken back in one step.
func TestManyAtOnce(t *testing.T) {
	sh := newMemory(t)
	v := newVisit(t, pageServer(t, sh, nil))
	ids := []string{idOf(t, sh, "发展党员"), idOf(t, sh, "调研报告")}
	fields := func(id string) corpus.Fields { return sh.records[sh.at(id)].Document.Fields }
	for name, tt := range map[string]struct {
		do, value string
		holds     func(f corpus.Fields) bool
	}{
		"a topic":  {"topic", "样本主题", func(f corpus.Fields) bool { return slices.Contains(f.Topics, "样本主题") && len(f.Topics) > 1 }},
		"a label":  {"keyword", "样本标签", func(f corpus.Fields) bool { return slices.Contains(f.Keywords, "样本标签") }},
		"a date":   {"set:effective", "2022年7月1日", func(f corpus.Fields) bool { return f.Effective == "2022-07-01" }},
		"a genre":  {"set:genre", "规定", func(f corpus.Fields) bool { return f.Genre == corpus.GenreProvisions }},
		"a source": {"set:source", "样本来源", func(f corpus.Fields) bool { return f.Source == "样本来源" }},
	} {
		t.Run(name, func(t *testing.T) {
			p := v.open("/library", http.StatusOK)
			p = parseHTML(t, v.submit(only(t, p, "form.many"), url.Values{"id": ids, "do": {tt.do}, "value": {tt.value}}).Body.String())
			for _, id := range ids {
				if !tt.holds(fields(id)) {
					t.Errorf("%s: %+v", id, fields(id))
				}
			}
			if got := words(only(t, p, ".many-done")); !strings.Contains(got, "已改动 2 篇") {
				t.Errorf("the page says %q", got)
			}
			// The same again changes nothing, and offers nothing to take back.
			again := parseHTML(t, v.submit(only(t, p, "form.many"), url.Values{"id": ids, "do": {tt.do}, "value": {tt.value}}).Body.String())
			if len(find(again, ".many-done form")) != 0 {
				t.Error("what changed nothing is offered to be taken back")
			}
			before := len(sh.edits)
			if w := v.submit(only(t, p, ".many-done form"), nil); w.Header().Get("Location") != "/library?done=undone" || len(sh.edits) != before-2 {
				t.Errorf("%d %s: %d of %d edits are left", w.Code, w.Header().Get("Location"), len(sh.edits), before)
			}
		})
	}
	p := v.open("/library", http.StatusOK)
	held := len(sh.records)
	p = parseHTML(t, v.submit(only(t, p, "form.many"), url.Values{"id": ids, "do": {"remove"}}).Body.String())
	if len(sh.records) != held-2 {
		t.Errorf("%d of %d are left", len(sh.records), held)
	}
	if v.submit(only(t, p, ".many-done form"), nil); len(sh.records) != held {
		t.Errorf("%d of %d came back", len(sh.records), held)
	}
	for name, given := range map[string]url.Values{"nobody chosen": {"do": {"topic"}, "value": {"x"}}, "nothing said": {"id": ids, "do": {"topic"}}, "nothing to do": {"id": ids, "value": {"x"}}, "no such thing": {"id": ids, "do": {"set:title"}, "value": {"x"}}} {
		edits := len(sh.edits)
		w := v.submit(only(t, v.open("/library", http.StatusOK), "form.many"), given)
		if p := parseHTML(t, w.Body.String()); len(sh.edits) != edits || !strings.Contains(words(only(t, p, ".many-done")), "请") {
			t.Errorf("%s: %q", name, words(only(t, p, ".many-done")))
		}
	}
	bad := parseHTML(t, v.submit(only(t, v.open("/library", http.StatusOK), "form.many"), url.Values{"id": ids, "do": {"set:effective"}, "value": {"明年"}}).Body.String())
	if got := words(only(t, bad, ".many-done")); !strings.Contains(got, "没有改动") || len(find(bad, ".many-done form")) != 0 {
		t.Errorf("a bad date: %q", got)
	}
}

// TestLibraryTable: the table can be sorted by each column, both ways, and says how it is.
func TestLibraryTable(t *testing.T) {
	sh := newMemory(t)
	sh.take(t, "无日期.txt", []byte("某区样本值班办法\n第一条 每日值班。\n"))
	for i := range sh.records {
		sh.records[i].Imported = time.Date(2026, 1, 1+i*7%20, 0, 0, 0, 0, time.UTC)
	}
	v := newVisit(t, pageServer(t, sh, nil))
	p := v.open("/library", http.StatusOK)
	columns := find(p, "a.sort")
	if len(columns) != len(shelfColumns) {
		t.Fatalf("%d columns can be sorted by", len(columns))
	}
	for i, a := range columns {
		address, _, _ := strings.Cut(attribute(a, "href"), "#")
		up := v.open(address, http.StatusOK)
		back, _, _ := strings.Cut(attribute(find(up, "a.sort")[i], "href"), "#")
		down := v.open(back, http.StatusOK)
		if attribute(find(up, "th[aria-sort]")[0], "aria-sort") != "ascending" || attribute(find(down, "th[aria-sort]")[0], "aria-sort") != "descending" {
			t.Errorf("%s: the order is not told", words(a))
		}
		first, last := texts(up, ".cell-title a"), texts(down, ".cell-title a")
		if len(first) != len(sh.records) || slices.Equal(first, last) {
			t.Errorf("%s: up and down are the same", words(a))
		}
	}
	if got := find(p, ".recent-block li"); len(got) != maxRecent {
		t.Errorf("%d are recent", len(got))
	}
	// A date that is missing is asked for, where it is typed.
	id := idOf(t, sh, "值班办法")
	if got := attribute(only(t, p, "a.undated"), "href"); got != dateForm(id) {
		t.Errorf("the table leads to %s", got)
	}
	if got := attribute(only(t, v.open(documentPath(id), http.StatusOK), "a.add-date"), "href"); got != dateForm(id) {
		t.Errorf("the document leads to %s", got)
	}
	if len(find(v.open(documentPath(idOf(t, sh, "调研报告")), http.StatusOK), "a.add-date")) != 0 {
		t.Error("an essay is asked for a date")
	}
}
