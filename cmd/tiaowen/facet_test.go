package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/ask"
	"tiaowen/search/bleve"
	"tiaowen/search/naming"
	"tiaowen/search/suggest"
	"tiaowen/web"
)

// wider are the facets there are and five more, of every sort that a row can be.
func wider() search.FacetTable {
	return append(slices.Clone(search.Facets),
		search.Facet{Name: "source", Label: "来源", Of: func(h search.Head) []string { return []string{h.Fields.Source} }},
		search.Facet{Name: "initial", Label: "首字", Typed: true, Of: func(h search.Head) []string { return []string{string([]rune(h.Fields.Title)[:1])} }},
		search.Facet{Name: "month", Label: "月份", Doc: "公布、施行或发表的月份", Number: true, Unit: "月", Typed: true,
			Read: func(v string) (string, string) {
				n, err := strconv.Atoi(v)
				if err != nil || n < 1 || n > 12 {
					return "", "bad_number"
				}
				return strconv.Itoa(n), ""
			},
			Of: func(h search.Head) []string {
				if d := h.Fields.VersionDate(); len(d) >= len("2018-10") {
					return []string{strings.TrimPrefix(string(d[5:7]), "0")}
				}
				return nil
			}},
		search.Facet{Name: "length", Label: "题长", ByLabel: true, Values: []corpus.Term{{Value: "short", Label: "短标题"}, {Value: "long", Label: "长标题"}},
			Of: func(h search.Head) []string {
				if len([]rune(h.Fields.Title)) > 15 {
					return []string{"long"}
				}
				return []string{"short"}
			}},
		search.Facet{Name: "begun", Label: "施行", Values: []corpus.Term{{Value: "no", Label: "未施行"}, {Value: "yes", Label: "已施行"}},
			On: func(t corpus.Timeline, day corpus.Date) string {
				if t.Effective == "" || t.Effective > day {
					return "no"
				}
				return "yes"
			}})
}

// faceted is a server of the samples that knows some facets, and what its engine was
// asked last.
type faceted struct {
	*client
	search.Searcher
	facets search.FacetTable
	asked  search.Query
}

// Search is part of search.Searcher.
func (s *faceted) Search(ctx context.Context, q search.Query) (search.Result, error) {
	s.asked = q
	return s.Searcher.Search(ctx, q)
}

func newFaceted(t *testing.T, facets search.FacetTable) *faceted {
	t.Helper()
	e := env{globals: globals{Data: t.TempDir()}, log: slog.New(slog.DiscardHandler), stdout: t.Output(), stderr: t.Output()}
	s, err := openStore(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	if _, err := s.fillSamples(t.Context()); err != nil {
		t.Fatal(err)
	}
	engine, err := bleve.OpenFacets(filepath.Join(t.TempDir(), "index"), facets)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	if err := indexer.NewIntake(s.library, engine, s.lexicon, nil).Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	out := &faceted{Searcher: engine, facets: facets}
	with := *s
	with.asker = ask.NewAsker(out, s.asker.Resolver(), func() *search.Synonyms { return nil }, suggest.NewVocabulary(nil, naming.DefaultAliases()))
	server, err := newServer(&with, e, web.Config{Facets: facets})
	if err != nil {
		t.Fatal(err)
	}
	out.client = &client{http: &http.Client{Transport: inProcess{server.Handler()}}, base: "http://localhost"}
	return out
}

// page is the page of an address.
func (s *faceted) page(t *testing.T, v url.Values) shownPage {
	t.Helper()
	raw, err := s.get(t.Context(), "/", v)
	if err != nil {
		t.Fatal(err)
	}
	return readPage(t, raw)
}

// answer is what the API says to the same parameters.
func (s *faceted) answer(t *testing.T, v url.Values) (a web.SearchAnswer) {
	t.Helper()
	raw, err := s.get(t.Context(), "/api/v1/search", v)
	if err == nil {
		err = json.Unmarshal(raw, &a)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestFacetRows takes every facet from the page's address through state, query, engine
// and counts to the page again: those there are, and a table of a dozen.
func TestFacetRows(t *testing.T) {
	for name, facets := range map[string]search.FacetTable{"those there are": search.Facets, "and five more": wider()} {
		t.Run(name, func(t *testing.T) {
			s := newFaceted(t, facets)
			for _, f := range facets {
				t.Run(f.Name, func(t *testing.T) { s.choose(t, f) })
			}
		})
	}
}

// everywhere is a text that stands in nearly every sample.
const everywhere = "党"

// choose chooses a value of a facet, then another, and takes the first back.
func (s *faceted) choose(t *testing.T, f search.Facet) {
	before := s.page(t, url.Values{"q": {everywhere}})
	boxes := before.boxes[f.Name]
	if len(boxes) == 0 {
		t.Fatalf("the page has no box of %s: no row of it on the page, or no sample with a value", f.Name)
	}
	box := boxes[0]
	if box.legend != f.Label || box.label != f.Words(box.value) || box.count == 0 || box.checked {
		t.Fatalf("the first box is %+v", box)
	}
	at := url.Values{"q": {everywhere}, f.Name: {box.value}, "limit": {"1"}}
	p := s.page(t, at)
	if got := s.asked.Filter[f.Name]; !slices.Equal(got, []string{box.value}) {
		t.Errorf("the engine was asked for %q", got)
	}
	want := box
	want.checked = true
	if !slices.Contains(p.boxes[f.Name], want) {
		t.Errorf("boxes %+v: none is %+v", p.boxes[f.Name], want)
	}
	s.counted(t, f, at, box)
	s.wantChips(t, p, map[string]string{f.Label + "：" + f.Words(box.value): "/?q=" + url.QueryEscape(everywhere) + "&limit=1"})
	for _, href := range append(p.sorts, p.next) {
		if to, err := url.Parse(href); err != nil || !slices.Equal(to.Query()[f.Name], []string{box.value}) {
			t.Errorf("%s leaves the choice behind", href)
		}
	}
	// What has no box is carried by the form all the same.
	nowhere := s.page(t, url.Values{"q": {"“火星上没有”"}, f.Name: {box.value}})
	if hidden := nowhere.hidden[f.Name]; !slices.Equal(hidden, []string{box.value}) && !nowhere.checked(f.Name, box.value) {
		t.Errorf("a form without hits carries %q", hidden)
	}
	s.typed(t, f, box)
	s.described(t, f)
	if len(boxes) == 1 {
		return
	}
	at.Add(f.Name, boxes[1].value)
	p = s.page(t, at)
	if !p.checked(f.Name, box.value) || !p.checked(f.Name, boxes[1].value) || len(p.chips) != 2 {
		t.Errorf("two values: boxes %+v, chips %v", p.boxes[f.Name], p.chips)
	}
	if got := s.answer(t, at).Documents; got < box.count || got > box.count+boxes[1].count {
		t.Errorf("%d documents have one of two values, %d and %d have each", got, box.count, boxes[1].count)
	}
}

// wantChips compares the chips: their words, and the addresses they lead to.
func (s *faceted) wantChips(t *testing.T, p shownPage, want map[string]string) {
	t.Helper()
	if len(p.chips) != len(want) {
		t.Errorf("chips %v", p.chips)
	}
	for words, href := range p.chips {
		to, err := url.Parse(href)
		wanted, _ := url.Parse(want[words])
		if err != nil || want[words] == "" || to.Query().Encode() != wanted.Query().Encode() {
			t.Errorf("chip %q leads to %q, want %q", words, href, want[words])
		}
	}
}

// counted compares the API's answer with a box of the page.
func (s *faceted) counted(t *testing.T, f search.Facet, at url.Values, box facetBox) {
	t.Helper()
	a := s.answer(t, at)
	if a.Documents != box.count {
		t.Errorf("%d documents, the box says %d", a.Documents, box.count)
	}
	value := box.value
	if f.ByLabel {
		value = f.LabelOf(value)
	}
	for i, counts := range a.Facets {
		if counts.Field != s.facets[i].Name {
			t.Errorf("facet %d is %s", i, counts.Field)
		}
		if counts.Field == f.Name && !slices.Contains(counts.Values, web.FacetValue{Value: value, Label: f.LabelOf(box.value), Count: box.count, Selected: true}) {
			t.Errorf("counted %+v", counts.Values)
		}
	}
	if by := s.answer(t, url.Values{"q": {everywhere}, f.Name: {value}}).Documents; by != box.count {
		t.Errorf("what the API writes, %s, finds %d documents when it is read", value, by)
	}
}

// typed types the choice, and looks whether the help says that one can.
func (s *faceted) typed(t *testing.T, f search.Facet, box facetBox) {
	t.Helper()
	help, err := s.get(t.Context(), "/help", nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(help), f.Name+" "+f.Label) != f.Typed {
		t.Errorf("typed %v: the help says otherwise", f.Typed)
	}
	if !f.Typed {
		return
	}
	got := s.answer(t, url.Values{"q": {f.Name + ":" + f.LabelOf(box.value) + " " + everywhere}}).Documents
	if got != box.count && !(f.TakesParts() && got > box.count) {
		t.Errorf("typed, it finds %d documents, want %d", got, box.count)
	}
}

// described compares the parameter's description with the row.
func (s *faceted) described(t *testing.T, f search.Facet) {
	t.Helper()
	raw, err := s.get(t.Context(), "/openapi.json", nil)
	if err != nil {
		t.Fatal(err)
	}
	var spec struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name, Description string
				Schema            struct {
					Items struct {
						Type string
						Enum []string
					}
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &spec); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/v1/search", "/api/v1/documents"} {
		var got []string
		for _, p := range spec.Paths[path]["get"].Parameters {
			if p.Name == f.Name {
				got = append(got, fmt.Sprint(p.Description, p.Schema.Items))
			}
		}
		doc, sort := f.Label, "string"
		if f.Doc != "" {
			doc = f.Doc
		}
		if f.Number {
			sort = "integer"
		}
		var values []string
		for _, v := range f.Values {
			values = append(values, v.Value)
		}
		if want := fmt.Sprintf("%s{%s %v}", doc, sort, values); !slices.Equal(got, []string{want}) {
			t.Errorf("%s describes it as %q, want %s", path, got, want)
		}
	}
}

// hits are what is found, in words.
func (s *faceted) hits(t *testing.T, v url.Values) string {
	t.Helper()
	a := s.answer(t, v)
	out := fmt.Sprintln(a.Total)
	for _, h := range a.Hits {
		out += h.Passage.URL + "\n"
	}
	return out
}

// TestSettingRows takes every value of sort, match and group the same way. Each gives
// other hits than the others: an engine that knew nothing of one would not.
func TestSettingRows(t *testing.T) {
	s := newFaceted(t, search.Facets)
	for _, set := range search.Settings {
		gives := map[string]string{}
		for _, v := range set.Values {
			hits := s.hits(t, url.Values{"q": {"党费 党员"}, set.Name: {v.Value}}) + s.hits(t, url.Values{"q": {"收缴 差旅费"}, set.Name: {v.Value}})
			if same, ok := gives[hits]; ok {
				t.Errorf("%s: %s does what %s does", set.Name, v.Value, same)
			}
			gives[hits] = v.Value
			t.Run(set.Name+" "+v.Value, func(t *testing.T) {
				p := s.page(t, url.Values{"q": {"党费 党员"}, "kind": {"regulation"}, "limit": {"1"}, set.Name: {v.Value}})
				if got := set.Of(s.asked); got != v.Value {
					t.Errorf("the engine was asked for %s", got)
				}
				if !slices.Equal(p.hidden[set.Name], []string{v.Value}) {
					t.Errorf("the form carries %q", p.hidden[set.Name])
				}
				for words, href := range p.chips {
					if to, err := url.Parse(href); err != nil || to.Query().Get(set.Name) != v.Value {
						t.Errorf("chip %s leaves it behind: %s", words, href)
					}
				}
				if set.Name == "sort" && p.sorted != v.Label {
					t.Errorf("the page says that it is sorted by %q", p.sorted)
				}
			})
		}
	}
}
