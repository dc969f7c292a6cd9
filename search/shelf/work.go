package shelf

import (
	"cmp"
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Work is what the library holds of a document's work; the document alone, if
// its title is not known yet.
func (s *Shelf) Work(d *corpus.Document) resolve.Work {
	if w, ok := s.resolver.Work(d.ID); ok {
		return w
	}
	f := d.Fields
	own := search.Titled{ID: d.ID, Fields: f, Standing: corpus.Standing{Timeline: corpus.OwnTimeline(d.ID, f)}}
	return resolve.Work{Title: search.CiteTitle(f.Title), Versions: []search.Titled{own}}
}

// Parts are the documents in which a document's version of its work is kept, the
// document itself among them, in the order of their articles; none if the work
// is one text.
func (s *Shelf) Parts(ctx context.Context, d *corpus.Document) ([]search.Titled, error) {
	if d.Fields.Part == "" {
		return nil, nil
	}
	found, err := s.resolve(ctx, search.CiteTitle(d.Fields.Title), cmp.Or(d.Fields.Effective, d.Fields.VersionDate()))
	if err != nil {
		return nil, err
	}
	var out []search.Titled
	own := false
	for _, c := range found.Choices {
		if t, ok := s.resolver.Known(c.Address); ok && t.Fields.Part != "" {
			out, own = append(out, t), own || t.ID == d.ID
		}
	}
	if !own {
		return nil, nil
	}
	return out, nil
}

// Applicable is the version of a work that is in force on a day, the newest if
// several claim to be; nil if there is none.
func Applicable(w resolve.Work, day corpus.Date) *search.Titled {
	for i, t := range slices.Backward(w.Versions) {
		if t.Standing.Timeline.On(day) == corpus.InForce {
			return &w.Versions[i]
		}
	}
	return nil
}
