package library

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tiaowen/corpus"
)

func TestSince(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(t *testing.T, l *Library)
		want   []Step // without Seq
	}{
		{"nothing", func(*testing.T, *Library) {}, nil},
		{"the same file", func(t *testing.T, l *Library) {
			put(t, l, file("/a", "1"), essay("", "甲", "一"))
		}, nil},
		{"another path", func(t *testing.T, l *Library) {
			put(t, l, file("/c", "1"), essay("", "甲", "一"))
		}, nil},
		{"a new document", func(t *testing.T, l *Library) {
			put(t, l, file("/c", "3"), essay("", "丙", "三"))
		}, []Step{{ID: "丙", TextChanged: true}}},
		{"a new text", func(t *testing.T, l *Library) {
			put(t, l, file("/a", "3"), essay("", "甲", "三"))
		}, []Step{{ID: "甲", TextChanged: true}}},
		{"new bytes, same text", func(t *testing.T, l *Library) {
			put(t, l, file("/a", "3"), essay("", "甲", "一"))
		}, nil},
		{"a hint", func(t *testing.T, l *Library) {
			src := essay("", "甲", "一")
			src.Hints.Source = "网站"
			put(t, l, file("/a", "3"), src)
		}, []Step{{ID: "甲"}}},
		{"a field", func(t *testing.T, l *Library) {
			correct(t, l, "甲", `{"source":"校对"}`)
		}, []Step{{ID: "甲"}}},
		{"the kind, which decides how a text is cut", func(t *testing.T, l *Library) {
			correct(t, l, "甲", `{"kind":"speech"}`)
		}, []Step{{ID: "甲", TextChanged: true}}},
		{"text, then field", func(t *testing.T, l *Library) {
			put(t, l, file("/a", "3"), essay("", "甲", "三"))
			correct(t, l, "甲", `{"source":"校对"}`)
		}, []Step{{ID: "甲", TextChanged: true}}},
		{"a removal", func(t *testing.T, l *Library) {
			remove(t, l, "甲")
		}, []Step{{ID: "甲", Removed: true}}},
		{"a removal undone", func(t *testing.T, l *Library) {
			remove(t, l, "甲")
			undo(t, l, "")
		}, []Step{{ID: "甲", TextChanged: true}}},
		{"a correction undone", func(t *testing.T, l *Library) {
			correct(t, l, "甲", `{"source":"校对"}`)
			undo(t, l, "")
		}, []Step{{ID: "甲"}}},
		{"a part gone", func(t *testing.T, l *Library) {
			put(t, l, file("/a", "3"))
		}, []Step{{ID: "甲", Removed: true}}},
		{"new and gone", func(t *testing.T, l *Library) {
			put(t, l, file("/c", "3"), essay("", "丙", "三"))
			remove(t, l, "丙")
		}, []Step{{ID: "丙", Removed: true}}},
		{"in the order of the changes", func(t *testing.T, l *Library) {
			correct(t, l, "乙", `{"source":"校对"}`)
			correct(t, l, "甲", `{"source":"校对"}`)
			remove(t, l, "乙")
		}, []Step{{ID: "甲"}, {ID: "乙", Removed: true}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			put(t, l, file("/a", "1"), essay("", "甲", "一"))
			put(t, l, file("/b", "2"), essay("", "乙", "二"))
			before := seqOf(t, l)
			tt.change(t, l)
			got := steps(t, l, before)
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(Step{}, "Seq")); diff != "" {
				t.Errorf("steps (-want +got):\n%s", diff)
			}
			if !slices.IsSortedFunc(got, func(a, b Step) int { return int(a.Seq - b.Seq) }) {
				t.Errorf("steps out of order: %v", got)
			}
			if n := len(got); n > 0 && got[n-1].Seq != seqOf(t, l) {
				t.Errorf("last step %d, Seq %d", got[n-1].Seq, seqOf(t, l))
			}
			if again := steps(t, l, seqOf(t, l)); len(again) != 0 {
				t.Errorf("steps after the newest: %v", again)
			}
		})
	}
}

func sampleOf(title, text string) corpus.Source {
	src := essay("", title, text)
	src.Stated = []byte(`{"title":"` + title + `","kind":"essay","sample":true}`)
	return src
}

func TestRemoveSamples(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("sample/1", "1"), sampleOf("样一", "一"))
	put(t, l, file("sample/2", "2"), sampleOf("样二", "二"))
	put(t, l, file("sample/3", "3"), sampleOf("样三", "三"))
	put(t, l, file("/real", "4"), essay("", "真", "四"))
	correct(t, l, "样一", `{"source":"校对"}`)
	correct(t, l, "样三", `{"sample":false}`)
	correct(t, l, "真", `{"source":"校对"}`)
	remove(t, l, "样二")
	before := seqOf(t, l)

	if n, err := l.RemoveSamples(t.Context()); n != 1 || err != nil {
		t.Fatalf("RemoveSamples = %d, %v; want the one that was to be seen", n, err)
	}
	want := []Step{{ID: "样一", Removed: true}, {ID: "样二", Removed: true}}
	if diff := cmp.Diff(want, steps(t, l, before), cmpopts.IgnoreFields(Step{}, "Seq")); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	get(t, l, "样三")
	get(t, l, "真")
	if n := stringAt(t, l, `SELECT count(*) FROM originals`); n != "2" {
		t.Errorf("%s originals left, want 2", n)
	}
	undo(t, l, "")
	undo(t, l, "")
	if _, err := l.Undo(t.Context(), ""); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("Undo = %v: an edit of a sample is left", err)
	}
	if n, err := l.RemoveSamples(t.Context()); n != 1 || err != nil {
		t.Errorf("RemoveSamples after the undo = %d, %v; want 样三", n, err)
	}
	if n, err := l.RemoveSamples(t.Context()); n != 0 || err != nil {
		t.Errorf("RemoveSamples without samples = %d, %v", n, err)
	}

	if _, outcome := put(t, l, file("sample/1", "1"), sampleOf("样一", "一")); outcome != Added {
		t.Errorf("a sample again: %s, want added", outcome)
	}
	for _, s := range steps(t, l, before) {
		if s.ID == "样一" && s.Removed {
			t.Error("a document that is back is still told to be gone")
		}
	}
}

func TestReparse(t *testing.T) {
	l := open(t, t.TempDir())
	for i := range 2*reparseAtOnce + 1 {
		name := string(rune('一' + i))
		put(t, l, file("/"+name, name), essay("", name, name))
	}
	want, err := l.Heads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, _, err := l.Reparse(t.Context()); n != 0 || err != nil {
		t.Fatalf("Reparse of what is up to date = %d, %v", n, err)
	}
	if _, err := l.writer.Exec(`UPDATE documents SET parser = parser - 1, fields = '{}', runes = 0`); err != nil {
		t.Fatal(err)
	}
	before := seqOf(t, l)
	if n, held, err := l.Reparse(t.Context()); n != len(want) || held != 0 || err != nil {
		t.Errorf("Reparse = %d, %v; want %d", n, err, len(want))
	}
	got, err := l.Heads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("heads (-before +renewed):\n%s", diff)
	}
	renewed := steps(t, l, before)
	if len(renewed) != len(want) || !renewed[0].TextChanged {
		t.Errorf("%d steps of changed text, want %d", len(renewed), len(want))
	}
}
