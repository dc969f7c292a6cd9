package bleve

import (
	"context"
	"fmt"
	"math"
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

// concepts are things that the encoder of these tests understands, each with words of
// which no two have a letter in common.
var concepts = [][]string{
	{"多大", "年龄", "周岁"},
	{"收人", "申请", "吸纳"},
	{"掏钱", "经费", "缴款"},
	{"聚会", "例行", "集合"},
	{"罚谁", "处分", "惩戒"},
	{"挑头", "换届", "推举"},
}

// conceptual is an encoder to which a text is the concepts that it names; those that name
// none are a little alike.
type conceptual struct{}

func (conceptual) Code(text string) (code meaning.Code) {
	counts, squares := make([]float64, len(concepts)), 0.0
	for c, words := range concepts {
		for _, w := range words {
			counts[c] += float64(strings.Count(text, w))
		}
		squares += counts[c] * counts[c]
	}
	const wide = meaning.Width / 16
	for c, n := range counts {
		for i := range wide {
			code[c*wide+i] = int8(math.Round(100 * n / math.Sqrt(max(squares, 1))))
		}
	}
	if squares == 0 {
		for i := range wide {
			code[meaning.Width-1-i] = 30
		}
	}
	return code
}

func (conceptual) Parts(lead, text string) (parts []string) {
	for _, part := range strings.Split(text, "｜") {
		parts = append(parts, lead+part)
	}
	return parts
}

// mean lets an engine know of meanings, so far of none.
func mean(t testing.TB, e *Engine, encoder Encoder) {
	t.Helper()
	if fault, err := e.Mean(encoder); err != nil || fault != nil {
		t.Fatal(fault, err)
	}
}

// learn finds out what all passages mean, or those of some documents.
func learn(t testing.TB, e *Engine, ids ...string) {
	t.Helper()
	lacking, _ := e.Lacking()
	for _, l := range lacking {
		if len(ids) > 0 && !slices.Contains(ids, l.ID) {
			continue
		}
		if err := e.Keep(encoded(t, e, l)); err != nil {
			t.Fatal(err)
		}
	}
	e.Publish()
}

func encoded(t testing.TB, e *Engine, l codes.Lack) codes.Text {
	t.Helper()
	text, ok, err := e.Encode(t.Context(), l, func(context.Context) error { return nil })
	if err != nil || !ok {
		t.Fatalf("%s: %t %v", l.ID, ok, err)
	}
	return text
}

// meant is an engine that knows what some entries mean.
func meant(t testing.TB, entries ...indexer.Entry) *Engine {
	t.Helper()
	e := open(t)
	update(t, e, indexer.Change{Put: entries, Seq: 1})
	mean(t, e, conceptual{})
	learn(t, e)
	return e
}

// meantShelf says in other words what is asked, in a regulation, its former version, a
// speech, a list of contents; and holds the words of the question elsewhere.
func meantShelf() []indexer.Entry {
	old := entry("章程旧", corpus.Fields{Title: "社团章程", Effective: "2010-01-01", Topics: []string{"入社"}}, 0, "满十六周岁可以申请。", "物资凭单领取。")
	old.Head.Timeline.Succeeded = "2018-01-01"
	words := []string{}
	for i := range 8 {
		words = append(words, fmt.Sprintf("登记簿第%d册由专人保管", i))
	}
	return []indexer.Entry{old,
		entry("章程新", corpus.Fields{Title: "社团章程", Effective: "2018-01-01", Topics: []string{"入社"}}, 0, "满十八周岁可以申请。", "物资凭单领取。", "~周岁 申请"),
		entry("致辞", corpus.Fields{Kind: corpus.Speech, Published: "2020-01-01"}, 0, "年龄不是问题，愿意吸纳更多的同志。"),
		entry("登记", corpus.Fields{Effective: "2019-01-01"}, 0, words...)}
}

// timeless is an answer without what differs from time to time.
func timeless(res search.Result) search.Result {
	res.Query.Encoding, res.Seq = 0, 0
	return res
}

// found lists hits as id#label.
func found(hits []search.Hit) (out []string) {
	for _, h := range hits {
		out = append(out, h.Document.ID+"#"+h.Passage.Label)
	}
	return out
}

// TestFoundByMeaning: what has no word of a question is found for what it means, in force
// first; nothing is marked in it, and it is told why it is there.
func TestFoundByMeaning(t *testing.T) {
	e := meant(t, meantShelf()...)
	others := func(name string) bool { return strings.HasPrefix(name, "登记") }
	for _, text := range []string{"多大收人", "多大收人登记簿怎么保管"} {
		q := search.Query{Text: text, Explain: true, Limit: 20}
		if got := found(ask(t, e, search.Query{Text: text, Meaning: search.MeaningOff}).Hits); slices.Contains(got, "章程新#0") {
			t.Fatalf("%s: the words find it: %v", text, got)
		}
		res := ask(t, e, q)
		if got := found(res.Hits); res.Verdict != search.OK || !slices.Equal(slices.DeleteFunc(slices.Clone(got), others), []string{"章程新#0", "致辞#0", "章程旧#0"}) {
			t.Errorf("%s: %s %v", text, res.Verdict, got)
		}
		for _, h := range res.Hits {
			if others(h.Document.ID) {
				continue
			}
			why := strings.Join(h.Why, "\n")
			if len(h.Matches) > 0 || !strings.Contains(why, "意思相近（") {
				t.Errorf("%s: %v is marked in %s:\n%s", text, h.Matches, h.Text, why)
			}
		}
		for _, h := range res.Hits {
			if sum := follow(t, h.Why); math.Abs(sum-h.Score) > 0.005*h.Score+0.02 {
				t.Errorf("%s: %s has %.3f, its parts come to %.3f: %v", text, h.Address(), h.Score, sum, h.Why)
			}
		}
		if got := walk(t, e, search.Query{Text: text, Limit: 2, Apart: true}); len(got) != res.Total {
			t.Errorf("%s: %d of %d are walked through", text, len(got), res.Total)
		}
	}
}

// TestMeaningIsFiltered: what is found by its meaning passes all that what is found by its
// words passes, and is counted as it is.
func TestMeaningIsFiltered(t *testing.T) {
	e := meant(t, meantShelf()...)
	for _, c := range []struct {
		name string
		q    search.Query
		want []string
	}{
		{"all", search.Query{}, []string{"章程新#0", "致辞#0", "章程旧#0"}},
		{"kind", search.Query{Filter: search.Filter{"kind": {"speech"}}}, []string{"致辞#0"}},
		{"topic", search.Query{Filter: search.Filter{"topic": {"入社"}}}, []string{"章程新#0", "章程旧#0"}},
		{"document", search.Query{Document: "章程旧"}, []string{"章程旧#0"}},
		{"dates", search.Query{From: "2020"}, []string{"致辞#0"}},
		{"not", search.Query{Text: "多大收人 -十八"}, []string{"致辞#0", "章程旧#0"}},
		{"in a title", search.Query{Text: "多大收人 title:社团"}, []string{"章程新#0", "章程旧#0"}},
		{"grouped", search.Query{Group: search.GroupDocument}, []string{"章程新#0", "致辞#0", "章程旧#0"}},
		{"on a day", search.Query{AsOf: "2015-01-01", Filter: search.Filter{"topic": {"入社"}}}, []string{"章程旧#0", "章程新#0"}},
		{"in quotation marks", search.Query{Text: "“多大”"}, nil},
		{"all words", search.Query{Match: search.MatchAll}, nil},
		{"by date", search.Query{Sort: search.Newest}, nil},
		{"off", search.Query{Meaning: search.MeaningOff}, nil},
	} {
		if c.q.Text == "" {
			c.q.Text = "多大收人"
		}
		c.q.Apart = true
		res := ask(t, e, c.q)
		if diff := cmp.Diff(c.want, found(res.Hits)); diff != "" || res.Total != len(c.want) {
			t.Errorf("%s: %d, %s", c.name, res.Total, diff)
		}
		checkCounts(t, e, c.q)
	}
}

// checkCounts: what an answer counts is what a walk comes to, in all, by kind and by lane;
// and a lane is what a search for its kind alone finds.
func checkCounts(t testing.TB, e *Engine, q search.Query) {
	t.Helper()
	q.Limit = 3
	hits, documents := walkThrough(t, e, q)
	res := ask(t, e, q)
	if q.Group == search.GroupDocument {
		hits = documents
	}
	if q.Apart && len(hits) != res.Total || len(documents) != res.Documents && q.Apart {
		t.Fatalf("%+v: %d hits in %d documents, counted %d in %d", q, len(hits), len(documents), res.Total, res.Documents)
	}
	if len(q.Filter) == 0 {
		sum := 0
		for _, f := range res.Facets {
			for _, v := range f.Values {
				if f.Field == "kind" {
					sum += v.Count
				}
			}
		}
		if sum != res.Documents {
			t.Fatalf("%+v: by kind there are %d documents of %d", q, sum, res.Documents)
		}
	}
	if q.Filter["kind"] != nil {
		return
	}
	for _, l := range ask(t, e, withLanes(q)).Lanes {
		alone := q
		alone.Filter = search.Filter{"kind": {string(l.Kind)}}
		for name, values := range q.Filter {
			alone.Filter[name] = values
		}
		if want := ask(t, e, alone); want.Total != l.Total || cmp.Diff(want.Hits, l.Hits) != "" {
			t.Fatalf("%+v, lane %s: %d %v, alone %d %v", q, l.Kind, l.Total, found(l.Hits), want.Total, found(want.Hits))
		}
	}
}

func withLanes(q search.Query) search.Query {
	q.Lanes = true
	return q
}

// walkThrough lists what a walk comes to, each once, and its documents.
func walkThrough(t testing.TB, e *Engine, q search.Query) (hits, documents []string) {
	t.Helper()
	for {
		res := ask(t, e, q)
		for _, h := range res.Hits {
			if name := h.Address(); slices.Contains(hits, name) {
				t.Fatalf("%+v: %s comes twice", q, name)
			} else {
				hits = append(hits, name)
			}
			if !slices.Contains(documents, h.Document.ID) {
				documents = append(documents, h.Document.ID)
			}
		}
		if q.Cursor = res.NextCursor; q.Cursor == "" {
			return hits, documents
		}
	}
}

// counted is an encoder that counts what it is asked.
type counted struct {
	conceptual
	asked []string
}

func (c *counted) Code(text string) meaning.Code {
	c.asked = append(c.asked, text)
	return c.conceptual.Code(text)
}

// TestRemembered: a question is encoded once for all its pages, by its end if it is long,
// and what is remembered is bounded.
func TestRemembered(t *testing.T) {
	c := &counted{}
	r := newRemembered(c)
	long := strings.Repeat("话", 400)
	for _, text := range []string{"多大", "掏钱", "多大", long + "收人", "掏钱" + long + "收人"} {
		if r.question(text) != c.Code(lastLetters(text, mostAsked)) {
			t.Errorf("%.9s… means something else", text)
		}
		c.asked = c.asked[:len(c.asked)-1]
	}
	if want := []string{"多大", "掏钱", strings.Repeat("话", mostAsked-2) + "收人"}; !slices.Equal(c.asked, want) {
		t.Errorf("encoded %q", c.asked)
	}
	for i := range 3 * mostRemembered {
		r.question(fmt.Sprint("第", i))
	}
	if r.question("多大"); len(r.codes) != mostRemembered || c.asked[len(c.asked)-1] != "多大" {
		t.Errorf("%d are remembered, asked last %s", len(r.codes), c.asked[len(c.asked)-1])
	}
}
