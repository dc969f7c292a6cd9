package web

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
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
		Errors: []int{404}, Summary: "检索段落", Parameters: queryParameters(a.asked)}, a.searchByQuery)
	register(a, huma.Operation{OperationID: "search-by-post", Method: http.MethodPost, Path: "/search", Tags: tagged(tagSearch),
		Errors: []int{404}, Summary: "检索段落（参数在 JSON 正文中）"}, a.searchByBody)
	a.describeBody(http.MethodPost, "/search", "application/json", bodySchema(a.asked))
}

func (a *api) searchByQuery(ctx context.Context, r *request) (*searchOut, error) {
	q, faults := a.parse(r.values, a.asked, "query")
	return a.answer(ctx, q, r.values, faults, "query")
}

func (a *api) searchByBody(ctx context.Context, r *request) (*searchOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	values, faults := valuesOf(object, a.asked)
	q, more := a.parse(values, a.asked, "body")
	return a.answer(ctx, q, values, append(faults, more...), "body")
}

// answer searches, and gives of the answer what values ask for; where is what a
// fault's location begins with.
func (a *api) answer(ctx context.Context, q search.Query, values url.Values, faults []Fault, where string) (*searchOut, error) {
	start := time.Now()
	result, err := a.find(ctx, q, faults)
	if err != nil {
		return nil, wrongWords(err, where)
	}
	if q.Document != "" && result.Total == 0 {
		if _, err := a.cfg.Library.SeqOf(ctx, q.Document); err != nil {
			return nil, err
		}
	}
	out := &searchOut{CacheControl: "no-store", Body: NewSearchAnswer(result, a.cfg.Facets, time.Since(start))}
	out.Body.slim(values, a.cfg.Facets)
	return out, nil
}

// wrongWords is an error of a search as the API tells it: what is wrong with the words
// is a fault of where they came from.
func wrongWords(err error, where string) error {
	var wrong *search.QueryError
	if errors.As(err, &wrong) {
		return invalid(Fault{where + "." + wrong.Field, wrong.Reason, faultMessage(wrong.Reason)})
	}
	return err
}

// find asks the engine, and says what its errors mean.
func (s *Server) find(ctx context.Context, q search.Query, faults []Fault) (search.Result, error) {
	if len(faults) > 0 {
		return search.Result{}, invalid(faults...)
	}
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	dropped := s.gate.crowded() && q.Meaning != search.MeaningOff
	if dropped {
		q.Meaning = search.MeaningOff
	}
	result, err := s.cfg.Searcher.Search(ctx, q)
	s.countMeant(result.Query, dropped)
	var wrong *search.QueryError
	switch {
	case err == nil:
		return result, nil
	case errors.Is(err, search.ErrCursor), errors.As(err, &wrong), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return search.Result{}, err
	}
	return search.Result{}, newProblem("index_unavailable", err)
}

// valuesOf turns a JSON object into the parameters it stands for. A value has the type
// that the table says: a program that sends "5" for 5 has a mistake it should hear of.
// null is absent; a parameter that may be repeated takes one value or a list.
func valuesOf(object map[string]json.RawMessage, table []parameter) (url.Values, []Fault) {
	values := url.Values{}
	var faults []Fault
	for _, name := range slices.Sorted(maps.Keys(object)) {
		raw := object[name]
		values[name] = []string{} // null still is a name to be checked
		p := named(table, name)
		for _, one := range members(raw) {
			text, ok := p.scalar(one)
			if !ok {
				faults = append(faults, Fault{"body." + name, "bad_type", faultMessage("bad_type")})
				break
			}
			if text != "" {
				values.Add(name, text)
			}
		}
	}
	return values, faults
}

// named is a row of the table, the zero value for a name that is not in it.
func named(table []parameter, name string) parameter {
	for _, p := range table {
		if p.name == name {
			return p
		}
	}
	return parameter{}
}

// members are the values of a list: whether p may have several is for its reader.
func members(raw json.RawMessage) []json.RawMessage {
	var list []json.RawMessage
	if raw[0] == '[' && json.Unmarshal(raw, &list) == nil {
		return list
	}
	return []json.RawMessage{raw}
}

// scalar writes out a JSON value of the type of p; null is empty. Of a name that is
// not in the table only the name is at fault.
func (p parameter) scalar(raw json.RawMessage) (string, bool) {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return "", false
	}
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, p.sort == "string" || p.sort == ""
	case bool:
		return strconv.FormatBool(v), p.sort == "boolean" || p.sort == ""
	case float64:
		return string(raw), p.sort == "integer" || p.sort == ""
	}
	return "", p.sort == ""
}
