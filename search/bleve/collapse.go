package bleve

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// collapse gives candidates that say the same one place: where the best of them stands.
// Which of them is shown there is another matter, see shown.
type collapse struct {
	*view
	found *candidates
	docs  documents
	best  map[spot]uint32 // the number of the best, of those that were asked for
}

// spot is the place of a group of passages, in a lane or in the list of all.
type spot struct {
	group uint32
	lane  int // in corpus.Lanes
}

// allLanes stands for the list that is no lane.
const allLanes = -1

// newCollapse is nil where every passage has a place of its own: where that was asked
// for, where documents take the places, and where there is no relevance. The order of
// dates is nobody's to change.
func (v *view) newCollapse(q search.Query, found *candidates, docs documents) *collapse {
	if q.Apart || found.everything || q.Sort != search.ByRelevance || q.Group == search.GroupDocument {
		return nil
	}
	return &collapse{v, found, docs, map[spot]uint32{}}
}

// stands reports whether a hit is the one by which its place stands.
func (c *collapse) stands(h hit, lane int) bool {
	if c == nil || c.copies.group[h.number] == 0 {
		return true
	}
	at := spot{c.copies.group[h.number], lane}
	best, known := c.best[at]
	if !known {
		best = slices.MinFunc(c.members(h, lane), hit.compare).number
		c.best[at] = best
	}
	return best == h.number
}

// members are the candidates that say what a hit says, itself among them, and may be
// shown.
func (c *collapse) members(h hit, lane int) []hit {
	group := uint32(0)
	if c != nil {
		group = c.copies.group[h.number]
	}
	if group == 0 {
		return []hit{h}
	}
	var out []hit
	for _, number := range c.copies.of(group) {
		s := c.segmentOf(number)
		n := number - s.base
		o := s.ordinal[n]
		score := c.found.score(number)
		if score <= 0 || c.docs.fails[o] != 0 || lane != allLanes && c.table.lane(o) != lane {
			continue
		}
		score = (score + c.found.titles[o]) * c.docs.factors[o]
		out = append(out, hit{newSortKey(score, s.part[n], c.table.newest[o]), number, o, score})
	}
	return out
}

// byClaim sorts passages that say the same: the one whose text applies first.
func (v *view) byClaim(hits []hit, asOf corpus.Date) {
	claim := func(h hit) corpus.Claim {
		head := v.table.rows[h.ordinal].head
		return corpus.Claim{Status: head.Timeline.On(asOf), Date: head.Fields.VersionDate(), ID: head.ID}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(claim(a).Compare(claim(b)), -cmp.Compare(a.low, b.low)) // of one document, by its place there
	})
}
