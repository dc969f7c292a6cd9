package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

type uploadOut struct {
	Body []Outcome
}

// Outcome is what became of one file, as a line of `import --json`.
type Outcome struct {
	Path        string              `json:"path"`
	Outcome     string              `json:"outcome" enum:"added,updated,unchanged,restored,quarantined,failed" doc:"restored：删除过的文献又收进来，恢复在原编号下"`
	Documents   []Taken             `json:"documents"`
	SimilarTo   []Similar           `json:"similar_to" doc:"新收的像是库中哪些文献的另一稿；两篇都留着，是同一篇的可用 POST /documents/{id}/replace 合成一篇"`
	Reason      string              `json:"reason"`
	Code        string              `json:"code" doc:"没有收进的原因的固定名称，如 pdf_password"`
	Diagnostics []OutcomeDiagnostic `json:"diagnostics"`
}

// Similar is a held document that a new one resembles.
type Similar struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	Share float64 `json:"share" doc:"相同的条文或句子所占的比例，0–1"`
}

// Taken names a document that a file became.
type Taken struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	URL   string `json:"url"`
}

// OutcomeDiagnostic is a diagnostic without its place: a file may be several
// texts, and the place is told with the document.
type OutcomeDiagnostic struct {
	Code     string          `json:"code"`
	Severity corpus.Severity `json:"severity" enum:"note,warning,fault"`
	Message  string          `json:"message"`
}

// uploadPath is where a file of a chosen folder stands in the library: the same
// path again is an update. A name without a folder is no path.
func uploadPath(path string, data []byte) string {
	if !strings.Contains(path, "/") {
		return library.BarePath(library.Uploaded, path, data)
	}
	return library.Uploaded + "/" + path
}

func uploadSchema() *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{
		"password":  {Type: huma.TypeString, Description: "打开其后加密 PDF 的口令"},
		"path":      {Type: huma.TypeString, Description: "其后一个文件在所选文件夹里的路径，如 通知/正文.docx：同一路径再来是更新；缺省只有文件名，同名而内容不同的是另一篇"},
		"recognise": {Type: huma.TypeBoolean, Description: "其后文件中只有图像的页，用本机的 Tesseract 识别"},
		"file":      {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"}},
		"sidecar":   {Type: huma.TypeString, Description: "紧跟在一个文件之后：它的字段，JSON 对象"}}}
}

// pathHeader is the header of a part by which a local command says where on
// the disk the file lies, percent-encoded.
const pathHeader = "Tiaowen-Path"

// upload takes the files in. The form is read whole before the first is taken,
// so that a faulty form changes nothing.
func (a *api) upload(ctx context.Context, r *request) (*uploadOut, error) {
	request := r.echo.Request()
	files, err := readFiles(request, a.isLocal(request))
	if err != nil {
		return nil, err
	}
	outcomes, err := a.cfg.Intake.AddAll(ctx, files)
	if err != nil {
		return nil, stopped(err, len(outcomes), len(files))
	}
	out := &uploadOut{Body: make([]Outcome, 0, len(files))}
	for _, o := range outcomes {
		out.Body = append(out.Body, newOutcome(o))
	}
	return out, nil
}

// stopped says how far an upload came before the library was in trouble: what
// was taken in before stays.
func stopped(err error, done, all int) error {
	p := *problemOf(err)
	switch {
	case done == all:
		p.Detail = "文件都收进了资料库，但暂时还检索不到。"
	case done > 0:
		p.Detail = fmt.Sprintf("共 %d 个文件，前 %d 个已经收入，其余没有写入。", all, done)
	}
	p.cause = err
	return &p
}

// readFiles reads the form field file, as often as it stands in the form. After
// a file may come its fields (sidecar, a JSON object); before it what is said of
// all that follow: password, recognise. A local command may name the files' paths.
func readFiles(r *http.Request, local bool) ([]indexer.File, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, newProblem("unsupported_media_type", err)
	}
	var files []indexer.File
	var faults []Fault
	var asked indexer.File // what is said of the files that follow; its Path of the next
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, readProblem(err)
		}
		switch name := part.FormName(); {
		case name == "password" || name == "recognise" || name == "path":
			err = readAsked(part, name, &asked)
		case name == "sidecar" && len(files) > 0:
			files[len(files)-1].Sidecar, err = io.ReadAll(part)
		default:
			var f indexer.File
			var code string
			if f, code, err = readPart(part, local); code != "" {
				faults = append(faults, Fault{"body." + clean(strings.ToValidUTF8(name, "�")), code, faultMessage(code)})
			}
			f.Password, f.Recognise = asked.Password, asked.Recognise
			if asked.Path != "" && code == "" && err == nil {
				f.Path, asked.Path = uploadPath(asked.Path, f.Data), ""
			}
			files = append(files, f)
		}
		if err != nil {
			return nil, readProblem(err)
		}
	}
	if len(files) == 0 {
		faults = append(faults, Fault{"body.file", "required", faultMessage("required")})
	}
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	return files, nil
}

// readAsked reads what is said of the files that follow in the form.
func readAsked(part *multipart.Part, name string, asked *indexer.File) error {
	value, err := io.ReadAll(io.LimitReader(part, maxValue))
	switch name {
	case "password":
		asked.Password = string(value)
	case "path":
		asked.Path = folderPath(string(value))
	default:
		asked.Recognise = len(value) > 0 && string(value) != "false"
	}
	return err
}

// folderPath is where a file lies in the folder that was chosen, so that files
// of one name in two folders stay two. It is a name in the library and never a
// place on this machine.
func folderPath(name string) string {
	if !utf8.ValidString(name) {
		return ""
	}
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(clean(name), `\`, "/")), "/")
}

// readPart reads one file; the code says what is wrong with it as a form field.
// What is wrong with it as a text is for the intake to say.
func readPart(part *multipart.Part, local bool) (f indexer.File, code string, err error) {
	if part.FormName() != "file" {
		return f, "unknown_parameter", nil
	}
	name := fileName(part.FileName())
	switch {
	case name == "":
		return f, "required", nil
	case !utf8.ValidString(name):
		return f, "not_utf8", nil
	}
	if f.Data, err = io.ReadAll(part); err != nil {
		return f, "", err
	}
	f.Path, f.Loose = uploadPath(name, f.Data), true
	if path, err := url.PathUnescape(part.Header.Get(pathHeader)); local && err == nil && path != "" {
		f.Path, f.Loose = path, false
	}
	return f, "", nil
}

// fileName is the last element of what a browser calls the file; some send the
// whole path, with backslashes.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(clean(name), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return ""
	}
	return name
}

func newOutcome(o indexer.Outcome) Outcome {
	out := Outcome{Path: library.ShownPath(o.Path), Outcome: o.Outcome, Documents: []Taken{}, SimilarTo: []Similar{}, Reason: o.Reason, Code: o.Code}
	for _, s := range o.SimilarTo {
		out.SimilarTo = append(out.SimilarTo, Similar(s))
	}
	for _, d := range o.Documents {
		out.Documents = append(out.Documents, Taken{ID: d.ID, Title: d.Title, URL: address(d.ID, "")})
	}
	out.Diagnostics = newOutcomeDiagnostics(o.Diagnostics)
	return out
}

func newOutcomeDiagnostics(found []corpus.Diagnostic) []OutcomeDiagnostic {
	out := make([]OutcomeDiagnostic, 0, len(found))
	for _, d := range found {
		out = append(out, OutcomeDiagnostic{Code: d.Code, Severity: d.Severity, Message: d.Message})
	}
	return out
}
