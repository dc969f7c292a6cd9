package library

import (
	"testing"

	"tiaowen/corpus"
)

// TestPutAll: several files are kept in their order, each as Put would, and if
// one cannot be kept none of them is.
func TestPutAll(t *testing.T) {
	l := open(t, t.TempDir())
	one := func(title, text string) []corpus.Source { return []corpus.Source{essay("", title, text)} }
	kept, err := l.PutAll(t.Context(), []Incoming{
		{file("/a", "1"), one("甲", "一")},
		{file("/b", "1"), one("甲", "一")}, // the same bytes under another path
		{file("/c", "2"), one("甲", "二")},
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
	before := seqOf(t, l)
	_, err = l.PutAll(t.Context(), []Incoming{
		{file("/d", "3"), one("丁", "一")},
		{file("/e", "4"), []corpus.Source{essay("1", "戊", "一"), essay("1", "戊", "二")}}, // cannot be kept
	})
	if after := seqOf(t, l); err == nil || after != before {
		t.Errorf("error %v, sequence number %d, before %d", err, after, before)
	}
}
