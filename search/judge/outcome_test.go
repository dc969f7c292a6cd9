package judge

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestOutcomes: what is written is read back, and what is not of the form is
// refused.
func TestOutcomes(t *testing.T) {
	relevant := []Relevant{{"d", "art_1", 3}, {"d", "art_2", 1}}
	found := []Place{{"e", "art_1"}, {"d", "art_2__para_1"}}
	want := []Outcome{
		NewOutcome(Query{ID: "a", Relevant: relevant, Expect: "ok"}, found, "ok"),
		NewOutcome(Query{ID: "b", Relevant: relevant, Expect: "ok"}, nil, "no_basis"),
		NewOutcome(Query{ID: "c"}, found, "ok"),
	}
	var text strings.Builder
	text.WriteString("# a note\n")
	for _, o := range want {
		text.WriteString(o.String() + "\n")
	}
	if text.String() != "# a note\na\t-,2\tok\nb\t-,-\t!no_basis\nc\t\tok\n" {
		t.Errorf("%q", text.String())
	}
	got, err := ReadOutcomes(strings.NewReader(text.String()))
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for _, broken := range []string{"a\t1", "a\t1\tok\tmore", "a\t0\tok", "a\tfirst\tok", "a\t1,\tok"} {
		if _, err := ReadOutcomes(strings.NewReader(broken)); err == nil {
			t.Errorf("%q was taken", broken)
		}
	}
}

// TestMeasure: outcomes alone give the figures that the hits gave.
func TestMeasure(t *testing.T) {
	queries := []Query{
		{ID: "a", Relevant: []Relevant{{"d", "art_1", 3}}, Expect: "ok"},
		{ID: "b", Relevant: []Relevant{{"d", "art_2", 3}}, Expect: "ok"},
		{ID: "c", Expect: "no_basis"},
	}
	got := Measure(queries, []Outcome{{"a", []int{1}, "ok", false}, {"b", []int{4}, "no_basis", true}, {"c", nil, "no_basis", false}})
	if got.Queries != 2 || got.Hit1 != .5 || got.Hit5 != 1 || got.MRR10 != .625 || got.Expected != 3 || got.Met != 2 {
		t.Errorf("%+v", got)
	}
}

func TestMoved(t *testing.T) {
	before := []Outcome{{"same", []int{1}, "ok", false}, {"better", []int{4}, "ok", false}, {"worse", []int{1, 7}, "ok", false},
		{"lost", []int{1}, "ok", false}, {"gone", nil, "ok", false}, {"twice", []int{1}, "ok", false}, {"twice", []int{2}, "ok", false}}
	after := []Outcome{{"same", []int{1}, "ok", false}, {"better", []int{2}, "ok", false}, {"worse", []int{2, 7}, "ok", false},
		{"lost", []int{0}, "no_basis", true}, {"new", []int{3}, "ok", false}, {"twice", []int{1}, "ok", false}, {"twice", []int{3}, "ok", false}}
	var got []string
	for _, m := range Moved(before, after) {
		got = append(got, m.String())
	}
	want := []string{"lost: 1 → -, ok → !no_basis", "worse: 1,7 → 2,7", "twice: 2 → 3", "new: new 3 ok", "gone: gone ok", "better: 4 → 2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
