package resolve

import (
	"context"
	"slices"
	"testing"
	"time"

	"tiaowen/corpus/cite"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// TestOwnCitationsInLaws finds every citation in 1,500 laws and resolves it.
// What a law says of itself (本法第三条, 前款) must be there: nobody marked these
// texts, so this is what the rules are worth where they were not made.
func TestOwnCitationsInLaws(t *testing.T) {
	s := searchtest.RealShelf(t, "law")
	r := resolverOf(s)
	var all, own, lost, held int
	started := time.Now()
	for _, doc := range s {
		for _, c := range cite.Find(&doc) {
			cited, err := r.Cite(context.Background(), &doc, c, "", searchtest.Today)
			if err != nil {
				t.Fatal(err)
			}
			all++
			found := slices.Contains([]search.ResolveStatus{search.ResolveOK, AliasOK}, cited.Status)
			if found != (len(cited.Addresses) > 0) {
				t.Errorf("%s %v: %s with %d addresses", doc.ID, c.Span, cited.Status, len(cited.Addresses))
			}
			if cited.Status != search.NoDocument && cited.Status != search.Ambiguous {
				held++
			}
			if c.Title == "" {
				own++
				if !found {
					lost++
					t.Logf("%s#%s: %s %s", doc.ID, c.Node, surrounding(doc.Text, c.Span), cited.Status)
				}
			}
		}
	}
	t.Logf("%d citations in %v, %d of texts held; %d of the text itself, %d of them lead nowhere", all, time.Since(started).Round(time.Millisecond), held, own, lost)
	if lost*200 > own {
		t.Errorf("%d of %d own citations lead nowhere", lost, own)
	}
}
