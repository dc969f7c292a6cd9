package bleve

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// lacks are the documents of which it is not known what they mean.
func lacks(e *Engine) (ids []string) {
	lacking, _ := e.Lacking()
	for _, l := range lacking {
		ids = append(ids, l.ID)
	}
	return ids
}

// TestLacking: those are told first that are asked about most, and how much there is.
func TestLacking(t *testing.T) {
	e := open(t)
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		entry("法", corpus.Fields{Rank: corpus.RankStatute, Effective: "2024-01-01"}, 0, "一", "二"),
		entry("旧", corpus.Fields{Kind: corpus.Essay, Published: "2010-01-01"}, 0, "一"),
		entry("新", corpus.Fields{Kind: corpus.Essay, Published: "2020-01-01"}, 0, "一", "二", "三"),
		entry("无日期", corpus.Fields{Kind: corpus.Essay}, 0, "一")}})
	if got := lacks(e); got != nil {
		t.Errorf("nobody asked for meanings: %v", got)
	}
	if err := e.Keep(); err == nil {
		t.Error("kept where there is no file")
	}
	mean(t, e, conceptual{})
	if diff := cmp.Diff([]string{"新", "旧", "无日期", "法"}, lacks(e)); diff != "" {
		t.Error(diff)
	}
	learn(t, e, "新")
	e.Want(func(h search.Head) bool { return h.Fields.Kind == corpus.Essay })
	lacking, known := e.Lacking()
	if len(lacking) != 2 || known != (codes.Known{Known: 3, Passages: 5}) {
		t.Errorf("%d lack, %+v", len(lacking), known)
	}
	update(t, e, indexer.Change{Seq: 2, Put: []indexer.Entry{entry("旧", corpus.Fields{Kind: corpus.Essay}, 0, "另一")}})
	if _, ok, err := e.Encode(t.Context(), lacking[0], func(context.Context) error { return nil }); ok || err != nil {
		t.Errorf("encoded though it is another by now: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, ok, err := e.Encode(ctx, lacking[1], context.Context.Err); ok || err == nil {
		t.Error("encoded though time was up")
	}
	update(t, e, indexer.Change{Seq: 3, Heads: []indexer.Head{entry("新", corpus.Fields{Kind: corpus.Essay, Title: "另名", Published: "2020-01-01"}, 0, "一").Head}})
	if got := lacks(e); !slices.Contains(got, "新") {
		t.Errorf("of another title the meaning is another: %v", got)
	}
}

// TestStrangeQuestions: whatever is asked there is an answer, the same in either script.
func TestStrangeQuestions(t *testing.T) {
	one := entry("一", corpus.Fields{}, 0, "违规者给予处分。")
	for name, e := range map[string]*Engine{"a shelf": meant(t, append(meantShelf(), one)...), "one document": meant(t, one), "empty": meant(t)} {
		for _, text := range []string{strings.Repeat("多大年纪才收人", 71), "龘靐齉", "how old must one be?", "？？？", "怎么", "\u200b多大"} {
			res := ask(t, e, search.Query{Text: text})
			if len(found(res.Hits)) != min(res.Total, search.DefaultLimit) && res.Verdict == search.OK && len(res.Hits) == 0 {
				t.Errorf("%s, %s: %+v", name, text, res)
			}
		}
		if name == "empty" {
			continue
		}
		want, got := ask(t, e, search.Query{Text: "罚谁怎么办"}), ask(t, e, search.Query{Text: "罰誰怎麼辦"})
		if !slices.Equal(found(want.Hits), []string{"一#0"}) || cmp.Diff(want.Hits, got.Hits) != "" || want.Total != got.Total {
			t.Errorf("%s: %v, in Traditional %v", name, found(want.Hits), found(got.Hits))
		}
	}
}

// TestNothingKnown: as long as nothing is known all is as without.
func TestNothingKnown(t *testing.T) {
	for _, q := range []search.Query{{Text: "多大收人登记簿怎么保管", Explain: true}, {Text: "多大收人"}, {Text: "登记簿", Lanes: true}} {
		e := open(t)
		update(t, e, indexer.Change{Put: meantShelf(), Seq: 1})
		without := ask(t, e, q)
		mean(t, e, conceptual{})
		with := ask(t, e, q)
		if with.Query.Mode == search.ModeQuestion && with.Query.Meant != search.MeantPartial {
			t.Errorf("%s: %q", q.Text, with.Query.Meant)
		}
		with.Query.Meant = ""
		if diff := cmp.Diff(timeless(without), timeless(with)); diff != "" {
			t.Error(diff)
		}
	}
}

// TestBasisByMeaning: what is near enough bears on a question whatever its words are, and
// what is near nothing is refused whatever stands in the texts, where it is known of all
// that may be near; where it is not the words decide.
func TestBasisByMeaning(t *testing.T) {
	for _, c := range []struct {
		text  string
		known []string
		want  search.Verdict
	}{
		{"多大收人", []string{"章程新"}, search.OK},
		{"多大收人", nil, search.NoBasis},
		{"登记簿怎么保管", []string{"章程新", "章程旧", "致辞", "登记"}, search.NoBasis}, // it is near nothing
		{"登记簿怎么保管", []string{"章程新"}, search.OK},
		{"登记簿怎么保管", nil, search.OK},
		{"骆驼怎么喂养", []string{"章程新", "章程旧", "致辞", "登记"}, search.NoBasis},
		{"多大收人才登记保管", []string{"章程新"}, search.OK},
		{"多大收人才登记保管", []string{"章程新", "章程旧", "致辞", "登记"}, search.OK},
	} {
		e := open(t)
		update(t, e, indexer.Change{Put: meantShelf(), Seq: 1})
		mean(t, e, conceptual{})
		if c.known != nil {
			learn(t, e, c.known...)
		}
		res := ask(t, e, search.Query{Text: c.text})
		if res.Verdict != c.want || (len(res.Hits) > 0) != (c.want == search.OK) {
			t.Errorf("%s, known %v: %s %v", c.text, c.known, res.Verdict, found(res.Hits))
		}
	}
}

// TestPartlyKnownRefusesNothing: as long as a passage that is no law of the state may be
// nearer than is known, a question is not refused for its meaning.
func TestPartlyKnownRefusesNothing(t *testing.T) {
	e := open(t)
	update(t, e, indexer.Change{Seq: 1, Put: []indexer.Entry{
		entry("甲", corpus.Fields{}, 0, "印章由文书保管。"), entry("乙", corpus.Fields{}, 0, "年龄不限，愿意吸纳同志。"),
		entry("丙", corpus.Fields{}, 0, "物资凭单领取。"), entry("法", corpus.Fields{Rank: corpus.RankStatute}, 0, "船舶应当登记。")}})
	mean(t, e, conceptual{})
	q := search.Query{Text: "印章怎么由文书保管多大掏钱"}
	for _, step := range []struct {
		learns []string
		want   search.Verdict
	}{{[]string{"甲", "乙"}, search.OK}, {[]string{"丙"}, search.NoBasis}} {
		learn(t, e, step.learns...)
		if res := ask(t, e, q); res.Verdict != step.want || res.Query.Meant != search.MeantPartial {
			t.Errorf("%v learnt: %s, %s", step.learns, res.Verdict, res.Query.Meant)
		}
	}
}

// TestMeaningHoldsRank: of passages with the same words one that is nearer in meaning does
// not pass what counts more, or what is in force.
func TestMeaningHoldsRank(t *testing.T) {
	// Near .8, .71 and .6 to what is asked.
	nearest, near, less := "登记：经费经费经费经费例行例行例行", "登记：经费例行经费例行", "登记：经费经费经费例行例行例行例行"
	old := entry("旧", corpus.Fields{Title: "财务办法", Effective: "2010-01-01"}, 0, nearest)
	old.Head.Timeline.Succeeded = "2018-01-01"
	for _, c := range []struct {
		name          string
		first, second indexer.Entry
	}{
		{"an essay", entry("中央", corpus.Fields{Title: "中国共产党财物管理条例", Rank: corpus.RankCentralParty}, 0, less), entry("心得", corpus.Fields{Kind: corpus.Essay}, 0, nearest)},
		{"an essay beside a local rule", entry("地方", corpus.Fields{Rank: corpus.RankLocalParty}, 0, near), entry("心得", corpus.Fields{Kind: corpus.Essay}, 0, nearest)},
		{"a law", entry("中央", corpus.Fields{Title: "中国共产党财物管理条例", Rank: corpus.RankCentralParty}, 0, near), entry("条例", corpus.Fields{Rank: corpus.RankAdministrative}, 0, nearest)},
		{"a former version", entry("新", corpus.Fields{Title: "财务办法", Effective: "2018-01-01"}, 0, near), old},
	} {
		e := meant(t, c.second, c.first)
		got := found(ask(t, e, search.Query{Text: "掏钱登记怎么办", Apart: true}).Hits)
		if want := []string{c.first.Head.ID + "#0", c.second.Head.ID + "#0"}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

// TestRealMeaning takes the encoder that the program comes with all the way.
func TestRealMeaning(t *testing.T) {
	if testing.Short() {
		t.Skip("encodes a dozen passages")
	}
	e := open(t)
	update(t, e, indexer.Change{Put: meantShelf(), Seq: 1})
	encoder := meaning.New()
	mean(t, e, encoder)
	learn(t, e)
	res := ask(t, e, search.Query{Text: "几岁的人能入社？", Explain: true})
	if got := found(res.Hits); res.Verdict != search.OK || len(got) == 0 || got[0] != "章程新#0" {
		t.Errorf("%s %v", res.Verdict, got)
	}
	for _, h := range res.Hits[:min(1, len(res.Hits))] {
		t.Log(h.Why)
	}
	if res := ask(t, e, search.Query{Text: "航天器怎么对接？"}); res.Verdict != search.NoBasis {
		t.Errorf("%s %v", res.Verdict, found(res.Hits))
	}
}
