package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"tiaowen/search"
	"tiaowen/web"
)

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
	if got := s.asked[len(s.asked)-1].Filter[f.Name]; !slices.Equal(got, []string{box.value}) {
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
