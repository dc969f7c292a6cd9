package main

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"tiaowen/web"
)

// TestSearchHasEveryParameter: what the API takes, the command takes, under the same
// name and with the same closed list of values.
func TestSearchHasEveryParameter(t *testing.T) {
	server, err := newServer(openHere(t), quiet(t.TempDir()), web.Config{})
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/openapi.json", nil)
	r.Host = "127.0.0.1"
	server.Handler().ServeHTTP(w, r)
	var described struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name, In string
				Schema   struct {
					Enum  []string
					Items struct{ Enum []string }
				}
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &described); err != nil {
		t.Fatal(err)
	}
	// The words are the arguments; what makes an answer slim is for a network.
	flags := map[string][]string{"q": nil, "fields": nil, "facets": nil, "snippet": nil}
	parser, _ := theParser(t)
	for _, command := range parser.Model.Children {
		if command.Name != "search" {
			continue
		}
		for _, f := range slices.Concat(command.Flags, parser.Model.Flags) {
			flags[strings.ReplaceAll(f.Name, "-", "_")] = strings.FieldsFunc(f.Tag.Get("values"), func(r rune) bool { return r == ',' })
		}
	}
	parameters := described.Paths["/api/v1/search"]["get"].Parameters
	if len(parameters) < 15 {
		t.Fatalf("%d parameters: %s", len(parameters), w.Body)
	}
	for _, p := range parameters {
		values, there := flags[p.Name]
		switch {
		case p.In != "query", slices.Contains([]string{"fields", "facets", "snippet"}, p.Name): // what a program wants of an answer
		case !there:
			t.Errorf("no flag for %s", p.Name)
		case len(values) > 0 && !slices.ContainsFunc(slices.Concat(p.Schema.Enum, p.Schema.Items.Enum), func(v string) bool { return slices.Contains(values, v) }):
			t.Errorf("%s has values %q, the API %q %q", p.Name, values, p.Schema.Enum, p.Schema.Items.Enum)
		}
	}
}
