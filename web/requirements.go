package web

import (
	"context"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// Names of parameters of a list of requirements that a search does not have.
const (
	viewName     = "view"
	inCollection = "collection"
)

// requirementParameters are those of a list of requirements, of pages and API alike.
func requirementParameters() []parameter {
	out := []parameter{{name: "q", sort: "string", control: true, example: "支部委员会 每月", doc: "词语，空格隔开；都要在同一句要求里（或是它的责任主体），至多 500 个字符；空则全部", set: setWords}}
	for i := range duty.Facets {
		out = append(out, facetParameter(&duty.Facets[i]))
	}
	nothing := func(*search.Query, string) string { return "" } // read by dutyQuery
	return append(out, asOfParameter,
		parameter{name: inCollection, sort: "string", bound: true, doc: "只列这个备课夹里摘录的条款的要求", set: nothing},
		parameter{name: viewName, sort: "string", values: duty.Views, doc: "清单：calendar 每年、每半年、每季度、每月要做的；bearers 按责任主体；deadlines 有起止事件的时限；red_lines 不得；默认 all", set: nothing},
		parameter{name: "collapse", sort: "boolean", doc: "对同一主体、文字一字不差的要求合为一处（默认 true）：现行有效的列出，其余在 also；false 则各占一处",
			set: func(q *search.Query, v string) string { return setCollapse(q, v) }},
		parameter{name: "limit", sort: "integer", doc: "每页条数，1–100，默认 20", example: 20, most: search.MaxLimit, set: setLimit},
		parameter{name: cursorName, sort: "string", doc: "上一页给出的 next_cursor",
			set: func(q *search.Query, v string) string { q.Cursor = v; return "" }})
}

// dutyQuery is a query for requirements, of what was read of the parameters.
func (s *Server) dutyQuery(ctx context.Context, q search.Query, view, collection string) (duty.Query, error) {
	out := duty.Query{Text: q.Text, Filter: q.Filter, View: duty.View(view), Apart: q.Apart, AsOf: q.AsOf, Today: q.Today, Limit: q.Limit, Cursor: q.Cursor}
	for _, id := range q.Filter["document"] {
		if _, err := s.cfg.Library.SeqOf(ctx, id); err != nil {
			return out, err
		}
	}
	if collection == "" {
		return out, nil
	}
	if s.cfg.Collections == nil {
		return out, newProblem("not_found", nil)
	}
	_, cards, err := s.cfg.Collections.Cards(ctx, collection)
	if err != nil {
		return out, err
	}
	out.Within = map[string][]string{}
	for _, card := range cards {
		if card.Kind == packet.KindPassage {
			id, locator, _ := strings.Cut(card.Address, "#")
			out.Within[id] = append(out.Within[id], locator)
		}
	}
	return out, nil
}

// viewValue is the view that a value of the parameter names, by its label too.
func viewValue(value string) string {
	for _, t := range duty.Views {
		if value == t.Label {
			return t.Value
		}
	}
	return value
}

// spanIn turns a span of a document into code points of a clause of it; false for one
// that is empty or stands elsewhere.
func spanIn(whole string, clause, s corpus.Span) (Range, bool) {
	if s.Empty() || !clause.Contains(s) {
		return Range{}, false
	}
	return ranges(clause.In(whole), []corpus.Span{s.Shift(-clause.Start)})[0], true
}
