package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

type putOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Document
}

// putting registers what takes whole texts from programs.
func (a *api) putting() {
	tags := tagged(tagLibrary)
	register(a, huma.Operation{OperationID: "put-document", Method: http.MethodPut, Path: "/documents/{id}", Tags: tags,
		Summary:    "以这个编号保存一篇文本和它的字段；重复提交结果相同。编号不存在则新建（201），已删除的恢复（201）；原有的文本留作先前状态，可以撤销",
		Parameters: putParameters(), Metadata: also(http.StatusCreated)}, a.put)
	a.describeBody(http.MethodPut, "/documents/{id}", "application/json", a.textSchema())
	register(a, huma.Operation{OperationID: "add-texts", Method: http.MethodPost, Path: "/documents/bulk", Tags: tags,
		Summary: "逐行（NDJSON）提交文本，每行一个 JSON 对象；逐行返回结果", Responses: a.lineContent()}, a.bulk)
	a.describeBody(http.MethodPost, "/documents/bulk", ndjson, a.textSchema())
}

// textSchema is that of the fields, with the text.
func (a *api) textSchema() *huma.Schema {
	out := a.patchSchema()
	out.Properties["text"] = &huma.Schema{Type: huma.TypeString, Description: "全文，UTF-8"}
	out.Properties["id"] = &huma.Schema{Type: huma.TypeString, Description: "编号；只用于 /documents/bulk，给出则更新这一篇，缺省由标题和日期决定，同名而内容不同的是另一篇"}
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
	case len(out.text) > maxText:
		fault("text", "too_long")
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
func (s sentText) file() indexer.File {
	return indexer.File{Data: []byte(s.text), Sidecar: s.fields, ID: s.id, Sent: true}
}

// put keeps a text under an id. A document that came out of a file of its own
// keeps the file's path; one of several in a file cannot be replaced alone; one that
// was deleted comes back.
func (a *api) put(ctx context.Context, r *request) (*putOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	sent, faults := readSent(object)
	if len(sent.text) > maxText {
		return nil, newProblem("too_large", nil)
	}
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
	condition, err := r.condition(record.ETag)
	if err != nil {
		return nil, err
	}
	if record.Document.Part != "" {
		return nil, newProblem("part_of_file", nil)
	}
	outcome, err := a.cfg.Intake.Put(ctx, sent.file(), r.id(), condition)
	if err != nil {
		return nil, err
	}
	if p := a.notPut(outcome, r.id()); p != nil {
		return nil, p
	}
	if back := overruled(sent.fields, record); back != nil {
		if _, err := a.cfg.Intake.Correct(ctx, r.id(), back, ""); err != nil {
			return nil, err
		}
	}
	return a.putOutOf(ctx, outcome)
}

// overruled is the patch that takes back the corrections of fields that a PUT gives:
// who sends a field means it, whatever was corrected before. It is nil if none is.
func overruled(sent json.RawMessage, before library.Record) json.RawMessage {
	patch := map[string]any{}
	given := keys(sent)
	for _, name := range keys(before.Corrections) {
		if slices.Contains(given, name) {
			patch[name] = nil
		}
	}
	if len(patch) == 0 {
		return nil
	}
	back, err := json.Marshal(patch)
	if err != nil {
		return nil // names and nulls always can be
	}
	return back
}

// notPut is the problem of a text that did not become the document it was sent as.
func (a *api) notPut(o indexer.Outcome, id string) error {
	problem := func(code, detail string) error {
		p := newProblem(code, nil)
		p.Detail = detail
		return p
	}
	switch {
	case o.Outcome == indexer.Failed && (o.Code == indexer.CodeRemoved || o.Code == indexer.CodePart || o.Code == indexer.CodeTaken):
		return problem(o.Code, o.Reason)
	case o.Outcome == indexer.Failed:
		return problem("not_taken", o.Reason)
	case o.Outcome == string(library.Quarantined):
		return problem("quarantined", o.Reason+"。放行之前检索不到。")
	case len(o.Documents) > 0 && o.Documents[0].ID == id:
		return nil
	case len(o.Documents) > 0 && o.Outcome == string(library.Unchanged):
		return problem("same_text", "资料库已有同样的文本，编号是 "+o.Documents[0].ID+"。")
	}
	return problem("id_taken", "这个编号已被占用，请换一个编号。")
}

// putOutOf answers 201 to the one request that made the document, or brought it
// back: whether it was there is known by the library alone, for several may put
// one id at once.
func (a *api) putOutOf(ctx context.Context, o indexer.Outcome) (*putOut, error) {
	record, err := a.cfg.Library.Get(ctx, o.Documents[0].ID)
	if err != nil {
		return nil, err
	}
	shown, err := a.documentOf(ctx, record, a.today())
	if err != nil {
		return nil, err
	}
	out := &putOut{Status: http.StatusOK, ETag: shown.ETag, Body: shown.Body}
	if o.Outcome == string(library.Added) || o.Outcome == string(library.Restored) {
		out.Status = http.StatusCreated
	}
	return out, nil
}
