package bleve

import (
	"context"
	"errors"
	"iter"
	"slices"
	"unsafe"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// blocks is no engine but the limit of one: what the work of a question costs when
// everything lies in memory as the processor likes it. The bigrams' postings, in
// blocks of 64 k passages, are two numbers of 16 bits, which passage and what the
// bigram is worth in it, so that nothing is decoded and nothing is weighed; a block's
// sums stay in the second-level cache. It counts exactly and shows ten hits; it has
// no facets, no documents, no single letters, no titles, no second look.
type blocks struct {
	scan // for its texts, and what BM25 needs to know of them
	list map[string][]blockPosting
	// first is where each block's postings begin in a bigram's list; the last is
	// where the list ends.
	first map[string][]int32
	sums  []uint32
}

type blockPosting struct{ passage, worth uint16 }

const (
	blockSize = 1 << 16
	// fullWorth is more than any bigram is worth: the rarest, often.
	fullWorth = (scanK1 + 1) * 14
)

func (b *blocks) name() string { return "block limit" }

func (b *blocks) fill(ctx context.Context, entries iter.Seq[indexer.Entry]) error {
	if err := b.scan.fill(ctx, entries); err != nil {
		return err
	}
	type times struct {
		passage uint32
		times   float32
	}
	lists := map[string][]times{}
	for n := range b.ends {
		zap.EachGram(b.passage(n), func(gram string, _ int) {
			list := lists[gram]
			if len(list) == 0 || list[len(list)-1].passage != uint32(n) {
				list = append(list, times{passage: uint32(n)})
			}
			list[len(list)-1].times++
			lists[gram] = list
		})
	}
	b.list, b.first, b.sums = map[string][]blockPosting{}, map[string][]int32{}, make([]uint32, blockSize)
	mean := float32(len(b.text)) / float32(len(b.ends))
	for gram, list := range lists {
		gram = string([]byte(gram)) // and not a whole passage
		weight := search.Rarity(len(list), len(b.ends))
		postings, first := make([]blockPosting, len(list)), make([]int32, len(b.ends)/blockSize+2)
		for i, p := range list {
			spread := scanK1 * (1 - scanB + scanB*float32(len(b.passage(int(p.passage))))/mean)
			worth := weight * (scanK1 + 1) * p.times / (p.times + spread)
			postings[i] = blockPosting{uint16(p.passage), uint16(max(1, worth/fullWorth*0xffff))}
			first[p.passage/blockSize+1] = int32(i + 1)
		}
		for i := 1; i < len(first); i++ { // a block without postings ends where it begins
			first[i] = max(first[i], first[i-1])
		}
		b.list[gram], b.first[gram] = postings, first
	}
	return nil
}

// size is what the postings take.
func (b *blocks) size() (bytes int64) {
	for _, list := range b.list {
		bytes += int64(len(list)) * int64(unsafe.Sizeof(blockPosting{}))
	}
	return bytes
}

// bestTen are the ten best so far, the best first.
type bestTen struct {
	passages []int
	worth    []uint32
}

// least is what the next must be worth more than.
func (t *bestTen) least() uint32 {
	if len(t.worth) < pageLength {
		return 0
	}
	return t.worth[pageLength-1]
}

func (t *bestTen) add(passage int, worth uint32) {
	at, _ := slices.BinarySearchFunc(t.worth, worth, func(a, b uint32) int { return int(int64(b) - int64(a)) })
	t.passages, t.worth = slices.Insert(t.passages, at, passage), slices.Insert(t.worth, at, worth)
	n := min(len(t.worth), pageLength)
	t.passages, t.worth = t.passages[:n], t.worth[:n]
}

func (b *blocks) ask(_ context.Context, q inquiry) (a answer, err error) {
	if q.question == "" || q.faceted || q.years != nil || q.newest || q.skip > 0 {
		return answer{}, errors.ErrUnsupported
	}
	best := bestTen{}
	a.total = b.any(gramsWithin(q.question), &best)
	for _, passage := range best.passages {
		a.hits = append(a.hits, shownHit{b.headOf(passage)["title"].(string), clip(b.passage(passage), q.strings)})
	}
	return a, nil
}

// gramsWithin are the bigrams of a text, each once.
func gramsWithin(text string) (grams []string) {
	zap.EachGram(corpus.Fold(text), func(gram string, _ int) {
		if !slices.Contains(grams, gram) {
			grams = append(grams, gram)
		}
	})
	return grams
}

// any counts the passages with any of the bigrams, block by block.
func (b *blocks) any(grams []string, best *bestTen) (total int) {
	for base := 0; base < len(b.ends); base += blockSize {
		sums := b.sums[:min(blockSize, len(b.ends)-base)]
		clear(sums)
		for _, gram := range grams {
			for _, p := range b.within(gram, base/blockSize) {
				b.sums[p.passage] += uint32(p.worth)
			}
		}
		least := best.least()
		for i, sum := range sums {
			total += int((uint64(sum) + 1<<32 - 1) >> 32) // 1 but for 0, without a branch
			if sum > least {
				best.add(base+i, sum)
				least = best.least()
			}
		}
	}
	return total
}

// within are the postings of a bigram in one block.
func (b *blocks) within(gram string, block int) []blockPosting {
	if first := b.first[gram]; first != nil {
		return b.list[gram][first[block]:first[block+1]]
	}
	return nil
}
