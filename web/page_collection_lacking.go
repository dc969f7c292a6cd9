package web

import (
	"strconv"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// lackingView says before an export that the sources of a document's passages would
// not be complete, and leads to where that is mended.
type lackingView struct {
	Title  string
	Items  []link // the passages, as many as are shown
	More   int    // and others
	Fields []link // what is missing; without an address if the document is gone
	Gone   bool
}

const (
	// shownLacking is how many documents are named, shownItems how many passages of
	// each.
	shownLacking = 20
	shownItems   = 5
)

// lacking are the documents of a collection whose fields leave its sources incomplete,
// and how many passages that concerns. Of those that are gone it knows what the entries
// of the page say.
func (st *site) lacking(v *collectionView, cards []library.Card, entries []library.Entry) {
	kept := map[string]corpus.Fields{}
	for _, e := range entries {
		if e.Passage != nil {
			kept[e.Passage.DocumentID] = packet.Completed(e.Passage.Fields, kept[e.Passage.DocumentID])
		}
	}
	at := map[string]int{}
	for i, c := range cards {
		if c.Kind != packet.KindPassage {
			continue
		}
		id := c.DocumentID()
		if _, seen := at[id]; !seen {
			at[id] = -1
			if one, ok := st.lackingOf(id, kept); ok {
				at[id] = len(v.Lacking)
				v.Lacking = append(v.Lacking, one)
			}
		}
		if at[id] >= 0 {
			v.LackingItems++
			v.Lacking[at[id]].add(v.itemLink(c.N, i))
		}
	}
	if n := len(v.Lacking); n > shownLacking {
		v.Lacking, v.LackingMore = v.Lacking[:shownLacking], n-shownLacking
	}
}

func (l *lackingView) add(item link) {
	if len(l.Items) == shownItems {
		l.More++
		return
	}
	l.Items = append(l.Items, item)
}

// lackingOf is what one document lacks; not ok if nothing, or if nothing is known of it.
func (st *site) lackingOf(id string, kept map[string]corpus.Fields) (lackingView, bool) {
	fields, known := kept[id]
	now, held := st.cfg.Resolver.Known(id)
	if held {
		fields = packet.Completed(fields, now.Fields)
	}
	lacks := lackingFields(fields)
	if !known && !held || len(lacks) == 0 {
		return lackingView{}, false
	}
	v := lackingView{Title: fields.Title, Gone: !held}
	if v.Title == "" {
		v.Title = id
	}
	for _, f := range lacks {
		one := link{Label: f.Label}
		if held {
			one.Href = libraryPath(id, "edit") + "#field-" + f.Field
		}
		v.Fields = append(v.Fields, one)
	}
	return v, true
}

// itemLink leads to the item at a place, on whatever page of the collection.
func (v *collectionView) itemLink(n int64, place int) link {
	to := link{Label: strconv.Itoa(place + 1), Href: "#item-" + strconv.FormatInt(n, 10)}
	if page := place/cardsPerPage + 1; page != v.Page {
		to.Href = v.Path + "?page=" + strconv.Itoa(page) + to.Href
	}
	return to
}
