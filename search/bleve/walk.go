package bleve

import (
	"hash/crc32"
	"slices"

	"tiaowen/search"
)

// journey is a query with where its page begins.
type journey struct {
	asked search.Query // as the caller put it, with the defaults, for its mark
	from  *bookmark    // nil at the beginning
	// moved says that the state in which the walk began is gone, and that it was one by
	// relevance.
	moved bool
	// means are what is known of meanings on this walk; nil by words alone.
	means *means
	// wordsOnly says that the walk began by words alone.
	wordsOnly bool
}

// begin reads the cursor of a query, on the day of which it is answered.
func begin(q *search.Query, named bool) (journey, error) {
	w := journey{asked: *q}
	if !named {
		w.asked.AsOf = ""
	}
	if q.Cursor == "" {
		return w, nil
	}
	from, err := readBookmark(q.Cursor, queryMark(w.asked))
	if err != nil {
		return w, err
	}
	if w.from = from; !named {
		q.AsOf = from.day
	}
	return w, nil
}

// reached is where a page ends, or begins: behind a hit, or after so many were shown.
type reached struct {
	shown int
	hit   *hit // nil: they are counted
}

// cursor is that of the page that begins there; sense names the meanings it was ordered
// by.
func (v *view) cursor(q search.Query, mark, sense uint64, at reached) string {
	b := bookmark{query: mark, state: v.state ^ sense, day: q.AsOf, shown: at.shown}
	if at.hit != nil {
		b.shown, b.high = -1, at.hit.high
		b.key = v.table.rows[at.hit.ordinal].standing(q.Sort)
		b.part = uint32(^at.hit.low) & partMask
		if q.Sort != search.ByRelevance && q.Group != search.GroupDocument {
			v.nameIn(&b, at.hit.ordinal)
		}
	}
	return b.String()
}

// nameIn notes the names of a passage and of those before it.
func (v *view) nameIn(b *bookmark, ordinal uint32) {
	names := v.namesOf(ordinal)
	b.locator = names(int(b.part))
	for i := int(b.part) - 1; i >= 0 && names(i) == b.locator; i-- {
		b.again++
	}
	for i := int(b.part) - 1; i >= 0 && len(b.before) < neighbours; i-- {
		b.before = append(b.before, nameSum(names(i)))
	}
}

// namesOf gives the locators of a document's passages by their numbers.
func (v *view) namesOf(ordinal uint32) func(part int) string {
	r := v.texts.record(v.table.rows[ordinal].place)
	return func(part int) string {
		p, _ := r.named(part)
		return p.Locator
	}
}

func nameSum(locator string) uint32 { return crc32.ChecksumIEEE([]byte(locator)) }

// start is where a page begins in a view: behind a place, or after so many hits.
type start struct {
	shown int
	after sortKey
}

// fromStart is where the first page begins.
var fromStart = start{after: beforeAll}

// start finds a bookmark in the view, whatever has become of what it names.
func (v *view) start(w journey, q search.Query) start {
	b := w.from
	switch {
	case b == nil:
		return fromStart
	case b.shown >= 0:
		return start{shown: min(b.shown, v.weights.VoteDepth), after: beforeAll}
	}
	o := v.table.order(q.Sort)
	place, there := slices.BinarySearchFunc(o.sorted, b.key, func(ordinal uint32, k orderKey) int {
		return v.table.rows[ordinal].standing(q.Sort).compare(k)
	})
	switch {
	case there && q.Group != search.GroupDocument:
		part, inside := v.partOf(b, o.sorted[place])
		if inside {
			return behind(b.high, place, part)
		}
		place--
	case !there:
		place--
	}
	if place < 0 {
		return start{after: sortKey{b.high + 1, 0}} // before the first of this kind
	}
	return behind(b.high, place, partMask)
}

// behind is where goes on what has come to a passage of the document of a place.
func behind(high uint64, place int, part uint32) start {
	return start{after: sortKey{high, ^(uint64(place)<<32 | uint64(part))}}
}

// partOf is the last passage of a document that has been shown; false if none of it was.
func (v *view) partOf(b *bookmark, ordinal uint32) (part uint32, inside bool) {
	parts := v.table.rows[ordinal].place.Passages
	if b.locator == "" || parts == 0 {
		return b.part, true
	}
	names := v.namesOf(ordinal)
	nearest := -1 // of before
	at := 0
	for i := range parts {
		name := names(i)
		if name == b.locator {
			for again := b.again; again > 0 && i+1 < parts && names(i+1) == name; again-- {
				i++
			}
			return uint32(i), true
		}
		if n := slices.Index(b.before, nameSum(name)); n >= 0 && (nearest < 0 || n <= nearest) {
			nearest, at = n, i
		}
	}
	switch {
	case nearest >= 0:
		return uint32(at), true
	case int(b.part) <= neighbours:
		return 0, false // all that was shown of it has gone
	}
	return min(b.part, uint32(parts)), true
}
