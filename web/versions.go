package web

import (
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
)

// Version is one version of a work.
type Version struct {
	ID      string        `json:"id"`
	Title   string        `json:"title"`
	Part    string        `json:"part" doc:"分几份文件保存的法规的哪一编"`
	Date    *corpus.Date  `json:"date"`
	Status  corpus.Status `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown" doc:"在 as_of 当日（默认今天）的时效性"`
	Current bool          `json:"current" doc:"就是这一篇"`
	URL     string        `json:"url"`
}

// parts are the documents in which a document's version of its work is kept; see
// shelf.Parts. A part that cannot be told from here is only not linked.
func (s *Server) parts(ctx context.Context, d *corpus.Document) []search.Titled {
	out, err := s.shelf.Parts(ctx, d)
	if err != nil {
		s.cfg.Log.WarnContext(ctx, "parts are not linked", "document", d.ID, "error", err)
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

func newApplicable(w resolve.Work, id string, day corpus.Date) *Version {
	t := shelf.Applicable(w, day)
	if t == nil {
		return nil
	}
	v := newVersion(*t, id, day)
	return &v
}
