package resolve

import (
	"context"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

// TestCourseRenewed: what became of a clause is told by the texts as they are now, also
// if one changed while they were compared.
func TestCourseRenewed(t *testing.T) {
	const older, newer = "样本读书会办法_2018-05-01", "样本读书会办法_2026-05-01"
	s := searchtest.Shelf{}
	write := func(on corpus.Date, body string) {
		d := searchtest.Written(corpus.Fields{Title: "样本读书会办法", Promulgated: on, Effective: on}, body)
		d.ID = d.Fields.BaseID()
		s[d.ID] = d
	}
	reads, loans := "读书会每月十日在活动室开一次，先读后议，当场记在簿上。\n\n", "借出的图书应当在三十日内归还，逾期的停借一个月。\n\n"
	write("2018-05-01", "第一条　"+reads+"第二条　"+loans)
	write("2026-05-01", "第一条　"+loans+"第二条　"+reads)
	texts := &changing{Shelf: s}
	r := NewResolver(naming.DefaultAliases(), texts)
	r.Put(s.Titled()...)
	moved := func() string {
		t.Helper()
		got, err := r.Resolve(t.Context(), older+"#art_1", "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range got.Notices {
			if n.Code == "moved" {
				return n.Address
			}
		}
		return ""
	}
	want := func(address string) {
		t.Helper()
		for range 2 {
			if got := moved(); got != address {
				t.Fatalf("moved to %q, want %q", got, address)
			}
		}
	}
	want(newer + "#art_2")
	if texts.read = 0; moved() == "" || texts.read > 1 {
		t.Errorf("%d texts read for what is known", texts.read)
	}
	write("2026-05-01", "第一条　"+loans+"第二条　经费列入年度预算，专款专用，账目公开。\n\n第三条　"+reads)
	r.Forget(newer)
	want(newer + "#art_3")
	// It changes once more while it is compared.
	r.Forget(newer)
	texts.meanwhile = func() {
		texts.meanwhile = nil
		write("2026-05-01", "第一条　"+reads+"第二条　"+loans)
		r.Forget(newer)
	}
	moved()
	want("")
}

// changing counts how often texts are read, and may do something after one was.
type changing struct {
	searchtest.Shelf
	read      int
	meanwhile func()
}

func (c *changing) Document(ctx context.Context, id string) (*corpus.Document, error) {
	c.read++
	d, err := c.Shelf.Document(ctx, id)
	if c.meanwhile != nil && strings.HasSuffix(id, "2026-05-01") {
		c.meanwhile()
	}
	return d, err
}

// TestCoursesBound: as many comparisons are kept as there is room for.
func TestCoursesBound(t *testing.T) {
	s := searchtest.Shelf{}
	for _, on := range []corpus.Date{"2001-01-01", "2002-01-01", "2003-01-01", "2004-01-01"} {
		s.Add(searchtest.Written(corpus.Fields{Title: "样本办法", Promulgated: on, Effective: on}, searchtest.ArticlesOf(1, 20)))
	}
	r := NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	if _, err := r.Resolve(t.Context(), "样本办法_2001-01-01#art_3", "", searchtest.Today); err != nil {
		t.Fatal(err)
	}
	k := r.courses
	if len(k.held) != 3 || k.steps != 60 {
		t.Fatalf("%d comparisons of %d steps", len(k.held), k.steps)
	}
	k.steps += mostSteps - 60 - 5 // others hold the rest
	c, _, as := k.of([2]string{"样本办法_2001-01-01", "样本办法_2002-01-01"})
	k.put([2]string{"甲", "乙"}, c, as)
	if len(k.held) != 3 || k.steps > mostSteps {
		t.Errorf("%d comparisons of %d steps", len(k.held), k.steps)
	}
	r.Remove("样本办法_2003-01-01")
	for pair := range k.held {
		if pair[0] == "样本办法_2003-01-01" || pair[1] == "样本办法_2003-01-01" {
			t.Errorf("%v is kept", pair)
		}
	}
}

var _ search.Texts = (*changing)(nil)
