package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
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
	record, err := a.cfg.Library.Get(ctx, r.id())
	if err != nil {
		return nil, err
	}
	d := &record.Document
	unit := unitOf(d, pathParam(r.echo, "locator"))
	if unit == nil {
		return nil, newProblem("no_such_provision", nil)
	}
	stages, err := a.throughTime(ctx, a.shelf.Work(d), d, unit)
	if err != nil {
		return nil, err
	}
	out := ProvisionHistory{Address: d.ID + "#" + unit.Locator, Versions: []ProvisionStage{}}
	for _, s := range stages {
		out.Versions = append(out.Versions, s.view(d.ID, day))
	}
	return &historyOut{CacheControl: revalidate, Body: out}, nil
}

// unitOf is the article that a locator names or lies in, else what it names.
func unitOf(d *corpus.Document, locator string) *corpus.Provision {
	if d.Root == nil {
		return nil
	}
	node, above := d.Root.Find(locator)
	for _, n := range above {
		if n.Kind == corpus.NodeArticle {
			return n
		}
	}
	return node
}

// moment is a clause in one version of the work.
type moment struct {
	version  search.Titled
	document *corpus.Document
	units    []*corpus.Provision
	change   string
}

// throughTime follows a unit of d to the versions before and after it, until it
// is lost; the oldest version first.
func (a *api) throughTime(ctx context.Context, w resolve.Work, d *corpus.Document, unit *corpus.Provision) ([]moment, error) {
	versions := slices.DeleteFunc(slices.Clone(w.Versions), func(t search.Titled) bool {
		return t.ID != d.ID && slices.ContainsFunc(w.Versions, func(o search.Titled) bool {
			return o.Fields.VersionDate() == t.Fields.VersionDate() && (o.ID == d.ID || o.ID < t.ID)
		})
	})
	here := slices.IndexFunc(versions, func(t search.Titled) bool { return t.ID == d.ID })
	if here < 0 {
		return nil, nil
	}
	list := make([]moment, len(versions))
	list[here] = moment{version: versions[here], document: d, units: []*corpus.Provision{unit}}
	for i := here + 1; i < len(list); i++ {
		if err := a.step(ctx, list, versions[i], i, i-1); err != nil {
			return nil, err
		}
	}
	for i := here - 1; i >= 0; i-- {
		if err := a.step(ctx, list, versions[i], i, i+1); err != nil {
			return nil, err
		}
	}
	list = slices.DeleteFunc(list, func(m moment) bool { return m.change == "" && len(m.units) == 0 })
	if len(list) > 0 && list[0].change == "" {
		list[0].change = "first"
	}
	return list, nil
}

// step fills list[to] from its neighbour list[from].
func (a *api) step(ctx context.Context, list []moment, version search.Titled, to, from int) error {
	list[to].version = version
	if len(list[from].units) == 0 {
		return nil // lost before
	}
	record, err := a.cfg.Library.Get(ctx, version.ID)
	if err != nil {
		return err
	}
	list[to].document = &record.Document
	if to > from {
		fate := compare.Versions(list[from].document, list[to].document).Forward(list[from].units)
		list[to].units, list[to].change = fate.There, changeName(fate.Kind)
		return nil
	}
	fate := compare.Versions(list[to].document, list[from].document).Back(list[from].units)
	list[to].units, list[from].change = fate.There, changeName(fate.Kind)
	return nil
}

// changeName says new and gone of the clause where a comparison says added and
// removed of the text.
func changeName(k compare.Kind) string {
	switch k {
	case compare.Added:
		return "new"
	case compare.Removed:
		return "gone"
	}
	return string(k)
}

func (m moment) view(id string, day corpus.Date) ProvisionStage {
	out := ProvisionStage{Version: newVersion(m.version, id, day), Change: m.change, Provisions: []ProvisionAtTime{}}
	for _, u := range m.units {
		out.Provisions = append(out.Provisions, ProvisionAtTime{Address: m.version.ID + "#" + u.Locator, Label: u.Label,
			Text: compare.Text(m.document.Text, u), URL: address(m.version.ID, u.Locator)})
	}
	return out
}
