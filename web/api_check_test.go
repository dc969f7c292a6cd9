package web

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/packet"
	"tiaowen/search/check"
)

// checkText sends a text to be checked.
func (b *bench) checkText(text, more string) (CheckAnswer, int) {
	b.t.Helper()
	raw, err := json.Marshal(text)
	if err != nil {
		b.t.Fatal(err)
	}
	w := b.ask("POST", checkPath, `{"text":`+string(raw)+more+`}`, "Content-Type", "application/json")
	var a CheckAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		b.t.Fatalf("%d %v: %.300s", w.Code, err, w.Body)
	}
	return a, w.Code
}

// TestCheck: the answer has every finding in the order of the text, its place in code
// points of the text that the answer carries, its verdict in words, and how many there
// are of each weight.
func TestCheck(t *testing.T) {
	b := newBench(t, nil)
	sent := strings.ReplaceAll("\U00020BB7"+verdictLines(), "\n", "\r\n")
	a, status := b.checkText(sent, `,"as_of":"2021-05-01"`)
	if status != http.StatusOK || a.AsOf != "2021-05-01" || b.checker.asked.AsOf != "2021-05-01" || b.checker.asked.Today != "2026-03-02" {
		t.Fatalf("%d, as of %s, asked %s", status, a.AsOf, b.checker.asked.AsOf)
	}
	if a.Text != strings.ReplaceAll(sent, "\r\n", "\n") {
		t.Errorf("text %q", a.Text)
	}
	runes := []rune(a.Text)
	var got []string
	hold := func(v Verdict, status string) {
		if string(runes[v.Start:v.End]) != v.Text {
			t.Errorf("%d–%d is %q, not %q", v.Start, v.End, string(runes[v.Start:v.End]), v.Text)
		}
		if v.Label == "" || v.Label == status {
			t.Errorf("%s has no words", status)
		}
		got = append(got, string(v.Severity)+" "+status)
	}
	for _, c := range a.Citations {
		hold(c.Verdict, string(c.Status))
	}
	for _, q := range a.Quotes {
		hold(q.Verdict, string(q.Status))
	}
	for _, f := range a.Formulas {
		hold(f.Verdict, string(f.Status))
	}
	want := "note ok,note alias_ok,warning ambiguous,fault no_document,fault no_article,fault no_paragraph,fault no_item,fault content_mismatch,fault moved,fault repealed,fault not_yet," +
		"note exact,note exact,warning exact_normalized,fault altered,note elided,fault stitched,fault misattributed,fault superseded,warning not_in_corpus," +
		"note ok,fault missing,fault repeated,fault order,fault wrong_member"
	if strings.Join(got, ",") != want {
		t.Errorf("found %v", got)
	}
	if a.Counts != (CheckCounts{Faults: 16, Warnings: 3, Notes: 6}) {
		t.Errorf("counts %+v", a.Counts)
	}
	if q := a.Quotes[3]; len(q.Diff) != 4 || q.Diff[1].Op != "delete" || q.Diff[1].Text != "两" || q.Sources[0].URL == "" || *q.AttributedTo != "某同志" || !q.Marked {
		t.Errorf("altered: %+v", q)
	}
	if q := a.Quotes[0]; q.Marked || q.Label != "与来源一致" || q.AttributedTo != nil {
		t.Errorf("unmarked: %+v", q)
	}
	if c := a.Citations[7]; c.Suggestion == nil || !strings.Contains(c.Message, "应是《某条例（试行）》第二条") {
		t.Errorf("mismatch: %+v", c)
	}
	if f := a.Formulas[4]; f.Message != "“两件事”中有一项与来源不同：某处说的。" || len(f.At) != 1 || f.At[0].Start != f.Start {
		t.Errorf("formula: %+v", f)
	}
	if q := a.Quotes[8]; !strings.Contains(q.Message, "资料库中没有这一讲话") || strings.Contains(q.Message, "错误") {
		t.Errorf("what the library cannot know: %+v", q)
	}
}

// TestCheckFile: a draft in any format is read as import reads it; its name is told, a
// mark of secrecy is, and it is not taken in.
func TestCheckFile(t *testing.T) {
	b := newBench(t, nil)
	body, ct := form(t, "file", `C:\稿子\总结.md`, "# 总结\n\n某处说的话，到这里。\n", "as_of", "", "2020-01-01")
	w := b.ask("POST", checkPath, body, "Content-Type", ct)
	var a CheckAnswer
	if json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || a.Name != "总结.md" || a.Text != "总结\n\n某处说的话，到这里。\n" || a.AsOf != "2020-01-01" || len(a.Citations) == 0 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if a.Secrecy != "" || len(b.added) != 0 {
		t.Errorf("secrecy %q, taken in %v", a.Secrecy, b.added)
	}
	body, ct = form(t, "file", "安排.txt", "机密★10年\n某地安排\n第一条　某处说的话。\n")
	w = b.ask("POST", checkPath, body, "Content-Type", ct)
	if json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || !strings.Contains(a.Secrecy, "不保存") || len(b.added) != 0 {
		t.Errorf("a mark of secrecy: %d %s", w.Code, w.Body)
	}
	if strings.Contains(b.log.String(), "某处") || strings.Contains(b.log.String(), "安排") {
		t.Errorf("the log holds a draft: %s", b.log.String())
	}
}

// TestCheckRefused: whatever is wrong is told with its place, and nothing is checked.
func TestCheckRefused(t *testing.T) {
	b := newBench(t, nil)
	for _, c := range []struct {
		name, body, media string
		status            int
		says              []string
	}{
		{"nothing", `{}`, "application/json", 422, []string{"body.text", "required"}},
		{"white space", `{"text":" \n　"}`, "application/json", 422, []string{"body.text", "required"}},
		{"no text", `{"text":7}`, "application/json", 422, []string{"body.text", "bad_type"}},
		{"a day", `{"text":"甲","as_of":"2020"}`, "application/json", 422, []string{"body.as_of", "bad_date"}},
		{"a format", `{"text":"甲","format":"pdf"}`, "application/json", 422, []string{"body.format", "json、html、report、docx"}},
		{"unknown member", `{"text":"甲","keep":true}`, "application/json", 422, []string{"body.keep", "unknown_parameter"}},
		{"two drafts", `{"text":"甲","document":"乙"}`, "application/json", 422, []string{"body.text", "repeated"}},
		{"half a character", `{"text":"\ud800"}`, "application/json", 422, []string{"not_utf8"}},
		{"no such document", `{"document":"乙"}`, "application/json", 404, []string{"no_such_document"}},
		{"another media type", `甲`, "text/plain", 415, []string{"unsupported_media_type"}},
		{"a query", ``, "", 422, nil},
	} {
		target := checkPath
		if c.name == "a query" {
			target, c.body, c.media, c.says = checkPath+"?keep=1", `{"text":"甲"}`, "application/json", []string{"query.keep"}
		}
		w := b.ask("POST", target, c.body, "Content-Type", c.media)
		if w.Code != c.status {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
		for _, says := range c.says {
			if !strings.Contains(w.Body.String(), says) {
				t.Errorf("%s: no %s in %s", c.name, says, w.Body)
			}
		}
	}
	for name, file := range map[string]string{"empty": "", "binary": "\x00\x01\x02\x03\xff\xfe\x00\x00\x10\x11", "locked": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)} {
		body, ct := form(t, "file", name+".docx", file)
		w := b.ask("POST", checkPath, body, "Content-Type", ct)
		if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "draft_unreadable") || !strings.Contains(w.Body.String(), "body.file") {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	body, ct := form(t, "file", "甲.txt", "甲", "file", "乙.txt", "乙")
	if w := b.ask("POST", checkPath, body, "Content-Type", ct); w.Code != 422 || !strings.Contains(w.Body.String(), "repeated") {
		t.Errorf("two files: %d %s", w.Code, w.Body)
	}
	if b.checker.times != 0 {
		t.Errorf("%d drafts were checked", b.checker.times)
	}
}

// TestCheckBounds: 5 MB of text are checked, a byte more is not; those who check at once
// are few, and whoever waits too long is told.
func TestCheckBounds(t *testing.T) {
	b := newBench(t, nil)
	b.checker.finds = func(string) check.Report { return check.Report{} }
	full := strings.Repeat("字", maxDraft/3) + strings.Repeat("a", maxDraft%3)
	if _, status := b.checkText(full, ""); status != http.StatusOK {
		t.Errorf("5 MB: %d", status)
	}
	body, ct := form(t, "file", "长.txt", full+"a")
	if w := b.ask("POST", checkPath, body, "Content-Type", ct); w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "draft_too_long") {
		t.Errorf("more: %d %.200s", w.Code, w.Body)
	}
	b.checker.err = errors.New("the library is in trouble")
	if w := b.ask("POST", checkPath, `{"text":"甲"}`); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "trouble") {
		t.Errorf("trouble: %d %s", w.Code, w.Body)
	}
}

// TestCheckWaits: when all places are taken one waits a little, and is then told to come
// again; whoever goes is not waited for.
func TestCheckWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, nil)
		for range checksAtOnce {
			b.server.checkers <- struct{}{}
		}
		began := time.Now()
		w := b.ask("POST", checkPath, `{"text":"某处说的话。"}`)
		if took := time.Since(began); w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "too_many_checks") || w.Header().Get("Retry-After") == "" || took != checkWait {
			t.Errorf("after %s: %d %s", took, w.Code, w.Body)
		}
		time.AfterFunc(checkWait/2, func() { <-b.server.checkers })
		if w := b.ask("POST", checkPath, `{"text":"某处说的话。"}`); w.Code != http.StatusOK {
			t.Errorf("when a place is free: %d %s", w.Code, w.Body)
		}
	})
}

// TestCheckDocument: of a document that is held the text is that of the library, and the
// checker knows which one it is.
func TestCheckDocument(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("POST", checkPath, `{"document":"`+fakeID+`"}`)
	var a CheckAnswer
	if json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || a.Text != fakeText || a.Name != "某条例（试行）" || b.checker.asked.Document.ID != fakeID {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestCheckReport: the report is the same findings, to be saved, without what is in order.
func TestCheckReport(t *testing.T) {
	b := newBench(t, nil)
	for format, want := range map[string][2]string{"html": {"text/html; charset=utf-8", "核对报告.html"}, "report": {exportMedia["docx"], "核对报告.docx"}} {
		body, ct := form(t, "file", "总结.txt", verdictLines(), "format", "", format)
		w := b.ask("POST", checkPath, body, "Content-Type", ct)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != want[0] || w.Header().Get("Cache-Control") != "no-store" ||
			!strings.Contains(w.Header().Get("Content-Disposition"), attachment("总结.txt"+want[1], "x")[len(`attachment; filename="x"`):]) {
			t.Fatalf("%s: %d %v", format, w.Code, w.Header())
		}
		if format != "html" {
			continue
		}
		if rows := strings.Count(w.Body.String(), `<th scope="row">`); rows != 19 {
			t.Errorf("%d rows: %s", rows, w.Body)
		}
		for _, says := range []string{"“总结.txt”核对报告", "第3段", "<u>两</u>", "<u>三</u>", "照原文改为：支部做两件事", "应引：《某条例（试行）》第二条", "可能是：《某条例（试行）》第二条", "请查对原件", "来源的说法：开会、记录"} {
			if !strings.Contains(w.Body.String(), says) {
				t.Errorf("the report does not say %s: %s", says, w.Body)
			}
		}
	}
}

// TestCheckDoubts: whatever speaks against a source is told beside it.
func TestCheckDoubts(t *testing.T) {
	b := newBench(t, nil)
	rec := b.records[fakeID]
	article, _ := rec.Document.Root.Find("art_2")
	article.Objections = []corpus.Objection{{Code: corpus.DoubtfulStructure, Message: "缺第三项"}}
	span := article.Span
	rec.Document.Diagnostics = append(rec.Document.Diagnostics, corpus.Diagnostic{Code: corpus.DoubtfulStructure, Severity: corpus.Warning, Message: "缺第三项", Span: &span, Objections: article.Objections})
	b.records[fakeID] = rec
	b.checker.finds = func(text string) check.Report {
		r := everyVerdict(fakeID + "#art_2")(text)
		r.FormulasPending = true
		for _, q := range r.Quotes {
			for i := range q.Sources {
				q.Sources[i].Doubts = []corpus.Caution{{Label: "款项划分存疑", Message: "缺第三项"}}
			}
		}
		for _, f := range r.Formulas {
			f.Sources[0].Doubts = []corpus.Caution{{Label: "款项划分存疑", Message: "缺第三项"}}
		}
		return r
	}
	a, _ := b.checkText(verdictLines(), "")
	for name, doubts := range map[string][]corpus.Caution{"citation": a.Citations[0].Doubts, "quote": a.Quotes[0].Sources[0].Doubts, "formula": a.Formulas[0].Sources[0].Doubts} {
		if !slices.ContainsFunc(doubts, func(c corpus.Caution) bool { return c.Message == "缺第三项" }) {
			t.Errorf("%s: %+v", name, doubts)
		}
	}
	body, ct := form(t, "text", "", verdictLines(), "format", "", "html")
	if w := b.ask("POST", checkPath, body, "Content-Type", ct); !strings.Contains(w.Body.String(), "缺第三项") || !strings.Contains(w.Body.String(), "还没有全部查过提法") || !a.FormulasPending {
		t.Error("the report does not say it")
	}
}

// TestCheckOpen: checking changes nothing, so it needs no token; a page of another site
// may not have it done.
func TestCheckOpen(t *testing.T) {
	b := newBench(t, func(c *Config) { c.Token = "secret" })
	if w := b.ask("POST", checkPath, `{"text":"某处说的话。"}`); w.Code != http.StatusOK {
		t.Errorf("without a token: %d", w.Code)
	}
	if w := b.ask("POST", checkPath, `{"text":"某处说的话。"}`, "Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site"); w.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", w.Code)
	}
	none := newBench(t, func(c *Config) { c.Checker = nil })
	if w := none.ask("POST", checkPath, `{"text":"甲"}`); w.Code != http.StatusNotFound {
		t.Errorf("without a checker: %d", w.Code)
	}
}

// TestDifferenceWords: a difference is told by what stands for what.
func TestDifferenceWords(t *testing.T) {
	for want, texts := range map[string][2]string{
		"":          {"读书会", "读书会"},
		"“月”写成“周”。": {"每月开会", "每周开会"},
		"少“都”。":     {"大家都来", "大家来"},
		"多“都”。":     {"大家来", "大家都来"},
		"“甲”写成“子”，“乙”写成“丑”，“丙”写成“寅”等，共 4 处不同。": {"甲去了东边的村子，乙去了西边的村子，丙去了南边的村子，丁去了北边的村子", "子去了东边的村子，丑去了西边的村子，寅去了南边的村子，卯去了北边的村子"},
	} {
		if got := differenceWords(newDiff(compare.Texts(texts[0], texts[1]))); got != want {
			t.Errorf("%q: %s, want %s", texts, got, want)
		}
	}
}

// TestUnattestedWords: words that the library has from elsewhere are no person's for that;
// what blanks stand around a number is no difference.
func TestUnattestedWords(t *testing.T) {
	q := check.Quote{Marked: true, Status: check.Exact, Giver: check.ByPerson, AttributedTo: "某同志", Sources: []check.Source{{Citation: "《示例办法》第一条"}}}
	if got := quoteWords(q); got != "" {
		t.Errorf("attested: %s", got)
	}
	q.Unattested = true
	if got := quoteWords(q); !strings.Contains(got, "见于《示例办法》第一条") || !strings.Contains(got, "没有写明是某同志说的") {
		t.Errorf("unattested: %s", got)
	}
	if got := differenceWords([]DiffPiece{{Op: compare.Delete, Text: "7 "}, {Op: compare.Insert, Text: "5"}}); got != "“7”写成“5”。" {
		t.Errorf("blanks: %s", got)
	}
}

// TestRequoted: where a quotation is to be put right, only the words that differ are.
func TestRequoted(t *testing.T) {
	quote := func(text, source, draft string) *string {
		f := finding{Sort: sortQuote, Status: string(check.Altered), Right: source, RightIs: msgRightQuote, Verdict: Verdict{Text: text, Diff: newDiff(compare.Texts(source, draft))}}
		return f.instead()
	}
	if got := quote("开会之前……每周开会。", "每月开会", "每周开会"); got == nil || *got != "开会之前……每月开会。" {
		t.Errorf("%v", got)
	}
	if got := quote("每周开会，每周开会", "每月开会", "每周开会"); got != nil {
		t.Errorf("what stands twice is put right: %s", *got)
	}
	if got := quote("周周开会", "每月开会", "每周开会"); got != nil {
		t.Errorf("what is not there is put right: %s", *got)
	}
}

// wordDraft is a Word file with a paragraph for each line.
func wordDraft(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := packet.WriteDOCX(t.Context(), &b, packet.Packet{Title: "总结", Items: []packet.Item{packet.NewNote(text)}}, packet.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wordPart is a part of a Word file; empty if there is none.
func wordPart(t *testing.T, file, name string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open(name)
	if err != nil {
		return ""
	}
	defer part.Close()
	raw, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// TestCheckComments: a Word file comes back with a remark at everything that is not in
// order, and with tracked changes if they are asked for; other files and texts have no
// margin to write in.
func TestCheckComments(t *testing.T) {
	b := newBench(t, nil)
	file := wordDraft(t, verdictLines())
	for _, tracked := range []string{"", "true"} {
		body, ct := form(t, "file", "总结.docx", file, "format", "", "docx", "tracked", "", tracked)
		w := b.ask("POST", checkPath, body, "Content-Type", ct)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != exportMedia["docx"] || !strings.Contains(w.Header().Get("Content-Disposition"), attachment("总结（批注）.docx", "x")[len(`attachment; filename="x"`):]) {
			t.Fatalf("%d %v %.200s", w.Code, w.Header(), w.Body)
		}
		comments := wordPart(t, w.Body.String(), "word/comments.xml")
		for _, says := range []string{`w:author="条文核对"`, "文字有出入：“两”写成“三”。", "照原文改为：支部做两件事", "见《某条例（试行）》第二条", "应引：《某条例（试行）》第二条", "资料库中没有：资料库中没有这一讲话"} {
			if !strings.Contains(comments, says) {
				t.Errorf("no remark says %s: %s", says, comments)
			}
		}
		if got := strings.Count(comments, "<w:comment "); got != 19 {
			t.Errorf("%d remarks", got)
		}
		if got := strings.Contains(wordPart(t, w.Body.String(), "word/document.xml"), "<w:ins "); got != (tracked != "") {
			t.Errorf("tracked %q: changes in the text %t", tracked, got)
		}
	}
	for name, parts := range map[string][]string{"text": {"text", "", "某处说的话。"}, "another file": {"file", "总结.md", "# 总结\n\n某处说的话。\n"}} {
		body, ct := form(t, append(parts, "format", "", "docx")...)
		if w := b.ask("POST", checkPath, body, "Content-Type", ct); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %.200s", name, w.Code, w.Body)
		}
	}
}
