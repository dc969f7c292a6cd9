package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// editView is the form for the fields of one document.
type editView struct {
	ID, Title string
	ETag      string
	Action    string
	Back      string
	Delete    string
	Error     string
	Controls  []control
}

// control is one field of the form.
type control struct {
	Name, Label, Value string
	Kind               controlKind
	Options            []label
	Error              string
	Read               string // what was read, where a person corrected it
	Corrected          bool
}

type controlKind string

const (
	controlLine   controlKind = "line"
	controlText   controlKind = "text"
	controlList   controlKind = "list" // one value a line
	controlDate   controlKind = "date"
	controlChoice controlKind = "choice"
	controlTopics controlKind = "topics"
)

// controlKinds say how a field is entered; the others are one line.
var controlKinds = map[string]controlKind{
	"kind": controlChoice, "genre": controlChoice, "rank": controlChoice,
	"aliases": controlList, "issuer": controlList, "authors": controlList, "keywords": controlList, "references": controlList,
	"annexes": controlList, "carries": controlList,
	"topics":  controlTopics,
	"adopted": controlDate, "promulgated": controlDate, "effective": controlDate, "ceased": controlDate, "published": controlDate,
	"history": controlText, "abstract": controlText,
}

// edit shows the form.
func (st *site) edit(c echo.Context) error {
	rec, err := st.cfg.Library.Get(c.Request().Context(), pathParam(c, "id"))
	if err != nil {
		return err
	}
	v := viewEdit(rec, formOf(rec.Document.Fields), st.cfg.Lexicon.Names())
	return st.show(c, http.StatusOK, "edit", page{Title: titleEdit, Nav: "library", Body: v})
}

// correct saves what was changed in the form. If the document was changed in
// the meantime nothing is, and the form comes back as it was filled in.
func (st *site) correct(c echo.Context) error {
	ctx := c.Request().Context()
	rec, err := st.cfg.Library.Get(ctx, pathParam(c, "id"))
	if err != nil {
		return err
	}
	given, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("read the form: %w", err)
	}
	patch, err := patchOf(rec, given)
	if err != nil {
		return err
	}
	if patch == nil {
		return c.Redirect(http.StatusSeeOther, "/library?done=same")
	}
	if _, err = st.cfg.Intake.Correct(ctx, rec.Document.ID, patch, given.Get("etag")); err == nil {
		return c.Redirect(http.StatusSeeOther, "/library?done=corrected")
	}
	return st.rejected(c, rec, given, err)
}

// rejected shows the form again with what is wrong.
func (st *site) rejected(c echo.Context, rec library.Record, given url.Values, err error) error {
	v := viewEdit(rec, given, st.cfg.Lexicon.Names())
	status := http.StatusUnprocessableEntity
	var bad *corpus.FieldError
	switch {
	case errors.Is(err, library.ErrChanged):
		status = http.StatusPreconditionFailed
		v.Error = msgChanged
	case errors.As(err, &bad):
		v.Error = v.blame(bad)
	default:
		return err
	}
	return st.show(c, status, "edit", page{Title: titleEdit, Nav: "library", Body: v})
}

// blame puts an error beside its field and gives it for the top of the form.
func (v *editView) blame(bad *corpus.FieldError) string {
	words := fmt.Sprintf(msgFieldBad, corpus.Label(fieldLabels, bad.Field), bad.Value)
	if bad.Field == "title" {
		words = msgTitleEmpty
	} else if controlKinds[bad.Field] == controlDate {
		words += msgBadDateHint
	}
	for i := range v.Controls {
		if v.Controls[i].Name == bad.Field {
			v.Controls[i].Error = words
		}
	}
	return words
}

// viewEdit fills the form with values.
func viewEdit(rec library.Record, values url.Values, topics []string) *editView {
	d := rec.Document
	v := &editView{ID: d.ID, Title: d.Fields.Title, ETag: rec.ETag, Action: libraryPath(d.ID, "edit"), Back: documentPath(d.ID),
		Delete: libraryPath(d.ID, "delete")}
	read, now := formOf(rec.Read), formOf(d.Fields)
	for _, f := range fieldLabels {
		c := control{Name: f.Value, Label: f.Label, Value: values.Get(f.Value), Kind: controlKinds[f.Value],
			Options: options(f.Value), Corrected: read.Get(f.Value) != now.Get(f.Value), Read: read.Get(f.Value)}
		if c.Kind == "" {
			c.Kind = controlLine
		}
		if c.Kind == controlTopics {
			for _, t := range topics {
				c.Options = append(c.Options, label{Value: t, Label: t})
			}
		}
		v.Controls = append(v.Controls, c)
	}
	return v
}

func options(field string) []label {
	switch field {
	case "kind":
		return corpus.Kinds
	case "genre":
		return corpus.Genres
	case "rank":
		return corpus.Ranks
	}
	return nil
}

// formOf writes fields as the form holds them: a list as lines.
func formOf(f corpus.Fields) url.Values {
	out := url.Values{}
	for name, value := range fieldValues(f) {
		switch v := value.(type) {
		case string:
			out.Set(name, v)
		case []any:
			lines := make([]string, len(v))
			for i := range v {
				lines[i] = fmt.Sprint(v[i])
			}
			out.Set(name, strings.Join(lines, "\n"))
		}
	}
	return out
}

// fieldValues are fields by their JSON names.
func fieldValues(f corpus.Fields) map[string]any {
	raw, _ := json.Marshal(f) // of strings, lists of strings and a bool: cannot fail
	out := map[string]any{}
	_ = json.Unmarshal(raw, &out)
	return out
}

// patchOf is what the form changes, nil if nothing. A value that is again what
// was read is a correction taken back: null.
func patchOf(rec library.Record, given url.Values) (json.RawMessage, error) {
	now, read := formOf(rec.Document.Fields), formOf(rec.Read)
	patch := map[string]any{}
	for _, f := range fieldLabels {
		if !given.Has(f.Value) {
			continue
		}
		value := tidy(given.Get(f.Value), controlKinds[f.Value])
		switch {
		case value == now.Get(f.Value):
		case value == read.Get(f.Value):
			patch[f.Value] = nil
		case isList(controlKinds[f.Value]):
			patch[f.Value] = lines(value)
		default:
			patch[f.Value] = value
		}
	}
	if len(patch) == 0 {
		return nil, nil
	}
	return json.Marshal(patch)
}

func isList(k controlKind) bool { return k == controlList || k == controlTopics }

// tidy takes off what a form adds: CR, and space around a value or a line; a date is
// brought into the form it is kept in.
func tidy(value string, kind controlKind) string {
	value = strings.TrimSpace(strings.ReplaceAll(value, "\r\n", "\n"))
	switch {
	case isList(kind):
		return strings.Join(lines(value), "\n")
	case kind == controlDate:
		return isoDate(value)
	}
	return value
}

// lines are the values of a list, one a line.
func lines(value string) []string {
	out := []string{}
	for _, s := range strings.Split(value, "\n") {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
