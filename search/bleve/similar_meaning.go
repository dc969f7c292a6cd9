package bleve

import (
	"context"
	"math"
	"slices"

	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// What treats the same in other words has none of a passage's rare pairs. Where it is
// known what the passages mean, those of other documents that mean nearly the same are
// compared too: a document's own passages are near each other by its title alone, which
// all of their codes hold.
const (
	// mostNear is how many passages are taken for their meaning.
	mostNear = 20
	// leastNear is the cosine from which on two passages of different documents treat the
	// same. Of 40 passages of real texts 21 have none with a fifth of their rare pairs; 9
	// of these have some by this, of which those of 7 do treat the same. At .75 about every
	// other is of something else.
	leastNear = 0.82
)

// near are the passages of other documents that mean nearly the same, nearest first.
func (l *likening) near(ctx context.Context, m *means) ([]hit, error) {
	if m == nil {
		return nil, nil
	}
	seg := l.segmentOf(l.source.number)
	own := wholeCodes(m.records[l.source.ordinal], int(seg.part[l.source.number-seg.base]&partMask))
	order := l.table.order(search.ByRelevance).places
	best := nearby{depth: mostNear}
	for _, seg := range l.segs {
		for i, run := range seg.runs {
			if i%often == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if run.ordinal == l.source.ordinal || l.docs.fails[run.ordinal] != failsNone {
				continue
			}
			l.eachNear(m.records[run.ordinal], own, func(part uint32, cosine float32) {
				if n, ok := seg.numberOf(run, part); ok && seg.part[n]&partApart == 0 {
					number := seg.base + n
					best.add(near{number: number, worth: cosine, order: uint64(order[run.ordinal])<<32 | uint64(part), group: l.copies.group[number]})
				}
			})
		}
	}
	best.sort()
	var out []hit
	for _, n := range best.best {
		out = append(out, hit{sortKey: sortKey{high: notApart}, number: n.number, ordinal: l.ordinalOf(n.number)})
	}
	return out, nil
}

// wholeCodes are the codes of a whole passage: several if it is long.
func wholeCodes(record codes.Record, passage int) (out []meaning.Code) {
	from, to := record.Of(passage)
	for i := from; i < to; i++ {
		if record.Whole(i) {
			out = append(out, meaning.Code(record.Codes()[i*meaning.Width:][:meaning.Width]))
		}
	}
	return out
}

// eachNear calls visit with the passages of a document that are near enough to some
// codes, with how near the nearest of their own is.
func (l *likening) eachNear(record codes.Record, own []meaning.Code, visit func(part uint32, cosine float32)) {
	n := record.Len()
	most := slices.Repeat([]int32{math.MinInt32}, n)
	for i := range own {
		l.dots = slices.Grow(l.dots[:0], n)[:n]
		meaning.Dots(&own[i], record.Codes(), l.dots)
		for j, dot := range l.dots {
			most[j] = max(most[j], dot)
		}
	}
	for from := 0; from < n; {
		whole, _, codes := likenessOf(record, from, most[from:])
		if whole >= leastNear {
			visit(uint32(record.Passage(from)), whole)
		}
		from += codes
	}
}
