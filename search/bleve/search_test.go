package bleve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	index "github.com/blevesearch/bleve_index_api"
	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// shelf is a small library: two versions of a regulation, one of them amended,
// a speech, an essay without a date.
func shelf() []indexer.Entry {
	old := entry("条例旧", corpus.Fields{Title: "支部条例", Promulgated: "2010-01-01", Effective: "2010-01-01", Genre: corpus.GenreRegulations, Issuer: []string{"中央"}, Topics: []string{"组织生活"}}, 0,
		"第一条 党员大会每季度召开一次。", "第二条 支部委员会每月召开一次。", "~目录 党员大会")
	old.Head.Timeline.Succeeded = "2018-10-28"
	current := entry("条例新", corpus.Fields{Title: "支部条例", Promulgated: "2018-10-28", Effective: "2018-10-28", Genre: corpus.GenreRegulations, Issuer: []string{"中央", "办公厅"}, Topics: []string{"组织生活", "党费"}}, 0,
		"第一条 党员大会每季度召开一次。", "第二条 支部委员会每月召开一次。", "第三条 党费按月交纳。")
	speech := entry("讲话", corpus.Fields{Kind: corpus.Speech, Published: "2020-05-06", Topics: []string{"党费"}}, 0, "要开好党员大会，党员大会不能走过场。", "党费不是小事。")
	essay := entry("经验", corpus.Fields{Kind: corpus.Essay}, 0, "我们的党员大会怎么开。")
	return []indexer.Entry{old, current, speech, essay}
}

func shelved(t testing.TB) *Engine {
	e := open(t)
	update(t, e, indexer.Change{Put: shelf(), Seq: 1})
	return e
}

func TestSearch(t *testing.T) {
	e := shelved(t)
	for _, c := range []struct {
		name  string
		query search.Query
		want  []string
	}{
		// The amended version after the one in force, what stands apart last.
		{"string", search.Query{Text: "每季度召开"}, []string{"条例新#0", "条例旧#0"}},
		{"apart last", search.Query{Text: "“党员大会”"}, []string{"讲话#0", "条例新#0", "经验#0", "条例旧#0", "条例旧#2"}},
		{"one character", search.Query{Text: "季"}, []string{"条例新#0", "条例旧#0"}},
		{"all", search.Query{Text: "党费 交纳"}, []string{"条例新#2"}},
		{"excluded", search.Query{Text: "党员大会 -季度 -目录"}, []string{"讲话#0", "经验#0"}},
		{"Traditional", search.Query{Text: "黨員大會 走過場 怎么开"}, []string{"讲话#0", "条例新#0", "经验#0", "条例旧#0", "条例旧#2"}},
		{"status", search.Query{Text: "每月", Filter: search.Filter{"status": {"in_force"}}}, []string{"条例新#1"}},
		{"status then", search.Query{Text: "每月", AsOf: "2015-01-01", Filter: search.Filter{"status": {"in_force"}}}, []string{"条例旧#1"}},
		{"or within, and between", search.Query{Text: "党费", Filter: search.Filter{"kind": {"speech", "essay"}, "topic": {"党费"}}}, []string{"讲话#1"}},
		{"typed filter", search.Query{Text: "kind:讲话 党费"}, []string{"讲话#1"}},
		{"title filter", search.Query{Text: "title:支部 year:2018 党费"}, []string{"条例新#2"}},
		{"dates", search.Query{Text: "党员大会", From: "2018-10", To: "2020"}, []string{"讲话#0", "条例新#0"}},
		{"document", search.Query{Document: "讲话"}, []string{"讲话#0", "讲话#1"}},
		{"newest", search.Query{Text: "党员大会", Sort: search.Newest}, []string{"讲话#0", "条例新#0", "条例旧#0", "经验#0", "条例旧#2"}},
		{"oldest", search.Query{Text: "党员大会", Sort: search.Oldest}, []string{"条例旧#0", "条例新#0", "讲话#0", "经验#0", "条例旧#2"}},
		{"browse", search.Query{Text: "，"}, []string{"讲话#0", "讲话#1", "条例新#0", "条例新#1", "条例新#2", "条例旧#0", "条例旧#1", "经验#0", "条例旧#2"}},
		{"grouped", search.Query{Text: "党员大会", Group: search.GroupDocument}, []string{"讲话#0", "条例新#0", "经验#0", "条例旧#0"}},
		{"nothing", search.Query{Text: "“不存在”"}, []string{}},
		{"nothing in all", search.Query{Text: "党费 不存在", Match: search.MatchAll}, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, limit := range []int{1, 2, 100} { // all cursors give the same walk
				c.query.Limit, c.query.Apart = limit, true
				if diff := cmp.Diff(c.want, walk(t, e, c.query)); diff != "" {
					t.Errorf("limit %d: %s", limit, diff)
				}
			}
		})
	}
}

func TestQuestion(t *testing.T) {
	e := shelved(t)
	res := ask(t, e, search.Query{Text: "支部委员会多久召开一次会议？"})
	if len(res.Hits) == 0 || res.Hits[0].Document.ID != "条例新" || res.Hits[0].Passage.Label != "1" {
		t.Fatalf("question is not answered first by its answer: %+v", res.Hits)
	}
	if got := res.Hits[0].Matches; len(got) == 0 {
		t.Error("the answer is not marked")
	}
	if v := ask(t, e, search.Query{Text: "航天器怎么对接"}).Verdict; v != search.NoBasis {
		t.Errorf("verdict %s on what nothing bears on", v)
	}
}

func TestLanes(t *testing.T) {
	res := ask(t, shelved(t), search.Query{Text: "党员大会", Lanes: true, Limit: 1})
	var got []string
	for _, l := range res.Lanes {
		got = append(got, fmt.Sprintf("%s %d %s", l.Kind, l.Total, l.Hits[0].Document.ID))
	}
	if diff := cmp.Diff([]string{"regulation 3 条例新", "speech 1 讲话", "essay 1 经验"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestFacets: a facet counts documents and leaves its own filter aside.
func TestFacets(t *testing.T) {
	e := shelved(t)
	counted := func(q search.Query, field string) string {
		for _, f := range ask(t, e, q).Facets {
			if f.Field == field {
				var out []string
				for _, v := range f.Values {
					mark := ""
					if v.Selected {
						mark = "*"
					}
					out = append(out, fmt.Sprintf("%s=%d%s", v.Label, v.Count, mark))
				}
				return strings.Join(out, " ")
			}
		}
		return "no such facet"
	}
	speech := search.Filter{"kind": {"speech"}}
	for _, c := range []struct {
		name  string
		query search.Query
		field string
		want  string
	}{
		{"all", search.Query{}, "kind", "法规=2 文章=1 讲话=1"},
		{"matching", search.Query{Text: "党费"}, "kind", "法规=1 讲话=1"},
		{"own filter aside", search.Query{Text: "党费", Filter: speech}, "kind", "法规=1 讲话=1*"},
		{"other filters count", search.Query{Text: "党费", Filter: speech}, "topic", "党费=1"},
		{"several values", search.Query{}, "issuer", "中央=2 办公厅=1"},
		{"year", search.Query{}, "year", "2010=1 2018=1 2020=1"},
		{"status", search.Query{}, "status", "时效不明=2 已修改=1 现行有效=1"},
		{"selected without documents", search.Query{Text: "党费", Filter: search.Filter{"topic": {"没有"}}}, "topic", "党费=2 组织生活=1 没有=0*"},
		{"two filters failed", search.Query{Text: "党费", Filter: search.Filter{"kind": {"essay"}, "topic": {"没有"}}}, "topic", "没有=0*"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := counted(c.query, c.field); got != c.want {
				t.Errorf("%s: %s, want %s", c.field, got, c.want)
			}
		})
	}
}

func TestFacetIsShortened(t *testing.T) {
	e := open(t)
	var c indexer.Change
	for i := range 60 {
		c.Put = append(c.Put, entry(fmt.Sprint(i), corpus.Fields{Issuer: []string{fmt.Sprintf("%02d", i)}}, 0, "党费"))
	}
	update(t, e, c)
	for _, f := range ask(t, e, search.Query{Filter: search.Filter{"issuer": {"59"}}}).Facets {
		if f.Field == "issuer" && (len(f.Values) != search.MaxFacetValues+1 || f.Other != 9 || !f.Values[search.MaxFacetValues].Selected) {
			t.Errorf("%d values, %d under others", len(f.Values), f.Other)
		}
	}
}

// TestBadCursor: a cursor is of one query, and no letter of it may be another.
func TestBadCursor(t *testing.T) {
	e := shelved(t)
	q := search.Query{Text: "党员大会", Limit: 1, Today: "2026-11-22"}
	q.Cursor = ask(t, e, q).NextCursor
	other := q
	other.Text = "党费"
	asked := []search.Query{other}
	for i := range q.Cursor {
		bad := q
		bad.Cursor = q.Cursor[:i]
		if i > 0 { // an empty one is the first page
			asked = append(asked, bad)
		}
		letter := "A"
		if q.Cursor[i] == 'A' {
			letter = "Q" // also in the bits that the last letter has
		}
		bad.Cursor = q.Cursor[:i] + letter + q.Cursor[i+1:]
		asked = append(asked, bad)
	}
	for _, q := range asked {
		if _, err := e.Search(context.Background(), q); !errors.Is(err, search.ErrCursor) {
			t.Errorf("%s: error %v, want ErrCursor", q.Cursor, err)
		}
	}
}

// TestScores holds the scores against BM25 computed from what scorch's
// official interface says of the same index.
func TestScores(t *testing.T) {
	e := shelved(t)
	v := e.acquire()
	defer v.release()
	var docs []string
	var lengths []float64
	frequency := map[string]map[string]float64{} // bigram → passage → times
	for _, entry := range shelf() {
		for i, p := range entry.Passages {
			id := fmt.Sprintf("%s#%d", entry.Head.ID, i)
			n := 0.0
			zap.EachGram(corpus.Fold(p.Text(entry.Text)), func(gram string, _ int) {
				if frequency[gram] == nil {
					frequency[gram] = map[string]float64{}
				}
				frequency[gram][id]++
				n++
			})
			docs, lengths = append(docs, id), append(lengths, n)
		}
	}
	mean := 0.0
	for _, n := range lengths {
		mean += n / float64(len(lengths))
	}
	const gram = "大会"
	if df := officialCount(t, v, gram); df != len(frequency[gram]) {
		t.Fatalf("scorch counts %d passages with %s, the texts %d", df, gram, len(frequency[gram]))
	}
	df, n := float64(len(frequency[gram])), float64(len(docs))
	idf := math.Log(1 + (n-df+0.5)/(df+0.5))
	r, w, found := newReader(v), v.weights, v.newCandidates()
	if err := r.scoreGram(gram, 1, &asked{}, found); err != nil {
		t.Fatal(err)
	}
	for _, s := range v.segs {
		for i := range s.ordinal {
			if s.part[i]&partHead != 0 {
				continue
			}
			id := fmt.Sprintf("%s#%d", v.table.rows[s.ordinal[i]].head.ID, s.part[i]&partMask)
			tf := frequency[gram][id]
			want := idf * tf * (w.K1 + 1) / (tf + w.K1*(1-w.B+w.B*lengths[slices.Index(docs, id)]/mean))
			if got := float64(found.dense.scores[s.base+uint32(i)]); math.Abs(got-want) > 1e-5 {
				t.Errorf("%s: score %v, want %v", id, got, want)
			}
		}
	}
}

// officialCount counts the passages of a bigram by scorch's own reader.
func officialCount(t *testing.T, v *view, gram string) int {
	t.Helper()
	f, err := v.snap.TermFieldReader(context.Background(), []byte(gram), zap.FieldNames[zap.Grams], false, false, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for {
		d, err := f.Next(&index.TermFieldDoc{})
		if err != nil {
			t.Fatal(err)
		}
		if d == nil {
			return n
		}
		n++
	}
}

// TestMergeChangesNothing: many small segments with removals answer as one
// merged segment does, hit by hit and score by score.
func TestMergeChangesNothing(t *testing.T) {
	e := open(t)
	var live []indexer.Entry
	for i := range 30 {
		n := entry(fmt.Sprint("文", i), corpus.Fields{}, 0, strings.Repeat("党员大会", 1+i%4)+"召开", "支部委员会"+strings.Repeat("召开", i%5))
		update(t, e, indexer.Change{Put: []indexer.Entry{n}, Seq: int64(i)})
		if i%3 > 0 {
			live = append(live, n)
		}
	}
	for i := 0; i < 30; i += 3 {
		update(t, e, indexer.Change{Remove: []string{fmt.Sprint("文", i)}, Seq: 30})
	}
	q := search.Query{Text: "党员大会怎么召开", Limit: 100}
	before := ask(t, e, q)
	rebuild(t, e, live, 30)
	after := ask(t, e, q)
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("(-before +after merging)\n%s", diff)
	}
}

// TestHeads: a corrected field is shown and filtered by, and no passage is
// written again for it.
func TestHeads(t *testing.T) {
	e := shelved(t)
	h := shelf()[2].Head
	h.Fields.Title, h.Topics = "重要讲话", []string{"作风"}
	update(t, e, indexer.Change{Heads: []indexer.Head{h, {ID: "不在"}}, Seq: 2})
	res := ask(t, e, search.Query{Text: "党费", Filter: search.Filter{"topic": {"作风"}}})
	if res.Total != 1 || res.Hits[0].Document.Fields.Title != "重要讲话" || res.Hits[0].Text != "党费不是小事。" {
		t.Errorf("after correcting: %+v", res.Hits)
	}
}

// TestWhileWriting searches, updates and rebuilds at once; -race watches. Every
// answer is of one state: the two documents are always put together.
func TestWhileWriting(t *testing.T) {
	e := open(t)
	pair := func(n int) indexer.Change {
		text := strings.Repeat("党费", n%7+1)
		return indexer.Change{Put: []indexer.Entry{entry("甲", corpus.Fields{}, 0, text), entry("乙", corpus.Fields{}, 0, text)}, Seq: int64(n)}
	}
	update(t, e, pair(1))
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				res, err := e.Search(context.Background(), search.Query{Text: "“党费”", Apart: true})
				if err != nil || res.Total != 2 || res.Hits[0].Text != res.Hits[1].Text {
					t.Errorf("mixed answer: %v %+v", err, res.Hits)
					return
				}
			}
		})
	}
	for n := 2; n < 30; n++ {
		if n%10 == 0 {
			rebuild(t, e, pair(n).Put, int64(n))
		} else {
			update(t, e, pair(n))
		}
	}
	close(done)
	wg.Wait()
}

// TestDeadline: a search ends when its time is up.
func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := shelved(t).Search(ctx, search.Query{Text: "党员大会怎么开"}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}
