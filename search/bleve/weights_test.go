package bleve

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

// TestWeightNames: every number has a name of its own, under which it can be read
// and set, and nothing else is changed by that.
func TestWeightNames(t *testing.T) {
	names := DefaultWeights().Names()
	seen := map[string]bool{}
	for _, name := range names {
		if name == "" || seen[name] {
			t.Errorf("name %q is not of one number", name)
		}
		seen[name] = true
		w := DefaultWeights()
		was, ok := w.Get(name)
		if !ok {
			t.Errorf("%s cannot be read", name)
		}
		if err := w.Set(name, was+2); err != nil {
			t.Error(err)
		}
		for _, other := range names {
			want, _ := DefaultWeights().Get(other)
			if other == name {
				want = was + 2
			}
			if got, _ := w.Get(other); got != want {
				t.Errorf("after setting %s, %s is %v, want %v", name, other, got, want)
			}
		}
	}
	for _, name := range []string{"k1", "vote", "trail_weight", "prior.statute", "small_library"} {
		if !seen[name] {
			t.Errorf("no weight is called %s", name)
		}
	}
}

// TestWeightRefused: what cannot be a weight is refused with the reason.
func TestWeightRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		value float64
		want  string
	}{
		{"votes", 1, "trail_weight"}, {"prior.law", 1, "prior.statute"}, {"vote", -1, "vote"}, {"k1", 1e9, "k1"}, {"vote_depth", 1.5, "whole"},
	} {
		w := DefaultWeights()
		if err := w.Set(c.name, c.value); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s = %v: %v", c.name, c.value, err)
		}
		if diff := cmp.Diff(DefaultWeights(), w); diff != "" {
			t.Errorf("%s = %v changed something: %s", c.name, c.value, diff)
		}
	}
	e := shelved(t)
	for name, value := range map[string]float64{"second_look_depth": 10, "vote_voices": 300, "coverage_depth": 0} {
		w := DefaultWeights()
		if err := w.Set(name, value); err != nil {
			t.Fatal(err)
		}
		if err := e.Weigh(w); err == nil {
			t.Errorf("%s = %v is taken into use", name, value)
		}
	}
}

// askWith is an engine's answer by other weights, which are gone again then.
func askWith(t *testing.T, e *Engine, q search.Query, set map[string]float64) search.Result {
	t.Helper()
	w := DefaultWeights()
	for name, value := range set {
		if err := w.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Weigh(w); err != nil {
		t.Fatal(err)
	}
	res := ask(t, e, q)
	if err := e.Weigh(DefaultWeights()); err != nil {
		t.Fatal(err)
	}
	return res
}

// TestWeigh: other weights are taken into use, in all that is computed before a
// search, and nothing of them stays.
func TestWeigh(t *testing.T) {
	e := shelved(t)
	q := search.Query{Text: "支委会和党员大会怎么召开的经验总则", Synonyms: search.DefaultSynonyms(), Limit: 100}
	before := ask(t, e, q)
	for name, value := range map[string]float64{
		"k1": 3, "b": 0, "rune_weight": 0, "trail_weight": 0, "title_weight": 3, "essay_title": 9, "common_rune": 1, "synonym": 0, "question_word": 1,
		"vote": 0, "coverage_grams": 0, "coverage_letters": 0, "prior.essay": 0.1, "outdated": 0.1,
	} {
		if cmp.Diff(before, askWith(t, e, q, map[string]float64{name: value})) == "" {
			t.Errorf("%s = %v changes nothing", name, value)
		}
		if diff := cmp.Diff(before, ask(t, e, q)); diff != "" {
			t.Fatalf("%s stays: %s", name, diff)
		}
	}
	quoted := search.Query{Text: "“党员大会”"}
	before = ask(t, e, quoted)
	if after := askWith(t, e, quoted, map[string]float64{"k1": 3}); after.Hits[0].Score == before.Hits[0].Score {
		t.Error("k1 does not count for strings")
	}
}

// TestWeighCursor: a walk goes on in the order that it began in.
func TestWeighCursor(t *testing.T) {
	e := shelved(t)
	q := search.Query{Text: "党员大会", Limit: 1, Apart: true, Today: "2026-01-01"}
	want := walk(t, e, q)
	q.Cursor = ask(t, e, q).NextCursor
	w := DefaultWeights()
	w.B, w.Outdated = 0, 0.01
	if err := e.Weigh(w); err != nil {
		t.Fatal(err)
	}
	var got []string
	for q.Cursor != "" {
		res := ask(t, e, q)
		for _, h := range res.Hits {
			got = append(got, h.Document.ID+"#"+h.Passage.Label)
		}
		if q.Cursor = res.NextCursor; res.Reordered {
			t.Error("reordered")
		}
	}
	if diff := cmp.Diff(want[1:], got); diff != "" {
		t.Error(diff)
	}
}

// TestAblations: every part can be switched off, and what is off was on.
func TestAblations(t *testing.T) {
	var names []string
	for _, a := range Ablations() {
		names = append(names, a.Name)
		w := DefaultWeights()
		for _, name := range slices.Sorted(maps.Keys(a.Set)) {
			if err := w.Set(name, a.Set[name]); err != nil {
				t.Errorf("%s: %v", a.Name, err)
			}
		}
		if err := w.Check(); err != nil || cmp.Equal(w, DefaultWeights()) {
			t.Errorf("%s changes nothing, or more than goes together: %v", a.Name, err)
		}
	}
	if len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("names twice: %v", names)
	}
	e := shelved(t)
	q := search.Query{Text: "航天器怎么对接"}
	if got := askWith(t, e, q, map[string]float64{"basis_hits": 0}).Verdict; got != search.OK {
		t.Errorf("without rules of basis the verdict is %s", got)
	}
}
