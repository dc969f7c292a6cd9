package web

import (
	"cmp"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
	"tiaowen/search/check"
)

// A draft comes as text, as a file in any format that is taken in, or lies in the
// library already. Text and files are read by the same reader, and nothing is kept.

// maxDraft is how many bytes of text are checked while somebody waits.
const maxDraft = 5 << 20

// askedCheck is a draft as it was handed over, and what is wanted of it.
type askedCheck struct {
	file     *indexer.File // nil if it came otherwise
	text     string
	document string // the id of one that is held
	asOf     corpus.Date
	format   string
	tracked  bool // corrections are to be tracked changes
}

// draft is a draft as read.
type draft struct {
	check.Draft
	name string // of its file, or its title; empty if it has neither
	held string // why it would be withheld
}

// checkFields are the members of a body beside the file.
var checkFields = []string{"text", "document", "as_of", "format", "password", "recognise", "tracked"}

// askedCheck reads the body of a request, JSON or a form.
func (r *request) askedCheck() (askedCheck, error) {
	if strings.HasPrefix(r.echo.Request().Header.Get(echo.HeaderContentType), echo.MIMEMultipartForm) {
		values, file, faults, err := readCheckForm(r.echo.Request())
		if err != nil {
			return askedCheck{}, err
		}
		return newAskedCheck(values, file, faults)
	}
	object, err := r.body()
	if err != nil {
		return askedCheck{}, err
	}
	values, faults := map[string]string{}, []Fault(nil)
	f := newForm(object)
	for _, name := range checkFields[:4] {
		var value string
		if f.read(name, &value) {
			values[name] = value
		}
	}
	var wrong *Problem
	if errors.As(f.close(), &wrong) {
		faults = wrong.Errors
	}
	return newAskedCheck(values, nil, faults)
}

// readCheckForm reads a form. A browser sends the field of a file that nobody chose.
func readCheckForm(r *http.Request) (values map[string]string, file *indexer.File, faults []Fault, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, nil, nil, newProblem("unsupported_media_type", err)
	}
	values = map[string]string{}
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return values, file, faults, nil
		}
		if err != nil {
			return nil, nil, nil, readProblem(err)
		}
		name := part.FormName()
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, nil, readProblem(err)
		}
		code := ""
		_, again := values[name]
		switch {
		case name == "file" && len(data) == 0 && part.FileName() == "":
		case name == "file" && file != nil, again:
			code = "repeated"
		case name == "file":
			file = draftFile(part, data)
		case !isCheckField(name):
			code = "unknown_parameter"
		case !utf8.Valid(data):
			code = "not_utf8"
		default:
			values[name] = string(data)
		}
		if code != "" {
			faults = append(faults, Fault{"body." + clean(strings.ToValidUTF8(name, "�")), code, faultMessage(code)})
		}
	}
}

func isCheckField(name string) bool {
	for _, known := range checkFields {
		if name == known {
			return true
		}
	}
	return false
}

// unnamedDraft is what a draft is called that came without a name.
const unnamedDraft = "稿子.txt"

func draftFile(part *multipart.Part, data []byte) *indexer.File {
	name := fileName(strings.ToValidUTF8(part.FileName(), ""))
	return &indexer.File{Path: cmp.Or(name, unnamedDraft), Data: data, Loose: true}
}

// newAskedCheck makes sense of the fields of a body. Of text, file and document there is
// to be one; an empty text is none, for a form sends all of its fields.
func newAskedCheck(values map[string]string, file *indexer.File, faults []Fault) (askedCheck, error) {
	asked := askedCheck{file: file, text: values["text"], document: strings.TrimSpace(values["document"]), format: cmp.Or(values["format"], formatJSON)}
	fault := func(name, code, message string) {
		faults = append(faults, Fault{"body." + name, code, cmp.Or(message, faultMessage(code))})
	}
	given := 0
	for _, there := range []bool{file != nil, strings.TrimSpace(asked.text) != "", asked.document != ""} {
		if there {
			given++
		}
	}
	switch {
	case given == 0 && len(faults) == 0:
		fault("text", "required", "")
	case given > 1:
		fault("text", "repeated", "text、file、document 只给一个。")
	}
	if day := strings.TrimSpace(values["as_of"]); day != "" {
		var q search.Query
		if code := setDate(&q.AsOf, day); code != "" {
			fault("as_of", code, "")
		}
		asked.asOf = q.AsOf
	}
	if !corpus.Known(checkFormats, asked.format) {
		fault("format", "unknown_value", parameter{values: checkFormats}.message("unknown_value"))
	}
	if asked.tracked = isTrue(values["tracked"]); asked.format == commented && file == nil {
		fault("format", "unknown_value", msgCheckNoWord)
	}
	if file != nil {
		file.Password, file.Recognise = values["password"], isTrue(values["recognise"])
	}
	if len(faults) > 0 {
		return asked, invalid(faults...)
	}
	return asked, nil
}

// isTrue reads a box of a form.
func isTrue(value string) bool { return value != "" && value != "false" && value != "0" }

// readDraft reads a draft, a file in a process of its own as all that is taken in.
func (s *Server) readDraft(ctx context.Context, asked askedCheck) (draft, error) {
	out := draft{Draft: check.Draft{AsOf: asked.asOf, Today: s.today()}}
	if asked.document != "" {
		d, err := s.cfg.Readings.Document(ctx, asked.document)
		if err == nil {
			out.Document, out.name = d, d.Fields.Title
		}
		return out, err
	}
	file := indexer.File{Path: unnamedDraft, Data: []byte(asked.text), Sent: true, Loose: true}
	if asked.file != nil {
		file, out.name = *asked.file, path.Base(asked.file.Path)
	}
	read, err := s.cfg.Intake.Draft(ctx, file)
	if err != nil {
		return out, err
	}
	if read.Reason != "" {
		return out, unreadable(read)
	}
	out.Document, out.held = &read.Document, read.Held
	return out, nil
}

// unreadable is the problem of a draft that its reader refused, with the reader's reason.
func unreadable(read indexer.Draft) *Problem {
	p := newProblem("draft_unreadable", nil)
	p.Detail = read.Reason
	p.Errors = []Fault{{"body.file", cmp.Or(read.Code, "unreadable"), read.Reason}}
	return p
}

// heldWords says that a draft bears a mark of secrecy, and that nothing was kept of it.
func heldWords(reason string) string {
	if reason == "" {
		return ""
	}
	return reason + "；核对过的稿子不保存"
}
