package ask

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
	"tiaowen/search/suggest"
)

// counting is an engine that knows how many passages hold some strings together.
type counting map[string]int

func (e counting) Search(_ context.Context, q search.Query) (search.Result, error) {
	p, err := search.Parse(q.Text)
	res := search.Result{Verdict: search.OK, Query: search.Understanding{Text: q.Text, Terms: p.Terms(), Mode: search.ModeAll}}
	for _, t := range p.Terms() {
		if e[t] == 0 {
			res.Query.Absent = append(res.Query.Absent, t)
		}
	}
	res.Total = e[strings.Join(p.Terms(), " ")]
	return res, err
}

// TestRelaxed: where little is found it is said what more would be, with how much.
func TestRelaxed(t *testing.T) {
	synonyms, err := search.ParseSynonyms(strings.NewReader("政审 = 政治审查\n多久 > 每月"))
	if err != nil {
		t.Fatal(err)
	}
	e := counting{"会费": 40, "公示": 12, "审批": 9, "会费 公示": 2, "公示 审批": 7, "会费 审批": 1, "会费 公示 审批": 1, "政审": 2, "政治审查": 30, "材料": 8, "政审 材料": 1, "政治审查 材料": 6, "年费": 1}
	for text, want := range map[string]string{
		"会费 公示":      "会费=40 公示=12",
		"会费 公示 审批":   "会费 公示=2 公示 审批=7",
		"会费":         "",
		"政审":         "政治审查=30",
		"政审 材料":      "政审=2 政治审查 材料=6 材料=8",
		`会费 "公示" -无`: `"公示" -无=12 会费 -无=40`,
		"公示 审批":      "",
		"会费、公示":      "会费=40 公示=12",
		"年费 多久":      "",
	} {
		a := NewAsker(e, resolve.NewResolver(naming.DefaultAliases(), searchtest.Shelf{}), func() *search.Synonyms { return synonyms }, suggest.NewVocabulary(nil, naming.DefaultAliases()))
		res, err := a.Search(context.Background(), search.Query{Text: text, Today: searchtest.Today})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range res.Query.Relaxations {
			got = append(got, x.Text+"="+strconv.Itoa(x.Total))
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", text, strings.Join(got, " "), want)
		}
	}
}
