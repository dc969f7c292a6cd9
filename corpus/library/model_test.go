package library

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	drawPath    = rapid.SampledFrom([]string{"/a", "/b", "/c", "upload:0/a"})
	drawContent = rapid.Custom(func(t *rapid.T) content {
		return content(rapid.MapOfN(rapid.SampledFrom([]string{"", "1", "2"}), rapid.IntRange(0, markedText), 1, 2).Draw(t, "parts"))
	})
	drawPatch = rapid.SampledFrom([]map[string]any{
		{"source": "校对"}, {"source": "再校"}, {"source": nil}, {"kind": "speech"}, {"kind": nil},
		{"title": "正名"}, {"title": nil, "source": ""}, {"kind": "regulation", "title": "某办法"}, {},
	})
)

// TestLibraryIsLikeModel does to the library and to the model the same, and
// compares all there is to see after each step.
func TestLibraryIsLikeModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		l, err := Open(t.Context(), dir, Clock(ticking()))
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { l.Close() }()
		m := &model{files: map[string]*modelFile{}, second: map[string]string{}, docs: map[string]*modelDoc{}, gone: map[string]int64{}}
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				path, c, unasked := drawPath.Draw(rt, "path"), drawContent.Draw(rt, "content"), rapid.Bool().Draw(rt, "unasked")
				got, err := l.PutAll(t.Context(), []Incoming{{c.file(path), c.texts(), unasked}})
				if want := m.put(path, c, unasked); err != nil || got[0].Err != nil || got[0].Outcome != want {
					rt.Fatalf("PutAll = %+v, %v; want %s", got, err, want)
				}
			},
			"again": func(rt *rapid.T) {
				path, c, unasked := drawPath.Draw(rt, "path"), drawContent.Draw(rt, "content"), rapid.Bool().Draw(rt, "unasked")
				got, ok, err := l.Again(t.Context(), Incoming{File: c.file(path), Unasked: unasked})
				of, want := m.holder(path, c), Outcome("")
				if of != "" {
					m.voided = nil
					want = m.again(path, of, unasked)
				}
				if err != nil || ok != (of != "") || got.Outcome != want {
					rt.Fatalf("Again = %+v, %v, %v; want %s", got, ok, err, want)
				}
			},
			"replace": func(rt *rapid.T) {
				id, by := drawID(rt, m), drawID(rt, m)
				if _, err := l.Replace(t.Context(), id, by); (err == nil) != m.replace(id, by) || err != nil && !errors.Is(err, ErrPart) {
					rt.Fatalf("Replace %s by %s: %v", id, by, err)
				}
			},
			"correct": func(rt *rapid.T) {
				id, patch := drawID(rt, m), drawPatch.Draw(rt, "patch")
				data, _ := json.Marshal(patch)
				if _, err := l.Correct(t.Context(), id, data, ""); err != nil {
					rt.Fatal(err)
				}
				m.correct(id, patch)
			},
			"remove": func(rt *rapid.T) {
				id := drawID(rt, m)
				if err := l.Remove(t.Context(), id, ""); err != nil {
					rt.Fatal(err)
				}
				m.remove(id)
			},
			"undo": func(rt *rapid.T) {
				id := rapid.SampledFrom(append(slices.Sorted(maps.Keys(m.docs)), "", "没有")).Draw(rt, "id")
				got, err := l.Undo(t.Context(), id)
				want := m.undo(id)
				if want == nil && !errors.Is(err, ErrNothingToUndo) || want != nil && (err != nil || got.Seq != want.seq) {
					rt.Fatalf("Undo = %+v, %v; want %+v", got, err, want)
				}
			},
			"redo": func(rt *rapid.T) {
				id := rapid.SampledFrom(append(slices.Sorted(maps.Keys(m.docs)), "", "没有")).Draw(rt, "id")
				got, err := l.Redo(t.Context(), id)
				want := m.redo(id)
				if want == nil && !errors.Is(err, ErrNothingToRedo) || want != nil && (err != nil || got.Seq != want.seq || got.Action != want.of) {
					rt.Fatalf("Redo = %+v, %v; want %+v", got, err, want)
				}
			},
			"release": func(rt *rapid.T) { judgeBoth(rt, m, l.Release, m.release) },
			"discard": func(rt *rapid.T) { judgeBoth(rt, m, l.Discard, m.discard) },
			"reopen": func(rt *rapid.T) {
				if err := l.Close(); err != nil {
					rt.Fatal(err)
				}
				if l, err = Open(t.Context(), dir, Clock(ticking())); err != nil {
					rt.Fatal(err)
				}
			},
			"": func(rt *rapid.T) { compare(rt, t, l, m) },
		})
	})
}

// judgeBoth does what a person decides about a withheld document, which may be
// none.
func judgeBoth(rt *rapid.T, m *model, decide func(context.Context, string) error, model func(path string)) {
	id := rapid.SampledFrom(append(slices.Sorted(maps.Keys(m.docs)), "没有")).Draw(rt, "id")
	path := m.heldFile(id)
	if err := decide(rt.Context(), id); path == "" && !errors.Is(err, ErrNotFound) || path != "" && err != nil {
		rt.Fatalf("%s, withheld in %q: %v", id, path, err)
	}
	if path != "" {
		model(path)
	}
}

func drawID(rt *rapid.T, m *model) string {
	live := m.live()
	if len(live) == 0 {
		rt.Skip("no document")
	}
	return rapid.SampledFrom(live).Draw(rt, "id")
}

func compare(rt *rapid.T, t *testing.T, l *Library, m *model) {
	ctx := t.Context()
	var all []string
	for rec, err := range l.All(ctx) {
		if err != nil {
			rt.Fatal(err)
		}
		d := m.docs[rec.Document.ID]
		if d == nil || d.removed != present {
			rt.Fatalf("All yields %s, which is not there", rec.Document.ID)
		}
		all = append(all, d.id)
		want := d.parsed()
		if strings.Contains(d.id, "~") {
			want.Diagnostics = rec.Document.Diagnostics
		}
		if diff := cmp.Diff(want, rec.Document); diff != "" {
			rt.Fatalf("%s (-want +got):\n%s", d.id, diff)
		}
		if diff := cmp.Diff(m.paths(d.path), rec.Paths); diff != "" {
			rt.Fatalf("%s: paths (-want +got):\n%s", d.id, diff)
		}
		got, err := l.Original(ctx, d.id)
		if err != nil || string(got.Data) != string(m.files[d.path].content.file("").Data) {
			rt.Fatalf("%s: original %s, %v", d.id, got.Data, err)
		}
	}
	if diff := cmp.Diff(m.live(), append([]string{}, sorted(all)...)); diff != "" {
		rt.Fatalf("documents (-want +got):\n%s", diff)
	}
	second := map[string]string{}
	rows, err := l.reader.Query(`SELECT path, file FROM second_paths`)
	if err != nil {
		rt.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var path, file string
		if err := rows.Scan(&path, &file); err != nil {
			rt.Fatal(err)
		}
		second[path] = file
	}
	if diff := cmp.Diff(m.second, second); diff != "" {
		rt.Fatalf("second paths (-want +got):\n%s", diff)
	}
	heldBack := []string{}
	for _, h := range held(t, l) {
		heldBack = append(heldBack, h.ID)
	}
	if diff := cmp.Diff(m.heldBack(), heldBack); diff != "" {
		rt.Fatalf("withheld (-want +got):\n%s", diff)
	}
	from := rapid.Int64Range(0, m.seq).Draw(rt, "since")
	if diff := cmp.Diff(m.since(from), steps(t, l, from)); diff != "" {
		rt.Fatalf("steps since %d (-want +got):\n%s", from, diff)
	}
	edits, err := l.Edits(ctx, 3)
	if err != nil {
		rt.Fatal(err)
	}
	want := m.edited("")
	want = want[:min(3, len(want))]
	for i, e := range edits {
		if i >= len(want) || e.Seq != want[i].seq || e.ID != want[i].id || e.Action != want[i].action {
			rt.Fatalf("edits %+v", edits)
		}
	}
	if len(edits) != len(want) {
		rt.Fatalf("%d edits, want %d", len(edits), len(want))
	}
}
