package bleve

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tiaowen/indexer"
)

// inquiry is one thing asked, so that each peer can ask it in its own way.
type inquiry struct {
	// question is ranked by what it has in common with a passage; strings must
	// all stand in it, and all that hold them are counted.
	question string
	strings  []string
	// years is a filter; faceted counts the documents by seven fields.
	years   []int
	faceted bool
	newest  bool
	// skip is how many hits lie before those asked for, and cursor how our engine
	// is told so.
	skip   int
	cursor string
	// standing is in how many passages the strings stand, once counted.
	standing int
}

// answer is what is shown of one.
type answer struct {
	total   int // -1: not counted
	hits    []shownHit
	counted int // values of facets
	// took and cpu are of an answer that another process gave, by its own clocks.
	took, cpu time.Duration
}

type shownHit struct{ title, snippet string }

// pageLength is how many hits are asked for, deep what lies before a deep page.
const (
	pageLength = 10
	deep       = 1000
)

// kind is one kind of inquiry.
type kind struct {
	name string
	list []inquiry
}

// inquiries are n of each kind: the lay questions, and strings that stand in
// some text.
func inquiries(t *testing.T, first peer, texts []indexer.Entry, n int) []kind {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	list := make([]kind, 6)
	for i, name := range []string{"question", "substring", "keywords", "question, facets, filter", "question, newest first", "question, 101st page"} {
		list[i].name = name
	}
	add := func(kind int, q inquiry) { list[kind].list = append(list[kind].list, q) }
	for _, j := range stard(t) {
		if len(list[0].list) == n {
			break
		}
		q := inquiry{question: j.question}
		add(0, q)
		add(3, inquiry{question: j.question, years: []int{2018, 2019, 2020}, faceted: true})
		add(4, inquiry{question: j.question, newest: true})
		if q.cursor = first.(*ours).walkTo(t, q, deep); q.cursor != "" {
			q.skip = deep
			add(5, q)
		}
	}
	for range n {
		add(1, inquiry{strings: []string{cutOut(r, texts, 2+r.IntN(5))}})
		e := texts[r.IntN(len(texts))]
		for len(e.Passages) == 0 || len(e.Passages[0].Text(e.Text)) < 200 {
			e = texts[r.IntN(len(texts))]
		}
		e.Passages = e.Passages[:1]
		add(2, inquiry{strings: []string{cutOut(r, []indexer.Entry{e}, 2), cutOut(r, []indexer.Entry{e}, 3)}})
	}
	return list
}

// clip is a piece of a folded text around the first of the strings that stands
// in it: the snippet of those peers that make none.
func clip(text string, strs []string) string {
	at := 0
	for _, s := range strs {
		if i := strings.Index(text, s); i >= 0 {
			at = i
			break
		}
	}
	runes := []rune(text[max(0, at-60):min(len(text), at+300)])
	return string(runes)
}
