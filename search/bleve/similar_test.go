package bleve

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// likeShelf has a rule that a second regulation repeats, that a third words
// otherwise, that an essay quotes, and its former version.
func likeShelf() []indexer.Entry {
	old := entry("甲旧", corpus.Fields{Title: "甲条例", Effective: "2010-01-01"}, 0, "食堂采购应当由两名以上工作人员共同验收并当日登记。")
	old.Head.Timeline.Succeeded = "2018-01-01"
	return []indexer.Entry{old,
		entry("甲新", corpus.Fields{Title: "甲条例", Effective: "2018-01-01"}, 0, "食堂采购应当由三名以上工作人员共同验收并当日登记。", "车辆凭单派出。"),
		entry("乙", corpus.Fields{Effective: "2019-01-01"}, 0, "仓库每月盘点一次。", "食堂采购应当由三名以上工作人员共同验收并当日登记入账。"),
		entry("丙", corpus.Fields{Effective: "2019-01-01"}, 0, "采购食堂用品的，工作人员共同验收后方可付款。"),
		entry("丁", corpus.Fields{Kind: corpus.Essay}, 0, "检查发现，食堂采购没有做到由三名以上工作人员共同验收，台账缺页，单据不全，责任人被约谈。", "~食堂采购应当由三名以上工作人员共同验收"),
		entry("戊", corpus.Fields{Kind: corpus.Essay}, 0, "植树活动。"),
	}
}

func TestSimilar(t *testing.T) {
	e := open(t)
	update(t, e, indexer.Change{Put: likeShelf(), Seq: 1})
	for _, c := range []struct {
		name string
		to   search.Likened
		want []string
	}{
		// The former version says nearly the same as the second regulation does, and
		// is told with it; what stands apart is left out.
		{"repeated, worded otherwise, quoted", search.Likened{Document: "甲新", Locator: "p_0"}, []string{"乙#p_1 +1", "丁#p_0 +0", "丙#p_0 +0"}},
		{"a provision in a passage", search.Likened{Document: "甲新", Locator: "p_0__para_1", Limit: 1}, []string{"乙#p_1 +1"}},
		{"the one in force for both", search.Likened{Document: "丙", Locator: "p_0"}, []string{"甲新#p_0 +2", "丁#p_0 +0"}},
		{"like nothing", search.Likened{Document: "甲新", Locator: "p_1"}, nil},
		{"no such locator", search.Likened{Document: "甲新", Locator: "p_9"}, nil},
		{"no such document", search.Likened{Document: "庚", Locator: "p_0"}, nil},
	} {
		c.to.Today = "2026-01-01"
		hits, err := e.Similar(t.Context(), c.to)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, fmt.Sprintf("%s#%s +%d", h.Document.ID, h.Passage.Locator, h.Like))
			if len(h.Matches) == 0 {
				t.Errorf("%s: nothing marked in %q", c.name, h.Text)
			}
			for _, m := range h.Matches {
				if m.Len() < len("共同验收") {
					t.Errorf("%s: %q marked", c.name, m.In(h.Text))
				}
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	var wrong *search.QueryError
	if _, err := e.Similar(t.Context(), search.Likened{Document: "甲新", Locator: "p_0", Limit: search.MaxLimit + 1}); !errors.As(err, &wrong) {
		t.Errorf("a limit beyond the limit: %v", err)
	}
}

// TestSearchAfterSimilar: a comparison leaves no trace in the searches after it.
func TestSearchAfterSimilar(t *testing.T) {
	e := open(t)
	update(t, e, indexer.Change{Put: likeShelf(), Seq: 1})
	q := search.Query{Text: "食堂怎么采购"}
	before := ask(t, e, q)
	if _, err := e.Similar(t.Context(), search.Likened{Document: "甲新", Locator: "p_0", Today: "2026-01-01"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, ask(t, e, q)); diff != "" {
		t.Error(diff)
	}
}

// TestLanesRankedInThemselves: a lane is what a search for its kind alone
// finds, in the same order; an empty one is there and says so, also when nothing
// bears on the question.
func TestLanesRankedInThemselves(t *testing.T) {
	e := shelved(t)
	// Two that are found again and again: neither search may count their votes for
	// the other.
	many := make([]string, 12)
	for i := range many {
		many[i] = fmt.Sprintf("第%d期：党费按月交，支部公布。", i+1)
	}
	update(t, e, indexer.Change{Seq: 2, Put: []indexer.Entry{
		entry("多", corpus.Fields{Kind: corpus.Essay}, 0, many...),
		entry("少", corpus.Fields{Kind: corpus.Essay}, 0, append([]string{"党费按月怎么交，党费按月交。"}, many[:3]...)...)}})
	for _, text := range []string{"党员大会怎么开", "党费按月怎么交", "支部委员会", "航天器怎么对接"} {
		lanes := ask(t, e, search.Query{Text: text, Lanes: true}).Lanes
		if len(lanes) != len(corpus.Lanes) {
			t.Fatalf("%s: %d lanes", text, len(lanes))
		}
		for _, l := range lanes {
			alone := ask(t, e, search.Query{Text: text, Filter: search.Filter{"kind": {string(l.Kind)}}})
			if l.Total != alone.Total {
				t.Errorf("%s: lane %s has %d, alone %d", text, l.Kind, l.Total, alone.Total)
			}
			if diff := cmp.Diff(alone.Hits, l.Hits); diff != "" {
				t.Errorf("%s, lane %s: %s", text, l.Kind, diff)
			}
		}
	}
}

// TestSimilarByMeaning: what treats the same in other words comes behind what shares the
// words; what is of the same document, stands apart, or is not near enough does not come;
// nothing is marked that both do not hold.
func TestSimilarByMeaning(t *testing.T) {
	entries := append(likeShelf(),
		entry("己", corpus.Fields{}, 0, "经费按季核算，例行公布账目。", "经费按年核算并例行公布。"),
		entry("庚", corpus.Fields{}, 0, "缴款之后集合清点。"),
		entry("辛", corpus.Fields{Kind: corpus.Essay}, 0, "掏钱聚会要留单据，谁也不例外。", "~掏钱聚会", "掏钱要留单据。"),
		entry("壬", corpus.Fields{}, 0, "经费按季核算，例行公布账目明细。"))
	e := meant(t, entries...)
	similar := func(id, locator string) (got []string) {
		hits, err := e.Similar(t.Context(), search.Likened{Document: id, Locator: locator, Today: "2026-01-01"})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			got = append(got, fmt.Sprintf("%s#%s +%d, %d marks", h.Document.ID, h.Passage.Locator, h.Like, len(h.Matches)))
		}
		return got
	}
	for _, c := range []struct {
		id, locator string
		want        []string
	}{
		{"己", "p_0", []string{"壬#p_0 +0, 2 marks", "己#p_1 +0, 1 marks", "庚#p_0 +0, 0 marks", "辛#p_0 +0, 0 marks"}},
		{"庚", "p_0", []string{"壬#p_0 +0, 0 marks", "己#p_0 +0, 0 marks", "己#p_1 +0, 0 marks", "辛#p_0 +0, 0 marks"}},
		{"戊", "p_0", nil}, // it means nothing
	} {
		if diff := cmp.Diff(c.want, similar(c.id, c.locator)); diff != "" {
			t.Errorf("%s#%s: %s", c.id, c.locator, diff)
		}
	}
}
