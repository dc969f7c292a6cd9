package bleve

import (
	"tiaowen/search/bleve/zap"
)

// postings are who holds a term, by segment, as they lie in the index. They do not
// change.
type postings struct {
	lists []list
	count int // passages that were not removed
}

// list is who holds a term in a segment; gone says that some of them were removed since
// it was written.
type list struct {
	zap.List
	gone bool
}

// find looks a term up.
func (r *reader) find(field int, text string) (*postings, error) {
	p := &postings{lists: make([]list, len(r.segs))}
	for i, s := range r.segs {
		l, err := r.look(i, field, text)
		if err != nil {
			return nil, err
		}
		gone := 0
		if l.Count > 0 && len(s.gone.numbers) > 0 {
			r.eachOf(s.gone, &l, func(numbers []uint32) { gone += len(numbers) })
		}
		p.lists[i] = list{l, gone > 0}
		p.count += l.Count - gone
	}
	return p, nil
}

// worthOf is BM25 of a bigram, before its rarity, that stands in a passage of a length so
// often.
func (v *view) worthOf(times byte, length uint16) float32 {
	if times <= tabledTimes {
		return v.worth[int(times)<<lengthBits|int(length)]
	}
	worth := v.worth[tabledTimes<<lengthBits|int(length)]
	for n := tabledTimes + 1; n <= int(times); n++ {
		worth += rise(n, v.peak, v.spread[length])
	}
	return worth
}
