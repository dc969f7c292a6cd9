package topic

import "tiaowen/corpus"

// matcher finds many words in one pass over a text: the automaton of Aho and
// Corasick, over folded runes. Of words that lie inside one another only the
// longest counts, so that a phrase of the lexicon takes its place from the
// words it is made of.
type matcher struct {
	next map[edge]int32
	fail []int32
	// ends[n] is the word that ends at node n, or along its failures the
	// longest that does; -1 for none.
	ends []int32
	// runes[w] is the length of word w.
	runes []int
}

type edge struct {
	node int32
	r    rune
}

// occurrence is a word and where it stands, in folded runes.
type occurrence struct {
	word       int32
	start, end int
}

// newMatcher builds the automaton of words that are already folded.
func newMatcher(words []string) *matcher {
	m := &matcher{next: map[edge]int32{}, fail: []int32{0}, ends: []int32{-1}}
	children := [][]edge{nil}
	for w, word := range words {
		node, length := int32(0), 0
		for _, r := range word {
			e := edge{node, r}
			to, ok := m.next[e]
			if !ok {
				to = int32(len(m.fail))
				m.next[e] = to
				m.fail, m.ends = append(m.fail, 0), append(m.ends, -1)
				children = append(children, nil)
				children[node] = append(children[node], e)
			}
			node, length = to, length+1
		}
		m.ends[node] = int32(w)
		m.runes = append(m.runes, length)
	}
	m.link(children)
	return m
}

// link sets the failures, breadth first: a node's failure is shallower than it.
func (m *matcher) link(children [][]edge) {
	queue := []int32{0}
	for len(queue) > 0 {
		node := queue[0]
		queue = queue[1:]
		for _, e := range children[node] {
			to := m.next[e]
			if node != 0 {
				m.fail[to] = m.step(m.fail[node], e.r)
			}
			if m.ends[to] < 0 {
				m.ends[to] = m.ends[m.fail[to]]
			}
			queue = append(queue, to)
		}
	}
}

// step is the node after node when r comes.
func (m *matcher) step(node int32, r rune) int32 {
	for {
		if to, ok := m.next[edge{node, r}]; ok {
			return to
		}
		if node == 0 {
			return 0
		}
		node = m.fail[node]
	}
}

// counts tells how often each word stands in text, folded while it is read, and
// how many folded runes text has.
func (m *matcher) counts(text string) (map[int32]int, int) {
	found := map[int32]int{}
	// The occurrences that a later, longer one may still swallow.
	var open []occurrence
	node, at := int32(0), 0
	for _, r := range text {
		r = corpus.FoldRune(r)
		if r < 0 {
			continue
		}
		at++
		node = m.step(node, r)
		if node == 0 {
			open = settle(open, found)
		}
		if w := m.ends[node]; w >= 0 {
			open = swallow(open, occurrence{w, at - m.runes[w], at})
		}
	}
	settle(open, found)
	return found, at
}

// swallow adds o and drops what lies inside it.
func swallow(open []occurrence, o occurrence) []occurrence {
	for len(open) > 0 && open[len(open)-1].start >= o.start {
		open = open[:len(open)-1]
	}
	return append(open, o)
}

// settle counts the occurrences that nothing can swallow any more.
func settle(open []occurrence, found map[int32]int) []occurrence {
	for _, o := range open {
		found[o.word]++
	}
	return open[:0]
}
