package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

// Preview is what a file would become.
type Preview struct {
	Path      string            `json:"path"`
	Documents []PreviewDocument `json:"documents"`
	Reason    string            `json:"reason" doc:"为何不能收进；空为可以"`
	Code      string            `json:"code"`
	Held      string            `json:"held" doc:"为何会被隔离（密级或内部标志）；空为不会"`
}

// PreviewDocument is a text with the fields as they were guessed.
type PreviewDocument struct {
	Fields      corpus.Fields       `json:"fields"`
	Beginning   string              `json:"beginning" doc:"正文开头"`
	Length      int                 `json:"length" doc:"全文的码点数"`
	Diagnostics []OutcomeDiagnostic `json:"diagnostics"`
}

type previewOut struct {
	Body []Preview
}

// shownBeginning is how much of a text a person needs to know it again.
const shownBeginning = 200

func (a *api) previewing() {
	register(a, huma.Operation{OperationID: "preview-documents", Method: http.MethodPost, Path: "/preview", Tags: tagged(tagLibrary),
		Summary: "读一读文件，说出会认成什么；什么也不保存"}, a.preview)
	a.describeBody(http.MethodPost, "/preview", "multipart/form-data", uploadSchema())
}

func (a *api) preview(ctx context.Context, r *request) (*previewOut, error) {
	request := r.echo.Request()
	files, err := readFiles(request, a.isLocal(request))
	if err != nil {
		return nil, err
	}
	previews, err := a.cfg.Intake.Preview(ctx, files)
	if err != nil {
		return nil, err
	}
	out := &previewOut{Body: make([]Preview, 0, len(previews))}
	for _, p := range previews {
		out.Body = append(out.Body, newPreview(p))
	}
	return out, nil
}

func newPreview(p indexer.Preview) Preview {
	out := Preview{Path: library.ShownPath(p.Path), Documents: []PreviewDocument{}, Reason: p.Reason, Code: p.Code, Held: p.Held}
	for _, d := range p.Documents {
		text := []rune(d.Text)
		out.Documents = append(out.Documents, PreviewDocument{Fields: d.Fields, Length: len(text),
			Beginning: string(text[:min(len(text), shownBeginning)]), Diagnostics: newOutcomeDiagnostics(d.Diagnostics)})
	}
	return out
}
