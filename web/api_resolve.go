package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/search"
)

type resolveOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         Resolution
}

// resolveParameters are those of an address. It may be as long as it likes:
// that it is none is an answer too.
var resolveParameters = []parameter{
	{name: "q", sort: "string", required: true, doc: "条款地址：支部工作条例12条、《…》第八条第二款、《甲》第一条、《乙》第二条、某条例第12条（2018年）、编号#art_8__para_2",
		set: func(q *search.Query, v string) string { q.Text = v; return "" }},
	asOfParameter,
}

func (a *api) resolving() {
	register(a, huma.Operation{OperationID: "resolve", Method: http.MethodGet, Path: "/resolve", Tags: tagged(tagSearch),
		Summary: "条款地址是哪一条：总是 200，找不到时说明缺什么、最接近的是什么", Parameters: queryParameters(resolveParameters)}, a.resolve)
}

// mostAddresses is how many may be asked for at once.
const mostAddresses = 100

type resolveManyOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         ResolutionList
}

// ResolutionList is what several addresses mean, in the order in which they were asked.
type ResolutionList struct {
	Resolutions []Resolution `json:"resolutions" doc:"与 queries 一一对应"`
}

func (a *api) resolvingMany() {
	register(a, huma.Operation{OperationID: "resolve-many", Method: http.MethodPost, Path: "/resolve", Tags: tagged(tagSearch),
		Summary: fmt.Sprintf("一次认至多 %d 个条款地址，同 GET /resolve", mostAddresses)}, a.resolveMany)
	a.describeBody(http.MethodPost, "/resolve", "application/json", &huma.Schema{Type: huma.TypeObject, Required: []string{"queries"}, AdditionalProperties: false,
		Properties: map[string]*huma.Schema{
			"queries": {Type: huma.TypeArray, MinItems: whole(1), MaxItems: whole(mostAddresses), Items: &huma.Schema{Type: huma.TypeString}, Examples: []any{[]any{"支部工作条例12条", "党章第七条"}}},
			"as_of":   asOfParameter.described()}})
}

// resolveMany answers each as if it had been asked alone.
func (a *api) resolveMany(ctx context.Context, r *request) (*resolveManyOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	f := newForm(object)
	var queries []string
	if f.read("queries", &queries); len(queries) == 0 && len(f.faults) == 0 {
		f.fault("queries", "required", faultMessage("required"))
	} else if len(queries) > mostAddresses {
		f.fault("queries", "too_many_values", fmt.Sprintf(saysAtMost, mostAddresses))
	}
	var q search.Query
	if day := f.line("as_of", maxValue, false); day != "" {
		if code := setDate(&q.AsOf, day); code != "" {
			f.fault("as_of", code, faultMessage(code))
		}
	}
	if err := f.close(); err != nil {
		return nil, err
	}
	out := &resolveManyOut{CacheControl: "no-store", Body: ResolutionList{Resolutions: []Resolution{}}}
	for _, text := range queries {
		found, err := a.understand(ctx, clean(text), q.AsOf)
		if err != nil {
			return nil, err
		}
		out.Body.Resolutions = append(out.Body.Resolutions, newResolution(found, a.indexed(ctx, found.Document, q.AsOf)))
	}
	return out, nil
}

func (a *api) resolve(ctx context.Context, r *request) (*resolveOut, error) {
	q, faults := a.parse(r.values, resolveParameters, "query")
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	found, err := a.understand(ctx, q.Text, q.AsOf)
	if err != nil {
		return nil, err
	}
	return &resolveOut{CacheControl: "no-store", Body: newResolution(found, a.indexed(ctx, found.Document, q.AsOf))}, nil
}

// understand asks what an address means.
func (s *Server) understand(ctx context.Context, text string, asOf corpus.Date) (search.Resolution, error) {
	found, err := s.cfg.Resolver.Resolve(ctx, text, asOf, s.today())
	if err != nil {
		return found, fmt.Errorf("resolve an address: %w", err)
	}
	return found, nil
}

// indexed is a document's head as the index has it, nil if it has none: only
// the index knows the topics that were found in the text.
func (s *Server) indexed(ctx context.Context, head *search.Head, asOf corpus.Date) *search.Head {
	if head == nil {
		return nil
	}
	if s.cfg.Heads != nil {
		if indexed, ok, err := s.cfg.Heads.Head(ctx, head.ID, cmp.Or(asOf, s.today())); err == nil && ok {
			return &indexed
		}
		return nil
	}
	result, err := s.find(ctx, search.Query{Document: head.ID, Group: search.GroupDocument, Limit: 1, Today: s.today(), AsOf: asOf}, nil)
	if err != nil {
		return nil
	}
	return headOf(result.Hits, head)
}
