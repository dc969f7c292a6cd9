package web

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"tiaowen/search"
)

// A document is told once, with its clauses under it: those that follow each other in a
// list, and all of them where the list is one of documents.

const (
	// groupedDocuments is how many documents a page of documents has, and
	// groupedClauses how many clauses each shows at most.
	groupedDocuments = 10
	groupedClauses   = 3
)

// byDocument reports whether a list is one of documents with the clauses found in each.
func byDocument(q search.Query) bool {
	return q.Group == search.GroupDocument && strings.TrimSpace(q.Text) != "" && !q.Lanes
}

// clauses are the best hits in each of some documents; rest is how many more of them
// there are, by the document.
func (st *site) clauses(ctx context.Context, q search.Query, documents []search.Hit) (hits []search.Hit, rest map[string]int, err error) {
	rest = map[string]int{}
	q.Group, q.Cursor, q.Limit = search.GroupNone, "", groupedClauses
	for _, best := range documents {
		q.Document = best.Document.ID
		r, err := st.find(ctx, q, nil)
		if err != nil {
			return nil, nil, fmt.Errorf("search in %s: %w", q.Document, err)
		}
		inside := slices.DeleteFunc(r.Hits, func(h search.Hit) bool { return h.Document.ID != q.Document })
		if len(inside) == 0 {
			inside = []search.Hit{best} // what was searched instead of the words stands elsewhere only
		}
		hits = append(hits, inside...)
		rest[q.Document] = r.Total - len(inside)
	}
	return hits, rest, nil
}

// gather says of the hits that follow another of their document where they stand, and
// nothing that was said before.
func gather(hits []hitView) {
	for i := range hits {
		h := &hits[i]
		h.Snippet = withoutPlace(*h)
		if i == 0 || h.document == "" || hits[i-1].document != h.document || h.Address == "" {
			continue
		}
		h.Follows = true
		h.Place = afterCommon(hits[i-1].Trail, h.Trail)
	}
}

// afterCommon is the part of a place that the place before did not share.
func afterCommon(before, place []string) []string {
	n := 0
	for n < len(place)-1 && n < len(before) && place[n] == before[n] {
		n++
	}
	return place[n:]
}

// withoutPlace is a snippet without the headings and the number it begins with, which
// stand above it.
func withoutPlace(h hitView) []search.Fragment {
	if len(h.Snippet) == 0 || h.Cut {
		return h.Snippet
	}
	first := h.Snippet[0]
	for _, place := range h.Trail {
		if rest, ok := cutPlace(first.Text, place); ok && !first.Match {
			first.Text = rest
		}
	}
	if first.Text == h.Snippet[0].Text {
		return h.Snippet
	}
	return append([]search.Fragment{first}, h.Snippet[1:]...)
}

// cutPlace takes a heading or a number off the beginning of a text, if white space
// stands behind it: however the two are spaced.
func cutPlace(text, place string) (rest string, ok bool) {
	left := []rune(strings.Join(strings.Fields(place), ""))
	for i, r := range text {
		switch {
		case len(left) == 0 && unicode.IsSpace(r):
			return strings.TrimLeftFunc(text[i:], unicode.IsSpace), true
		case len(left) == 0:
			return text, false
		case unicode.IsSpace(r):
		case r != left[0]:
			return text, false
		default:
			left = left[1:]
		}
	}
	return text, false
}

// more leads, after the last clause shown of a document, to all that were found in it.
func (v *searchView) more(at state, rest map[string]int) {
	for i := range v.Hits {
		id := v.Hits[i].document
		if n := rest[id]; n > 0 && (i == len(v.Hits)-1 || v.Hits[i+1].document != id) {
			to := at.edit(func(v url.Values) {
				v.Del("group")
				v.Set("document", id)
			})
			v.Hits[i].Rest = &link{Label: fmt.Sprintf(msgMoreInside, n), Href: to.href()}
		}
	}
}
