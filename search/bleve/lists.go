package bleve

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tiaowen/search/bleve/zap"
)

// An article that enumerates (党支部的基本任务是：（一）…；（二）…) is long, which is held
// against it, and names its matter once: short ones that name it again and again go
// first. But its opening announces what follows. So it is scored as if the opening and
// its best item were all of it, and gains by how much of the question the opening holds.

// listDepth is how many of the best hits are read: more bring nothing and cost a tenth of
// a question.
const listDepth = 50

// readLists raises the scores of the hits that enumerate what is asked, best first, and
// puts them in order.
func (r *reader) readLists(hits []rescored, a *asked) {
	if r.weights.Lists == 0 || len(a.clues.grams) == 0 || len(hits) == 0 {
		return
	}
	k, raised, best := newListReading(r, a), false, hits[0].score
	for i := range hits {
		h := &hits[i]
		if gain := k.gain(h.hit, a.factors[h.ordinal], best); gain > 0 {
			h.score += gain
			h.opened, h.voted, raised = h.score, h.score, true
		}
	}
	if raised {
		byScore(hits)
	}
}

// listReading reads enumerations by the pairs of letters of a question.
type listReading struct {
	*reader
	clues []clue
	at    map[[2]rune]int // of a pair among the clues
	typed []bool          // those that were, by clue
	all   float32         // what these weigh together
	times []float32       // how often each stands in what is being read
}

func newListReading(r *reader, a *asked) *listReading {
	count := len(a.clues.grams)
	k := &listReading{reader: r, clues: a.clues.grams, at: map[[2]rune]int{}, typed: make([]bool, count), times: make([]float32, count)}
	question := typed(a.weighted)
	for i, c := range k.clues {
		zap.EachPair(c.text, func(first, second rune, _ int) { k.at[[2]rune{first, second}] = i })
		if k.typed[i] = strings.Contains(question, c.text); k.typed[i] {
			k.all += c.weight
		}
	}
	return k
}

// gain is by how much the score of a passage rises that enumerates what is asked: by what
// its opening and best item score more than all of it, times its document's factor, and
// by a share of the best hit's score.
func (k *listReading) gain(h hit, factor, best float32) float32 {
	s := k.segmentOf(h.number)
	n := h.number - s.base
	opening, items := enumeration(k.folded(s, n)[:k.own(s, n)])
	if items == nil {
		return 0
	}
	clear(k.times)
	length := k.count(opening)
	share, w := k.held()/k.all, k.weights
	if share < float32(w.ListShare) {
		return 0
	}
	announced := max(0, share-float32(w.ListFrom)) / float32(1-w.ListFrom)
	length += k.count(k.best(items))
	more := k.scored(length) - k.whole(s, n)
	return float32(w.Lists) * (max(0, more)*factor + float32(w.ListAnnounce)*announced*best*min(1, factor))
}

// count adds how often each clue stands in a text, and gives the text's length in pairs.
func (k *listReading) count(text []byte) (length int) {
	zap.EachPair(string(text), func(first, second rune, _ int) {
		length++
		if i, ok := k.at[[2]rune{first, second}]; ok {
			k.times[i]++
		}
	})
	return length
}

// held is what the clues weigh that were typed and have been counted.
func (k *listReading) held() (sum float32) {
	for i, c := range k.clues {
		if k.typed[i] && k.times[i] > 0 {
			sum += c.weight
		}
	}
	return sum
}

// best is the item that holds most of the question which the opening does not.
func (k *listReading) best(items [][]byte) (best []byte) {
	most := float32(0)
	for _, item := range items {
		held := float32(0)
		zap.EachPair(string(item), func(first, second rune, _ int) {
			if i, ok := k.at[[2]rune{first, second}]; ok && k.times[i] == 0 {
				held += k.clues[i].weight
			}
		})
		if held > most {
			best, most = item, held
		}
	}
	return best
}

// scored is what a text of a length scores that holds the clues as often as counted.
func (k *listReading) scored(length int) (sum float32) {
	spread := k.spread[min(length, maxLength)]
	for i, c := range k.clues {
		if tf := k.times[i]; tf > 0 {
			sum += c.weight * k.peak * tf / (tf + spread)
		}
	}
	return sum
}

// whole is what all of a passage scores by the clues.
func (k *listReading) whole(s *segmentView, n uint32) (sum float32) {
	for _, c := range k.clues {
		sum += c.in(k.view, s, n)
	}
	return sum
}

// longestOpening is how many bytes into a passage the opening may end, longestItems how
// many behind it are looked at: what is asked stands in the opening if anywhere.
const (
	longestOpening = 600
	longestItems   = 900
)

// enumeration takes a folded passage apart into the sentence that announces a list, which
// ends in a colon, and the items: numbered, or three at least; none if it is no list.
func enumeration(text []byte) (opening []byte, items [][]byte) {
	end := bytes.IndexByte(text[:min(len(text), longestOpening)], ':')
	if end < 0 {
		return nil, nil
	}
	opening, rest := text[:end], text[end+1:min(len(text), end+longestItems)]
	if first, _ := utf8.DecodeRune(rest); bytes.Count(rest, []byte(";")) < 2 && first != '(' {
		return nil, nil
	}
	if at := bytes.LastIndex(opening, []byte("。")); at >= 0 {
		opening = opening[at+len("。"):]
	}
	return opening, bytes.FieldsFunc(rest, func(r rune) bool { return r == ';' || r == '。' })
}
