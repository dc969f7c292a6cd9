package library

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// TestPutAll: several files are kept in their order, each as Put would, and one
// that cannot be kept keeps none of the others out.
func TestPutAll(t *testing.T) {
	l := open(t, t.TempDir())
	one := func(title, text string) []corpus.Source { return []corpus.Source{essay("", title, text)} }
	kept, err := l.PutAll(t.Context(), []Incoming{
		{File: file("/a", "1"), Texts: one("甲", "一")},
		{File: file("/b", "1"), Texts: one("甲", "一")}, // the same bytes under another path
		{File: file("/c", "2"), Texts: one("甲", "二")},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		outcome Outcome
		id      string
	}{{Added, "甲"}, {Unchanged, "甲"}, {Added, "甲~2"}} {
		if got := kept[i]; got.Outcome != want.outcome || got.Records[0].Document.ID != want.id {
			t.Errorf("file %d: %s %s, want %s %s", i, got.Outcome, got.Records[0].Document.ID, want.outcome, want.id)
		}
	}
	for _, k := range kept {
		id := k.Records[0].Document.ID
		if now := get(t, l, id); now.Seq != k.Records[0].Seq {
			t.Errorf("%s was put at %d and stands at %d", id, k.Records[0].Seq, now.Seq)
		}
	}
	twice := []corpus.Source{essay("1", "戊", "一"), essay("1", "戊", "二")}
	kept, err = l.PutAll(t.Context(), []Incoming{
		{File: file("/d", "3"), Texts: one("丁", "一")},
		{File: file("/e", "4"), Texts: twice},
		{File: file("/g", "6"), Texts: one("戊", "三")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []Outcome
	for _, k := range kept {
		outcomes = append(outcomes, k.Outcome)
	}
	if diff := cmp.Diff([]Outcome{Added, Unkept, Added}, outcomes); diff != "" {
		t.Fatalf("outcomes (-want +got):\n%s", diff)
	}
	if kept[1].Err == nil {
		t.Error("no reason for what was not kept")
	}
	if id := kept[2].Records[0].Document.ID; id != "戊" {
		t.Errorf("the id of a document that was not kept is taken: %s", id)
	}
	if n := stringAt(t, l, `SELECT count(*) FROM files WHERE path = '/e'`); n != "0" {
		t.Error("something of /e was kept")
	}
}

// TestFelled: a text that fells the parser stands as it is, and says so; what the
// parser knows of it is that it cannot be read.
func TestFelled(t *testing.T) {
	r := row{id: "甲", path: "/a.txt", text: "第一条 甲。", corrections: `{"source":"校对"}`}
	for _, from := range []int{1, 2} { // as it was read, and with the corrections
		n := 0
		_, doc, fault := r.read(func(src corpus.Source) corpus.Document {
			if n++; n == from {
				panic("felled")
			}
			return parse.Document(src)
		})
		if !errors.Is(fault, ErrUnreadable) || doc.Text != r.text || doc.Diagnostics[0].Code != Unread {
			t.Errorf("%v %+v", fault, doc)
		}
		if passages := parse.Passages(&doc); len(passages) != 1 || passages[0].Text(doc.Text) != r.text {
			t.Errorf("passages %+v", passages)
		}
	}
	var c change
	if err := c.show(r, Record{Fault: ErrUnreadable}); !errors.Is(err, ErrUnreadable) || len(c.records) > 0 {
		t.Errorf("a file with such a text is taken: %v %v", err, c.records)
	}
}
