package indexer

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/topic"
	"tiaowen/search"
)

// shelf is an engine that only remembers what it was given.
type shelf struct {
	heads    map[string]Head
	texts    map[string]string
	seq      int64
	rebuilds int
	fail     error
	// felling is what a text says that fells the engine.
	felling string
}

func newShelf() *shelf { return &shelf{heads: map[string]Head{}, texts: map[string]string{}} }

func (s *shelf) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, nil
}
func (s *shelf) Quoting(context.Context, string, int) ([]Head, error) { return nil, nil }

func (s *shelf) Seq() int64   { return s.seq }
func (s *shelf) Close() error { return nil }

func (s *shelf) cut(e Entry) string {
	if s.felling != "" && strings.Contains(e.Text, s.felling) {
		panic("felled by " + s.felling)
	}
	return e.Text
}

func (s *shelf) Update(_ context.Context, c Change) error {
	if s.fail != nil {
		return s.fail
	}
	for _, e := range c.Put {
		s.heads[e.Head.ID], s.texts[e.Head.ID] = e.Head, s.cut(e)
	}
	for _, h := range c.Heads {
		if _, held := s.texts[h.ID]; !held {
			return fmt.Errorf("head of %s, which is not held", h.ID)
		}
		s.heads[h.ID] = h
	}
	for _, id := range c.Remove {
		delete(s.heads, id)
		delete(s.texts, id)
	}
	s.seq = c.Seq
	return nil
}

func (s *shelf) Rebuild(_ context.Context, entries iter.Seq2[Entry, error], seq int64) error {
	fresh := newShelf()
	for e, err := range entries {
		if err != nil {
			return err
		}
		fresh.heads[e.Head.ID], fresh.texts[e.Head.ID] = e.Head, s.cut(e)
	}
	s.heads, s.texts, s.seq = fresh.heads, fresh.texts, seq
	s.rebuilds++
	return nil
}

// plain reads a file as one text; a file "bad" cannot be read.
func plain(_ context.Context, f File) ([]corpus.Source, error) {
	if string(f.Data) == "bad" {
		return nil, errors.New("读不懂")
	}
	return []corpus.Source{{Path: f.Path, Text: string(f.Data), Stated: f.Sidecar}}, nil
}

func newIntake(t testing.TB, e Engine) (*Intake, *library.Library) {
	t.Helper()
	l, err := library.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return NewIntake(l, e, topic.Default(), plain), l
}

func regulation(title, issued string) []byte {
	return []byte(title + "\n（" + corpusDate(issued) + "某市委发布）\n第一条 甲。\n第二条 乙。\n第三条 本规定自发布之日起施行。")
}

func corpusDate(d string) string { return corpus.Date(d).Chinese() }

func TestOutcomes(t *testing.T) {
	engine := newShelf()
	in, _ := newIntake(t, engine)
	add := func(path, text string) string {
		t.Helper()
		out, err := in.AddAll(t.Context(), []File{{Path: path, Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		return out[0].Outcome + " " + out[0].Reason
	}
	for _, step := range []struct{ path, text, want string }{
		{"a.txt", "关于甲的一些思考\n\n这是一段正文。", "added "},
		{"a.txt", "关于甲的一些思考\n\n这是一段正文。", "unchanged "},
		{"copy/a.txt", "关于甲的一些思考\n\n这是一段正文。", "unchanged "},
		{"a.txt", "关于甲的一些思考\n\n这是改过的正文。", "updated "},
		{"b.txt", "bad", "failed 读不懂"},
	} {
		if got := add(step.path, step.text); got != step.want {
			t.Errorf("%s: %q, want %q", step.path, got, step.want)
		}
	}
	if len(engine.texts) != 1 || !strings.Contains(engine.texts["关于甲的一些思考"], "改过") {
		t.Errorf("the engine holds %v", engine.texts)
	}
}

// TestSuccessor: a new version changes the standing of the one before it, and
// removing it changes it back.
func TestSuccessor(t *testing.T) {
	engine := newShelf()
	in, _ := newIntake(t, engine)
	for _, f := range []File{{Path: "old.txt", Data: regulation("示例工作规定", "2019-01-02")}, {Path: "new.txt", Data: regulation("示例工作规定", "2024-03-04")}} {
		if _, err := in.AddAll(t.Context(), []File{f}); err != nil {
			t.Fatal(err)
		}
	}
	const old, next = "示例工作规定_2019-01-02", "示例工作规定_2024-03-04"
	if got := engine.heads[old]; got.Successor != next || got.Timeline.On("2026-01-01") != corpus.Amended {
		t.Errorf("after the new version: %+v", got)
	}
	if err := in.Remove(t.Context(), next, ""); err != nil {
		t.Fatal(err)
	}
	if got := engine.heads[old]; got.Successor != "" || got.Timeline.On("2026-01-01") != corpus.InForce {
		t.Errorf("after its removal: %+v", got)
	}
	if _, err := in.Undo(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	if got := engine.heads[old]; got.Successor != next {
		t.Errorf("after undo: %+v", got)
	}
}

// TestSamplesLeave: the first real file sends the samples away.
func TestSamplesLeave(t *testing.T) {
	engine := newShelf()
	in, _ := newIntake(t, engine)
	sample := File{Path: "sample/a.txt", Data: []byte("一篇示例文章的题目\n\n正文。"), Sidecar: []byte(`{"sample":true}`)}
	if _, err := in.AddAll(t.Context(), []File{sample}); err != nil {
		t.Fatal(err)
	}
	if len(engine.heads) != 1 {
		t.Fatalf("%d documents", len(engine.heads))
	}
	if _, err := in.AddAll(t.Context(), []File{{Path: "b.txt", Data: []byte("关于乙的一些思考\n\n正文。")}}); err != nil {
		t.Fatal(err)
	}
	if got := slices.Collect(maps.Keys(engine.heads)); !slices.Equal(got, []string{"关于乙的一些思考"}) {
		t.Errorf("left: %v", got)
	}
}

// TestIndexFollows: whatever happened to the library, and whenever the index
// was lost or failed to follow, after Sync it holds what a fresh one would.
func TestIndexFollows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		engine := newShelf()
		in, l := newIntake(t, engine)
		ctx := context.Background()
		titles := []string{"示例工作规定", "另一个示例办法", "某某条例（试行）"}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			ids := slices.Sorted(maps.Keys(engine.heads))
			switch action := rapid.IntRange(0, 9).Draw(rt, "action"); {
			case action <= 2:
				title := rapid.SampledFrom(titles).Draw(rt, "title")
				year := rapid.SampledFrom([]string{"2010-01-02", "2015-01-02", "2020-01-02"}).Draw(rt, "year")
				if _, err := in.AddAll(ctx, []File{{Path: title + year, Data: regulation(title, year)}}); err != nil {
					rt.Fatal(err)
				}
			case action == 3 && len(ids) > 0:
				if err := in.Remove(ctx, rapid.SampledFrom(ids).Draw(rt, "id"), ""); err != nil {
					rt.Fatal(err)
				}
			case action == 4 && len(ids) > 0:
				if _, err := in.Correct(ctx, rapid.SampledFrom(ids).Draw(rt, "id"), []byte(`{"effective":"2030-01-01"}`), ""); err != nil {
					rt.Fatal(err)
				}
			case action == 5:
				if _, err := in.Undo(ctx, ""); err != nil && !errors.Is(err, library.ErrNothingToUndo) {
					rt.Fatal(err)
				}
			case action == 7: // one place, ever another text: what was there is replaced
				f := File{Path: "one", Data: regulation(rapid.SampledFrom(titles).Draw(rt, "title"), "2021-02-03"), Unasked: rapid.Bool().Draw(rt, "unasked")}
				if _, err := in.AddAll(ctx, []File{f}); err != nil {
					rt.Fatal(err)
				}
			case action == 8 && len(ids) > 1:
				id, by := rapid.SampledFrom(ids).Draw(rt, "id"), rapid.SampledFrom(ids).Draw(rt, "by")
				if _, err := in.Replace(ctx, id, by); err != nil && !errors.Is(err, library.ErrPart) {
					rt.Fatal(err)
				}
			case action == 6: // the process ends between library and index
				engine.fail = errors.New("ended")
				_, _ = in.AddAll(ctx, []File{{Path: "late", Data: regulation("后来的规定", "2022-05-06")}})
				engine.fail = nil
				in = NewIntake(l, engine, topic.Default(), plain)
				if err := in.Sync(ctx); err != nil {
					rt.Fatal(err)
				}
			}
		}
		fresh := newShelf()
		if err := NewIntake(l, fresh, topic.Default(), plain).Rebuild(ctx); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(fresh.heads, engine.heads); diff != "" {
			rt.Fatal("heads (-fresh +index):", diff)
		}
		if diff := cmp.Diff(fresh.texts, engine.texts); diff != "" {
			rt.Fatal("texts (-fresh +index):", diff)
		}
		if fresh.seq != engine.seq {
			rt.Fatalf("index at %d, library at %d", engine.seq, fresh.seq)
		}
	})
}

// Fields that come with a second file of the same content are not taken, and
// that is said; with the file itself they are.
func TestFieldsOfSecondPath(t *testing.T) {
	in, _ := newIntake(t, newShelf())
	text := []byte("一篇文章的题目在此\n\n这是正文。")
	for _, c := range []struct {
		path, sidecar, outcome string
		told                   bool
	}{
		{"/a.txt", "", "added", false}, {"/b.txt", "", "unchanged", false}, {"/c.txt", `{"title":"乙"}`, "unchanged", true},
		{"/a.txt", `{"title":"乙"}`, "updated", false}, {"/a.txt", `{"title":"乙"}`, "unchanged", false},
	} {
		out, err := in.AddAll(t.Context(), []File{{Path: c.path, Data: text, Sidecar: []byte(c.sidecar)}})
		if err != nil || out[0].Outcome != c.outcome || (out[0].Reason != "") != c.told {
			t.Errorf("%+v: %+v, %v", c, out, err)
		}
	}
}
