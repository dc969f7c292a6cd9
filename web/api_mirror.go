package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"tiaowen/corpus/library"
	"tiaowen/search"
)

// A mirror of the library is made of lines, one for each document with its text. They
// come in the order in which the documents were changed, so that whoever has read some
// goes on from the last: first all, later what has changed since, and what has gone.

// MirrorDocument is the line of a document.
type MirrorDocument struct {
	DocumentHead
	DocumentFields
	Text    string    `json:"text" doc:"全文"`
	ETag    string    `json:"etag" doc:"文字和著录的散列值，可放入 If-Match"`
	Changed time.Time `json:"changed" doc:"最后一次改动的时间"`
}

// MirrorDeleted is the line of a document that was deleted.
type MirrorDeleted struct {
	ID      string    `json:"id"`
	Deleted bool      `json:"deleted" enum:"true" doc:"这一篇已经删除"`
	Changed time.Time `json:"changed" doc:"删除的时间"`
}

// listRoute is where documents are listed.
const listRoute = apiPath + "/documents"

// The ways to list.
const (
	formatName  = "format"
	formatJSON  = "json"
	formatLines = "ndjson"
)

// mirrors reports whether a request is for such lines: by the parameter, or if that
// says nothing by what it accepts.
func mirrors(r *http.Request) bool {
	if r.Method != http.MethodGet || strings.TrimSuffix(r.URL.Path, "/") != listRoute {
		return false
	}
	if format := r.URL.Query().Get(formatName); format != "" {
		return format == formatLines
	}
	return strings.Contains(r.Header.Get(echo.HeaderAccept), ndjson)
}

// mirrorFaults are those of parameters that lines have no use for: all come, in one order.
func mirrorFaults(values url.Values) (faults []Fault) {
	for _, name := range []string{cursorName, "limit"} {
		if values.Get(name) != "" {
			faults = append(faults, Fault{"query." + name, "unknown_parameter", "逐行给出全部，不分页。"})
		}
	}
	if sort := values.Get("sort"); sort != "" && sort != string(search.ByChanged) {
		faults = append(faults, Fault{"query.sort", "unknown_value", "逐行给出时只有 changed 一种次序。"})
	}
	return faults
}

// listContent describes both ways to list.
func (a *api) listContent() map[string]*huma.Response {
	line := &huma.Schema{OneOf: []*huma.Schema{a.schema(reflect.TypeFor[MirrorDocument]()), a.schema(reflect.TypeFor[MirrorDeleted]())}}
	return map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{
		echo.MIMEApplicationJSON: {Schema: a.schema(reflect.TypeFor[DocumentList]())},
		ndjson:                   {Schema: line},
	}}}
}

// mirror is one such request.
type mirror struct {
	*api
	ctx   context.Context
	q     search.Query
	out   *json.Encoder
	flush func()
	began int64 // where the index stood with the first page
}

// mirror answers with lines. What is wrong is told before the first; after that it
// breaks the connection off, so that nobody takes a part for the whole.
func (a *api) mirror(ctx context.Context, r *request, q search.Query) (*huma.StreamResponse, error) {
	m := &mirror{api: a, ctx: ctx, q: q}
	m.q.Sort, m.q.Limit = search.ByChanged, search.MaxLimit
	first, err := m.page()
	if err != nil {
		return nil, err
	}
	m.began = first.Seq
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", ndjson)
		hc.SetHeader("Cache-Control", "no-store")
		connection := http.NewResponseController(r.echo.Response())
		m.out = json.NewEncoder(hc.BodyWriter())
		m.flush = func() {
			r.echo.Response().Flush()
			// Who reads on is not cut off, however much there is.
			_ = connection.SetWriteDeadline(time.Now().Add(patience))
		}
		if err := m.run(first); err != nil {
			a.cfg.Log.Warn("mirror broken off", "id", requestID(r.echo), "error", err)
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// page is the next documents, without their texts.
func (m *mirror) page() (res search.Result, err error) {
	err = m.work(func() error {
		res, err = m.find(m.ctx, m.q, nil)
		return err
	})
	return res, err
}

// work does a piece of what keeps a processor busy, when it is its turn. While a line
// is sent others may work.
func (m *mirror) work(do func() error) error {
	select {
	case m.gate.places <- struct{}{}:
	case <-m.ctx.Done():
		return m.ctx.Err()
	}
	defer m.gate.leave()
	return do()
}

// run writes page after page, and at last what has gone.
func (m *mirror) run(page search.Result) error {
	for {
		for _, h := range page.Hits {
			if err := m.line(h.Document); err != nil {
				return err
			}
		}
		m.flush()
		if m.q.Cursor = page.NextCursor; m.q.Cursor == "" {
			return m.deleted(page.Seq)
		}
		var err error
		if page, err = m.page(); err != nil {
			return err
		}
	}
}

// line writes a document as it is in the index. One that was changed since comes when
// the index has followed, in this answer or the next: else its time would hide what was
// changed before it and is not in the index either.
func (m *mirror) line(head search.Head) error {
	var record library.Record
	err := m.work(func() (err error) {
		record, err = m.cfg.Library.Get(m.ctx, head.ID)
		return err
	})
	switch {
	case errors.Is(err, library.ErrDamaged):
		m.cfg.Log.Warn("mirror leaves out", "id", head.ID, "error", err)
		return nil
	case errors.Is(err, library.ErrNotFound):
		return nil
	case err != nil:
		return err
	case record.Seq != head.Seq:
		return nil
	}
	return m.out.Encode(MirrorDocument{DocumentHead: newDocumentHead(head), DocumentFields: newDocumentFields(record.Document.Fields),
		Text: record.Document.Text, ETag: record.ETag, Changed: record.Changed})
}

// deleted writes what had gone when the index stood at a number.
func (m *mirror) deleted(until int64) error {
	for d, err := range m.cfg.Library.Deleted(m.ctx, m.began, until, m.q.Since) {
		if err == nil {
			err = m.out.Encode(MirrorDeleted{d.ID, true, d.Changed})
		}
		if err != nil {
			return err
		}
	}
	m.flush()
	return nil
}
