package indexer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/topic"
)

func one(t *testing.T, in *Intake, f File) Outcome {
	t.Helper()
	out, err := in.AddAll(t.Context(), []File{f})
	if err != nil {
		t.Fatal(err)
	}
	return out[0]
}

// TestDeletedComesAgain: what was deleted is there again under its old id, or
// refused with the reason and the way back, on every way in; it is never called
// unchanged.
func TestDeletedComesAgain(t *testing.T) {
	text := regulation("示例考勤办法", "2020-01-02")
	const id = "示例考勤办法_2020-01-02"
	upload := library.BarePath(library.Uploaded, "a.txt", text)
	for name, tt := range map[string]struct {
		again   File
		outcome string
	}{
		"command":                {File{Path: "/x/a.txt", Data: text}, "restored"},
		"command, with fields":   {File{Path: "/x/a.txt", Data: text, Sidecar: []byte(`{"source":"旁注"}`)}, "restored"},
		"upload":                 {File{Path: upload, Data: text, Loose: true}, "restored"},
		"copy":                   {File{Path: "/x/b.txt", Data: text}, "restored"},
		"saved again elsewhere":  {File{Path: "/y/c.txt", Data: append([]byte("\n"), text...)}, "restored"},
		"under its id":           {File{ID: id, Data: text}, "restored"},
		"other text, its id":     {File{ID: id, Data: regulation("示例考勤办法", "2021-01-02")}, "restored"},
		"under another id":       {File{ID: "另一个编号", Data: text}, "failed"},
		"watched folder":         {File{Path: "/x/a.txt", Data: text, Unasked: true}, "failed"},
		"watched folder, a copy": {File{Path: "/x/b.txt", Data: text, Unasked: true}, "failed"},
	} {
		t.Run(name, func(t *testing.T) {
			engine := newShelf()
			in, _ := newIntake(t, engine)
			one(t, in, File{Path: "/x/a.txt", Data: text})
			if err := in.Remove(t.Context(), id, ""); err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{tt.outcome, map[string]string{"restored": "unchanged", "failed": "failed"}[tt.outcome]} {
				got := one(t, in, tt.again)
				if got.Outcome != want {
					t.Fatalf("%+v, want %s", got, want)
				}
				if want == "failed" && (got.Code != CodeRemoved || !strings.Contains(got.Reason, id) || !strings.Contains(got.Reason, "撤销")) {
					t.Errorf("refused without the reason or the way back: %+v", got)
				}
			}
			want := []string{id}
			if tt.outcome == "failed" {
				want = nil
			}
			if got := slices.Sorted(maps.Keys(engine.texts)); !slices.Equal(got, want) {
				t.Errorf("the engine holds %v", got)
			}
		})
	}
}

// TestUnderAnID: a text that is sent under an id takes the place of the document,
// wherever that came from.
func TestUnderAnID(t *testing.T) {
	in, l := newIntake(t, newShelf())
	one(t, in, File{Path: "/x/a.txt", Data: regulation("示例考勤办法", "2020-01-02")})
	const id = "示例考勤办法_2020-01-02"
	if got := one(t, in, File{ID: id, Data: regulation("示例考勤办法", "2021-01-02")}); got.Outcome != "updated" || got.Documents[0].ID != id {
		t.Errorf("%+v", got)
	}
	if _, err := in.Undo(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if r, err := l.Get(t.Context(), id); err != nil || !strings.Contains(r.Document.Text, "2020年1月2日") {
		t.Errorf("undone: %v %s", err, r.Document.Text)
	}
	one(t, in, File{Path: "/密.txt", Data: []byte("机密★1年\n某事\n第一条 办。\n")})
	held, err := l.Quarantined(t.Context())
	if err != nil || len(held) != 1 {
		t.Fatal(held, err)
	}
	if got := one(t, in, File{ID: held[0].ID, Data: []byte("一篇可以公开的文章\n\n正文。")}); got.Code != CodeTaken {
		t.Errorf("under the id of what is withheld: %+v", got)
	}
}

// TestConditions are those of a PUT.
func TestConditions(t *testing.T) {
	in, l := newIntake(t, newShelf())
	put := func(c Condition) error {
		_, err := in.Put(t.Context(), File{Data: []byte("一篇文章的题目在此\n\n正文。")}, "甲", c)
		return err
	}
	absent, present := Condition{Absent: true}, Condition{Match: "*"}
	if err := put(present); !errors.Is(err, library.ErrChanged) {
		t.Errorf("must be there: %v", err)
	}
	if err := put(absent); err != nil {
		t.Errorf("must not be there: %v", err)
	}
	r, err := l.Get(t.Context(), "甲")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		c    Condition
		want error
	}{
		"absent": {absent, library.ErrExists}, "present": {present, nil}, "its tag": {Condition{Match: r.ETag}, nil},
		"another tag": {Condition{Match: "x"}, library.ErrChanged}, "none": {Condition{}, nil},
	} {
		if err := put(tt.c); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
	if err := in.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	if err := put(absent); err != nil {
		t.Errorf("what was deleted is not there: %v", err)
	}
}

// TestOneFells: a text that fells the reader, the parser or the engine is one
// failed file; the others are taken, and a rebuild goes on without it too.
func TestOneFells(t *testing.T) {
	engine := newShelf()
	engine.felling = "吃不消"
	l, err := library.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	read := func(ctx context.Context, f File) ([]corpus.Source, error) {
		switch {
		case strings.HasSuffix(f.Path, "panic"):
			panic("the reader fell")
		case strings.HasSuffix(f.Path, "twice"): // cannot be kept
			return []corpus.Source{{Part: "1", Text: "一"}, {Part: "1", Text: "二"}}, nil
		}
		return plain(ctx, f)
	}
	in := NewIntake(l, engine, topic.Default(), read)
	var files []File
	for i := range 30 {
		files = append(files, File{Path: fmt.Sprintf("/%d", i), Data: fmt.Appendf(nil, "第%d篇文章的题目\n\n这是正文。", i)})
	}
	files[3].Path, files[7].Path = "/panic", "/twice"
	files[11].Data = []byte("叫引擎为难的一篇文章\n\n吃不消。")
	out, err := in.AddAll(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range out {
		want, code := "added", map[int]string{7: CodeUnkept, 11: CodeUnindexed}[i]
		if i == 3 || i == 7 || i == 11 {
			want = Failed
		}
		if o.Outcome != want || o.Code != code || want == Failed && o.Reason == "" {
			t.Errorf("%d: %+v", i, o)
		}
	}
	if len(engine.texts) != 28 || engine.texts["叫引擎为难的一篇文章"] != "" {
		t.Errorf("the engine holds %d texts", len(engine.texts))
	}
	if err := in.Rebuild(t.Context()); err != nil || len(engine.texts) != 28 {
		t.Errorf("rebuilt: %v, %d texts", err, len(engine.texts))
	}
	files[11].Data = []byte("叫引擎为难的一篇文章\n\n好了。")
	if got := one(t, in, files[11]); got.Outcome != "updated" || engine.texts["叫引擎为难的一篇文章"] == "" {
		t.Errorf("once mended: %+v", got)
	}
}

// TestSimilarTo: of a new text that has the name and most articles of one that is
// held, or most of its sentences, it is said; of others it is not.
func TestSimilarTo(t *testing.T) {
	law := func(title, issued string, articles ...int) []byte {
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n（%s某市委发布）\n", title, corpusDate(issued))
		for i, n := range articles {
			fmt.Fprintf(&b, "第%s条 各支部应当按照本办法办好第%d件事。\n", corpus.FormatNumeral(i+1), n)
		}
		return []byte(b.String())
	}
	for name, tt := range map[string]struct {
		data []byte
		like bool
	}{
		"corrected":          {law("示例考勤办法", "2020-01-02", 1, 2, 3, 40, 5), true},
		"a later edition":    {law("示例考勤办法", "2024-01-02", 1, 20, 2, 3, 4, 5), true},
		"renumbered":         {law("示例考勤办法", "2024-01-02", 2, 3, 4, 5), true},
		"of one name only":   {law("示例考勤办法", "2024-01-02", 10, 20, 30, 40, 50), false},
		"less than half":     {law("示例考勤办法", "2024-01-02", 1, 2, 30, 40, 50), false},
		"of another name":    {law("示例食堂办法", "2020-01-02", 10, 20, 30), false},
		"part of the same":   {law("示例考勤办法", "2020-01-02", 1), false},
		"twice as many more": {law("示例考勤办法", "2024-01-02", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), false},
	} {
		t.Run(name, func(t *testing.T) {
			in, _ := newIntake(t, newShelf())
			one(t, in, File{Path: "/a", Data: law("示例考勤办法", "2020-01-02", 1, 2, 3, 4, 5)})
			got := one(t, in, File{Path: "/b", Data: tt.data})
			if got.Outcome != "added" || (len(got.SimilarTo) > 0) != tt.like {
				t.Fatalf("%+v, want like %v", got, tt.like)
			}
			if tt.like && (got.SimilarTo[0].ID != "示例考勤办法_2020-01-02" || got.SimilarTo[0].Share < editionShare || got.SimilarTo[0].Share >= 1) {
				t.Errorf("similar to %+v", got.SimilarTo)
			}
			if again := one(t, in, File{Path: "/b", Data: tt.data}); again.SimilarTo != nil {
				t.Errorf("asked again: %+v", again)
			}
		})
	}
	// Of two in one round, the second is like the first.
	in, _ := newIntake(t, newShelf())
	out, err := in.AddAll(t.Context(), []File{{Path: "/a", Data: law("示例考勤办法", "2020-01-02", 1, 2, 3)}, {Path: "/b", Data: law("示例考勤办法", "2020-01-02", 1, 2, 4)}})
	if err != nil || len(out[0].SimilarTo) != 0 || len(out[1].SimilarTo) != 1 {
		t.Errorf("%+v %v", out, err)
	}
}

// TestFieldsBesideGo: what lay beside a file and is gone takes its fields along, if
// the file comes with its folder.
func TestFieldsBesideGo(t *testing.T) {
	in, l := newIntake(t, newShelf())
	f := File{Path: "/x/a.txt", Data: []byte("一篇文章的题目在此\n\n正文。"), Sidecar: []byte(`{"source":"旁注"}`)}
	source := func() string {
		r, err := l.Get(t.Context(), "一篇文章的题目在此")
		if err != nil {
			t.Fatal(err)
		}
		return r.Document.Fields.Source
	}
	for _, step := range []struct {
		sidecar       string
		loose         bool
		outcome, says string
	}{
		{`{"source":"旁注"}`, false, "added", "旁注"}, {`{"source":"旁注"}`, false, "unchanged", "旁注"}, {"", true, "unchanged", "旁注"},
		{"", false, "updated", ""}, {"", false, "unchanged", ""}, {`{"source":"又"}`, true, "updated", "又"}, {`{"source":"再"}`, false, "updated", "再"},
	} {
		f.Sidecar, f.Loose = []byte(step.sidecar), step.loose
		if got := one(t, in, f); got.Outcome != step.outcome || source() != step.says {
			t.Errorf("%+v: %s, source %q", step, got.Outcome, source())
		}
	}
}
