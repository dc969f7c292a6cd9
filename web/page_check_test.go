package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/search/check"
)

// hostileCheck is a draft of s in which everything found says s.
func hostileCheck(s, document string) *checkView {
	source := CheckedSource{Address: s + "#" + s, Citation: s, Text: s, Status: corpus.InForce, Doubts: []corpus.Caution{{Code: s, Label: s, Message: s}}, URL: addressURL(s + "#" + s)}
	f := finding{N: 1, Sort: s, Status: s, Sources: []CheckedSource{source, source}, Choices: []Choice{{Address: s, Citation: s, URL: addressURL(s)}}, Right: s, RightIs: s, AttributedTo: s,
		Verdict: Verdict{Text: s, Label: s, Severity: corpus.Fault, Message: s, Diff: []DiffPiece{{"delete", s}, {"equal", s}, {"insert", s}}}, span: corpus.Span{End: len(s)}}
	row := draftRow{Number: 1, Skipped: 1, Pieces: []draftPiece{{Text: s}, {Text: s, Severity: corpus.Severity(s), Starts: []int{1}, Ends: []findingTag{{1, s, corpus.Severity(s)}}}}, Findings: []findingView{newFindingView(f)}}
	return &checkView{Text: s, AsOf: s, Document: document, Title: s, Result: &checkResult{Name: s, Href: documentPath(s), Summary: s, Counts: []tally{{s, 1}}, Secrecy: s, AsOf: s,
		Notices: []notice{{s, s, s}}, Rows: []draftRow{row}, More: 1, Pending: s, Today: s}}
}

// sendForm sends fields as a form of the page does; a name that begins with @ is a file's.
func (v *visit) sendForm(target string, fields ...string) *httptest.ResponseRecorder {
	t, ok := v.t.(*testing.T)
	if !ok {
		v.t.Fatal("not in a test")
	}
	var parts []string
	for i := 0; i+1 < len(fields); i += 2 {
		if name, file := strings.CutPrefix(fields[i], "@"); file {
			parts = append(parts, "file", name, fields[i+1])
			continue
		}
		parts = append(parts, fields[i], "", fields[i+1])
	}
	body, ct := form(t, parts...)
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
	r.Header.Set("Content-Type", ct)
	return v.send(r)
}

// checkedPage is the page of a draft.
func (v *visit) checkedPage(status int, fields ...string) *html.Node {
	v.t.Helper()
	w := v.sendForm(checkPage, fields...)
	if w.Code != status {
		v.t.Fatalf("%d, want %d: %.300s", w.Code, status, w.Body)
	}
	return parseHTML(v.t, w.Body.String())
}

// TestPageCheck: the draft is shown whole, each finding marked in words behind its last
// word, and beside it the verdict, the source, the difference and what is right to copy.
func TestPageCheck(t *testing.T) {
	b := newBench(t, nil)
	v := newVisit(t, b.server.Handler())
	if p := v.open(checkPage, 200); words(only(t, p, "nav.site-nav a[aria-current]")) != "核对" || attribute(only(t, p, "textarea"), "name") != "text" {
		t.Error("the page is not in the navigation, or has no box")
	}
	draft := verdictLines()
	p := v.checkedPage(200, "text", draft, "as_of", "2021年5月")
	if b.checker.asked.AsOf != "2021-05-31" {
		t.Errorf("as of %s", b.checker.asked.AsOf)
	}
	if got := len(find(p, "p.drafted-text")); got != strings.Count(draft, "\n") {
		t.Errorf("%d paragraphs", got)
	}
	tags := find(p, "a.found-tag")
	if len(tags) != 25 || len(find(p, "li.finding")) != 25 {
		t.Fatalf("%d tags, %d findings", len(tags), len(find(p, "li.finding")))
	}
	for _, tag := range tags { // to and fro
		beside := only(t, p, "li"+attribute(tag, "href"))
		back := attribute(find(beside, "a.finding-no")[0], "href")
		only(t, p, "a"+back)
		label := strings.TrimSuffix(words(tag)[strings.Index(words(tag), " ")+1:], "〕")
		if !strings.Contains(words(beside), label) {
			t.Errorf("%s leads to %s", words(tag), words(beside))
		}
	}
	altered := words(p)
	for _, says := range []string{"有误 16", "请核实 3", "无误 6", "文字有出入", "资料库中没有这一讲话，无法核对，不等于引错", "稿子写的是“某同志”", "另见 1 处", "没有加引号，文字与《某条例（试行）》第二条一致"} {
		if !strings.Contains(altered, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	if got := attribute(find(p, "button[data-copy]")[0], "data-copy"); got != "《某条例（试行）》第二条" {
		t.Errorf("copies %q", got)
	}
	if got := words(only(t, p, "textarea")); got != strings.TrimSpace(draft) {
		t.Errorf("the box holds %q", got)
	}
	w := v.sendForm(checkPage, "text", draft)
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("a browser may keep it: %s", w.Header().Get("Cache-Control"))
	}
}

// TestPageCheckFile: a file goes before the box; what cannot be read is said on the page,
// with what was typed still there.
func TestPageCheckFile(t *testing.T) {
	v := newVisit(t, newBench(t, nil).server.Handler())
	p := v.checkedPage(200, "text", "旧的稿子", "@总结.md", "# 总结\n\n某处说的话。\n")
	if got := words(only(t, p, "h1")); got != "核对：总结.md" || strings.Contains(words(p), "旧的稿子") {
		t.Errorf("%s", got)
	}
	for name, c := range map[string]struct {
		status int
		says   string
		fields []string
	}{
		"nothing":    {422, msgCheckNothing, []string{"text", " \r\n"}},
		"a day":      {422, "“明天”不能用", []string{"text", "稿子里的话", "as_of", "明天"}},
		"unreadable": {422, "稿子读不出来：", []string{"text", "稿子里的话", "@稿.docx", "Rar!\x1a\x07\x00"}},
		"too long":   {413, "稿子太长", []string{"@稿.txt", strings.Repeat("字", maxDraft/3+1)}},
		"secret":     {200, "密级或内部标志", []string{"text", "机密★10年\n某地安排\n第一条　甲。\n"}},
	} {
		p := v.checkedPage(c.status, c.fields...)
		if !strings.Contains(words(p), c.says) {
			t.Errorf("%s: %s", name, words(p))
		}
		if name == "a day" && words(only(t, p, "textarea")) != "稿子里的话" {
			t.Errorf("%s: what was typed is gone", name)
		}
	}
	for format, media := range map[string]string{"html": "text/html; charset=utf-8", "report": exportMedia["docx"], "json": "application/json"} {
		w := v.sendForm(checkPage, "text", verdictLines(), "format", format)
		if w.Code != 200 || w.Header().Get("Content-Type") != media || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v", format, w.Code, w.Header())
		}
	}
	if w := v.sendForm(checkPage, "text", "甲", "keep", "1"); w.Code != 422 {
		t.Errorf("an unknown field: %d", w.Code)
	}
}

// TestPageCheckHeld: a document of the library is checked from its page, a collection
// from its own; the trainer's words are part of it.
func TestPageCheckHeld(t *testing.T) {
	checker := &fakeChecker{finds: everyVerdict(fakeID + "#art_2")}
	b := newTrainer(t, func(c *Config) { c.Checker = checker })
	v := newVisit(t, b.server.Handler())
	id := idOf(t, b.memory, "机关党支部工作规定")
	lead := only(t, v.open(documentPath(id), 200), "a[href="+checkDocument(id)+"]")
	if words(lead) != "核对本文" {
		t.Errorf("%s", words(lead))
	}
	p := v.open(attribute(lead, "href"), 200)
	if checker.asked.Document.ID != id || attribute(only(t, p, "form.check-form input[name=document]"), "value") != id || len(find(p, "textarea")) != 0 {
		t.Error("the document is not checked as one that is held")
	}
	if w := v.sendForm(checkPage, "document", id, "format", "html"); w.Code != 200 || checker.asked.Document.ID != id {
		t.Errorf("its report: %d", w.Code)
	}
	v.open(checkDocument("nowhere"), 404)

	made, _ := b.send("POST", collectionsAPI, 201, map[string]any{"name": "读书会备课"})
	at := collectionsAPI + "/" + made["id"].(string)
	for _, adder := range find(v.open(collectionPath(made["id"].(string)), 200), "form.collection-form") {
		if len(find(adder, "textarea#add-words")) > 0 {
			v.submit(adder, url.Values{"do": {"words"}, "text": {"同志们强调，要把书读薄。"}})
		}
	}
	b.send("POST", at+"/items", 201, map[string]any{"address": id + "#art_2", "note": "此处要讲透"})
	lead = only(t, v.open(collectionPath(made["id"].(string)), 200), "a[href="+checkCollection(made["id"].(string))+"]")
	v.open(attribute(lead, "href"), 200)
	text := checker.asked.Document.Text
	for _, part := range []string{"读书会备课", "同志们强调，要把书读薄。", "第二条）", "此处要讲透"} {
		if !strings.Contains(text, part) {
			t.Errorf("the collection's draft has no %q: %s", part, text)
		}
	}
}

// TestDraftLayout: whatever lies in whatever, the pieces are the text, each bears the
// gravest severity that is open in it, and every finding begins and ends once.
func TestDraftLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[甲乙丙a \n　]{0,60}`).Draw(t, "text")
		cuts := []int{0}
		for i := range text {
			cuts = append(cuts, i)
		}
		cuts = append(cuts, len(text))
		var found []finding
		for n := range rapid.IntRange(0, 6).Draw(t, "findings") {
			a, b := rapid.SampledFrom(cuts).Draw(t, "a"), rapid.SampledFrom(cuts).Draw(t, "b")
			f := finding{N: n + 1, span: corpus.Span{Start: min(a, b), End: max(a, b)}}
			f.Severity = rapid.SampledFrom(severities).Draw(t, "severity")
			found = append(found, f)
		}
		want := map[int]int{} // the gravest severity by byte, from 1
		marked := 0
		for _, f := range found {
			span := corpus.TrimSpan(text, f.span)
			if !span.Empty() {
				marked++
			}
			for i := span.Start; i < span.End; i++ {
				want[i] = max(want[i], 1+grave(f.Severity))
			}
		}
		shown, starts, ends, at := "", 0, 0, 0
		for _, row := range layDraft(text, found) {
			line := ""
			for _, p := range row.Pieces {
				line += p.Text
				starts, ends = starts+len(p.Starts), ends+len(p.Ends)
			}
			at += strings.Index(text[at:], line)
			for _, p := range row.Pieces {
				for range len(p.Text) {
					if got := 0; p.Severity != "" {
						got = 1 + grave(p.Severity)
						if got != want[at] {
							t.Fatalf("at %d %s", at, p.Severity)
						}
					} else if want[at] != 0 && text[at] != '\n' {
						t.Fatalf("at %d nothing is marked", at)
					}
					at++
				}
			}
			shown += line
		}
		if starts != marked || ends != marked {
			t.Fatalf("%d findings, %d begin, %d end", marked, starts, ends)
		}
		blank := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if blank(shown) != blank(text) {
			t.Fatalf("shown %q of %q", shown, text)
		}
	})
}

// TestPageCheckHostile: ten thousand findings, a thousand in each other, and a draft of
// 5 MB without a stop make a page of bounded size; what a draft holds is text.
func TestPageCheckHostile(t *testing.T) {
	b := newBench(t, nil)
	v := newVisit(t, b.server.Handler())
	each := func(text, mark string) (spans []corpus.Span) {
		for at := 0; ; {
			i := strings.Index(text[at:], mark)
			if i < 0 {
				return spans
			}
			spans = append(spans, corpus.Span{Start: at + i, End: at + i + len(mark)})
			at += i + len(mark)
		}
	}
	quoting := func(spans []corpus.Span) check.Report {
		var r check.Report
		for _, s := range spans {
			r.Quotes = append(r.Quotes, check.Quote{Span: s, Marked: true, Status: check.NotInCorpus})
		}
		return r
	}
	b.checker.finds = func(text string) check.Report { return quoting(each(text, "“某话”")) }
	many := strings.Repeat("“某话”，", 10_000)
	p := v.checkedPage(200, "text", many)
	if got := len(find(p, "li.finding")); got != mostFindings || !strings.Contains(words(p), "另有 9000 处") {
		t.Errorf("%d findings beside the text", got)
	}
	if got := len(find(p, "a.found-tag")); got != 10_000 {
		t.Errorf("%d verdicts in the text", got)
	}

	nested := strings.Repeat("“", 1000) + "话" + strings.Repeat("”", 1000)
	b.checker.finds = func(text string) check.Report {
		var spans []corpus.Span
		for i := range 1000 {
			spans = append(spans, corpus.Span{Start: i * len("“"), End: len(text) - i*len("”")})
		}
		return quoting(spans)
	}
	if p := v.checkedPage(200, "text", nested); len(find(p, "a.found-tag")) != 1000 {
		t.Error("what lies in each other is not all told")
	}

	b.checker.finds = func(text string) check.Report { return quoting(each(text, "<script>")) }
	for _, s := range hostile()[:40] {
		p := v.checkedPage(200, "text", "话"+s+"<script>alert(1)</script>")
		for _, script := range find(p, "script") {
			if attribute(script, "src") == "" {
				t.Fatalf("%q runs", s)
			}
		}
	}

	b.checker.finds = func(string) check.Report { return check.Report{} }
	long := strings.Repeat("字", maxDraft/3)
	w := v.sendForm(checkPage, "text", long)
	if w.Code != 200 || w.Body.Len() > 3*maxDraft {
		t.Errorf("5 MB without a stop: %d, %d bytes", w.Code, w.Body.Len())
	}
	lines := strings.Repeat("某处说的话，到这里为止。\n", 40_000)
	b.checker.finds = func(text string) check.Report { return quoting(each(text[:200], "某处")) }
	p = v.checkedPage(200, "text", lines)
	if got := len(find(p, "p.drafted-text")); got > 10 || !strings.Contains(words(p), "略去没有发现的") {
		t.Errorf("of %d characters %d paragraphs are shown", utf8.RuneCountInString(lines), got)
	}
}

// TestCheckAddress: what leads to a check is escaped.
func TestCheckAddress(t *testing.T) {
	if got, want := checkDocument("甲&b=c#d"), fmt.Sprintf("/check?document=%s", url.QueryEscape("甲&b=c#d")); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
