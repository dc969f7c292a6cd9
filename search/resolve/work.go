package resolve

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Work is what the library holds of the work that a document is a version of.
type Work struct {
	// Title is how the document is cited: 《…》, with its version if the library
	// holds several.
	Title string
	// Versions are the documents of the work, the document itself among them, the
	// oldest first; of a work in several parts those of the same part. Two of one
	// date are two texts that claim to be the same version.
	Versions []search.Titled
}

// Work is the work of a document, by id; false if the document is not known.
// What is no regulation has no other version.
func (r *Resolver) Work(id string) (Work, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	own := r.titles.byID[id]
	if own == nil {
		return Work{}, false
	}
	if own.Fields.Kind != corpus.Regulation {
		return Work{Title: search.CiteVersion(own.Fields.Title, ""), Versions: []search.Titled{own.Titled}}, true
	}
	var w Work
	var dates []corpus.Date
	for _, e := range r.titles.byWork[own.work] {
		if e.Fields.Kind != corpus.Regulation || e.Fields.Part != own.Fields.Part {
			continue
		}
		w.Versions = append(w.Versions, e.Titled)
		if d := e.Fields.VersionDate(); d != own.Fields.VersionDate() {
			dates = append(dates, d)
		}
	}
	slices.SortFunc(w.Versions, func(a, b search.Titled) int {
		return cmp.Or(cmp.Compare(a.Fields.VersionDate(), b.Fields.VersionDate()), cmp.Compare(a.ID, b.ID))
	})
	version := ""
	if len(dates) > 0 {
		version = search.VersionName(own.Fields.VersionDate(), dates)
	}
	w.Title = search.CiteVersion(own.Fields.Title, version)
	return w, true
}

// Known is a document by its id; false if there is none.
func (r *Resolver) Known(id string) (search.Titled, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if e := r.titles.byID[id]; e != nil {
		return e.Titled, true
	}
	return search.Titled{}, false
}
