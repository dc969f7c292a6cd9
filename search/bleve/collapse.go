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

// largeGroup is how many members a group has of which the best is remembered rather
// than looked for again.
const largeGroup = 8

// stands reports whether a hit is the one by which its place stands: the best of those
// that say the same.
func (c *collapse) stands(h hit, lane int) bool {
	if c == nil || c.copies.group[h.number] == 0 {
		return true
	}
	at := spot{c.copies.group[h.number], lane}
	members := c.copies.of(at.group)
	if len(members) > largeGroup {
		if best, known := c.best[at]; known {
			return best == h.number
		}
	}
	best := h
	for _, number := range members {
		if m, ok := c.member(number, lane); ok && m.before(best.sortKey) {
			if best = m; len(members) <= largeGroup {
				return false
			}
		}
	}
	if len(members) > largeGroup {
		c.best[at] = best.number
	}
	return best.number == h.number
}

// member is the hit that the candidate of a number would be; false if it is none or may
// not be shown.
func (c *collapse) member(number uint32, lane int) (hit, bool) {
	o := c.ordinalOf(number)
	if c.found.score(number) <= 0 || c.docs.fails[o] != failsNone || lane != allLanes && c.table.lane(o) != lane {
		return hit{}, false
	}
	return c.relevant(number, c.found, c.docs), true
}

// members are the candidates that say what a hit says, itself among them, and may be
// shown, the one first whose text applies on a day.
func (c *collapse) members(h hit, lane int, asOf corpus.Date) []hit {
	if c == nil || c.copies.group[h.number] == 0 {
		return []hit{h}
	}
	var out []hit
	for _, number := range c.copies.of(c.copies.group[h.number]) {
		if m, ok := c.member(number, lane); ok {
			out = append(out, m)
		}
	}
	c.byClaim(out, asOf)
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
