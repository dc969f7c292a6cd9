package bleve

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// spoken is a passage in a list: where it is, and where else its text stands.
type spoken struct {
	Address string
	Also    []string
}

// listed is what an engine shows in its places.
func listed(hits []search.Hit) []spoken {
	out := []spoken{}
	for _, h := range hits {
		s := spoken{Address: h.Address()}
		for _, e := range h.Also {
			s.Also = append(s.Also, e.Address)
		}
		out = append(out, s)
	}
	return out
}

// walkHits follows the cursors to the end.
func walkHits(t testing.TB, e *Engine, q search.Query) (hits []search.Hit, total int) {
	t.Helper()
	for {
		res := ask(t, e, q)
		if len(res.Hits) > q.Limit || len(res.Hits) == 0 && (res.NextCursor != "" || q.Cursor != "") {
			t.Fatalf("%+v: a page of %d hits", q, len(res.Hits))
		}
		hits, total = append(hits, res.Hits...), res.Total
		if q.Cursor = res.NextCursor; q.Cursor == "" {
			return hits, total
		}
	}
}

// compareCollapsed holds a walk over places to one over all passages. The vote and
// coverage look at places, so that only without them the order is the same; what takes
// a place, and what shares it, is the same in any case.
func compareCollapsed(t testing.TB, e *Engine, q search.Query, ordered bool) {
	t.Helper()
	q.Named = true // the verdict looks at titles too, and may be another
	q.Apart = true
	all, total := walkHits(t, e, q)
	want := listed(searchtest.Collapse(all, q.AsFound))
	q.Apart = false
	places, again := walkHits(t, e, q)
	got := listed(places)
	if again != total || total != len(all) {
		t.Fatalf("%q: %d passages in places, %d apart, %d walked", q.Text, again, total, len(all))
	}
	if !ordered {
		byAddress := func(a, b spoken) int { return strings.Compare(a.Address, b.Address) }
		slices.SortFunc(want, byAddress)
		slices.SortFunc(got, byAddress)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%q, limit %d, as found %t, filter %v (-want +got):\n%s", q.Text, q.Limit, q.AsFound, q.Filter, diff)
	}
}

// said are passages of which some say the same under other numbers, and some are too
// short to.
var said = []string{
	"党员大会每季度召开一次，必要时随时召开。", "支部委员会一般每月召开一次会议。", "党費按月交纳，不得拖欠也不得预交。", "党费按月交纳，不得拖欠也不得预交。",
	"党课应当针对党员思想和工作实际。", "第一章 总则", "党员大会。", "支部委员会每月召开一次，党费按月交纳。",
}

// drawCopies makes a document of such passages.
func drawCopies(t *rapid.T, id int) indexer.Entry {
	var lines []string
	for i := range rapid.IntRange(1, 5).Draw(t, "lines") {
		line := rapid.SampledFrom(said).Draw(t, "line")
		if rapid.Bool().Draw(t, "numbered") {
			line = fmt.Sprintf("%d　%s", i, line) // entry labels it so
		}
		if rapid.IntRange(0, 9).Draw(t, "apart") == 0 {
			line = "~" + line
		}
		lines = append(lines, line)
	}
	f := corpus.Fields{Title: rapid.SampledFrom([]string{"支部条例", "党费规定"}).Draw(t, "title"), Kind: rapid.SampledFrom([]corpus.Kind{corpus.Regulation, corpus.Speech, corpus.Essay}).Draw(t, "kind"),
		Effective: rapid.SampledFrom([]corpus.Date{"", "2010-01-01", "2018-10-28"}).Draw(t, "date")}
	e := entry(fmt.Sprint("文", id), f, rapid.SampledFrom([]int{0, 9}).Draw(t, "tail"), lines...)
	if f.Effective == "2010-01-01" && rapid.Bool().Draw(t, "succeeded") {
		e.Head.Timeline.Succeeded = "2018-10-28"
	}
	return e
}

// TestCollapse: over random libraries, in several segments and with removals, places
// are to passages what the simple rule makes of them, whatever the page's length and
// wherever the border lies between the hits looked at twice and the rest.
func TestCollapse(t *testing.T) {
	e := open(t)
	texts := []string{"党费", "党员大会", "每月召开", "“党费按月交纳”", "党员大会多久召开一次会议", "党费怎么交纳支部委员会", "第一章 总则", "党费 -不得"}
	rapid.Check(t, func(rt *rapid.T) {
		var entries []indexer.Entry
		for i := range rapid.IntRange(1, 8).Draw(rt, "documents") {
			entries = append(entries, drawCopies(rt, i))
		}
		half := rapid.IntRange(0, len(entries)).Draw(rt, "rebuilt")
		rebuild(t, e, entries[:half], 1)
		for i, entry := range entries[half:] {
			update(t, e, indexer.Change{Put: []indexer.Entry{entry}, Seq: int64(2 + i)})
		}
		if rapid.Bool().Draw(rt, "remove") {
			update(t, e, indexer.Change{Remove: []string{"文0"}, Seq: 99})
		}
		w := DefaultWeights()
		w.SecondLook, w.VoteDepth, w.CoverageDepth = rapid.IntRange(4, 8).Draw(rt, "depth"), rapid.IntRange(2, 4).Draw(rt, "vote depth"), 2
		ordered := rapid.Bool().Draw(rt, "ordered")
		if ordered {
			w.Vote, w.CoverageGrams, w.CoverageLetters = 0, 0, 0
		}
		if err := e.Weigh(w); err != nil {
			t.Fatal(err)
		}
		q := search.Query{Text: rapid.SampledFrom(texts).Draw(rt, "text"), Limit: rapid.SampledFrom([]int{1, 2, 3, 100}).Draw(rt, "limit"),
			AsOf: rapid.SampledFrom([]corpus.Date{"", "2015-01-01"}).Draw(rt, "day"), AsFound: ordered && rapid.Bool().Draw(rt, "as found")}
		if rapid.Bool().Draw(rt, "filtered") {
			q.Filter = search.Filter{"status": {string(corpus.InForce)}}
		}
		compareCollapsed(t, e, q, ordered)
		compareLanes(t, e, q, ordered)
	})
}

// compareLanes: each lane has places of its own.
func compareLanes(t testing.TB, e *Engine, q search.Query, ordered bool) {
	t.Helper()
	q.Lanes, q.Limit, q.Apart, q.Named = true, search.MaxLimit, true, true
	apart := ask(t, e, q)
	q.Apart = false
	for i, lane := range ask(t, e, q).Lanes {
		want, got := listed(searchtest.Collapse(apart.Lanes[i].Hits, q.AsFound)), listed(lane.Hits)
		if apart.Lanes[i].Total > len(apart.Lanes[i].Hits) {
			continue // the second look does not reach them all
		}
		if !ordered {
			byAddress := func(a, b spoken) int { return strings.Compare(a.Address, b.Address) }
			slices.SortFunc(want, byAddress)
			slices.SortFunc(got, byAddress)
		}
		if diff := cmp.Diff(want, got); diff != "" || lane.Total != apart.Lanes[i].Total {
			t.Fatalf("%q, lane %s of %d (-want +got):\n%s", q.Text, lane.Kind, lane.Total, diff)
		}
	}
}

// TestNoCollapse: where there is no relevance, or documents take the places, every
// passage has its own.
func TestNoCollapse(t *testing.T) {
	e := shelved(t)
	for _, q := range []search.Query{{}, {Text: "每季度召开", Sort: search.Newest}, {Text: "每季度召开", Sort: search.Oldest}, {Text: "每季度召开", Group: search.GroupDocument}, {Text: "每季度召开", Apart: true}} {
		q.Limit = 100
		res := ask(t, e, q)
		if len(res.Hits) != res.Total || slices.ContainsFunc(res.Hits, func(h search.Hit) bool { return h.Also != nil }) {
			t.Errorf("%+v: %d of %d hits", q, len(res.Hits), res.Total)
		}
	}
	res := ask(t, e, search.Query{Text: "每季度召开"})
	want := []search.Equal{{Address: "条例旧#p_0", Citation: "《支部条例》", Status: corpus.Amended, Date: "2010-01-01"}}
	if diff := cmp.Diff(want, res.Hits[0].Also); diff != "" || len(res.Hits) != 1 || res.Hits[0].Document.ID != "条例新" || res.Total != 2 {
		t.Errorf("%d hits of %d: %s", len(res.Hits), res.Total, diff)
	}
	// What nothing bears on is folded too.
	if res := ask(t, e, search.Query{Text: "大会每季度多少航天器"}); len(res.Nearest) > 0 && res.Nearest[0].Also == nil {
		t.Errorf("nearest: %+v", res.Nearest)
	}
}

// TestCollapseExplained: a place stands by the best of its passages and shows the one
// that applies; the reasons are those of the score.
func TestCollapseExplained(t *testing.T) {
	e := open(t)
	const line = "党员大会每季度召开一次，必要时随时召开。"
	old := entry("旧", corpus.Fields{Title: "高的规定", Rank: corpus.RankCentralParty, Effective: "2010-01-01"}, 0, line)
	old.Head.Timeline.Succeeded = "2018-10-28"
	now := entry("新", corpus.Fields{Title: "低的规定", Rank: corpus.RankNormative, Effective: "2018-10-28"}, 0, line)
	update(t, e, indexer.Change{Put: []indexer.Entry{old, now}, Seq: 1})
	for asFound, want := range map[bool]spoken{false: {"新#p_0", []string{"旧#p_0"}}, true: {"旧#p_0", []string{"新#p_0"}}} {
		res := ask(t, e, search.Query{Text: "每季度召开", Explain: true, AsFound: asFound})
		if diff := cmp.Diff([]spoken{want}, listed(res.Hits)); diff != "" {
			t.Fatal(diff)
		}
		why := strings.Join(res.Hits[0].Why, "\n")
		if strings.Contains(why, "得分是《高的规定》的") == asFound || !strings.Contains(why, "中央党内法规") {
			t.Errorf("as found %t: %s", asFound, why)
		}
	}
}

// versions are the laws of which several dated versions are held, as they are parsed.
func versions(t testing.TB, most int) []indexer.Entry {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law"), "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	byTitle := map[string][]indexer.Entry{}
	for _, path := range paths {
		title, _, dated := strings.Cut(filepath.Base(path), "(")
		if !dated {
			continue
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse.Document(corpus.Source{Path: path, Text: string(raw)})
		id := fmt.Sprintf("%s_%s", doc.Fields.Title, doc.Fields.VersionDate())
		byTitle[title] = append(byTitle[title], indexer.Entry{Head: indexer.Head{ID: id, Fields: doc.Fields, Timeline: corpus.Timeline{Effective: doc.Fields.VersionDate()}}, Text: doc.Text, Passages: parse.Passages(&doc)})
		if len(byTitle) > 4*most {
			break
		}
	}
	var out []indexer.Entry
	for _, list := range byTitle {
		slices.SortFunc(list, func(a, b indexer.Entry) int { return strings.Compare(a.Head.ID, b.Head.ID) })
		for i := range list[1:] {
			list[i].Head.Timeline.Succeeded = list[i+1].Head.Timeline.Effective
		}
		if len(list) > 1 && len(out) < most {
			out = append(out, list...)
		}
	}
	return out
}

// TestCollapseVersions: the same over real laws of which several versions are held.
func TestCollapseVersions(t *testing.T) {
	entries := versions(t, 60)
	e := open(t)
	rebuild(t, e, entries, 1)
	w := DefaultWeights()
	w.Vote, w.CoverageGrams, w.CoverageLetters = 0, 0, 0
	folded := 0
	for _, ordered := range []bool{true, false} {
		if !ordered {
			w = DefaultWeights()
		}
		if err := e.Weigh(w); err != nil {
			t.Fatal(err)
		}
		for i, j := range stard(t)[:12] {
			compareCollapsed(t, e, search.Query{Text: j.question, Limit: 97 + i%4}, ordered)
		}
		for _, text := range []string{"应当", "本法自公布之日起施行", "追究刑事责任", "县级以上人民政府"} {
			compareCollapsed(t, e, search.Query{Text: text, Limit: 50}, ordered)
			for _, h := range ask(t, e, search.Query{Text: text, Limit: 50}).Hits {
				folded += len(h.Also)
			}
		}
	}
	if folded == 0 {
		t.Error("nothing says the same in several versions")
	}
}
