package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library"
	"tiaowen/corpus/requirement"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/duty"
	"tiaowen/search/resolve"
)

// hostile are texts that try to break out of where they are put: every way out
// before every thing to do outside.
func hostile() []string {
	ways := []string{"", `"`, "'", `">`, "'>", "-->", "</title>", "</textarea>", "</option></select>", "</p></article>", "</script>",
		"</style>", "]]>", "&quot;&gt;", "`>", "\\\">", "\x00", "\u2028", "=x ", "{{", "%22%3E", "\ufeff", "＜", "#\" autofocus tabindex=1 ", "&#34;&#62;"}
	deeds := []string{"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:alert(1)", " onmouseover=alert(1) x=",
		"<iframe srcdoc='<script>alert(1)</script>'>", "<a href=javascript:alert(1)>x</a>", "<style>*{background:url(//evil.example)}</style>", "<base href=//evil.example>",
		"<meta http-equiv=refresh content='0;url=//evil.example'>", "<form action=//evil.example><input name=token>", "data:text/html,<script>alert(1)</script>", "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
		"<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<mark>x</mark>", "{{.Body}}", "<!--", "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "//evil.example/x"}
	var out []string
	for _, w := range ways {
		for _, d := range deeds {
			out = append(out, w+d)
		}
	}
	return out
}

// hostileRecord holds s wherever a text, a person or a file name can put it.
func hostileRecord(s string) library.Record {
	list := []string{s, s + "2"}
	f := corpus.Fields{Title: s, Aliases: list, Kind: corpus.Regulation, Genre: corpus.Genre(s), Rank: corpus.Rank(s), Issuer: list, DocNo: s,
		Adopted: corpus.Date(s), Promulgated: "2020-01-01", Effective: corpus.Date(s), History: s, Interpreter: s, Topics: list, Source: s, URL: s,
		Authors: list, Affiliation: s, Speaker: s, Occasion: s, Published: corpus.Date(s), Abstract: s, Keywords: list, DOI: s, References: list, Sample: true}
	text := s + s + s
	n := len(s)
	span := func(i int) corpus.Span { return corpus.Span{Start: i * n, End: (i + 1) * n} }
	item := &corpus.Provision{Kind: corpus.NodeItem, Label: s, Locator: s + "i", Span: span(2)}
	article := &corpus.Provision{Kind: corpus.NodeArticle, Label: s, Caption: s, Locator: s + "a", Span: corpus.Span{Start: n, End: 3 * n}, Head: corpus.Span{Start: n, End: n}, Children: []*corpus.Provision{item}}
	chapter := &corpus.Provision{Kind: corpus.NodeChapter, Label: s, Caption: s, Locator: s + "c", Span: corpus.Span{End: 3 * n}, Head: span(0), Children: []*corpus.Provision{article}}
	root := &corpus.Provision{Kind: corpus.NodeRoot, Span: corpus.Span{End: 3 * n}, Children: []*corpus.Provision{chapter}}
	d := corpus.Document{ID: s, Path: s, Fields: f, Text: text, Root: root,
		Diagnostics: []corpus.Diagnostic{{Code: s, Severity: corpus.Severity(s), Message: s}}}
	return library.Record{Document: d, Read: corpus.Fields{}, Corrections: json.RawMessage("{}"), ETag: s, Paths: list}
}

// hostilePages are the views of all pages with s in them.
func hostilePages(s string) map[string]any {
	rec := hostileRecord(s)
	head := search.Head{ID: s, Fields: rec.Document.Fields, Topics: []string{s}, Status: corpus.Status(s), Successor: s + "_" + s}
	hit := search.Hit{Document: head, Passage: corpus.Passage{Locator: s, Label: s, Path: []string{s, s}}, Text: s,
		Snippet: []search.Fragment{{Text: s}, {Text: s, Match: true}}, Citation: s, Why: []string{s}, Doubts: []corpus.Caution{{Code: s, Label: s, Message: s}}}
	facet := search.FacetCounts{Field: s, Other: 1}
	for i := range 9 {
		facet.Values = append(facet.Values, search.FacetValue{Value: s, Label: s, Count: i + 1, Selected: i > 7})
	}
	at := state{values: url.Values{"q": {s}, "topic": {s}, "issuer": {s}, "from": {s}, "to": {s}, "document": {s}, "sort": {s}, "cursor": {s}}, known: searchParameters(search.Facets)}
	result := search.Result{Total: 1, Documents: 1, Hits: []search.Hit{hit}, Facets: []search.FacetCounts{facet}, NextCursor: s,
		Query: search.Understanding{Text: s, Terms: []string{s}, Suggestion: s, Expansions: []search.Expansion{{From: s, To: s, Why: s}}}}
	found := viewSearch(at, search.Query{Text: s}, result)
	laned := result
	laned.Lanes = []search.Lane{{Kind: corpus.Essay, Total: 1, Hits: []search.Hit{hit}}, {Kind: corpus.Speech}}
	lanes := viewSearch(at, search.Query{Text: s, Lanes: true, Explain: true}, laned)
	found.Empty = &emptyView{Drops: []link{{s, at.href(), 1}}, Terms: []link{{s, at.href(), 1}}, Topics: []link{{s, facetPath("topic", s), 1}}}
	first := *found
	first.Welcome = &welcome{Total: 1, Kinds: []link{{s, facetPath(s, s), 1}}, Topics: []link{{s, facetPath("topic", s), 1}}, Things: []link{{s, procedurePath(s), 0}}, Sample: true}
	w := resolve.Work{Title: s, Versions: []search.Titled{{ID: s + "0", Fields: rec.Document.Fields}, {ID: s, Fields: rec.Document.Fields}}}
	doc := viewDocument(rec, head, w)
	doc.Cited = &citedView{Name: s, Total: 1, By: []citedBy{{Cite: s, Href: documentPath(s), Snippet: s, Own: true}}, More: 1}
	doc.lay(&rec.Document, []corpus.Span{{Start: 0, End: len(s)}}, []citeLink{{Span: corpus.Span{Start: len(s), End: 2 * len(s)}, Class: "cite", Href: addressPage(s, ""), Title: s},
		{Span: corpus.Span{Start: 2 * len(s), End: 3 * len(s)}, Class: "cite-none", Title: s}}, beside{
		cited: map[string]*citedView{s + "a": doc.Cited, s + "c": doc.Cited}, doubts: map[string][]doubtView{s + "a": hostileDoubts(s)}, past: provisionPath(s, "")})
	doc.Doubtful, doc.Unsure = []link{{Label: s, Href: "#" + s}}, hostileDoubts(s)
	doc.Q, doc.Search, doc.Corrected = s, newQuery(s).href(), s
	doc.stand(w, search.Query{AsOf: "2020-01-01"})
	doc.stepTo("1")
	doc.Similar = similarPath(s, "")
	like := viewLike(hit)
	like.Also, like.Similar = s, similarPath(s, s)
	doc.Parts = []choice{{s, documentPath(s), false}, {s, documentPath(s), true}}
	jump := hostileJump(s)
	found.Jump = jump
	doc.Address, doc.Today, doc.Checking = s, s, checkDocument(s)
	held := viewLibrary([]library.Head{{ID: s, Fields: rec.Document.Fields, Diagnostics: rec.Document.Diagnostics, Imported: time.Unix(0, 0), Path: s}}, url.Values{"title": {""}})
	held.Named, held.Done, held.Topics = s, s, []link{{s, facetPath("topic", s), 1}}
	held.Edits = []editLine{{s, s, s, s, false}, {s, s, s, s, true}}
	held.Many = &manyView{Words: s, Done: []string{s}, Failed: []string{s}}
	held.Actions, held.Values, held.Sort = []label{{Value: s, Label: s}}, []string{s}, s
	form := viewEdit(rec, formOf(rec.Document.Fields), []string{s})
	form.Error = form.blame(&corpus.FieldError{Field: "doc_no", Value: s})
	up := &uploadView{Error: s}
	up.add(s, indexer.Outcome{Path: s, Outcome: s, Reason: s, Documents: []indexer.Taken{{ID: s, Title: s}}, Diagnostics: rec.Document.Diagnostics})
	held.Upload = up
	duties := hostileDuties(s)
	return withCollections(s, map[string]any{
		"requirements": duties,
		"similar":      &similarView{Cite: s, Href: documentPath(s), Text: s, Hits: []hitView{like}},
		"search":       found, "search first": &first, "search lanes": lanes, "document": doc, "library": held, "edit": form, "help": helpView{search.FacetTable{{Name: s, Label: s}}},
		"provision": hostileProvision(s, rec, doc), "procedures": hostileThings(s), "procedure": hostileThing(s),
		"discard": discardView{libraryPath(s, "discard"), s, []library.Withheld{{ID: s, Path: s, Title: s, Reason: s}, {Title: s}}},
		"delete":  deleteView{s, s, libraryPath(s, "delete"), documentPath(s), []string{s}, []string{s}},
		"login":   loginView{s, s},
		"address": &addressView{Query: s, Jump: jump, Search: newQuery(s).href()}, "address none": &addressView{Query: s, Search: newQuery(s).href()},
		"compare": hostileComparison(s, "side"), "compare marked": hostileComparison(s, "marked"), "compare changes": hostileComparison(s, "changes"),
		"compare ask": &compareView{Ask: compareAsk{From: s, To: s, Errors: []string{s}, Choices: []link{{Label: s, Href: comparePath(s, s, "")}}}, View: s},
		"error":       errorView{&Problem{Title: s, Detail: s, Status: 422, RequestID: s, Errors: []Fault{{s, s, s}}}, at.href(), []jumpTo{{s, documentPath(s), s, "", s}}},
	})
}

// hostileDuties has a requirement with everything there can be.
func hostileDuties(s string) *requirementsView {
	at := state{values: url.Values{"q": {s}, "bearer": {s}, "document": {s}, "as_of": {s}}, known: requirementParameters(), path: requirementsPath}
	span := corpus.Span{End: len(s)}
	kept := requirement.Kept{Requirement: requirement.Requirement{Locator: s, Span: span, Bearer: span, Modal: span, Modality: requirement.MustNot,
		Quantity: &requirement.Quantity{Span: span, Kind: requirement.Frequency, Per: "年"}, Deadline: &requirement.Deadline{From: span}}, BearerWords: s}
	item := duty.Item{Kept: kept, Also: []search.Equal{{Address: s + "#" + s, Citation: s, Status: corpus.Amended}}, Text: s, Whole: s, Bearer: s, Citation: s, Cautions: []corpus.Caution{{Code: s, Label: s, Message: s}},
		Document: search.Head{ID: s, Fields: corpus.Fields{Title: s, Sample: true}, Status: corpus.Amended}}
	v := viewRequirements(at, duty.Query{View: duty.ViewCalendar}, duty.Answer{Total: 200, Items: []duty.Item{item}, NextCursor: s, Year: []duty.YearRow{{Bearer: s, Of: []int{1, 2, 3, 4}}},
		Facets: []search.FacetCounts{{Field: "document", Values: []search.FacetValue{{Value: s, Label: s, Count: 1}}}}})
	v.Q, v.Name, v.Scope, v.Beside, v.Faults = s, s, &link{Label: s, Href: documentPath(s)}, []string{s}, pageFaults{"as_of": s}
	v.Pager = viewPager(at, 2, 50, search.Result{Total: 200, NextCursor: s})
	v.Address, v.Today, v.AsOf = s, s, s
	return v
}

// hostileJump is an address that resolves, with everything an answer can have.
func hostileJump(s string) *jumpView {
	at := search.Provision{Document: s, Locator: s, Citation: s}
	return viewJump(&search.Resolution{Status: search.ResolveOK, Query: s, Address: s, Citation: s, Provisions: []search.Provision{at, at},
		Choices: []search.Choice{{Address: s + "#" + s, Citation: s, Document: s, Label: s + "1", Status: corpus.Amended}}, Notices: []search.Notice{{Code: s, Message: s}}}, "")
}

// hostileComparison has a row of every sort.
func hostileComparison(s, view string) *compareView {
	d := hostileRecord(s).Document
	at := []*corpus.Provision{{Kind: corpus.NodeArticle, Label: s, Caption: s, Locator: s}}
	ops := []compare.Op{{Kind: compare.Delete, Text: s}, {Kind: compare.Equal, Text: s, Was: s}, {Kind: compare.Insert, Text: s}}
	c := compared{heads: [2]search.Head{{ID: s, Fields: d.Fields}, {ID: s, Fields: d.Fields}}, notices: []search.Notice{{Message: s}}}
	c.Comparison = compare.Comparison{Old: &d, New: &d, Rows: []compare.Row{
		{Kind: compare.Edited, Edited: true, Renumbered: true, Old: at, New: at, Diff: ops}, {Kind: compare.Added, New: at, Diff: ops[2:]},
		{Kind: compare.Removed, Old: at, Diff: ops[:1]}, {Kind: compare.Kind(s), Heading: true, Old: at, New: at, Diff: ops}}}
	v := &compareView{View: view, Today: s, Address: s}
	if v.lay(c); view == "changes" {
		v.Rest = s
		v.Rows = []compareRow{{ID: s, Skipped: s, Words: []string{s}, New: []compareCell{{Label: s, Href: documentPath(s), Was: s, Ops: append(ops, compare.Op{Kind: compare.Elided, Text: s})}}}}
	}
	return v
}

// skeleton is the page without its words: every element with the names of its
// attributes, in order. Two texts must not differ in what they make of a page.
func skeleton(t testing.TB, body string) string {
	t.Helper()
	var b strings.Builder
	for n := range parseHTML(t, body).Descendants() {
		switch n.Type {
		case html.ElementNode:
			fmt.Fprintf(&b, "<%s", n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
				if slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && !ourAddress(a.Val) {
					t.Errorf("%s leads to %q", n.Data, a.Val)
				}
			}
			b.WriteString(">")
		case html.CommentNode:
			b.WriteString("<!>")
		}
	}
	return b.String()
}

// ourAddress reports whether an address stays on this host.
func ourAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme == "" && u.Host == "" && (strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//") || strings.HasPrefix(s, "#"))
}

func render(t testing.TB, pages map[string]*template.Template, name, s string, view any) string {
	t.Helper()
	p := page{Title: s, Nav: s, Query: s, Theme: s, Here: s, CSS: "/c", JS: []string{"/j"}, Icon: "/i", Version: s, Writer: true, Guarded: true, Quit: true, Checks: true, Body: view}
	if name, _, _ = strings.Cut(name, " "); name == "login" {
		p.Writer = false
	}
	var b bytes.Buffer
	if err := pages[name].ExecuteTemplate(&b, "frame", p); err != nil {
		t.Fatalf("page %s with %q: %v", name, s, err)
	}
	sameAsWritten(t, name, &p, b.String())
	return b.String()
}

func TestHostileTexts(t *testing.T) {
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	harmless := map[string]string{}
	for name, view := range hostilePages("无害") {
		harmless[name] = skeleton(t, render(t, pages, name, "无害", view))
	}
	texts := hostile()
	if len(texts) < 500 {
		t.Fatalf("only %d hostile texts", len(texts))
	}
	for _, s := range texts {
		for name, view := range hostilePages(s) {
			if got := skeleton(t, render(t, pages, name, s, view)); got != harmless[name] {
				t.Fatalf("%q changes page %s:\n%s\n%s", s, name, harmless[name], got)
			}
		}
	}
}

// Every template stands on views in which nothing is known.
func TestEmptyViews(t *testing.T) {
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]any{"search": &searchView{}, "search first": &searchView{Welcome: &welcome{}}, "search empty": &searchView{Empty: &emptyView{}},
		"document": &documentView{}, "provision": &provisionView{}, "procedures": &proceduresView{}, "procedure": &procedureView{}, "address": &addressView{}, "compare": &compareView{}, "library": &libraryView{}, "edit": &editView{}, "delete": deleteView{}, "discard": discardView{}, "library uploaded": &libraryView{Upload: &uploadView{}},
		"requirements": &requirementsView{}, "login": loginView{}, "help": helpView{}, "quit": nil, "error": errorView{Problem: &Problem{}}}
	for name, view := range withCollections("", views) {
		t.Run(name, func(t *testing.T) {
			p := parseHTML(t, render(t, pages, name, "", view))
			only(t, p, "h1")
			only(t, p, "main#main")
			only(t, p, "a.skip[href=#main]")
		})
	}
	for _, name := range pageNames {
		if _, ok := views[name]; !ok {
			t.Errorf("page %s is not tried", name)
		}
	}
}

// Fields beyond the text that a form sends are looked at as texts too.
func TestEveryControlHasALabel(t *testing.T) {
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	for name, view := range hostilePages("无害") {
		p := parseHTML(t, render(t, pages, name, "无害", view))
		labelled := map[string]bool{}
		for _, l := range find(p, "label[for]") {
			labelled[attribute(l, "for")] = true
		}
		for _, tag := range []string{"input", "select", "textarea"} {
			for _, c := range find(p, tag) {
				inside := false
				for up := c.Parent; up != nil; up = up.Parent {
					inside = inside || up.Data == "label"
				}
				if attribute(c, "type") != "hidden" && !inside && !labelled[attribute(c, "id")] {
					t.Errorf("page %s: %s %q has no label", name, tag, attribute(c, "name"))
				}
			}
		}
		for _, b := range append(find(p, "button"), find(p, "a[href]")...) {
			if words(b) == "" && attribute(b, "aria-label") == "" {
				t.Errorf("page %s: a %s has no name", name, b.Data)
			}
		}
	}
}

// hostileDoubts are doubts that say s wherever they say anything.
func hostileDoubts(s string) []doubtView {
	list := viewDoubts([]corpus.Caution{{Code: s, Label: s, Message: s}})
	list[0].Original, list[0].Lines = originalPath(s), []string{s}
	list[0].Pages = []link{{Label: s, Href: originalPath(s) + "?inline=true#page=1"}, {Label: s}}
	list[0].Clause = &link{Label: s, Href: addressURL(s)}
	return list
}

func hostileProvision(s string, rec library.Record, doc *documentView) *provisionView {
	d := &rec.Document
	unit := d.Root.Children[0].Children[0]
	v := &provisionView{Cite: s, Work: s, Meta: []string{s}, Status: corpus.Status(s), StatusIs: s, Standing: doc.Standing, Document: documentPath(s), Address: s,
		Doubts: hostileDoubts(s), Steps: doc.Steps, Printed: s, Today: s}
	m := resolve.Moment{Version: search.Titled{ID: s, Fields: d.Fields}, Document: d, Units: []*corpus.Provision{unit}, Change: s}
	v.through([]resolve.Moment{m, m, {Version: m.Version, Document: d, Change: s}}, s, "2020-01-01", "")
	return v
}
