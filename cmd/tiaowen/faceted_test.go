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
// asked since the last page.
type faceted struct {
	*client
	search.Searcher
	facets search.FacetTable
	asked  []search.Query
}

// Search is part of search.Searcher.
func (s *faceted) Search(ctx context.Context, q search.Query) (search.Result, error) {
	s.asked = append(s.asked, q)
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
