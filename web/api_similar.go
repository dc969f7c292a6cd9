package web

import (
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/search"
)

// SimilarList is what else treats the same as a provision, likest first.
type SimilarList struct {
	Address string       `json:"address"`
	Similar []SimilarHit `json:"similar" doc:"与它内容相近的段落，最相近的在前；没有则为空"`
}

// SimilarHit is a passage that treats the same.
type SimilarHit struct {
	Hit
	Also int `json:"also" doc:"另有多少处文字几乎相同（含同一文件的其他版本），已合并在这一处"`
}

type similarOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         SimilarList
}

var similarParameters = []parameter{
	{name: "limit", sort: "integer", doc: fmt.Sprintf("至多几处，1–%d，默认 %d", search.MaxLimit, search.DefaultSimilar), set: setLimit},
}

// likening registers what compares provisions, if anything does.
func (a *api) likening() {
	if a.cfg.Similarity == nil {
		return
	}
	register(a, huma.Operation{OperationID: "similar-provisions", Method: http.MethodGet, Path: "/documents/{id}/provisions/{locator}/similar", Tags: tagged(tagDocuments),
		Summary: "与一个条款内容相近的段落", Parameters: queryParameters(similarParameters)}, a.similar)
}

func (a *api) similar(ctx context.Context, r *request) (*similarOut, error) {
	q, faults := a.parse(r.values, similarParameters, "query")
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	id, locator := record.Document.ID, pathParam(r.echo, "locator")
	if root := record.Document.Root; root == nil {
		return nil, newProblem("no_such_provision", nil)
	} else if node, _ := root.Find(locator); node == nil {
		return nil, newProblem("no_such_provision", nil)
	}
	hits, err := a.like(ctx, id, locator, q.Limit)
	if err != nil {
		return nil, err
	}
	out := &similarOut{CacheControl: "no-store", Body: SimilarList{Address: id + "#" + locator, Similar: []SimilarHit{}}}
	for _, h := range hits {
		out.Body.Similar = append(out.Body.Similar, SimilarHit{newHit(h), h.Like})
	}
	return out, nil
}

// like asks the engine what treats the same as a provision; 0 is the usual
// number.
func (s *Server) like(ctx context.Context, id, locator string, limit int) ([]search.Hit, error) {
	ctx, cancel := context.WithTimeout(ctx, searchTimeout)
	defer cancel()
	hits, err := s.cfg.Similarity.Similar(ctx, search.Likened{Document: id, Locator: locator, Limit: limit, Today: s.today()})
	if err != nil && ctx.Err() == nil {
		return nil, newProblem("index_unavailable", err)
	}
	return hits, err
}
