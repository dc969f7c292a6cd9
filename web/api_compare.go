package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/amendment"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/library/reading"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

type compareOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         Comparison
}

// compareParameters are the ids of two documents. They are no part of a query:
// the handler takes them as they stand.
var compareParameters = []parameter{
	{name: "from", sort: "string", required: true, doc: "旧版的编号", set: anything},
	{name: "to", sort: "string", required: true, doc: "新版的编号", set: anything},
}

func anything(*search.Query, string) string { return "" }

func (a *api) comparing() {
	register(a, huma.Operation{OperationID: "compare", Method: http.MethodGet, Path: "/compare", Tags: tagged(tagDocuments), Errors: []int{404},
		Summary: "逐条对照两个版本，并列出要求有什么变化", Parameters: queryParameters(compareParameters)}, a.compareByQuery)
}

func (a *api) compareByQuery(ctx context.Context, r *request) (*compareOut, error) {
	if _, faults := a.parse(r.values, compareParameters, "query"); len(faults) > 0 {
		return nil, invalid(faults...)
	}
	c, err := a.compare(ctx, r.values.Get("from"), r.values.Get("to"))
	if err != nil {
		return nil, err
	}
	return &compareOut{CacheControl: revalidate, Body: newComparison(c)}, nil
}

// compared is a comparison with what is known of its two documents.
type compared struct {
	compare.Comparison
	heads    [2]search.Head
	sameWork bool
	// titles are as the versions are cited.
	titles [2]string
	// requires says that both lay down requirements; required is what changed in them.
	requires bool
	required []amendment.Change
	notices  []search.Notice
}

// compare lays two documents of the library side by side.
func (s *Server) compare(ctx context.Context, from, to string) (compared, error) {
	var c compared
	var records [2]*reading.Reading
	for i, id := range []string{from, to} {
		var err error
		if records[i], err = s.cfg.Readings.Read(ctx, id); err != nil {
			return c, err
		}
		c.heads[i] = s.headOf(ctx, records[i].Record, s.today())
	}
	earlier, later := &records[0].Document, &records[1].Document
	c.Comparison = compare.Versions(earlier, later)
	c.sameWork = s.sameWork(earlier, later)
	c.notices = comparisonNotices(earlier, later, c.sameWork)
	if c.sameWork && earlier.ID != later.ID {
		c.titles = [2]string{s.shelf.Work(earlier).Title, s.shelf.Work(later).Title}
		was, is := requirement.Draw(earlier), requirement.Draw(later)
		c.requires = len(was) > 0 && len(is) > 0
		c.required = amendment.Between(&c.Comparison, was, is)
	}
	return c, nil
}

func (s *Server) sameWork(a, b *corpus.Document) bool {
	return slices.ContainsFunc(s.shelf.Work(a).Versions, func(t search.Titled) bool { return t.ID == b.ID })
}

// comparisonNotices say what a reader must know before trusting a comparison.
func comparisonNotices(earlier, later *corpus.Document, sameWork bool) []search.Notice {
	before, after := earlier.Fields.VersionDate(), later.Fields.VersionDate()
	switch {
	case earlier.ID == later.ID:
		return []search.Notice{{Code: "same_document", Message: msgSameDocument}}
	case !sameWork:
		return []search.Notice{{Code: "different_works", Message: msgOtherWork}}
	case before != "" && after != "" && before > after:
		return []search.Notice{{Code: "reversed", Message: msgReversed}}
	}
	return nil
}
