package bleve

import (
	"cmp"
	"context"
	"math"
	"slices"

	"tiaowen/search"
	"tiaowen/search/meaning"
)

// addNearest makes the passages nearest in meaning candidates, if they are none, with all
// that say the same, and notes which they are. A lane has its own, so that it is what a
// search for its kind alone finds.
func (r *reader) addNearest(ctx context.Context, q search.Query, s *sense, found *candidates, docs documents) error {
	if s == nil || r.weights.MeaningDepth == 0 {
		return nil
	}
	lists, err := r.nearest(ctx, q, s, found, docs)
	if err != nil {
		return err
	}
	for i, l := range lists {
		for _, n := range l.best {
			for _, number := range r.sayingTheSame(n) {
				o := r.ordinalOf(number)
				if docs.fails[o] != failsNone || r.listOf(s, o) != i || !found.admit(number) {
					continue
				}
				n.number = number
				s.nearest = append(s.nearest, n)
			}
		}
	}
	slices.SortFunc(s.nearest, func(a, b near) int { return cmp.Compare(a.number, b.number) })
	return nil
}

// sayingTheSame are the passages that say what one says, itself among them.
func (v *view) sayingTheSame(n near) []uint32 {
	if n.group == 0 {
		return []uint32{n.number}
	}
	return v.copies.of(n.group)
}

// listOf is the number of the list that a document's passages are ranked in: with lanes
// one each and one for what is in none.
func (v *view) listOf(s *sense, ordinal uint32) int {
	if len(s.worth) == 1 {
		return 0
	}
	return 1 + v.table.lane(ordinal)
}

// nearest are the passages nearest in meaning among those that may be shown, by list, and
// notes how near the nearest of all is.
func (r *reader) nearest(ctx context.Context, q search.Query, s *sense, found *candidates, docs documents) ([]nearby, error) {
	scan := &nearScan{reader: r, sense: s, found: found, docs: docs}
	for range s.worth {
		scan.lists = append(scan.lists, nearby{depth: r.weights.MeaningDepth})
	}
	scan.order = r.table.order(q.Sort).places
	for _, seg := range r.segs {
		for i, run := range seg.runs {
			if i%often == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if docs.fails[run.ordinal] == failsNone {
				scan.document(seg, run, &scan.lists[r.listOf(s, run.ordinal)])
			}
		}
	}
	for i := range scan.lists {
		scan.lists[i].sort()
	}
	return scan.lists, ctx.Err()
}

// nearScan goes through the codes of all documents.
type nearScan struct {
	*reader
	*sense
	found *candidates
	docs  documents
	order []uint32
	lists []nearby
	// standing is the power of factor, which many documents in a row have.
	factor, standing float32
}

// document shows the list the passages of a document that lie in a run.
func (c *nearScan) document(seg *segmentView, at run, list *nearby) {
	record := c.records[at.ordinal]
	n := record.Len()
	if n == 0 {
		return
	}
	dots := slices.Grow(c.dots[:0], n)[:n]
	c.dots = dots
	meaning.Dots(&c.code, record.Codes(), dots)
	standing, floor := c.standingOf(at.ordinal), float32(c.weights.MeaningFloor)
	for from := 0; from < n; {
		passage := record.Passage(from)
		whole, likeness, codes := likenessOf(record, from, dots[from:])
		from += codes
		worth := likeness * standing
		if whole <= c.sense.likest && (worth <= floor || worth < list.least) {
			continue
		}
		number, ok := c.shown(seg, at, uint32(passage))
		if !ok {
			continue
		}
		c.sense.likest = max(c.sense.likest, whole)
		if worth > floor {
			list.add(near{number: number, worth: worth, order: uint64(c.order[at.ordinal])<<32 | uint64(passage), group: c.copies.group[number]})
		}
	}
}

// standingOf is how much of what a document is counts beside how near it is.
func (c *nearScan) standingOf(ordinal uint32) float32 {
	if f := c.docs.factors[ordinal]; f != c.factor {
		c.factor, c.standing = f, float32(math.Pow(float64(f), c.weights.MeaningStanding))
	}
	return c.standing
}

// shown is the number in the view of a part of the document of a run, if it may be found:
// what stands apart is no answer, whatever it means.
func (c *nearScan) shown(seg *segmentView, at run, part uint32) (uint32, bool) {
	n, ok := seg.numberOf(at, part)
	return seg.base + n, ok && seg.part[n]&partApart == 0 && c.found.dense.scores[seg.base+n] != excludedScore
}

// numberOf is the number in the segment of a part of the document of a run.
func (c *columns) numberOf(r run, part uint32) (uint32, bool) {
	if n := r.start + part; n < r.end && c.part[n]&partMask == part {
		return n, true
	}
	for n := r.start; n < r.end; n++ {
		if c.part[n]&partMask == part {
			return n, true
		}
	}
	return 0, false
}
