package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"tiaowen/indexer"
	"tiaowen/search/procedure"
	"tiaowen/web"
)

// doubts are texts of which something is in doubt: of how an article is divided, of how
// a paper was read, and of whether a text applies.
var doubts = []struct {
	name, path, text string
	// query finds the passage, address names it.
	query, address string
	// label and words are what every door says of it.
	label, words string
}{
	{"structure", "样本存疑规定.txt", "样本存疑规定\n2021年1月1日发布\n\n第一条　为了说明存疑的款项，制定本规定。\n\n第二条　样本机关每逢初七核对台账，核对人签字。\n注：初七遇休息日顺延。\n核对结果当日张榜。\n\n第三条　本规定自2021年2月1日起施行。\n",
		"初七核对台账", "样本存疑规定第二条", "款项划分存疑", "有一行像是注释"},
	{"a trial that is over", "样本试行办法.txt", "样本试行办法\n2015年1月1日发布\n\n第一条　为了试行样本值日，制定本办法。\n\n第二条　样本值日每逢双日轮换，轮换表贴在门厅。\n\n第三条　本办法自2015年2月1日起施行，试行期两年。\n",
		"值日每逢双日轮换", "样本试行办法第二条", "效力待核", "试行期已于"},
	{"a ground that is gone", "样本实施细则.txt", "样本档案办法实施细则\n2012年1月1日发布\n\n第一条　根据《样本档案办法》，制定本细则。\n\n第二条　样本档案按年装订，封面用牛皮纸。\n\n第三条　本细则自2012年2月1日起施行。\n",
		"样本档案按年装订", "样本档案办法实施细则第二条", "效力待核", "所依据的"},
	{"a scan of a regulation", "样本灯光规定.pdf", scan("样本灯光规定|2021年1月1日发布|第一条 为了管好样本灯光，制定本规定。", "第二条 样本走廊灯光每逢日落开启。|第三条 本规定自2021年2月1日起施行。"),
		"走廊灯光每逢日落开启", "样本灯光规定第二条", "款项划分存疑", "文字是识别出来的"},
	{"a scan of a speech", "样本座谈讲话.pdf", scan("在样本座谈会上的讲话|（2021年3月1日）|同志们：今天我们在样本礼堂开一个座谈会。|大家谈到的样本花圃，要在清明以前补种完毕。"),
		"样本花圃，要在清明以前补种", "", "文字存疑", "文字是识别出来的"},
}

// scan is a PDF of pictures, the text under which a program recognised; | parts lines.
func scan(pages ...string) string {
	var b strings.Builder
	var kids []string
	at := map[int]int{}
	object := func(n int, body string) {
		at[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	b.WriteString("%PDF-1.4\n")
	for i, page := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
		content := "BI /W 1 /H 1 /BPC 8 /CS /G ID a EI\n3 Tr\n"
		for j, line := range strings.Split(page, "|") {
			content += fmt.Sprintf("BT /F1 10 Tf 70 %d Td <", 700-30*j)
			for _, u := range utf16.Encode([]rune(line)) {
				content += fmt.Sprintf("%04x", u)
			}
			content += "> Tj ET\n"
		}
		object(4+2*i, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R>>", 5+2*i))
		object(5+2*i, fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	}
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	object(2, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>", len(pages), strings.Join(kids, " ")))
	object(3, "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Song>>]>>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for n := range len(at) {
		fmt.Fprintf(&b, "%010d 00000 n \n", at[n+1])
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.String()
}

// gone repeals what the last of them was made under, which is not held.
const gone = "样本档案条例\n2020年1月1日发布\n\n第一条　为了管好样本档案，制定本条例。\n\n第二条　本条例自2020年2月1日起施行。《样本档案办法》同时废止。\n"

// TestDoubtOnEveryDoor: what is in doubt of a text is said wherever the text is shown: in
// the API's hits and answers, on the pages of hits, text, clause and address, as a step of 一件事, on the
// command line, in a 备课夹, in what is exported of it, and when that is checked again.
func TestDoubtOnEveryDoor(t *testing.T) {
	s := openHere(t)
	files := []indexer.File{{Path: "样本档案条例.txt", Data: []byte(gone)}}
	for _, d := range doubts {
		files = append(files, indexer.File{Path: d.path, Data: []byte(d.text)})
	}
	if _, err := s.intake.AddAll(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	var things *procedure.List
	s.procedures = func() *procedure.List { return things }
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	send := func(method, path, body string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Host = "127.0.0.1"
		if method != "GET" {
			r.Header.Set("Content-Type", "application/json")
		}
		server.Handler().ServeHTTP(w, r)
		if w.Code >= 300 {
			t.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
		}
		return w.Body.String()
	}
	for _, d := range doubts {
		var found web.SearchAnswer
		decode(t, send("GET", "/api/v1/search?"+url.Values{"q": {d.query}}.Encode(), ""), &found)
		if len(found.Hits) == 0 {
			t.Fatalf("%s: not found", d.name)
		}
		hit := found.Hits[0]
		id, locator := hit.Document.ID, hit.Passage.Locator
		if d.address == "" { // it has no number
			d.address = id + "#" + locator
		}
		var made struct{ ID string }
		decode(t, send("POST", "/api/v1/collections", `{"name":"样本"}`), &made)
		address, _ := json.Marshal(map[string]string{"address": id + "#" + locator})
		send("POST", "/api/v1/collections/"+made.ID+"/items", string(address))
		export := func(format string) string {
			return send("GET", "/api/v1/collections/"+made.ID+"/export?format="+format, "")
		}
		var said, shown bytes.Buffer
		printAnswer(&said, found, false)
		var answer web.Resolution
		decode(t, send("GET", "/api/v1/resolve?"+url.Values{"q": {d.address}}.Encode(), ""), &answer)
		printResolution(env{stdout: &shown}, answer)
		packet := export("json")
		if things, err = procedure.Parse(strings.NewReader("事项：样本\n步骤：看一看\n依据：" + d.address)); err != nil {
			t.Fatal(err)
		}
		thing := url.PathEscape("样本")
		draft, _ := json.Marshal(map[string]string{"text": draftOf(hit)})
		checked := send("POST", "/api/v1/check", string(draft))
		var checks web.CheckAnswer
		decode(t, checked, &checks)
		var listed bytes.Buffer
		checkCmd{All: true}.print(env{stdout: &listed}, checkedDraft{Report: &checks}, false)
		doors := map[string]string{
			"search":                jsonOf(t, hit),
			"resolve":               jsonOf(t, answer.Notices),
			"search for an address": jsonOf(t, addressed(t, send("GET", "/api/v1/search?"+url.Values{"q": {d.address}}.Encode(), ""))),
			"page of hits":          piece(send("GET", "/?"+url.Values{"q": {d.query}}.Encode(), ""), `<li class="hit">`),
			"page of an address":    piece(send("GET", "/?"+url.Values{"q": {d.address}}.Encode(), ""), `<section class="jump`),
			"page of the text":      send("GET", "/documents/"+url.PathEscape(id), ""),
			"page of the clause":    send("GET", "/documents/"+url.PathEscape(id)+"/provisions/"+locator, ""),
			"provision":             send("GET", "/api/v1/documents/"+url.PathEscape(id)+"/provisions/"+locator, ""),
			"tiaowen search":        said.String(),
			"tiaowen show":          shown.String(),
			"collection":            send("GET", "/api/v1/collections/"+made.ID, ""),
			"page of a collection":  send("GET", "/collections/"+made.ID, ""),
			"JSON packet":           packet, "Markdown packet": export("md"), "HTML packet": export("html"), "Word packet": wordText(t, export("docx")),
			"procedure": send("GET", "/api/v1/procedures/"+thing, ""), "page of a procedure": send("GET", "/procedures/"+thing, ""),
			"Word procedure": wordText(t, send("GET", "/api/v1/procedures/"+thing+"/export?format=docx", "")),
			"check":          checked, "tiaowen check": listed.String(), "page of a check": send("GET", "/check?collection="+made.ID, ""),
			"recheck":         send("POST", "/api/v1/recheck", packet),
			"page of recheck": send("GET", "/collections/"+made.ID+"/recheck", ""),
		}
		for door, says := range doors {
			says = html.UnescapeString(says)
			label := strings.Contains(says, d.label)
			if d.label == "效力待核" { // the API says it in its own words
				label = label || strings.Contains(says, `"unverified"`)
			}
			if !label || !strings.Contains(says, d.words) {
				t.Errorf("%s: %s does not say %s: %s…\n%.600s", d.name, door, d.label, d.words, says)
			}
		}
		if pages := strings.Count(doors["page of the clause"], "?inline=true#page="); strings.HasSuffix(d.path, ".pdf") && pages != 1 {
			t.Errorf("%s: the page of the clause leads to %d pages of the original", d.name, pages)
		}
		if sound := jsonOf(t, found.Hits[0].Document.Status); d.label == "款项划分存疑" && sound != `"in_force"` {
			t.Errorf("%s: %s", d.name, sound)
		}
	}
}

// draftOf is a draft that quotes the first sentence of a hit, and says from where.
func draftOf(h web.Hit) string {
	_, words, _ := strings.Cut(h.Passage.Text, h.Passage.Label)
	if h.Passage.Label == "" {
		words = h.Passage.Text
	}
	words, _, _ = strings.Cut(strings.TrimSpace(words), "。")
	return "工作总结\n\n" + h.Citation + "指出：“" + words + "。”\n"
}

// TestNotHeldOnEveryDoor: of a work that is not held, or not as it was on a day, every
// way to ask says so, with the clause that repealed it.
func TestNotHeldOnEveryDoor(t *testing.T) {
	s := openHere(t)
	if _, err := s.intake.AddAll(t.Context(), []indexer.File{{Path: "样本档案条例.txt", Data: []byte(gone)},
		{Path: "样本宿舍规定.txt", Data: []byte("样本宿舍规定\n（2010年3月1日公布　2020年5月1日修订）\n第一条　为了管好样本宿舍，制定本规定。\n第二条　样本宿舍每晚十时熄灯。\n第三条　本规定自2010年4月1日起施行。\n")}}); err != nil {
		t.Fatal(err)
	}
	server, err := newServer(s, env{log: slog.New(slog.DiscardHandler)}, web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	get := func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "127.0.0.1"
		server.Handler().ServeHTTP(w, r)
		return html.UnescapeString(w.Body.String())
	}
	led := func(path string) string {
		w := httptest.NewRecorder()
		r := httptest.NewRequest("GET", path, nil)
		r.Host = "127.0.0.1"
		server.Handler().ServeHTTP(w, r)
		if to, _, _ := strings.Cut(w.Header().Get("Location"), "#"); to != "" {
			return get(to)
		}
		return html.UnescapeString(w.Body.String())
	}
	for _, c := range []struct{ query, asOf, code, words string }{
		{"样本档案办法第三条", "", "repealed_by", "《样本档案条例》"},
		{"样本宿舍规定第二条", "2015-01-01", "not_held", "该日施行的是较早的文本"},
	} {
		values := url.Values{"q": {c.query}}
		if c.asOf != "" {
			values.Set("as_of", c.asOf)
		}
		q := values.Encode()
		var found web.SearchAnswer
		var answer web.Resolution
		decode(t, get("/api/v1/search?"+q), &found)
		decode(t, get("/api/v1/resolve?"+q), &answer)
		var said, shown bytes.Buffer
		printAnswer(&said, found, false)
		printResolution(env{stdout: &shown}, answer)
		for door, says := range map[string]string{"resolve": jsonOf(t, answer.Notices), "search": jsonOf(t, found.Query.Resolved.Notices),
			"tiaowen search": said.String(), "tiaowen show": shown.String(), "page": get("/?" + q), "page it leads to": led("/c/" + url.PathEscape(c.query) + "?" + q)} {
			if !strings.Contains(says, c.words) {
				t.Errorf("%s: %s does not say %s: %.400s", c.query, door, c.words, says)
			}
		}
		if !strings.Contains(jsonOf(t, answer.Notices), c.code) {
			t.Errorf("%s: no %s: %v", c.query, c.code, answer.Notices)
		}
	}
}

// addressed is the first hit of a search for an address and what was said of that.
func addressed(t *testing.T, body string) any {
	t.Helper()
	var found web.SearchAnswer
	decode(t, body, &found)
	if len(found.Hits) == 0 {
		t.Fatal("an address without a hit")
	}
	return []any{found.Hits[0].Document, found.Hits[0].Passage}
}

func decode(t *testing.T, body string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// piece is a page from a mark on, to the end of what begins there.
func piece(page, mark string) string {
	_, after, _ := strings.Cut(page, mark)
	end := "</li>\n"
	if strings.HasPrefix(mark, "<section") {
		end = "</section>"
	}
	one, _, _ := strings.Cut(after, end)
	return one
}

var markup = regexp.MustCompile(`<[^>]*>`)

// wordText is the text of a Word file.
func wordText(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	raw, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return markup.ReplaceAllString(string(raw), "")
}
