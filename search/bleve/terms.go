package bleve

import (
	"sync"
	"sync/atomic"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
)

// postings are who holds a term, as the index of a view has it. They do not change,
// and searches share them.
type postings struct {
	lists  []*roaring.Bitmap // the numbers of who holds it, by segment; nil if nobody
	copied bool              // without deleted ones; else they are the index's own memory
	count  int
	// bits say the same of a letter that many hold, whose list it would take too
	// long to go through for a few passages.
	bits [][]uint64
	// impacts are, of a bigram that was asked for, what its BM25 is in each passage on
	// a list, before its rarity.
	impacts atomic.Pointer[[]impacts]
}

// terms keeps the postings of the terms asked for lately. Walking a
// dictionary costs more than reading most lists, a bigram that is frequent in a
// few passages has a hundred lists, and questions are made of the same bigrams.
// A view has its own, so what it is worth does not change.
type terms struct {
	mu sync.Mutex
	// When recent is full it becomes older, and what is not asked for again goes.
	recent, older map[key]*postings
	size, room    int // of recent, in bytes, about
}

type key struct {
	field int
	text  string
}

// termsRoom bounds half of what is kept, in bytes: so much for every passage, and
// mostRoom in all. A thousand lay questions ask for three times as much, but most
// often for a small part of it.
const (
	termsRoom = 160
	mostRoom  = 128 << 20
	// seldomRoom is that of a view which others have taken the place of.
	seldomRoom = 1 << 20
)

// denseShare is the share of all numbers, one in so many, from which on a list is
// made bits: then they take no more than a few times its room.
const denseShare = 64

// size is what a term takes, about.
func (p *postings) size() int {
	n := 512
	for i, set := range p.lists {
		if set != nil {
			n += 64 * int(set.Maximum()>>16+1)
		}
		if set != nil && p.copied {
			n += int(set.GetSizeInBytes())
		}
		if p.bits != nil {
			n += 8 * len(p.bits[i])
		}
	}
	if all := p.impacts.Load(); all != nil {
		for _, l := range *all {
			n += 8 * len(l.numbers)
		}
	}
	return n
}

func (t *terms) get(k key) *postings {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p := t.recent[k]; p != nil {
		return p
	}
	p := t.older[k]
	if p != nil {
		t.keep(k, p)
	}
	return p
}

func (t *terms) put(k key, p *postings) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keep(k, p)
}

func (t *terms) keep(k key, p *postings) {
	if t.recent == nil || t.size > t.room {
		t.recent, t.older, t.size = map[key]*postings{}, t.recent, 0
	}
	t.recent[k] = p
	t.size += p.size()
}

// shrink leaves little room, and nothing in it: of a view that is asked seldom.
func (t *terms) shrink() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.recent, t.older, t.size, t.room = nil, nil, 0, min(t.room, seldomRoom)
}

// held is how many bytes are kept at most, about.
func (t *terms) held() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return 2 * t.room
}

// find looks a term up.
func (r *reader) find(field int, text string) (*postings, error) {
	k := key{field, text}
	if p := r.terms.get(k); p != nil {
		return p, nil
	}
	p := &postings{lists: make([]*roaring.Bitmap, len(r.segs))}
	for i := range r.segs {
		set, err := r.read(i, field, text)
		if err != nil {
			return nil, err
		}
		if set != nil {
			p.lists[i] = set
			p.copied = p.copied || r.segs[i].snap.Deleted() != nil
			p.count += int(set.GetCardinality())
		}
	}
	if field == zap.Runes && p.count >= r.size/denseShare {
		for i, s := range r.segs {
			p.bits = append(p.bits, make([]uint64, len(s.ordinal)/64+1))
			if p.lists[i] != nil {
				p.lists[i].WriteDenseTo(p.bits[i])
			}
		}
	}
	r.terms.put(k, p)
	return p, nil
}

// findGram looks a bigram up and what it is worth, by segment: in each passage as if
// it stood there once, and what every further time adds.
func (r *reader) findGram(gram string) (*postings, []impacts, error) {
	p, err := r.find(zap.Grams, gram)
	if err != nil || p.count == 0 {
		return p, nil, err
	}
	if all := p.impacts.Load(); all != nil {
		return p, *all, nil
	}
	all := make([]impacts, len(r.segs))
	for i := range r.segs {
		if p.lists[i] == nil {
			continue
		}
		if all[i], err = r.weigh(i, gram, p.lists[i]); err != nil {
			return nil, nil, err
		}
	}
	p.impacts.Store(&all)
	r.terms.put(key{zap.Grams, gram}, p)
	return p, all, nil
}

// weigh reads the lists of a bigram in a segment. Who is on the list of a level
// is on that of every level below.
func (r *reader) weigh(seg int, gram string, set *roaring.Bitmap) (impacts, error) {
	s := r.segs[seg]
	l := impacts{set.ToArray(), make([]float32, set.GetCardinality())}
	places := make([]uint32, len(l.numbers)) // of those that reach the level
	for i, n := range l.numbers {
		l.worth[i], places[i] = r.norm[s.length[n]], uint32(i)
	}
	for level := 2; level <= zap.MaxLevel; level++ {
		more, err := r.read(seg, zap.Grams, gram+string([]byte{byte(level)}))
		if err != nil || more == nil {
			return l, err
		}
		at, left := 0, 0
		r.each(more, func(numbers []uint32) {
			for _, n := range numbers {
				for l.numbers[places[at]] != n {
					at++
				}
				l.worth[places[at]] += r.riseOf(level, s.length[n])
				places[left] = places[at]
				at, left = at+1, left+1
			}
		})
		places = places[:left]
	}
	return l, nil
}
