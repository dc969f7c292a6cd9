package bleve

import (
	"bytes"
	"cmp"
	"context"
	"iter"
	"math"
	"slices"
	"strconv"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// scan reads all texts for every inquiry: the folded texts one behind the other
// in memory, and no index at all. A string is looked for by its rarest byte; a
// question is a string for each bigram, ranked by BM25.
type scan struct {
	text  []byte
	ends  []int    // of the passages in text
	owner []uint32 // the document of each passage
	heads []map[string]any
	bytes [256]int
}

func (s *scan) name() string { return "linear scan" }

func (s *scan) fill(_ context.Context, entries iter.Seq[indexer.Entry]) error {
	for e := range entries {
		for _, p := range e.Passages {
			s.text = append(append(s.text, corpus.Fold(p.Text(e.Text))...), 0)
			s.ends = append(s.ends, len(s.text))
			s.owner = append(s.owner, uint32(len(s.heads)))
		}
		s.heads = append(s.heads, plainFields(e.Head))
	}
	for _, b := range s.text {
		s.bytes[b]++
	}
	return nil
}

// each calls visit for every passage in which a folded string stands, with how
// often it does.
func (s *scan) each(needle []byte, visit func(passage, times int)) {
	rare := 0
	for i := range needle {
		if s.bytes[needle[i]] < s.bytes[needle[rare]] {
			rare = i
		}
	}
	passage, times := 0, 0
	for at := rare; at < len(s.text); at++ {
		i := bytes.IndexByte(s.text[at:], needle[rare])
		if i < 0 {
			break
		}
		if at += i; !bytes.HasPrefix(s.text[at-rare:], needle) {
			continue
		}
		if at >= s.ends[passage] {
			if times > 0 {
				visit(passage, times)
			}
			ahead, _ := slices.BinarySearch(s.ends[passage:], at+1)
			passage, times = passage+ahead, 0
		}
		times++
	}
	if times > 0 {
		visit(passage, times)
	}
}

func (s *scan) ask(_ context.Context, q inquiry) (answer, error) {
	scores := make([]float32, len(s.ends))
	if q.question != "" {
		seen := map[string]bool{}
		zap.EachGram(corpus.Fold(q.question), func(gram string, _ int) {
			if !seen[gram] {
				seen[gram] = true
				s.add(scores, gram)
			}
		})
	} else {
		s.hold(scores, q.strings)
	}
	a := answer{}
	if q.faceted {
		a.counted = s.facets(scores)
	}
	hits := s.passing(scores, q.years)
	a.total = len(hits)
	slices.SortFunc(hits, func(x, y int) int {
		if q.newest {
			return cmp.Compare(s.headOf(y)["date"].(string), s.headOf(x)["date"].(string))
		}
		return cmp.Compare(scores[y], scores[x])
	})
	for _, h := range hits[min(q.skip, len(hits)):min(q.skip+pageLength, len(hits))] {
		a.hits = append(a.hits, shownHit{s.headOf(h)["title"].(string), clip(s.passage(h), q.strings)})
	}
	return a, nil
}

// BM25's constants, as in any textbook.
const (
	scanK1 = 1.2
	scanB  = 0.75
)

// add adds a bigram's BM25 to the scores.
func (s *scan) add(scores []float32, gram string) {
	type posting struct{ passage, times int }
	var list []posting
	s.each([]byte(gram), func(passage, times int) { list = append(list, posting{passage, times}) })
	mean := float64(len(s.text)) / float64(len(s.ends))
	weight := float64(search.Rarity(len(list), len(s.ends)))
	for _, p := range list {
		spread := scanK1 * (1 - scanB + scanB*float64(len(s.passage(p.passage)))/mean)
		scores[p.passage] += float32(weight * (scanK1 + 1) * float64(p.times) / (float64(p.times) + spread))
	}
}

// hold scores the passages in which all strings stand.
func (s *scan) hold(scores []float32, strings []string) {
	held := make([]int, len(s.ends))
	for _, n := range strings {
		s.each([]byte(corpus.Fold(n)), func(passage, times int) {
			held[passage]++
			if held[passage] == len(strings) {
				scores[passage] = float32(math.Log1p(float64(times)))
			}
		})
	}
}

// passing are the passages with a score whose document is of the years.
func (s *scan) passing(scores []float32, years []int) (hits []int) {
	wanted := map[string]bool{}
	for _, y := range years {
		wanted[strconv.Itoa(y)] = true
	}
	for i, score := range scores {
		if score > 0 && (years == nil || wanted[s.headOf(i)["year"].(string)]) {
			hits = append(hits, i)
		}
	}
	return hits
}

// facets counts the documents that hold a hit by the values of every field.
func (s *scan) facets(scores []float32) int {
	counts, last := map[[2]string]int{}, -1
	for i, score := range scores {
		if o := int(s.owner[i]); score > 0 && o != last {
			last = o
			for field, value := range s.heads[o] {
				if one, ok := value.(string); ok && field != "title" {
					counts[[2]string{field, one}]++
				}
			}
		}
	}
	return len(counts)
}

func (s *scan) headOf(passage int) map[string]any { return s.heads[s.owner[passage]] }

func (s *scan) passage(n int) string {
	start := 0
	if n > 0 {
		start = s.ends[n-1]
	}
	return string(s.text[start : s.ends[n]-1])
}

func (s *scan) close() error { return nil }
