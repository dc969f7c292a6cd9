package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

// sentPath is under which path a text stands in the library that a program sent
// under an id.
func sentPath(id string) string { return "sent/" + id }

type putOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Document
}

// putting registers what takes whole texts from programs.
func (a *api) putting() {
	tags := []string{"资料库"}
	register(a, huma.Operation{OperationID: "put-document", Method: http.MethodPut, Path: "/documents/{id}", Tags: tags,
		Summary:    "以这个编号保存一篇文本和它的字段；重复提交结果相同。编号不存在则新建（201）",
		Parameters: ifMatchParameter()}, a.put)
	a.describeBody(http.MethodPut, "/documents/{id}", "application/json", a.textSchema())
	register(a, huma.Operation{OperationID: "add-texts", Method: http.MethodPost, Path: "/documents/bulk", Tags: tags,
		Summary: "逐行（NDJSON）提交文本，每行一个 JSON 对象；逐行返回结果"}, a.bulk)
	a.describeBody(http.MethodPost, "/documents/bulk", ndjson, a.textSchema())
}

// textSchema is that of the fields, with the text.
func (a *api) textSchema() *huma.Schema {
	out := a.patchSchema()
	out.Properties["text"] = &huma.Schema{Type: huma.TypeString, Description: "全文，UTF-8"}
	out.Properties["id"] = &huma.Schema{Type: huma.TypeString, Description: "编号；只用于 /documents/bulk，缺省由标题和日期决定"}
	out.Required = []string{"text"}
	return out
}

// sentText is a text with its fields as a program sends it.
type sentText struct {
	text   string
	id     string
	fields json.RawMessage // JSON object, nil if there are none
}

// readSent takes an object apart; every fault is found. The object is used up.
func readSent(object map[string]json.RawMessage) (sentText, []Fault) {
	var out sentText
	var faults []Fault
	fault := func(name, code string) {
		faults = append(faults, Fault{"body." + name, code, faultMessage(code)})
	}
	switch text, given := object["text"]; {
	case !given:
		fault("text", "required")
	case json.Unmarshal(text, &out.text) != nil:
		fault("text", "bad_type")
	}
	if id, given := object["id"]; given {
		if err := json.Unmarshal(id, &out.id); err != nil {
			fault("id", "bad_type")
		} else if code := checkID(out.id); code != "" {
			fault("id", code)
		}
	}
	delete(object, "text")
	delete(object, "id")
	fields, err := checkPatch(object)
	var problem *Problem
	if errors.As(err, &problem) {
		faults = append(faults, problem.Errors...)
	} else if len(object) > 0 {
		out.fields = fields
	}
	return out, faults
}

// checkID says what is wrong with a new document's id.
func checkID(id string) string {
	switch {
	case id == "":
		return "empty"
	case len(id) > maxValue:
		return "too_long"
	case id != corpus.CleanID(id) || clean(id) != id:
		return "unknown_value"
	}
	return ""
}

// file is the text as the intake takes it.
func (s sentText) file(path, id string) indexer.File {
	return indexer.File{Path: path, Data: []byte(s.text), Sidecar: s.fields, ID: id}
}

// put keeps a text under an id. A document that came out of a file of its own
// keeps the file's path; one of several in a file cannot be replaced alone.
func (a *api) put(ctx context.Context, r *request) (*putOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	sent, faults := readSent(object)
	record, err := a.cfg.Library.Get(ctx, r.id())
	created := errors.Is(err, library.ErrNotFound)
	if err != nil && !created {
		return nil, err
	}
	if code := checkID(r.id()); created && code != "" {
		faults = append(faults, Fault{"path.id", code, faultMessage(code)})
	}
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	match, err := r.ifMatch(func() (string, error) { return record.ETag, nil })
	if err != nil {
		return nil, err
	}
	path := sentPath(r.id())
	if !created {
		path = record.Document.Path
		if record.Document.Part != "" {
			return nil, newProblem("part_of_file", nil)
		}
	}
	outcome, err := a.cfg.Intake.Put(ctx, sent.file(path, r.id()), r.id(), match)
	if err != nil {
		return nil, err
	}
	if p := a.notPut(ctx, outcome, r.id()); p != nil {
		return nil, p
	}
	return a.putOutOf(ctx, outcome, created)
}

// notPut is the problem of a text that did not become the document it was sent as.
func (a *api) notPut(ctx context.Context, o indexer.Outcome, id string) error {
	problem := func(code, detail string) error {
		p := newProblem(code, nil)
		p.Detail = detail
		return p
	}
	switch {
	case o.Outcome == indexer.Failed:
		return problem("not_taken", o.Reason)
	case o.Outcome == string(library.Quarantined):
		return problem("quarantined", o.Reason+"。放行之前检索不到。")
	case len(o.Documents) == 0:
		return problem("removed", "同样的文本曾被删除；要恢复请撤销删除。")
	case o.Documents[0].ID == id:
		return nil
	case o.Outcome == string(library.Unchanged):
		return problem("same_text", "资料库已有同样的文本，编号是 "+o.Documents[0].ID+"。")
	}
	// The id was that of a document which was removed: this one got another, under
	// which nobody would look for it.
	if err := a.cfg.Intake.Remove(ctx, o.Documents[0].ID, ""); err != nil {
		return err
	}
	return problem("id_taken", "这个编号属于一篇已删除或隔离的文献，请换一个编号。")
}

func (a *api) putOutOf(ctx context.Context, o indexer.Outcome, created bool) (*putOut, error) {
	record, err := a.cfg.Library.Get(ctx, o.Documents[0].ID)
	if err != nil {
		return nil, err
	}
	shown, err := a.documentOf(ctx, record, a.today())
	if err != nil {
		return nil, err
	}
	out := &putOut{Status: http.StatusOK, ETag: shown.ETag, Body: shown.Body}
	if created {
		out.Status = http.StatusCreated
	}
	return out, nil
}
