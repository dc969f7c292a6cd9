package bleve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// fieldShelf is a library of both fields: the words of each stand in its own texts again
// and again, and 少数服从多数 in all kinds of them.
func fieldShelf() []indexer.Entry {
	var party, law []string
	for i := range 300 {
		party = append(party, fmt.Sprintf("第%d条 党员大会和党支部应当教育党员按期交纳党费，做好发展党员工作。", i+1))
		law = append(law, fmt.Sprintf("第%d条 用人单位应当按月支付劳动者工资，不得拖欠劳动报酬。", i+1))
	}
	long := strings.Repeat("党的各级组织应当执行党的决议，发挥作用，", 7)
	of := func(id string, rank corpus.Rank, title string, texts ...string) indexer.Entry {
		return entry(id, corpus.Fields{Kind: corpus.Regulation, Title: title, Rank: rank, Promulgated: "2010-01-01"}, 0, texts...)
	}
	return []indexer.Entry{
		of("支部", corpus.RankCentralParty, "示例支部条例", append(party, "第七十条 "+long+"少数服从多数。", "第七十一条 党员工资收入变化的，从当月起调整。")...),
		of("劳动", corpus.RankStatute, "示例劳动法", append(law, "第七十条 工资收入变化的，从当月起调整。")...),
		of("章程", corpus.RankPartyConstitution, "示例章程", "第一条 "+long+"少数服从多数。"),
		of("居民", corpus.RankStatute, "示例居民法", "第二条 少数服从多数。"),
		of("地方", corpus.RankLocalParty, "示例地方办法", "第三条 少数服从多数。"),
		entry("文章", corpus.Fields{Kind: corpus.Essay, Title: "示例文章"}, 0, "少数服从多数。"),
	}
}

func fielded(t *testing.T) *Engine {
	e := open(t)
	update(t, e, indexer.Change{Put: fieldShelf(), Seq: 1})
	return e
}

// TestLean: the library says what a question speaks of; words of both fields, and of
// none, say nothing.
func TestLean(t *testing.T) {
	e := fielded(t)
	v := e.acquire()
	defer v.release()
	r := newReader(v)
	for question, want := range map[string]search.Field{
		"党支部的党员党费怎么交": search.PartyField, "单位拖欠工资怎么办": search.LawField, "收入变化了怎么调整": search.General, "红烧肉怎么做": search.General, "党员的工资": search.General,
	} {
		p, err := search.Parse(question)
		if err != nil {
			t.Fatal(err)
		}
		lean, err := r.leanOf(p.Runs, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := v.weights.fieldOf(lean); got != want {
			t.Errorf("%s leans by %.2f: field %d, want %d", question, lean, got, want)
		}
	}
}

// TestFieldFactor: what says the same in the other field comes after, is found all the
// same, and the explanation says why.
func TestFieldFactor(t *testing.T) {
	e := fielded(t)
	for _, c := range []struct{ text, first, why string }{
		{"党支部的党员党费收入变化从哪个月起调整", "支部", "所问的多半是党务"}, {"单位拖欠劳动报酬，收入变化从哪个月起调整", "劳动", "所问的多半是国法"},
	} {
		with := ask(t, e, search.Query{Text: c.text, Limit: 100, Explain: true})
		without := askWith(t, e, search.Query{Text: c.text, Limit: 100}, map[string]float64{"field": 0})
		if with.Hits[0].Document.ID != c.first || with.Total != without.Total {
			t.Errorf("%s: %s first of %d, want %s of %d", c.text, with.Hits[0].Document.ID, with.Total, c.first, without.Total)
		}
		said := false
		for _, h := range with.Hits {
			why := strings.Join(h.Why, "\n")
			if other := h.Document.ID == "支部" || h.Document.ID == "劳动"; other && h.Document.ID != c.first {
				said = said || strings.Contains(why, c.why)
			} else if strings.Contains(why, "所问的多半是") && h.Document.ID == c.first {
				t.Errorf("%s: held against its own field: %s", c.text, why)
			}
		}
		if !said {
			t.Errorf("%s: nothing explains %s", c.text, c.why)
		}
	}
}

// TestStringRank: of texts in which a string stands as often, the higher one goes first
// however long it is.
func TestStringRank(t *testing.T) {
	var got []string
	for _, h := range ask(t, fielded(t), search.Query{Text: "少数服从多数", Limit: 10}).Hits {
		got = append(got, h.Document.ID)
	}
	slices.Sort(got[2:4]) // neither of the two is above the other
	if diff := cmp.Diff([]string{"章程", "支部", "地方", "居民", "文章"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestShortName: a keyword that is a short name finds what is written in full, marked; in
// quotation marks it is what it is.
func TestShortName(t *testing.T) {
	synonyms, err := search.ParseSynonyms(strings.NewReader("支委会 == 支部委员会\n每月 = 按月\n"))
	if err != nil {
		t.Fatal(err)
	}
	e := shelved(t)
	res := ask(t, e, search.Query{Text: "支委会", Synonyms: synonyms, Apart: true})
	if res.Query.Mode != search.ModeAll || res.Total != 2 || len(res.Hits[0].Matches) == 0 || len(res.Query.Expansions) != 1 {
		t.Errorf("%s, %d found, %v put in", res.Query.Mode, res.Total, res.Query.Expansions)
	}
	if res := ask(t, e, search.Query{Text: "“支委会”", Synonyms: synonyms}); res.Total != 0 {
		t.Errorf("%d found to the letter", res.Total)
	}
	if res := ask(t, e, search.Query{Text: "每月", Synonyms: synonyms, Apart: true}); res.Total != 2 {
		t.Errorf("%d found of a word with a mere synonym", res.Total)
	}
}
