package web

import (
	"cmp"
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Version is one version of a work.
type Version struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Part    string        `json:"part" doc:"分几份文件保存的法规的哪一编"`
	Date    *corpus.Date  `json:"date"`
	Status  corpus.Status `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unknown" doc:"在 as_of 当日（默认今天）的时效性"`
	Current bool          `json:"current" doc:"就是这一篇"`
	URL     string        `json:"url"`
}

// work is what the library holds of a document's work; the document alone, if
// its title is not known yet.
func (s *Server) work(d *corpus.Document) resolve.Work {
	if w, ok := s.cfg.Resolver.Work(d.ID); ok {
		return w
	}
	f := d.Fields
	own := search.Titled{ID: d.ID, Fields: f, Standing: corpus.Standing{Timeline: corpus.Timeline{Effective: f.Effective, Ceased: f.Ceased}}}
	return resolve.Work{Title: search.CiteTitle(f.Title), Versions: []search.Titled{own}}
}

// parts are the documents in which a document's version of its work is kept, the
// document itself among them, in the order of their articles; none if the work
// is one text. A part that cannot be told from here is only not linked.
func (s *Server) parts(ctx context.Context, d *corpus.Document) []search.Titled {
	if d.Fields.Part == "" {
		return nil
	}
	found, err := s.understand(ctx, search.CiteTitle(d.Fields.Title), cmp.Or(d.Fields.Effective, d.Fields.VersionDate()))
	if err != nil {
		s.cfg.Log.WarnContext(ctx, "parts are not linked", "document", d.ID, "error", err)
		return nil
	}
	var out []search.Titled
	own := false
	for _, c := range found.Choices {
		if t, ok := s.cfg.Resolver.Known(c.Address); ok && t.Fields.Part != "" {
			out, own = append(out, t), own || t.ID == d.ID
		}
	}
	if !own {
		return nil
	}
	return out
}

// newVersions lists the versions of a work, newest first; id is the document
// that is looked at.
func newVersions(w resolve.Work, id string, day corpus.Date) []Version {
	out := make([]Version, 0, len(w.Versions))
	for _, t := range slices.Backward(w.Versions) {
		out = append(out, newVersion(t, id, day))
	}
	return out
}

func newVersion(t search.Titled, id string, day corpus.Date) Version {
	return Version{ID: t.ID, Title: t.Fields.Title, Part: t.Fields.Part, Date: known(t.Fields.VersionDate()),
		Status: t.Standing.Timeline.On(day), Current: t.ID == id, URL: address(t.ID, "")}
}

// applicable is the version of a work that is in force on a day, the newest if
// several claim to be; nil if there is none.
func applicable(w resolve.Work, day corpus.Date) *search.Titled {
	for i, t := range slices.Backward(w.Versions) {
		if t.Standing.Timeline.On(day) == corpus.InForce {
			return &w.Versions[i]
		}
	}
	return nil
}

func newApplicable(w resolve.Work, id string, day corpus.Date) *Version {
	t := applicable(w, day)
	if t == nil {
		return nil
	}
	v := newVersion(*t, id, day)
	return &v
}
