package library

import (
	"compress/flate"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// TestPackRequired: what is packed comes back as it was, whatever is in it.
func TestPackRequired(t *testing.T) {
	span := func(from, to int) corpus.Span { return corpus.Span{Start: from, End: to} }
	half, three := .5, 3.0
	list := []requirement.Kept{
		{Requirement: requirement.Requirement{Locator: "art_1", Span: span(3, 90), Modality: requirement.Stated}},
		{Requirement: requirement.Requirement{
			Locator: "art_2__para_1__item_1", Span: span(300, 390), Bearer: span(120, 129), Modality: requirement.Must, Modal: span(129, 135),
			Action: span(310, 390), Object: span(320, 326), Condition: span(300, 309), Consequence: span(350, 360),
			Quantity: &requirement.Quantity{Kind: requirement.Share, Span: span(330, 342), Low: &half, Exclusive: true, Threshold: true},
			Deadline: &requirement.Deadline{Length: 3, Unit: "月", Before: true, From: span(300, 306)},
		}, BearerWords: "党支部", Cited: "第二条第一款第（一）项"},
		{Requirement: requirement.Requirement{
			Locator: "art_3", Span: span(400, 500), Modality: requirement.AtLeast,
			Quantity: &requirement.Quantity{Kind: requirement.Frequency, Span: span(410, 420), Low: &three, High: &three, Unit: "次", Per: "半年"},
			Deadline: &requirement.Deadline{Length: 7.5, Unit: "日"},
		}},
	}
	packed, err := packRequired(packer(t), list)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpackRequired(packed, string(make([]byte, 500)))
	if diff := cmp.Diff(list, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if _, err := unpackRequired(packed, "短"); err == nil {
		t.Error("a span behind the end of the text is no fault")
	}
	if _, err := unpackRequired(packed[:len(packed)/2], ""); err == nil {
		t.Error("half a row is no fault")
	}
	if empty, err := packRequired(packer(t), nil); err != nil || len(empty) != 0 {
		t.Errorf("nothing is packed as %q, %v", empty, err)
	}
}

// readingRules is a text that asks for something in every clause.
func readingRules(times int) corpus.Source {
	return corpus.Source{Text: fmt.Sprintf("样本读书会规定\n\n第一条　读书小组应当每年召开%d次会议。\n\n第二条　党员不得代替他人签到。\n", times)}
}

// asks are the clauses that are kept of a document.
func asks(t *testing.T, l *Library, id string) (out []string) {
	t.Helper()
	for d, err := range l.RequirementsInText(t.Context(), []string{id}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range d.Requirements {
			out = append(out, fmt.Sprint(r.Cited, " ", r.BearerWords, " ", r.Modality, " ", r.Modal.In(d.Text)))
		}
	}
	return out
}

// TestRequirementsFollow: what is drawn of a document is that of its text, whatever
// becomes of it; of one that is not there nothing is told.
func TestRequirementsFollow(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	const id = "样本读书会规定"
	put(t, l, file("/a.txt", "1"), readingRules(2))
	want := []string{"第一条 读书小组 must 应当", "第二条 党员 must_not 不得"}
	if diff := cmp.Diff(want, asks(t, l, id)); diff != "" {
		t.Fatal(diff)
	}
	count := func() (n int) {
		for d, err := range l.Requirements(t.Context(), nil) {
			if err != nil {
				t.Fatal(err)
			}
			n += len(d.Requirements)
		}
		return n
	}
	put(t, l, file("/a.txt", "2"), corpus.Source{Text: "样本读书会规定\n\n第一条　读书小组可以自带书籍。\n"})
	if diff := cmp.Diff([]string{"第一条 读书小组 may 可以"}, asks(t, l, id)); diff != "" {
		t.Error(diff)
	}
	undo(t, l, id)
	if diff := cmp.Diff(want, asks(t, l, id)); diff != "" {
		t.Error(diff)
	}
	remove(t, l, id)
	if got := asks(t, l, id); got != nil || count() != 0 {
		t.Errorf("of a removed document are told %v, %d in all", got, count())
	}
	undo(t, l, id)
	if diff := cmp.Diff(want, asks(t, l, id)); diff != "" || count() != 2 {
		t.Error(count(), diff)
	}
	put(t, l, file("/s", "9"), corpus.Source{Text: secretText + "\n\n第一条　读书小组应当每年开1次会。\n"})
	if count() != 2 {
		t.Errorf("%d with what is withheld", count())
	}
	for _, h := range held(t, l) {
		if err := l.Discard(t.Context(), h.ID); err != nil {
			t.Fatal(err)
		}
	}
	var rows int
	if err := l.reader.QueryRow(`SELECT count(*) FROM requirements`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows after the discarding, %v", rows, err)
	}
	if diff := cmp.Diff([]Fault(nil), faults(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// TestRedraw: what older rules drew is drawn anew, once, without a change of the library's
// sequence, and what was changed meanwhile is left to who changed it.
func TestRedraw(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	const id = "样本读书会规定"
	put(t, l, file("/a.txt", "1"), readingRules(2))
	put(t, l, file("/b", "2"), essay("", "乙", "随笔。"))
	want, seq := asks(t, l, id), seqOf(t, l)
	redraw := func() (ids []string) {
		if _, err := l.Redraw(t.Context(), func(id string) { ids = append(ids, id) }); err != nil {
			t.Fatal(err)
		}
		return ids
	}
	if got := redraw(); got != nil {
		t.Errorf("what is up to date was drawn anew: %v", got)
	}
	for _, as := range []string{`UPDATE requirements SET version = version - 1, packed = x''`, `DELETE FROM requirements`,
		`DELETE FROM sums WHERE kind = 'requirements'`, `UPDATE sums SET sum = sum + 1 WHERE kind = 'requirements'`} {
		if _, err := l.writer.Exec(as); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{id, "乙"}, redraw()); diff != "" {
			t.Errorf("%s: %s", as, diff)
		}
		if diff := cmp.Diff(want, asks(t, l, id)); diff != "" {
			t.Errorf("%s: %s", as, diff)
		}
		if diff := cmp.Diff([]Fault(nil), faults(t, dir)); diff != "" {
			t.Errorf("%s: %s", as, diff)
		}
	}
	if got := seqOf(t, l); got != seq {
		t.Errorf("sequence %d, was %d", got, seq)
	}
	err := l.write(t.Context(), "late", func(tx *tx) error { return tx.putRequirements(t.Context(), id, []byte{}, seq+5) })
	if diff := cmp.Diff(want, asks(t, l, id)); diff != "" || err != nil {
		t.Errorf("what was drawn of an earlier text took its place: %v %s", err, diff)
	}
}

// TestVerifyRequirements: rows that the rules do not give are told, those of older rules
// are not.
func TestVerifyRequirements(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	put(t, l, file("/a.txt", "1"), readingRules(2))
	packed, err := packRequired(packer(t), []requirement.Kept{{Requirement: requirement.Requirement{Locator: "art_1", Modality: requirement.May}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.writer.Exec(`UPDATE requirements SET packed = ?`, packed); err != nil {
		t.Fatal(err)
	}
	want := []Fault{{Document: "样本读书会规定", What: "摘出的要求与文本不符", Derived: true}}
	if diff := cmp.Diff(want, faults(t, dir)); diff != "" {
		t.Error(diff)
	}
	if _, err := l.writer.Exec(`UPDATE requirements SET version = version - 1`); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Fault(nil), faults(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func packer(t *testing.T) *flate.Writer {
	w, err := newPacker()
	if err != nil {
		t.Fatal(err)
	}
	return w
}
