package web

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
)

// checkPath is an address where POST only reads: nothing of a draft is kept.
const checkPath = apiPath + "/check"

// checkFormats are the forms in which what was found is told; the last only for a file.
var checkFormats = []corpus.Term{
	{Value: formatJSON, Label: "JSON"}, {Value: "html", Label: "核对报告（网页，可打印）"}, {Value: "report", Label: "核对报告（Word）"},
	{Value: commented, Label: "原稿加批注（Word）"},
}

// commented is the form of a draft's own Word file with what was found in its margin.
const commented = "docx"

// checking registers what holds drafts against the library.
func (a *api) checking() {
	if a.cfg.Checker == nil {
		return
	}
	register(a, huma.Operation{OperationID: "check", Method: http.MethodPost, Path: "/check", Tags: tagged(tagCheck), Errors: []int{404, 429},
		Summary:   "核对一份稿子：每处引用、引文和提法对照资料库；稿子不保存",
		Responses: a.checkContent()}, a.checkOne)
	a.describeBody(http.MethodPost, "/check", "application/json", checkSchema(checkFormats[:3]))
	form := checkSchema(checkFormats)
	form.Properties["file"] = &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "稿子：import 能读的任何格式"}
	form.Properties["tracked"] = &huma.Schema{Type: huma.TypeBoolean, Description: "format=docx 时：拿得准的改正写成修订，可以逐条接受或拒绝"}
	form.Properties["password"] = &huma.Schema{Type: huma.TypeString, Description: "打开加密 PDF 的口令"}
	form.Properties["recognise"] = &huma.Schema{Type: huma.TypeBoolean, Description: "只有图像的页，用本机的 Tesseract 识别"}
	a.bodies[len(a.bodies)-1].content["multipart/form-data"] = &huma.MediaType{Schema: form}
}

// checkSchema describes what is the same in both sorts of body.
func checkSchema(known []corpus.Term) *huma.Schema {
	formats := make([]any, 0, len(known))
	for _, f := range known {
		formats = append(formats, f.Value)
	}
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{
		"text":     {Type: huma.TypeString, Description: "稿子的文字，至多 5 MB；text、file、document 给一个", Examples: []any{"《中国共产党支部工作条例（试行）》第十二条规定……"}},
		"document": {Type: huma.TypeString, Description: "核对资料库里的这一篇：对照其余文献，它自己不算来源"},
		"as_of":    asOfParameter.described(),
		"format":   {Type: huma.TypeString, Enum: formats, Description: "答复的格式，缺省为 json；docx 把交来的 Word 文件加上批注还回来，其余一字不动"}}}
}

// checkContent describes the answers, each of its own media type.
func (a *api) checkContent() map[string]*huma.Response {
	text := &huma.Schema{Type: huma.TypeString}
	return map[string]*huma.Response{"200": {Description: "核对结果；html、report、docx 的文件名在 Content-Disposition 中", Content: map[string]*huma.MediaType{
		"application/json": {Schema: a.schema(reflect.TypeFor[CheckAnswer]())}, "text/html": {Schema: text},
		exportMedia["docx"]: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}}
}

// Checking asks the library for every sentence and anybody may want it: so many go on
// at once, others wait a little, and each may take so long.
const (
	checksAtOnce = 2
	checkWait    = 10 * time.Second
	checkTime    = 2 * time.Minute
)

// checkOne answers for one draft.
func (a *api) checkOne(ctx context.Context, r *request) (*huma.StreamResponse, error) {
	asked, err := r.askedCheck()
	if err != nil {
		return nil, err
	}
	found, err := a.checkAsked(ctx, asked)
	if err != nil {
		return nil, err
	}
	if asked.format == commented {
		if found.file, err = a.comment(ctx, asked, found); err != nil {
			return nil, err
		}
	}
	return a.checkedAs(asked.format, found), nil
}

// checkAsked reads a draft and checks it, once there is a place to.
func (s *Server) checkAsked(ctx context.Context, asked askedCheck) (checked, error) {
	late := time.NewTimer(checkWait)
	defer late.Stop()
	select {
	case s.checkers <- struct{}{}:
		defer func() { <-s.checkers }()
	case <-ctx.Done():
		return checked{}, ctx.Err()
	case <-late.C:
		return checked{}, newProblem("too_many_checks", nil)
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	draft, err := s.readDraft(ctx, asked)
	if err != nil {
		return checked{}, err
	}
	if len(draft.Document.Text) > maxDraft {
		return checked{}, newProblem("draft_too_long", nil)
	}
	return s.checkDraft(ctx, draft)
}

// checkedAs writes what was found in the form that was asked for.
func (s *Server) checkedAs(format string, found checked) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Cache-Control", "no-store")
		hc.SetHeader("Content-Type", exportMedia[mediaOfCheck(format)])
		if format != formatJSON {
			hc.SetHeader("Content-Disposition", attachment(found.fileName(format), "report."+mediaOfCheck(format)))
		}
		if err := s.writeChecked(hc.Context(), hc.BodyWriter(), format, found); err != nil {
			s.cfg.Log.ErrorContext(hc.Context(), "report breaks off", "error", err)
			panic(http.ErrAbortHandler)
		}
	}}
}

// mediaOfCheck is the format of a file, by which its media type and ending are known.
func mediaOfCheck(format string) string {
	if format == "report" {
		return "docx"
	}
	return format
}

func (s *Server) writeChecked(ctx context.Context, w io.Writer, format string, found checked) error {
	switch format {
	case "html":
		return packet.WriteFindingsHTML(ctx, w, s.findingsOf(found))
	case commented:
		_, err := w.Write(found.file)
		return err
	case "report":
		return packet.WriteFindingsDOCX(ctx, w, s.findingsOf(found))
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(found.CheckAnswer)
}
