package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search/resolve"
)

type historyOut struct {
	CacheControl string `header:"Cache-Control"`
	Body         ProvisionHistory
}

// ProvisionHistory is one clause through time.
type ProvisionHistory struct {
	Address string `json:"address" doc:"所查的条；款、项按所在的条查"`
	// Versions go from the oldest to the newest.
	Versions []ProvisionStage `json:"versions" doc:"资料库所存的各版本，旧的在前"`
}

// ProvisionStage is the clause in one version.
type ProvisionStage struct {
	Version
	Change     string            `json:"change" enum:"first,unchanged,edited,renumbered,moved,split,merged,new,gone" doc:"与前一版本相比；first 为所存最早的版本"`
	Provisions []ProvisionAtTime `json:"provisions" doc:"这一条在该版本中是哪一条（几条）；没有则为空"`
}

// ProvisionAtTime is where the clause stands in a version.
type ProvisionAtTime struct {
	Address string `json:"address"`
	Label   string `json:"label"`
	Text    string `json:"text"`
	URL     string `json:"url"`
}

func (a *api) histories() {
	register(a, huma.Operation{OperationID: "get-provision-history", Method: http.MethodGet, Path: "/documents/{id}/provisions/{locator}/history", Tags: tagged(tagDocuments),
		Summary: "一个条款在各版本中的沿革", Parameters: queryParameters([]parameter{asOfParameter})}, a.history)
}

func (a *api) history(ctx context.Context, r *request) (*historyOut, error) {
	day, err := a.asOf(r)
	if err != nil {
		return nil, err
	}
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	d := &record.Document
	unit := resolve.UnitOf(d, pathParam(r.echo, "locator"))
	if unit == nil {
		return nil, newProblem("no_such_provision", nil)
	}
	stages, err := a.cfg.Resolver.History(ctx, d, unit)
	if err != nil {
		return nil, err
	}
	out := ProvisionHistory{Address: d.ID + "#" + unit.Locator, Versions: []ProvisionStage{}}
	for _, s := range stages {
		out.Versions = append(out.Versions, viewMoment(s, d.ID, day))
	}
	return &historyOut{CacheControl: revalidate, Body: out}, nil
}

func viewMoment(m resolve.Moment, id string, day corpus.Date) ProvisionStage {
	out := ProvisionStage{Version: newVersion(m.Version, id, day), Change: m.Change, Provisions: []ProvisionAtTime{}}
	for _, u := range m.Units {
		out.Provisions = append(out.Provisions, ProvisionAtTime{Address: m.Version.ID + "#" + u.Locator, Label: u.Label,
			Text: compare.Text(m.Document.Text, u), URL: address(m.Version.ID, u.Locator)})
	}
	return out
}
