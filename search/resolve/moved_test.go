package resolve

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

// revised are two versions of a rule: one clause keeps its number, one has another, two
// have become one, one is gone, and one is new.
func revised() *Resolver {
	s := searchtest.Shelf{}
	add := func(on corpus.Date, body string) {
		s.Add(searchtest.Written(corpus.Fields{Title: "样本读书会办法", Promulgated: on, Effective: on}, body))
	}
	add("2018-05-01", "第一条　为了办好样本读书会，让成员多读书、读好书，制定本办法。\n\n第二条　读书会每月十日在活动室开一次，先读后议，当场记在簿上。\n\n第三条　带头人由成员推选，任期两年，可以连任一次。\n\n第四条　借出的图书应当在三十日内归还，逾期的停借一个月。\n\n第五条　本办法由示例部门负责解释。\n")
	add("2026-05-01", "第一条　为了办好样本读书会，让成员多读书、读好书，制定本办法。\n\n第二条　读书会的经费列入年度预算，专款专用，账目公开。\n\n第三条　读书会每月十日在活动室开一次，先读后议，当场记在簿上。\n\n第四条　带头人由成员推选，任期两年，可以连任一次。\n")
	r := NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return r
}

// TestMoved: who asks by a number of an older version, or by one that another clause
// bore before, is told what has become of it; of what kept its number nothing is said.
func TestMoved(t *testing.T) {
	r := revised()
	for asked, want := range map[string]string{
		"样本读书会办法（2018年）第二条":        "2018年5月1日的版本中的第二条，在2026年5月1日的版本中是第三条 样本读书会办法_2026-05-01#art_3",
		"样本读书会办法2018年版第三条第一款":      "2018年5月1日的版本中的第三条，在2026年5月1日的版本中是第四条 样本读书会办法_2026-05-01#art_4",
		"样本读书会办法_2018-05-01#art_2": "2018年5月1日的版本中的第二条，在2026年5月1日的版本中是第三条 样本读书会办法_2026-05-01#art_3",
		"样本读书会办法（2018年）第四条":        "2018年5月1日的版本中的第四条，到2026年5月1日的版本中已经没有",
		"样本读书会办法（2018年）第一条":        "",
		"样本读书会办法第一条":               "",
		"样本读书会办法第二条":               "2018年5月1日的版本中的第二条，在2026年5月1日的版本中是第三条 样本读书会办法_2026-05-01#art_3",
		"样本读书会办法第四条":               "", // what bore the number is gone
		"样本读书会办法第五条":               "2018年5月1日的版本中的第五条，到2026年5月1日的版本中已经没有",
		"样本读书会办法第九条":               "",
		"样本读书会办法":                  "",
	} {
		got, err := r.Resolve(t.Context(), asked, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, n := range got.Notices {
			if n.Code == "moved" {
				said = append(said, strings.TrimSpace(n.Message+" "+n.Address))
			}
		}
		if strings.Join(said, "|") != want {
			t.Errorf("%s: %s %q, want %q", asked, got.Status, said, want)
		}
	}
}
