package bleve

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/search"
)

// name is how these tests write a passage: id#number.
func (v *view) name(number uint32) string {
	s := v.segmentOf(number)
	n := number - s.base
	return fmt.Sprintf("%s#%d", v.table.rows[s.ordinal[n]].head.ID, s.part[n]&partMask)
}

func (v *view) names(numbers []uint32) string {
	var out []string
	for _, n := range numbers {
		out = append(out, v.name(n))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// print writes the candidates with what each scores so far.
func (c *candidates) print(v *view) string {
	scores := c.list
	if !c.listed {
		scores = impacts{}
		for n, score := range c.dense.scores {
			if score != 0 {
				scores.numbers, scores.worth = append(scores.numbers, uint32(n)), append(scores.worth, score)
			}
		}
	}
	var out []string
	for i, n := range scores.numbers {
		out = append(out, fmt.Sprintf("%s %.2f", v.name(n), scores.worth[i]))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func printHits(v *view, hits []rescored) string {
	var out []string
	for _, h := range hits {
		out = append(out, fmt.Sprintf("%s %.2f", v.name(h.number), h.score))
	}
	return strings.Join(out, ", ")
}

// TestSteps takes a question through the steps of a search and prints what each
// hands to the next.
func TestSteps(t *testing.T) {
	e := shelved(t)
	v := e.acquire()
	defer v.release()
	r, ctx := newReader(v), t.Context()
	q, err := e.complete(search.Query{Text: "季度党费怎么开", Match: search.MatchAny, Today: "2026-01-01", Filter: search.Filter{"kind": {"regulation", "essay"}}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := search.Parse(q.Text)
	if err != nil {
		t.Fatal(err)
	}
	check := func(step, want, got string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step, diff)
		}
	}

	docs := r.filter(q, p)
	var fail []string
	for o, row := range v.table.rows {
		if row != nil && docs.fails[o] != 0 {
			fail = append(fail, row.head.ID)
		}
	}
	check("filter: who fails", "讲话", strings.Join(fail, " "))

	found := r.newCandidates()
	asked, err := r.match(ctx, q, p, found)
	if err != nil {
		t.Fatal(err)
	}
	var clues []string
	for _, c := range slices.Concat(asked.clues.grams, asked.clues.letters, asked.clues.beside, asked.clues.titles) {
		clues = append(clues, fmt.Sprintf("%s %.2f", c.text, c.weight))
	}
	check("match: clues", "季度 1.39, 党费 1.39, 季 1.39, 度 1.39, 费 1.39", strings.Join(clues, ", "))
	check("match: scores", "条例新#0 1.28, 条例新#2 1.50, 条例旧#0 1.28, 讲话#1 1.67", found.print(v))

	docs = docs.leaning(r.table, r.weights, asked.lean)
	asked.factors = docs.factors
	looked, err := r.toLookAt(ctx, q, asked, found, docs)
	if err != nil {
		t.Fatal(err)
	}
	check("second look: at", "条例新#0 条例新#2 条例旧#0", v.names(looked))

	in, err := r.tally(ctx, q, found, docs)
	if err != nil {
		t.Fatal(err)
	}
	check("tally", "3 in 2", fmt.Sprintf("%d in %d", in.total, in.documents))

	if looked, err = r.secondLook(ctx, looked, asked, found); err != nil {
		t.Fatal(err)
	}
	check("second look: scores", "条例新#0 4.05, 条例新#2 2.88, 条例旧#0 4.05, 讲话#1 1.67", found.print(v))

	at := r.weights.newPage(q, asked, found.listed, fromStart)
	best, err := r.collect(ctx, q, found, docs, r.newCollapse(q, found, docs), looked, at)
	if err != nil {
		t.Fatal(err)
	}
	check("collect: one place for what says the same", "条例新#0 4.05, 条例新#2 2.88", printHits(v, unchanged(best.hits)))

	again := r.rescore(ctx, best.hits, asked)
	check("rescore", "条例新#0 7.47, 条例新#2 5.36", printHits(v, again))

	page, next := at.cut(again, best.hits, false, 1)
	check("cut", "条例新#0 7.47, 条例新#2 5.36", printHits(v, page))
	if next == nil || *next != (reached{shown: 1}) {
		t.Errorf("the next page begins at %v", next)
	}
}

// TestMatchPhrases: strings make a list, with the passages that must not be found
// taken out; browsing makes everything.
func TestMatchPhrases(t *testing.T) {
	e := shelved(t)
	v := e.acquire()
	defer v.release()
	for text, want := range map[string]string{
		"党费 交纳":        "listed 条例新#2 3.30",
		"党费":           "listed 条例新#2 1.50, 讲话#1 1.67",
		"党员大会 -季度 -经验": "listed 条例旧#2 0.61, 经验#0 0.60, 讲话#0 0.82",
		"":             "everything",
		"没有的话":         "", // a question: nothing has a score
	} {
		r, found := newReader(v), v.newCandidates()
		q, _ := e.complete(search.Query{Text: text, Today: "2026-01-01"})
		p, err := search.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.match(t.Context(), q, p, found); err != nil {
			t.Fatal(err)
		}
		kind := ""
		if found.listed {
			kind = "listed "
		} else if found.everything {
			kind = "everything"
		}
		if got := kind + found.print(v); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestVote: a document gains by each of its passages among the best, up to so many,
// and the order follows.
func TestVote(t *testing.T) {
	w := DefaultWeights()
	w.VoteVoices, w.Vote = 2, 1
	score := func(number, ordinal uint32, score float32) rescored {
		return rescored{hit: hit{number: number, ordinal: ordinal, score: score}, collected: score, opened: score, voted: score}
	}
	hits := []rescored{score(1, 1, 5), score(2, 2, 4), score(3, 2, 4), score(4, 2, 3), score(5, 3, 0)}
	voteForDocuments(hits, &w)
	var got []string
	for _, h := range hits {
		got = append(got, fmt.Sprintf("%d:%g→%g", h.number, h.collected, h.score))
	}
	want := "1:5→8.125 2:4→8 3:4→8 4:3→6 5:0→0" // document 2 has 8 votes, the most, 1 has 5 of them
	if strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", strings.Join(got, " "), want)
	}
}

// TestCoverage: what holds most of a question gains most, in times of the best.
func TestCoverage(t *testing.T) {
	hits := []rescored{{hit: hit{number: 1, score: 10}}, {hit: hit{number: 2, score: 9}}, {hit: hit{number: 3, score: 1}}}
	addCoverage(hits, []float32{0, 0.5, 0.25})
	var got []string
	for _, h := range hits {
		got = append(got, fmt.Sprintf("%d:%g", h.number, h.score))
	}
	if want := "2:14 1:10 3:3.5"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	addCoverage(nil, nil)
}

// TestCut: a page of hits looked at twice is a piece of them, any other begins after a
// place; both say where the next begins.
func TestCut(t *testing.T) {
	var in []hit
	for i := range 5 {
		in = append(in, hit{sortKey: sortKey{uint64(9 - i), 0}, number: uint32(i)})
	}
	for _, c := range []struct {
		name  string
		page  page
		more  bool
		limit int
		first int // of the page; -1 if it is empty
		next  string
	}{
		{"after a place", page{}, false, 2, 0, "behind 1"},
		{"the last after a place", page{}, false, 5, 0, ""},
		{"counted, though not twice", page{skip: 1}, false, 2, 1, "behind 2"},
		{"counted, to the last", page{skip: 3}, false, 2, 3, ""},
		{"twice, the first page", page{twice: true}, true, 2, 0, "after 2"},
		{"twice, a later page", page{twice: true, skip: 2}, true, 2, 2, "after 4"},
		{"twice, over the last that was kept", page{twice: true, skip: 4}, true, 2, 4, "behind 4"},
		{"twice, and there is no more", page{twice: true, skip: 4}, false, 2, 4, ""},
		{"twice, beyond the last", page{twice: true, skip: 9}, false, 2, -1, ""},
	} {
		hits, next := c.page.cut(unchanged(in), in, c.more, c.limit)
		first := -1
		if len(hits) > 0 {
			first = int(hits[0].number)
		}
		cursor := ""
		if next != nil {
			cursor = fmt.Sprintf("after %d", next.shown)
			if next.hit != nil {
				cursor = fmt.Sprintf("behind %d", next.hit.number)
			}
		}
		if first != c.first || cursor != c.next {
			t.Errorf("%s: from %d, next %q, want %d, %q", c.name, first, cursor, c.first, c.next)
		}
	}
}
