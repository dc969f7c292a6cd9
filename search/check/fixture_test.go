package check

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

// scan finds who holds a text by looking into every passage: what any engine must
// find, more or less.
type scan struct {
	searchtest.Shelf
	passages []search.Holder
	pairs    []map[string]bool
}

func newScan(s searchtest.Shelf) *scan {
	out := &scan{Shelf: s}
	for id, d := range s {
		for _, p := range parse.Passages(&d) {
			h := search.Holder{Document: id, Date: d.Fields.VersionDate(), Passage: p, Text: p.Indexed(d.Text)}
			out.passages, out.pairs = append(out.passages, h), append(out.pairs, pairsOf(h.Text))
		}
	}
	return out
}

// pairsOf are the pairs of letters in a text.
func pairsOf(text string) map[string]bool {
	out := map[string]bool{}
	l := lettersOf(text)
	for i := 0; i+2 <= l.len(); i++ {
		out[string(l.runes[i:i+2])] = true
	}
	return out
}

func (s *scan) Holders(_ context.Context, of search.Wanted) ([]search.Holder, error) {
	wanted := pairsOf(of.Text)
	var out []search.Holder
	for i, h := range s.passages {
		if of.Within != nil && !slices.Contains(of.Within, h.Document) {
			continue
		}
		n := 0
		for p := range wanted {
			if s.pairs[i][p] {
				n++
			}
		}
		if h.Share = float64(n) / float64(max(len(wanted), 1)); n > 0 && h.Share >= of.Least {
			out = append(out, h)
		}
	}
	slices.SortFunc(out, func(a, b search.Holder) int {
		switch {
		case a.Share != b.Share:
			return int((b.Share - a.Share) * 1e6)
		case a.Date != b.Date:
			return strings.Compare(string(a.Date), string(b.Date))
		}
		return strings.Compare(a.Document, b.Document)
	})
	return out[:min(len(out), of.Limit)], nil
}

// checkerOf checks against a shelf.
func checkerOf(s searchtest.Shelf) *Checker {
	r := resolve.NewResolver(naming.DefaultAliases(), s)
	r.Put(s.Titled()...)
	return New(r, newScan(s))
}

const ruleBefore = `第一条　为了办好样本读书会，提高成员的阅读水平，制定本办法。

第二条　读书会每月十日开一次，先读后议，当场记在簿上。

第三条　读书会的书目由带头人拟定，经全体成员讨论后公布，公布后不得随意更换。

第四条　成员因故不能到会的，应当在会前三日内向带头人说明。
`

const ruleNow = `第一条　为了办好样本读书会，提高成员的阅读水平，制定本办法。

第二条　读书会设带头人一名，每两年推选一次，可以连任。

第三条　读书会每月二十日开一次，先读后议，当场记在簿上。

第四条　读书会的书目由带头人拟定，经全体成员讨论后公布，公布后不得随意更换。

第五条　成员应当遵守下列要求：

（一）按时到会，不迟到早退；

（二）爱护图书，借书须在十五日内归还。

成员因故不能到会的，可以在会前五日内向带头人说明。
`

const speechOne = `同志们：

读书是一件要紧的事。把书读薄，是把道理读透；把书读厚，是把见识读宽。我们办读书会，不是为了凑热闹，而是为了养成天天读、时时想、常常议的风气。

各地情况不同，办法也不必相同。山里的读书会可以围着火塘办，河边的读书会可以坐在船头办，只要大家愿意来、坐得住、有收获，就是好办法。

标尺助推手艺发展，标尺引领时代进步。希望大家把尺子立起来。
`

const speechTwo = `各位朋友：

种树的人不问树荫归谁，修路的人不问脚印是谁。办好一件小事，胜过说满一屋大话。

图书室要开在人多的地方，灯要亮到最后一个读者离开的时候。
`

// shelfOf is a small library: two versions of one rule, speeches of two people, and a
// rule that has gone.
func shelfOf() searchtest.Shelf {
	s := searchtest.Shelf{}
	add := func(f corpus.Fields, body string) { s.Add(searchtest.Written(f, body)) }
	add(corpus.Fields{Title: "样本读书会办法", Promulgated: "2010-01-01", Effective: "2010-01-01"}, ruleBefore)
	add(corpus.Fields{Title: "样本读书会办法", Promulgated: "2020-01-01", Effective: "2020-01-01"}, ruleNow)
	add(corpus.Fields{Title: "在样本读书会上的讲话", Kind: corpus.Speech, Speaker: "甘有为", Published: "2015-05-01"}, speechOne)
	add(corpus.Fields{Title: "在图书室开放时的讲话", Kind: corpus.Speech, Speaker: "苗青山", Published: "2012-03-01"}, speechTwo)
	add(corpus.Fields{Title: "旧图书借阅规定", Promulgated: "2001-01-01", Effective: "2001-01-01", Ceased: "2011-01-01", CeasedAs: corpus.Repealed}, "第一条　借书的人应当登记姓名和日期，逾期不还的停借半年。\n")
	add(corpus.Fields{Title: "示例仓库管理规定", Promulgated: "2030-01-01", Effective: "2030-01-01"}, "第一条　仓库的钥匙由两人分别保管，开门时两人都应当在场。\n")
	return s
}

// checked checks a draft against that library.
func checked(t *testing.T, text string) Report {
	t.Helper()
	r, err := checkerOf(shelfOf()).Check(t.Context(), Read(text, "", searchtest.Today))
	if err != nil {
		t.Fatal(err)
	}
	return r
}
