package check

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/formula"
	"tiaowen/search/searchtest"
)

// bookOf are the formulas of a shelf, whole or still being read.
type bookOf struct {
	all   *formula.Formulas
	whole bool
}

func (b bookOf) Current() (*formula.Formulas, bool) { return b.all, b.whole }

const ruleOfFour = `第一条　成员应当做到“四勤”（眼勤、手勤、口勤、腿勤），不得懈怠。

第二条　读书会每月开一次。

第三条　本守则由读书会解释。
`

// A formula that a draft spells wrong is told with its source, cited as any other; the
// draft's own document is none.
func TestFormulas(t *testing.T) {
	shelf := searchtest.Shelf{}
	shelf.Add(searchtest.Written(corpus.Fields{Title: "样本读书会守则", Kind: corpus.Regulation}, ruleOfFour))
	var b formula.Book
	for _, d := range shelf {
		b.Put(&d)
	}
	c := checkerOf(shelf).WithFormulas(bookOf{b.All(nil), false})
	report, err := c.Check(t.Context(), Read("发言稿\n要做到“四勤”，即眼勤、手勤、耳勤、腿勤。", "", "2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range report.Formulas {
		got = append(got, fmt.Sprint(f.Status, " ", f.Name, " ", f.Span.In(report.Text), " ", f.At[0].In(report.Text), " ", f.Sources[0].Citation, " ", f.Sources[0].Text, " ", f.Suggestion))
	}
	want := []string{"wrong_member 四勤 眼勤、手勤、耳勤、腿勤 耳勤 《样本读书会守则》第一条 眼勤、手勤、口勤、腿勤 眼勤、手勤、口勤、腿勤"}
	if diff := cmp.Diff(want, got); diff != "" || !report.FormulasPending {
		t.Error(diff, report.FormulasPending)
	}
	for _, d := range shelf {
		own, err := c.Check(t.Context(), Draft{Document: &d, Today: "2026-01-01"})
		if err != nil || len(own.Formulas) != 0 {
			t.Error(own.Formulas, err)
		}
	}
}
