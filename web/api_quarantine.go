package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus/library"
)

// HeldBack is a document that is kept and cannot be found until it is released.
type HeldBack struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Path     string    `json:"path"`
	Reason   string    `json:"reason" doc:"为何隔离"`
	Imported time.Time `json:"imported"`
}

type heldOut struct {
	Body struct {
		Documents []HeldBack `json:"documents"`
	}
}

func (a *api) quarantining() {
	tags := tagged(tagLibrary)
	register(a, huma.Operation{OperationID: "list-quarantine", Method: http.MethodGet, Path: "/quarantine", Tags: tags,
		Summary: "带密级或内部标志而被隔离的文献，放行之前检索不到"}, a.quarantined)
	register(a, huma.Operation{OperationID: "release-document", Method: http.MethodPost, Path: "/documents/{id}/release", Tags: tags,
		Summary: "确认可以公开检索，放行一篇被隔离的文献（及同一文件中的其他篇）", DefaultStatus: http.StatusNoContent}, a.release)
	register(a, huma.Operation{OperationID: "discard-quarantined", Method: http.MethodDelete, Path: "/quarantine/{id}", Tags: tags,
		Summary: "彻底删除一篇被隔离的文献所在的文件：文本、原件和这个文件带标志之前的先前状态一并抹去，不能撤销", DefaultStatus: http.StatusNoContent}, a.discard)
}

// quarantined tells what only those may see who may write: a withheld title may
// itself be the secret.
func (a *api) quarantined(ctx context.Context, r *request) (*heldOut, error) {
	if !a.mayWrite(r.echo.Request()) {
		return nil, newProblem("unauthorized", nil)
	}
	held, err := a.cfg.Library.Quarantined(ctx)
	if err != nil {
		return nil, err
	}
	out := &heldOut{}
	out.Body.Documents = make([]HeldBack, 0, len(held))
	for _, h := range held {
		h.Path = library.ShownPath(h.Path)
		out.Body.Documents = append(out.Body.Documents, HeldBack(h))
	}
	return out, nil
}

func (a *api) discard(ctx context.Context, r *request) (*nothing, error) {
	return nil, a.cfg.Intake.Discard(ctx, r.id())
}

func (a *api) release(ctx context.Context, r *request) (*nothing, error) {
	return nil, a.cfg.Intake.Release(ctx, r.id())
}
