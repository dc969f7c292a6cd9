package web

import (
	"context"
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

// Several documents can be chosen in the table and changed at once. Each change is one
// of its own to the library; what was done is offered to be taken back together.

// maxMany is how many documents are changed at once: a page of the table.
const maxMany = rowsPerPage

// manyView says what became of those chosen.
type manyView struct {
	Words  string
	Done   []string // the ids of those changed, to be undone
	Failed []string
}

// What can be done with many. A field is set by its own name; these are not fields.
const (
	manyRemove   = "remove"
	manyTopic    = "topic"
	manyNoTopic  = "no_topic"
	manyKeyword  = "keyword"
	manySetField = "set:"
)

// manyChoices are what the form offers, in its order.
func manyChoices() []label {
	out := []label{{Value: manyTopic, Label: "加主题"}, {Value: manyNoTopic, Label: "去掉主题"}, {Value: manyKeyword, Label: "加标签（关键词）"}}
	for _, name := range []string{"kind", "genre", "rank", "issuer", "promulgated", "effective", "ceased", "published", "source", "interpreter"} {
		out = append(out, label{Value: manySetField + name, Label: fmt.Sprintf(msgManySet, corpus.Label(fieldLabels, name))})
	}
	return out
}

// manyValues are proposed for what is typed.
func manyValues(topics []string) []string {
	out := slices.Clone(topics)
	for _, list := range [][]label{corpus.Kinds, corpus.Genres, corpus.Ranks} {
		for _, t := range list {
			if !slices.Contains(out, t.Label) {
				out = append(out, t.Label)
			}
		}
	}
	return out
}

// changeMany does what was asked with those chosen, and shows the library after it.
func (st *site) changeMany(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("read the form: %w", err)
	}
	ids := form["id"][:min(len(form["id"]), maxMany)]
	do, value := form.Get("do"), strings.TrimSpace(clean(strings.ToValidUTF8(form.Get("value"), "")))
	m := &manyView{}
	switch {
	case len(ids) == 0:
		m.Words = msgManyNone
	case do != manyRemove && (value == "" || !corpus.Known(manyChoices(), do)):
		m.Words = msgManyEmpty
	default:
		for _, id := range ids {
			if err := st.oneOfMany(c.Request().Context(), m, id, do, value); err != nil {
				return err
			}
		}
		m.Words = fmt.Sprintf(msgManyDone, len(m.Done), len(ids))
	}
	v, err := st.openLibrary(c, url.Values{})
	if err != nil {
		return err
	}
	v.Many = m
	return st.show(c, http.StatusOK, "library", page{Title: titleLibrary, Nav: "library", Body: v})
}

// oneOfMany changes one document; what is wrong with it keeps none of the others back.
func (st *site) oneOfMany(ctx context.Context, m *manyView, id, do, value string) error {
	rec, err := st.cfg.Library.Get(ctx, id)
	if err == nil {
		switch patch := st.manyPatch(rec, do, value); {
		case do == manyRemove:
			err = st.cfg.Intake.Remove(ctx, id, rec.ETag)
		case patch == nil:
			return nil // it is so already
		default:
			_, err = st.cfg.Intake.Correct(ctx, id, patch, rec.ETag)
		}
	}
	var bad *corpus.FieldError
	switch {
	case err == nil:
		m.Done = append(m.Done, id)
	case errors.As(err, &bad):
		m.Failed = append(m.Failed, fmt.Sprintf(msgManyFailed, rec.Document.Fields.Title, (&editView{}).blame(bad)))
	case errors.Is(err, library.ErrNotFound), errors.Is(err, library.ErrChanged):
		m.Failed = append(m.Failed, fmt.Sprintf(msgManyFailed, id, problemOf(err).Title))
	default:
		return err
	}
	return nil
}

// manyPatch is what a document's fields are to become, nil if they are so already. A
// topic is added to those the lexicon found, which it would else replace.
func (st *site) manyPatch(rec library.Record, do, value string) json.RawMessage {
	f := rec.Document.Fields
	topics := f.Topics
	if len(topics) == 0 {
		for _, t := range st.cfg.Lexicon.Topics(&rec.Document) {
			topics = append(topics, t.Topic)
		}
	}
	field, changed := strings.CutPrefix(do, manySetField)
	var to any
	switch has := slices.Contains(topics, value); {
	case do == manyTopic && !has:
		field, to, changed = "topics", append(slices.Clone(topics), value), true
	case do == manyNoTopic && has:
		field, to, changed = "topics", slices.DeleteFunc(slices.Clone(topics), func(t string) bool { return t == value }), true
	case do == manyKeyword && !slices.Contains(f.Keywords, value):
		field, to, changed = "keywords", append(slices.Clone(f.Keywords), value), true
	case changed && isList(controlKinds[field]):
		values := splitList(value)
		to, changed = values, strings.Join(values, "\n") != formOf(f).Get(field)
	case changed:
		v := fieldValue(field, value)
		to, changed = v, v != formOf(f).Get(field)
	}
	if !changed {
		return nil
	}
	raw, _ := json.Marshal(map[string]any{field: to}) // of strings: cannot fail
	return raw
}

// splitList reads a list typed in one line.
func splitList(value string) []string {
	return lines(strings.NewReplacer("、", "\n", "；", "\n", ";", "\n").Replace(value))
}

// fieldValue is a value as a field keeps it: of a closed list the value of its label, a
// date in ISO.
func fieldValue(field, value string) string {
	for _, t := range options(field) {
		if t.Label == value {
			return t.Value
		}
	}
	return tidy(value, controlKinds[field])
}

// undo takes back the newest edit; of each of the documents that the form names, if it
// names any.
func (st *site) undo(c echo.Context) error {
	form, err := c.FormParams()
	if err != nil {
		return fmt.Errorf("read the form: %w", err)
	}
	ids := form["id"][:min(len(form["id"]), maxMany)]
	if len(ids) == 0 {
		ids = []string{""} // whichever is the newest
	}
	undone := 0
	var first error
	for _, id := range slices.Backward(ids) {
		if _, err := st.cfg.Intake.Undo(c.Request().Context(), id); err == nil {
			undone++
		} else if first == nil {
			first = err
		}
	}
	if undone == 0 {
		return first
	}
	return c.Redirect(http.StatusSeeOther, "/library?done=undone")
}
