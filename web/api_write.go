package web

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

type editOut struct {
	Body Edit
}

// Edit is something that was taken back, or made again.
type Edit struct {
	Seq    int64     `json:"seq"`
	At     time.Time `json:"at" doc:"被撤销的操作发生的时间；重做的，是它被撤销的时间"`
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Action string    `json:"action" enum:"correct,remove,replace,restore" doc:"correct 更正，remove 删除，replace 更新了文本，restore 恢复了删除的文献"`
}

type nothing struct{}

// writing registers what changes the library. Each is answered when the next
// search sees it.
func (a *api) writing() {
	tags := tagged(tagLibrary)
	register(a, huma.Operation{OperationID: "add-documents", Method: http.MethodPost, Path: "/documents", Tags: tags,
		Summary: "上传文件（字段 file，可重复）；逐个文件报告结果"}, a.upload)
	a.describeBody(http.MethodPost, "/documents", "multipart/form-data", uploadSchema())
	register(a, huma.Operation{OperationID: "correct-document", Method: http.MethodPatch, Path: "/documents/{id}", Tags: tags,
		Summary: "更正著录；null 恢复为读得的值", Parameters: ifMatchParameter()}, a.correct)
	a.describeBody(http.MethodPatch, "/documents/{id}", "application/json", a.patchSchema())
	register(a, huma.Operation{OperationID: "remove-document", Method: http.MethodDelete, Path: "/documents/{id}", Tags: tags,
		Summary: "删除文献，可以撤销", Parameters: ifMatchParameter()}, a.remove)
	register(a, huma.Operation{OperationID: "replace-document", Method: http.MethodPost, Path: "/documents/{id}/replace", Tags: tags,
		Summary: "用另一篇（by）的文本和原件更新这一篇，编号、更正不变，另一篇撤下；可以一步撤销"}, a.replace)
	a.describeBody(http.MethodPost, "/documents/{id}/replace", "application/json", &huma.Schema{Type: huma.TypeObject, Required: []string{"by"},
		Properties: map[string]*huma.Schema{"by": {Type: huma.TypeString, Description: "新收的那一篇的编号"}}})
	register(a, huma.Operation{OperationID: "undo-document", Method: http.MethodPost, Path: "/documents/{id}/undo", Tags: tags,
		Summary: "撤销对一篇文献最近的更正、删除、更新或恢复；一次更新了同一文件的几篇，一并撤销"}, a.undoOne)
	register(a, huma.Operation{OperationID: "undo", Method: http.MethodPost, Path: "/undo", Tags: tags,
		Summary: "撤销最近的更正、删除、更新或恢复"}, a.undoAny)
	register(a, huma.Operation{OperationID: "redo-document", Method: http.MethodPost, Path: "/documents/{id}/redo", Tags: tags,
		Summary: "重做对一篇文献最近撤销的更新或恢复；撤销之后文件有了更正以外的改动就不能了"}, a.redoOne)
	register(a, huma.Operation{OperationID: "redo", Method: http.MethodPost, Path: "/redo", Tags: tags,
		Summary: "重做最近撤销的更新或恢复"}, a.redoAny)
}

// replace makes one document of two that are one paper.
func (a *api) replace(ctx context.Context, r *request) (*documentOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	var by string
	switch given, known := object["by"]; {
	case !known:
		return nil, invalid(Fault{"body.by", "required", faultMessage("required")})
	case len(object) > 1:
		return nil, invalid(Fault{"body", "unknown_parameter", faultMessage("unknown_parameter")})
	case json.Unmarshal(given, &by) != nil:
		return nil, invalid(Fault{"body.by", "bad_type", faultMessage("bad_type")})
	}
	record, err := a.cfg.Intake.Replace(ctx, r.id(), by)
	if err != nil {
		return nil, err
	}
	return a.documentOf(ctx, record, a.today())
}

func (a *api) correct(ctx context.Context, r *request) (*documentOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	record, err := a.cfg.Library.Get(ctx, r.id())
	if err != nil {
		return nil, err
	}
	patch, err := checkPatch(object)
	if err != nil {
		return nil, err
	}
	match, err := r.ifMatch(func() (string, error) { return record.ETag, nil })
	if err != nil {
		return nil, err
	}
	record, err = a.cfg.Intake.Correct(ctx, r.id(), patch, match)
	var wrong *corpus.FieldError
	if errors.As(err, &wrong) {
		return nil, invalid(fieldFault(wrong.Field, "unknown_value"))
	}
	if err != nil {
		return nil, err
	}
	return a.documentOf(ctx, record, a.today())
}

// checkPatch holds a patch against the fields, one name at a time so that every
// fault is found, and gives it as the library takes it.
func checkPatch(object map[string]json.RawMessage) (json.RawMessage, error) {
	var faults []Fault
	for _, name := range slices.Sorted(maps.Keys(object)) {
		object[name] = valueNamed(object[name], options(name))
		if code := checkField(name, object[name]); code != "" {
			faults = append(faults, fieldFault(name, code))
		}
	}
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	return json.Marshal(object)
}

// checkField says what is wrong with a field's value.
func checkField(name string, value json.RawMessage) string {
	sort := typeOfField(name)
	switch {
	case sort == nil:
		return "unknown_parameter"
	case name == "sample": // decides what leaves with the first import
		return "read_only"
	case json.Unmarshal(value, reflect.New(sort).Interface()) != nil:
		return "bad_type"
	case corpus.CheckField(name, value) == nil:
		return ""
	case sort == reflect.TypeFor[corpus.Date]():
		return "bad_date"
	}
	return "unknown_value"
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// typeOfField is the type of the field with a JSON name, nil if there is none.
func typeOfField(name string) reflect.Type {
	for _, f := range reflect.VisibleFields(reflect.TypeFor[corpus.Fields]()) {
		if jsonName(f) == name {
			return f.Type
		}
	}
	return nil
}

// fieldFault says what is wrong with a field, and of a closed list what is in it.
func fieldFault(name, code string) Fault {
	return Fault{"body." + name, code, parameter{values: options(name)}.message(code)}
}

// valueNamed is the value of a closed list that is given by its name: answers bear
// both, and what is read can be written back.
func valueNamed(value json.RawMessage, list []corpus.Term) json.RawMessage {
	for _, t := range list {
		if string(value) == `"`+t.Label+`"` {
			return json.RawMessage(`"` + t.Value + `"`)
		}
	}
	return value
}

// patchSchema describes the fields as a patch gives them: all may be left out,
// and null takes a correction back.
func (a *api) patchSchema() *huma.Schema {
	out := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[corpus.Fields]()) {
		name := jsonName(f)
		if name == "sample" {
			continue
		}
		s := &huma.Schema{Type: huma.TypeString, Nullable: true}
		if f.Type.Kind() == reflect.Slice {
			s = &huma.Schema{Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString}, Nullable: true}
		}
		out.Properties[name] = s
	}
	return out
}

func (a *api) remove(ctx context.Context, r *request) (*nothing, error) {
	match, err := r.ifMatch(func() (string, error) {
		record, err := a.cfg.Library.Get(ctx, r.id())
		return record.ETag, err
	})
	if err != nil {
		return nil, err
	}
	return nil, a.cfg.Intake.Remove(ctx, r.id(), match)
}

// undoOne, as redoOne, tells a document that was never there from one without edits.
func (a *api) undoOne(ctx context.Context, r *request) (*editOut, error) {
	return a.edited(ctx, r.id(), a.cfg.Intake.Undo)
}

func (a *api) undoAny(ctx context.Context, _ *request) (*editOut, error) {
	return a.edited(ctx, "", a.cfg.Intake.Undo)
}

func (a *api) redoOne(ctx context.Context, r *request) (*editOut, error) {
	return a.edited(ctx, r.id(), a.cfg.Intake.Redo)
}

func (a *api) redoAny(ctx context.Context, _ *request) (*editOut, error) {
	return a.edited(ctx, "", a.cfg.Intake.Redo)
}

// edited is what undoing or redoing answers.
func (a *api) edited(ctx context.Context, id string, do func(ctx context.Context, id string) (library.Edit, error)) (*editOut, error) {
	edit, err := do(ctx, id)
	if id != "" && (errors.Is(err, library.ErrNothingToUndo) || errors.Is(err, library.ErrNothingToRedo)) {
		if _, missing := a.cfg.Library.Get(ctx, id); missing != nil {
			return nil, missing
		}
	}
	if err != nil {
		return nil, err
	}
	return &editOut{Body: newEdit(edit)}, nil
}

func newEdit(e library.Edit) Edit {
	return Edit{Seq: e.Seq, At: e.At, ID: e.ID, Title: e.Title, Action: e.Action}
}
