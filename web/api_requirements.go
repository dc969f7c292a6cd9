package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/search/duty"
)

type requirementsOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         RequirementList
}

// requiring registers what has to be done.
func (a *api) requiring() {
	if a.cfg.Requirements == nil {
		return
	}
	register(a, huma.Operation{OperationID: "list-requirements", Method: http.MethodGet, Path: "/requirements", Tags: tagged(tagRequirements),
		Errors: []int{404}, Summary: "列出要做的事：谁、应当还是不得、做什么、多少、多久", Parameters: queryParameters(a.required)}, a.listRequirements)
	a.requiringExport()
}

func (a *api) listRequirements(ctx context.Context, r *request) (*requirementsOut, error) {
	q, faults := a.parse(r.values, a.required, "query")
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	asked, err := a.dutyQuery(ctx, q, viewValue(r.values.Get(viewName)), clean(r.values.Get(inCollection)))
	if err != nil {
		return nil, err
	}
	answer, err := a.requirementsOf(ctx, asked)
	if err != nil {
		return nil, err
	}
	return &requirementsOut{CacheControl: "no-store", Body: NewRequirementList(answer)}, nil
}

// requirementsOf asks for requirements, and says what an index that cannot be asked
// means.
func (s *Server) requirementsOf(ctx context.Context, q duty.Query) (duty.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	return s.cfg.Requirements.Find(ctx, q)
}
