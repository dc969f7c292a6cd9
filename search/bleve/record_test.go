package bleve

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
)

// TestRecord: whatever stands in a text, every passage and its text are read
// back as they were put, and its folded text is the text folded.
func TestRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEntry(t)
		if rapid.Bool().Draw(t, "any bytes") {
			before, after := rapid.String().Draw(t, "before"), "\xe5\x85 \ufffd"+rapid.String().Draw(t, "after")
			e.Text = before + after
			e.Passages = []corpus.Passage{
				{Span: corpus.Span{Start: 0, End: len(before)}, Tail: rapid.SampledFrom([]int{0, len(after)}).Draw(t, "tail")},
				{Locator: "p_2", Label: "二", Path: []string{"一", "二"}, Span: corpus.Span{Start: len(before), End: len(e.Text)}, Apart: true},
			}
		}
		raw, where := encode(e.Text, e.Passages)
		if where.Length != int64(len(raw)) || where.Passages != len(e.Passages) || where.Sum != checksum(raw) {
			t.Fatalf("place %+v of %d bytes", where, len(raw))
		}
		r := record(raw)
		for i, p := range e.Passages {
			if diff := cmp.Diff(p, r.passage(i)); diff != "" {
				t.Fatal(diff)
			}
			if got := r.source(i); got != p.Indexed(e.Text) {
				t.Fatalf("%q is read as %q", p.Indexed(e.Text), got)
			}
			folded := string(r[r.foldStart():][r.passageNumber(i, passageFoldStart):r.passageNumber(i, passageFoldEnd)])
			if want := corpus.Fold(p.Indexed(e.Text)); folded != want {
				t.Fatalf("%q is folded to %q", want, folded)
			}
		}
	})
}
