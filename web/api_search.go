package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/search"
)

// searchTimeout bounds one search. An ordinary one takes milliseconds; what has
// not been found by now would only keep others waiting.
const searchTimeout = 10 * time.Second

type searchOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         SearchAnswer
}

// searching registers the search, by GET and by POST.
func (a *api) searching() {
	register(a, huma.Operation{OperationID: "search", Method: http.MethodGet, Path: "/search", Tags: tagged(tagSearch),
		Summary: "检索段落", Parameters: queryParameters(a.parameters)}, a.searchByQuery)
	register(a, huma.Operation{OperationID: "search-by-post", Method: http.MethodPost, Path: "/search", Tags: tagged(tagSearch),
		Summary: "检索段落（参数在 JSON 正文中）"}, a.searchByBody)
	a.describeBody(http.MethodPost, "/search", "application/json", bodySchema(a.parameters))
}

func (a *api) searchByQuery(ctx context.Context, r *request) (*searchOut, error) {
	q, faults := a.parseQuery(r.values)
	return a.answer(ctx, q, faults, "query")
}

func (a *api) searchByBody(ctx context.Context, r *request) (*searchOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	values, faults := valuesOf(object)
	q, more := a.parse(values, a.parameters, "body")
	return a.answer(ctx, q, append(faults, more...), "body")
}

// answer searches; where is what a fault's location begins with.
func (a *api) answer(ctx context.Context, q search.Query, faults []Fault, where string) (*searchOut, error) {
	start := time.Now()
	result, err := a.find(ctx, q, faults)
	var wrong *search.QueryError
	if errors.As(err, &wrong) {
		return nil, invalid(Fault{where + "." + wrong.Field, wrong.Reason, faultMessage(wrong.Reason)})
	}
	if err != nil {
		return nil, err
	}
	return &searchOut{CacheControl: "no-store", Body: NewSearchAnswer(result, a.cfg.Facets, time.Since(start))}, nil
}

// find asks the engine, and says what its errors mean.
func (s *Server) find(ctx context.Context, q search.Query, faults []Fault) (search.Result, error) {
	if len(faults) > 0 {
		return search.Result{}, invalid(faults...)
	}
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	result, err := s.cfg.Searcher.Search(ctx, q)
	var wrong *search.QueryError
	switch {
	case err == nil:
		return result, nil
	case errors.Is(err, search.ErrCursor), errors.As(err, &wrong), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return search.Result{}, err
	}
	return search.Result{}, newProblem("index_unavailable", err)
}

// valuesOf turns a JSON object into the parameters it stands for: a number or
// a boolean is written out, a list is repeated, null is absent.
func valuesOf(object map[string]json.RawMessage) (url.Values, []Fault) {
	values := url.Values{}
	var faults []Fault
	for name, raw := range object {
		list := []json.RawMessage{raw}
		if raw[0] == '[' {
			list = nil
			if err := json.Unmarshal(raw, &list); err != nil {
				list = []json.RawMessage{raw}
			}
			values[name] = []string{} // an empty list still is a name to be checked
		}
		for _, one := range list {
			text, ok := scalar(one)
			if !ok {
				faults = append(faults, Fault{"body." + name, "bad_type", faultMessage("bad_type")})
				break
			}
			values.Add(name, text)
		}
	}
	return values, faults
}

// scalar writes out a JSON value that is no list and no object.
func scalar(raw json.RawMessage) (string, bool) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", false
	}
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case bool, float64:
		return fmt.Sprint(string(raw)), true
	}
	return "", false
}
