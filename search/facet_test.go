package search

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// TestFacetRows: a row says all that the others rely on.
func TestFacetRows(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Facets {
		switch {
		case f.Name == "" || f.Label == "":
			t.Errorf("%q %q: a facet has a name and a label", f.Name, f.Label)
		case seen[f.Name] || f.Name == titleFilter:
			t.Errorf("%s: the name is taken", f.Name)
		case (f.Of == nil) == (f.On == nil):
			t.Errorf("%s: its values come from the head or from the day", f.Name)
		case f.On != nil && f.Values == nil:
			t.Errorf("%s: what hangs on the day is of a closed list", f.Name)
		case f.Values != nil && f.Read != nil:
			t.Errorf("%s: a closed list is not read", f.Name)
		}
		seen[f.Name] = true
		for _, v := range f.Values {
			if f.LabelOf(v.Value) != v.Label {
				t.Errorf("%s: %s stands twice in the list", f.Name, v.Value)
			}
		}
	}
}

func TestChoose(t *testing.T) {
	for _, c := range []struct {
		facet string
		given []string
		want  Filter
		fault string
	}{
		{"kind", []string{"speech", "文章", "讲话"}, Filter{"kind": {"speech", "essay"}}, ""},
		{"kind", []string{"书"}, nil, "unknown_value"},
		{"genre", []string{"条例"}, Filter{"genre": {"regulations"}}, ""},
		{"year", []string{"02018", "2018"}, Filter{"year": {"2018"}}, ""},
		{"year", []string{"0"}, nil, "bad_year"},
		{"year", []string{"2018年"}, nil, "bad_year"},
		{"issuer", []string{"中央"}, Filter{"issuer": {"中央"}}, ""},
		{"status", []string{"现行有效"}, Filter{"status": {"in_force"}}, ""},
	} {
		var got Filter
		fault := ""
		for _, v := range c.given {
			if f := Facets.Named(c.facet).Choose(&got, v); f != "" {
				fault = f
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" || fault != c.fault {
			t.Errorf("%s %v: fault %q, want %q %s", c.facet, c.given, fault, c.fault, diff)
		}
	}
}

// TestParseOtherFacets: what can be typed follows from the table.
func TestParseOtherFacets(t *testing.T) {
	table := FacetTable{{Name: "author", Typed: true}, {Name: "mood", Typed: true, Values: []corpus.Term{{Value: "glad", Label: "喜"}}}, {Name: "silent"}}
	got, err := table.Parse("author:张 mood:喜 mood:怒 silent:一 kind:讲话")
	if err != nil {
		t.Fatal(err)
	}
	want := Parsed{Text: got.Text, Filter: Filter{"author": {"张"}, "mood": {"glad"}}, Runs: runs("mood", "怒", "silent", "一", "kind", "讲话"), Joined: []string{"mood:怒", "silent:一", "kind:讲话"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSettings: every value of every setting comes through a query, and the first is
// what a query without it means.
func TestSettings(t *testing.T) {
	for _, s := range Settings {
		for i, v := range s.Values {
			var q Query
			if i == 0 && s.Of(q) != v.Value {
				t.Errorf("%s is %q unless it is set", s.Name, s.Of(q))
			}
			if s.Set(&q, v.Value); s.Of(q) != v.Value || v.Label == "" {
				t.Errorf("%s: %q is %q, label %q", s.Name, v.Value, s.Of(q), v.Label)
			}
		}
	}
}
