package bleve

import (
	"cmp"
	"fmt"
	"slices"

	"tiaowen/search"
)

// order is the documents of a table in an order: places by ordinal, ordinals by place.
type order struct{ places, sorted []uint32 }

// order is the order of documents in some order of hits, or the one that breaks its ties.
func (t *table) order(by search.Sort) order {
	if list := t.lists[by]; list != nil {
		return list()
	}
	if by == search.Oldest {
		return order{t.oldest, t.byOldest}
	}
	return order{t.newest, t.byNewest}
}

// listed makes one of the orders that are not kept ready.
func (t *table) listed(by search.Sort) order {
	o := order{make([]uint32, len(t.rows)), slices.Clone(t.byNewest)}
	slices.SortFunc(o.sorted, func(a, b uint32) int {
		return t.rows[a].standing(by).compare(t.rows[b].standing(by))
	})
	for i, ordinal := range o.sorted {
		o.places[ordinal] = uint32(i)
	}
	return o
}

// orderKey is where a document stands in an order. It says so by itself, so that it
// holds in every state of the library.
type orderKey struct {
	number int64
	text   string
	id     string
}

func (k orderKey) compare(other orderKey) int {
	return cmp.Or(cmp.Compare(k.number, other.number), cmp.Compare(k.text, other.text), cmp.Compare(k.id, other.id))
}

// undatedKey comes after every date.
const undatedKey = 1 << 40

// standing is where a document stands in an order.
func (r *row) standing(by search.Sort) orderKey {
	k := orderKey{id: r.head.ID}
	switch by {
	case search.ByTitle:
		k.text = titleKey(r.head.Fields.Title)
	case search.ByID:
	case search.ByChanged:
		// What is changed now comes behind all there is, whatever the clock says.
		k.number, k.text = r.head.Changed.UnixMilli(), fmt.Sprintf("%019d", r.head.Seq)
	default:
		switch {
		case r.date == 0:
			k.number = undatedKey
		case by == search.Oldest:
			k.number = int64(r.date)
		default:
			k.number = -int64(r.date)
		}
	}
	return k
}

// titleKey is the piece of a title that decides about its place: a cursor holds it.
func titleKey(title string) string {
	n := 0
	for i := range title {
		if n++; n > titleRunes {
			return title[:i]
		}
	}
	return title
}

const titleRunes = 120
