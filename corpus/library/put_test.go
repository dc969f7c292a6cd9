package library

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// feeding is one call of Put and what is expected of it.
type feeding struct {
	path, bytes string
	texts       []corpus.Source
	outcome     Outcome
	ids         []string
}

func TestPut(t *testing.T) {
	one := func(title, text string) []corpus.Source { return []corpus.Source{essay("", title, text)} }
	for _, tt := range []struct {
		name  string
		feed  []feeding
		heads []string // ids afterwards, by title
	}{
		{"new file", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
		}, []string{"甲"}},
		{"same path, same bytes", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/a", "1", one("甲", "一"), Unchanged, []string{"甲"}},
		}, []string{"甲"}},
		{"same path, new bytes: the id stays though the title changed", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/a", "2", one("乙", "二"), Updated, []string{"甲"}},
		}, []string{"甲"}},
		{"same path, new bytes, same text", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/a", "2", one("甲", "一"), Updated, []string{"甲"}},
		}, []string{"甲"}},
		{"same bytes, read differently", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/a", "1", one("甲", "一又"), Updated, []string{"甲"}},
		}, []string{"甲"}},
		{"same bytes under another path", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/b", "1", one("甲", "一"), Unchanged, []string{"甲"}},
		}, []string{"甲"}},
		{"a second path with bytes of its own is a file of its own", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/b", "1", one("甲", "一"), Unchanged, []string{"甲"}},
			{"/b", "2", one("甲", "二"), Added, []string{"甲~2"}},
			{"/a", "1", one("甲", "一"), Unchanged, []string{"甲"}},
		}, []string{"甲", "甲~2"}},
		{"a second path left behind by its file is a file of its own", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/b", "1", one("甲", "一"), Unchanged, []string{"甲"}},
			{"/a", "2", one("甲", "二"), Updated, []string{"甲"}},
			{"/b", "1", one("甲", "一"), Added, []string{"甲~2"}},
		}, []string{"甲", "甲~2"}},
		{"a path with documents of its own is never a second path", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/b", "2", one("乙", "二"), Added, []string{"乙"}},
			{"/b", "1", one("甲", "一"), Updated, []string{"乙"}},
		}, []string{"乙", "甲"}},
		{"three of one title", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/b", "2", []corpus.Source{essay("1", "甲", "二"), essay("2", "甲", "三")}, Added, []string{"甲~2", "甲~3"}},
		}, []string{"甲", "甲~2", "甲~3"}},
		{"parts go and come", []feeding{
			{"/a", "1", []corpus.Source{essay("1", "甲", "一"), essay("2", "乙", "二")}, Added, []string{"甲", "乙"}},
			{"/a", "2", []corpus.Source{essay("2", "乙", "二"), essay("3", "丙", "三")}, Updated, []string{"乙", "丙"}},
			{"/a", "3", []corpus.Source{essay("1", "丁", "一"), essay("2", "乙", "二")}, Updated, []string{"甲", "乙"}},
		}, []string{"甲", "乙"}},
		{"a part that went still has its id", []feeding{
			{"/a", "1", one("甲", "一"), Added, []string{"甲"}},
			{"/a", "2", nil, Updated, []string{}},
			{"/b", "3", one("甲", "三"), Added, []string{"甲~2"}},
		}, []string{"甲~2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := open(t, t.TempDir())
			for i, f := range tt.feed {
				recs, outcome := put(t, l, file(f.path, f.bytes), f.texts...)
				if outcome != f.outcome {
					t.Errorf("put %d: %s, want %s", i, outcome, f.outcome)
				}
				if diff := cmp.Diff(f.ids, ids(recs)); diff != "" {
					t.Errorf("put %d: documents (-want +got):\n%s", i, diff)
				}
				sameAsGet(t, l, recs)
			}
			heads, err := l.Heads(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			got := []string{}
			for _, h := range heads {
				got = append(got, h.ID)
			}
			if diff := cmp.Diff(strings.Join(sorted(tt.heads), " "), strings.Join(sorted(got), " ")); diff != "" {
				t.Errorf("documents held (-want +got):\n%s", diff)
			}
		})
	}
}

// sameAsGet checks that what a write answers is what is read afterwards.
func sameAsGet(t *testing.T, l *Library, recs []Record) {
	t.Helper()
	for _, r := range recs {
		if diff := cmp.Diff(get(t, l, r.Document.ID), r); diff != "" {
			t.Errorf("%s as read (-) and as answered (+):\n%s", r.Document.ID, diff)
		}
	}
}

func TestPutIsAllOrNothing(t *testing.T) {
	l := open(t, t.TempDir())
	texts := []corpus.Source{essay("1", "甲", "一"), essay("2", "乙", "二"), essay("1", "丙", "三")}
	if _, _, err := l.Put(t.Context(), file("/a", "1"), texts); err == nil {
		t.Fatal("a part that comes twice was taken")
	}
	if got := steps(t, l, 0); len(got) != 0 {
		t.Errorf("steps after a put that failed: %v", got)
	}
	if ok, err := l.Known(t.Context(), file("/a", "1")); ok || err != nil {
		t.Errorf("Known = %v, %v after a put that failed", ok, err)
	}
	if _, outcome := put(t, l, file("/a", "1"), texts[:2]...); outcome != Added {
		t.Errorf("second try: %s, want added", outcome)
	}
}

// TestSameIDIsNoSecret: a document says nothing of one of its name that is withheld.
func TestSameIDIsNoSecret(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", secretText))
	for i, path := range []string{"/b", "/c"} {
		put(t, l, file(path, fmt.Sprint("2", i)), essay("", "甲", fmt.Sprint("可以公开", i)))
	}
	heads, err := l.Heads(t.Context())
	if err != nil || len(heads) != 2 {
		t.Fatalf("%d documents, %v", len(heads), err)
	}
	for _, h := range heads {
		for _, d := range h.Diagnostics {
			if d.Code == SameID {
				t.Errorf("%s: %s", h.ID, d.Message)
			}
		}
	}
}

func TestSameIDIsNoticed(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("", "甲", "一"))
	put(t, l, file("/b", "2"), essay("", "甲", "二"))
	codes := func(diagnostics []corpus.Diagnostic) (n int) {
		for _, d := range diagnostics {
			if d.Code == SameID {
				n++
			}
		}
		return n
	}
	if n := codes(get(t, l, "甲").Document.Diagnostics); n != 0 {
		t.Errorf("the first has %d diagnostics same_id, want none", n)
	}
	if n := codes(get(t, l, "甲~2").Document.Diagnostics); n != 1 {
		t.Errorf("the second has %d diagnostics same_id, want one", n)
	}
	put(t, l, file("/c", "又一个文件"), essay("", "甲", " 一\n"))
	for id, says := range map[string]string{"甲~2": "正文不同", "甲~3": "正文相同"} {
		if d := get(t, l, id).Document.Diagnostics; !strings.Contains(d[len(d)-1].Message, says) {
			t.Errorf("%s: %s", id, d[len(d)-1].Message)
		}
	}
	put(t, l, file("/b", "3"), essay("", "甲", "三"))
	heads, err := l.Heads(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := codes(heads[1].Diagnostics); heads[1].ID != "甲~2" || n != 1 {
		t.Errorf("after an update %s has %d diagnostics same_id, want one", heads[1].ID, n)
	}
}

func TestAgain(t *testing.T) {
	l := open(t, t.TempDir())
	put(t, l, file("/a", "1"), essay("1", "甲", "一"), essay("2", "乙", "二"))
	put(t, l, file("/c", "3"), essay("", "丙", "三"))
	for _, tt := range []struct {
		name string
		file File
		ids  []string
		ok   bool
	}{
		{"as it is", file("/a", "1"), []string{"甲", "乙"}, true},
		{"under another path", file("/b", "1"), []string{"甲", "乙"}, true},
		{"under that path again", file("/b", "1"), []string{"甲", "乙"}, true},
		{"changed", file("/a", "2"), []string{}, false},
		{"changed into another file's bytes", file("/c", "1"), []string{}, false},
		{"never seen", file("/d", "4"), []string{}, false},
		{"the second path turns to another file", file("/b", "3"), []string{"丙"}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			known, err := l.Known(t.Context(), tt.file)
			if err != nil || known != tt.ok {
				t.Errorf("Known = %v, %v; want %v", known, err, tt.ok)
			}
			got, ok, err := l.Again(t.Context(), Incoming{File: tt.file})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.ids, ids(got.Records)); diff != "" || ok != tt.ok {
				t.Errorf("Again = %v, %v; want %v, %v", ids(got.Records), ok, tt.ids, tt.ok)
			}
		})
	}
	if diff := cmp.Diff([]string{"/c", "/b"}, get(t, l, "丙").Paths); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
}

func TestOriginal(t *testing.T) {
	l := open(t, t.TempDir())
	bytes := "\xef\xbb\xbf\x00原样\r\n\xff" + strings.Repeat("支部", 9000)
	put(t, l, File{Path: "/a", Data: []byte(bytes)}, essay("", "甲", "一"))
	put(t, l, File{Path: "/e"}, essay("", "空", ""))
	for id, want := range map[string]string{"甲": bytes, "空": ""} {
		f, err := l.Original(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if string(f.Data) != want {
			t.Errorf("%s: %d bytes, not those that came (%d)", id, len(f.Data), len(want))
		}
	}
	put(t, l, file("/a", "2"), essay("", "甲", "二"))
	if f, err := l.Original(t.Context(), "甲"); err != nil || f.Path != "/a" || string(f.Data) != "2" {
		t.Errorf("after an update: %+v, %v", f, err)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM originals`); n != "3" {
		t.Errorf("%s originals kept, want 3: the old bytes may be wanted back", n)
	}
	undo(t, l, "甲")
	if n := stringAt(t, l, `SELECT count(*) FROM originals`); n != "3" {
		t.Errorf("%s originals kept after undoing, want 3: what was undone may be made again", n)
	}
	if f, err := l.Original(t.Context(), "甲"); err != nil || string(f.Data) != bytes {
		t.Errorf("after undoing: %d bytes, %v", len(f.Data), err)
	}
	if err := l.Remove(t.Context(), "甲", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Original(t.Context(), "甲"); !errors.Is(err, ErrNotFound) {
		t.Errorf("original of a removed document: %v, want ErrNotFound", err)
	}
}

// TestTextIsKept puts what SQL and JSON might stumble over.
func TestTextIsKept(t *testing.T) {
	l := open(t, t.TempDir())
	src := essay("7", "引号'与\"反斜线\\", "零\x00字节、零宽\u200b、𠮷、<b>&\n\n　　末行无换行")
	src.Marks = []corpus.Mark{{Kind: corpus.MarkHeading, Level: 2, Span: corpus.Span{Start: 0, End: 3}}}
	src.Hints = corpus.Fields{Source: "某网站", Authors: []string{"某人"}}
	src.Diagnostics = []corpus.Diagnostic{{Code: "repaired", Severity: corpus.Note, Message: "已修复"}}
	recs, _ := put(t, l, file("/库/a'b.txt", "1"), src)
	sameAsGet(t, l, recs)
	src.Path = "/库/a'b.txt"
	want := parse.Document(src)
	want.ID = recs[0].Document.ID
	if diff := cmp.Diff(want, recs[0].Document); diff != "" {
		t.Errorf("document (-as parsed +as kept):\n%s", diff)
	}
}

func TestBadStatement(t *testing.T) {
	for _, stated := range []string{"{", "[]", `{"kind":"poem","title":"甲"}`, `{"no such":1}`} {
		l := open(t, t.TempDir())
		recs, _ := put(t, l, file("/甲.txt", "1"), corpus.Source{Text: "正文。", Stated: []byte(stated)})
		id := recs[0].Document.ID
		rec, err := l.Correct(t.Context(), id, []byte(`{"source":"校对"}`), "")
		if err != nil {
			t.Fatal(err)
		}
		if rec.Document.Fields.Source != "校对" {
			t.Errorf("stated %s: the correction was lost with it", stated)
		}
	}
}

// TestPackedName: what the name of a file in an archive says is kept with its text.
func TestPackedName(t *testing.T) {
	l := open(t, t.TempDir())
	src := corpus.Source{Name: "讲话/某区办法(2019-05-06).txt", Part: "讲话/某区办法(2019-05-06).txt", Text: "第一条 甲。\n第二条 乙。\n第三条 丙。"}
	recs, _ := put(t, l, file("/包.zip", "1"), src)
	if got := get(t, l, "某区办法_2019-05-06").Document.Fields; got.Title != "某区办法" || recs[0].Document.ID != "某区办法_2019-05-06" {
		t.Errorf("%+v", got)
	}
}
