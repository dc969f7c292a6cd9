package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/search"
	"tiaowen/search/suggest"
)

// suggested is how many suggestions there are at most.
const suggested = 10

type suggestOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         SuggestionList
}

// SuggestionList is what a person may be typing, best first.
type SuggestionList struct {
	Suggestions []Suggestion `json:"suggestions"`
}

// Suggestion leads to a document or a provision by its URL; a topic or a term,
// which have none, are searched by their text.
type Suggestion struct {
	Kind  suggest.SubjectKind `json:"kind" enum:"title,provision,topic,term"`
	Text  string              `json:"text"`
	Label string              `json:"label"`
	URL   *string             `json:"url"`
}

var suggestParameters = []parameter{
	{name: "q", sort: "string", required: true, doc: "正在输入的字：汉字、拼音或首字母",
		set: func(q *search.Query, v string) string { q.Text = v; return "" }},
}

func (a *api) suggesting() {
	register(a, huma.Operation{OperationID: "suggest", Method: http.MethodGet, Path: "/suggest", Tags: tagged(tagSearch),
		Summary: "输入时的提示：条文、标题、主题、词语", Parameters: queryParameters(suggestParameters)}, a.suggest)
}

func (a *api) suggest(ctx context.Context, r *request) (*suggestOut, error) {
	q, faults := a.parse(r.values, suggestParameters, "query")
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	found, err := a.cfg.Suggester.Suggest(ctx, q.Text, a.today(), suggested)
	if err != nil {
		return nil, fmt.Errorf("suggest: %w", err)
	}
	out := &suggestOut{CacheControl: "no-store", Body: SuggestionList{Suggestions: []Suggestion{}}}
	for _, s := range found {
		one := Suggestion{Kind: s.Kind, Text: s.Text, Label: s.Label}
		if s.Address != "" {
			id, locator, _ := strings.Cut(s.Address, "#")
			to := address(id, locator)
			one.URL = &to
		}
		out.Body.Suggestions = append(out.Body.Suggestions, one)
	}
	return out, nil
}
