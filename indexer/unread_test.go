package indexer

import "testing"

// TestNothingStaysUnread: what was put is let go of when the index has it, and
// so is what was found to be unchanged.
func TestNothingStaysUnread(t *testing.T) {
	in, _ := newIntake(t, newShelf())
	f := File{Path: "/a.txt", Data: []byte("一篇文章的题目在此\n\n这是正文。"), Sidecar: []byte(`{"title":"甲"}`)}
	for _, want := range []string{"added", "unchanged"} {
		out, err := in.AddAll(t.Context(), []File{f})
		if err != nil || out[0].Outcome != want {
			t.Fatalf("%+v, %v; want %s", out, err, want)
		}
		if n := len(in.unread.byID); n != 0 {
			t.Errorf("%s: %d documents stay in memory", want, n)
		}
	}
}
