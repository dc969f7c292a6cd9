package bleve

import (
	"fmt"
	"sync"
	"sync/atomic"

	"tiaowen/search/bleve/zap"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// found is a term as the index of a view has it. It does not change, and
// searches share it.
type found struct {
	lists  []*roaring.Bitmap // the numbers of who holds it, by segment; nil if nobody
	copied bool              // without deleted ones; else they are the index's own memory
	count  int
	// bits say the same of a letter that many hold, whose list it would take too
	// long to go through for a few passages.
	bits [][]uint64
	// worth is, of a bigram that was asked for, what it is worth where it stands.
	worth atomic.Pointer[[]worthList]
}

// worthList is the numbers on a list and what the term's BM25 is for each,
// before its rarity.
type worthList struct {
	numbers []uint32
	worth   []float32
}

// terms keeps what was found of the terms asked for lately. Walking a
// dictionary costs more than reading most lists, a bigram that is frequent in a
// few passages has a hundred lists, and questions are made of the same bigrams.
// A view has its own, so what it is worth does not change.
type terms struct {
	mu sync.Mutex
	// When recent is full it becomes older, and what is not asked for again goes.
	recent, older map[key]*found
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
)

// denseShare is the share of all numbers, one in so many, from which on a list is
// made bits: then they take no more than a few times its room.
const denseShare = 64

// size is what a term takes, about.
func (f *found) size() int {
	n := 512
	for i, set := range f.lists {
		if set != nil {
			n += 64 * int(set.Maximum()>>16+1)
		}
		if set != nil && f.copied {
			n += int(set.GetSizeInBytes())
		}
		if f.bits != nil {
			n += 8 * len(f.bits[i])
		}
	}
	if w := f.worth.Load(); w != nil {
		for _, l := range *w {
			n += 8 * len(l.numbers)
		}
	}
	return n
}

func (t *terms) get(k key) *found {
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.recent[k]; f != nil {
		return f
	}
	f := t.older[k]
	if f != nil {
		t.keep(k, f)
	}
	return f
}

func (t *terms) put(k key, f *found) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.keep(k, f)
}

func (t *terms) keep(k key, f *found) {
	if t.recent == nil || t.size > t.room {
		t.recent, t.older, t.size = map[key]*found{}, t.recent, 0
	}
	t.recent[k] = f
	t.size += f.size()
}

// find looks a term up.
func (r *reader) find(field int, text string) (*found, error) {
	k := key{field, text}
	if f := r.terms.get(k); f != nil {
		return f, nil
	}
	f := &found{lists: make([]*roaring.Bitmap, len(r.segs))}
	for i := range r.segs {
		set, err := r.read(i, field, text)
		if err != nil {
			return nil, err
		}
		if set != nil {
			f.lists[i] = set
			f.copied = f.copied || r.segs[i].snap.Deleted() != nil
			f.count += int(set.GetCardinality())
		}
	}
	if field == zap.Runes && f.count >= r.size/denseShare {
		for i, s := range r.segs {
			f.bits = append(f.bits, make([]uint64, len(s.ordinal)/64+1))
			if f.lists[i] != nil {
				f.lists[i].WriteDenseTo(f.bits[i])
			}
		}
	}
	r.terms.put(k, f)
	return f, nil
}

// findGram looks a bigram up and what it is worth: in each passage as if it stood
// there once, and what every further time adds.
func (r *reader) findGram(gram string) (*found, []worthList, error) {
	f, err := r.find(zap.Grams, gram)
	if err != nil || f.count == 0 {
		return f, nil, err
	}
	if w := f.worth.Load(); w != nil {
		return f, *w, nil
	}
	lists := make([]worthList, len(r.segs))
	for i := range r.segs {
		if f.lists[i] == nil {
			continue
		}
		if lists[i], err = r.weigh(i, gram, f.lists[i]); err != nil {
			return nil, nil, err
		}
	}
	f.worth.Store(&lists)
	r.terms.put(key{zap.Grams, gram}, f)
	return f, lists, nil
}

// weigh reads the lists of a bigram in a segment. Who is on the list of a level
// is on that of every level below.
func (r *reader) weigh(seg int, gram string, set *roaring.Bitmap) (worthList, error) {
	s := r.segs[seg]
	l := worthList{set.ToArray(), make([]float32, set.GetCardinality())}
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

// read reads the numbers on the list of a term in a segment; nil if there are
// none. They may be the index's own memory and must not be changed.
func (r *reader) read(seg, field int, text string) (*roaring.Bitmap, error) {
	d, err := r.dict(seg, field)
	if err != nil {
		return nil, err
	}
	l, err := d.PostingsList([]byte(text), r.segs[seg].snap.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("postings of %q: %w", text, err)
	}
	it, ok := l.Iterator(false, false, false, nil).(segment.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("postings of %q: no bitmap", text)
	}
	if n, ok := it.DocNum1Hit(); ok {
		return roaring.BitmapOf(uint32(n)), nil
	}
	if set := it.ActualBitmap(); set != nil && !set.IsEmpty() {
		return set, nil
	}
	return nil, nil
}

// dict is the dictionary of a field in a segment.
func (r *reader) dict(seg, field int) (segment.TermDictionary, error) {
	d := r.dicts[seg][field]
	if d == nil {
		var err error
		d, err = r.segs[seg].snap.Segment().Dictionary(zap.FieldNames[field])
		if err != nil {
			return nil, fmt.Errorf("dictionary %s: %w", zap.FieldNames[field], err)
		}
		r.dicts[seg][field] = d
	}
	return d, nil
}
