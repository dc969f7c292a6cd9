package ask

import (
	"strings"

	"tiaowen/search"
)

// cite has every hit cited as an address is answered: with the version where the
// library holds several, so that a citation leads back to the text it was taken
// from. The engine knows single texts and no works.
func (a *Asker) cite(res *search.Result) {
	for _, hits := range res.Lists() {
		a.citeHits(hits)
	}
}

func (a *Asker) citeHits(hits []search.Hit) {
	for i := range hits {
		h := &hits[i]
		h.Citation = a.versioned(h.Document.ID, h.Citation)
		for k := range h.Also {
			id, _, _ := strings.Cut(h.Also[k].Address, "#")
			h.Also[k].Citation = a.versioned(id, h.Also[k].Citation)
		}
	}
}

// versioned is a citation of a document with the version in it.
func (a *Asker) versioned(id, citation string) string {
	work, ok := a.resolver.Work(id)
	known, _ := a.resolver.Known(id)
	rest, plain := strings.CutPrefix(citation, search.CiteTitle(known.Fields.Title))
	if !ok || !plain {
		return citation
	}
	return work.Title + rest
}
