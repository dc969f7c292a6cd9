package web

import (
	"html/template"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
)

// sameAsWritten fails if the code of a page, should it have any, does not write what its
// template wrote.
func sameAsWritten(t testing.TB, name string, p *page, want string) {
	t.Helper()
	write := written(name)
	if write == nil {
		return
	}
	m := &markup{}
	write(m, p)
	got := string(m.text)
	if got == want {
		return
	}
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	near := func(s string) string { return s[max(0, at-80):min(len(s), at+80)] }
	t.Fatalf("page %s, byte %d:\ncode     %q\ntemplate %q", name, at, near(got), near(want))
}

// TestMarkupEscapes: each way to write a value is html/template's for that place.
func TestMarkupEscapes(t *testing.T) {
	places := []struct {
		name, template string
		write          func(m *markup, s string)
	}{
		{"text", `<p>{{.}}</p>`, (*markup).words},
		{"attribute", `<p title="{{.}}"></p>`, (*markup).words},
		{"title", `<title>{{.}}</title>`, (*markup).words},
		{"address", `<a href="{{.}}"></a>`, (*markup).address},
		{"part of an address", `<a href="/login?next={{.}}"></a>`, (*markup).addressPart},
		{"place in a page", `<a href="#{{.}}"></a>`, (*markup).addressPart},
	}
	anyBytes := rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })
	for _, p := range places {
		t.Run(p.name, func(t *testing.T) {
			page := template.Must(template.New("").Parse(p.template))
			before, after, _ := strings.Cut(p.template, "{{.}}")
			rapid.Check(t, func(t *rapid.T) {
				s := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(hostile()), rapid.String(), anyBytes), 0, 4).Draw(t, "s"), "")
				var want strings.Builder
				if err := page.Execute(&want, s); err != nil {
					t.Fatal(err)
				}
				m := &markup{}
				m.raw(before)
				p.write(m, s)
				m.raw(after)
				if string(m.text) != want.String() {
					t.Fatalf("%q: %s, html/template %s", s, m.text, &want)
				}
			})
		})
	}
}

// TestWrittenAsByTemplate: on real texts the code writes what the templates write.
func TestWrittenAsByTemplate(t *testing.T) {
	sh := newMemory(t)
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "party", "regulations"), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sh.take(t, filepath.Base(file), data)
	}
	pages, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	st := pageSite(t, sh)
	for _, asked := range []struct{ q, more string }{{"", ""}, {"党员", "explain=1&topic=组织生活"}, {"支部 会议", "lanes=1"}, {"会议", "group=document&as_of=2019-01-01"}, {"支部工作条例第十二条", ""}, {"没有的词", ""}} {
		render(t, pages, "search", asked.q, foundView(t, st, asked.q, asked.more))
	}
	for i, r := range sh.records {
		q := []string{"", "会议", "党员"}[i%3]
		rec, err := st.cfg.Readings.Read(t.Context(), r.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		render(t, pages, "document", q, st.openDocument(t.Context(), rec, search.Query{Text: q, Today: "2026-03-01"}))
	}
}

// foundView is the view of a page of results.
func foundView(t *testing.T, st *site, words, more string) *searchView {
	t.Helper()
	values, err := url.ParseQuery(more)
	if err != nil {
		t.Fatal(err)
	}
	values.Set("q", words)
	given, _ := newState(values, st.known)
	q, at, faults := st.understood(given)
	v, result, err := st.results(t.Context(), at, q, faults)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Hits) == 0 {
		if v.Empty, err = st.nothing(t.Context(), at, q, result); err != nil {
			t.Fatal(err)
		}
	}
	return v
}
