package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/search"
)

type documentOut struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         Document
}

type provisionOut struct {
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         ProvisionAnswer
}

type bytesOut struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	ETag               string `header:"ETag"`
	CacheControl       string `header:"Cache-Control"`
	Body               []byte
}

// revalidate lets a client keep an answer, and ask whether it still holds.
const revalidate = "private, no-cache"

// documents registers what reads a document.
func (a *api) documents() {
	tags := tagged(tagDocuments)
	register(a, huma.Operation{OperationID: "list-documents", Method: http.MethodGet, Path: "/documents", Tags: tags,
		Summary: "列出文献；逐行给出时附全文，供建立镜像", Errors: []int{429}, Responses: a.listContent(), Parameters: queryParameters(listParameters(a.parameters))}, a.list)
	register(a, huma.Operation{OperationID: "get-document", Method: http.MethodGet, Path: "/documents/{id}", Tags: tags, Metadata: also(http.StatusNotModified),
		Summary: "一篇文献的著录、大纲、版本和导入时发现的问题", Parameters: queryParameters([]parameter{asOfParameter})}, a.document)
	register(a, huma.Operation{OperationID: "get-text", Method: http.MethodGet, Path: "/documents/{id}/text", Tags: tags,
		Summary: "全文", Metadata: also(http.StatusNotModified), Responses: content("", "text/plain")}, a.text)
	register(a, huma.Operation{OperationID: "get-original", Method: http.MethodGet, Path: "/documents/{id}/original", Tags: tags,
		Summary: "导入时的原文件", Parameters: queryParameters([]parameter{inlineParameter}), Metadata: also(http.StatusNotModified), Responses: content("binary", "application/octet-stream", "application/pdf", "text/plain")}, a.original)
	register(a, huma.Operation{OperationID: "get-provision", Method: http.MethodGet, Path: "/documents/{id}/provisions/{locator}", Tags: tags, Metadata: also(http.StatusNotModified),
		Summary: "一个条款", Parameters: queryParameters([]parameter{asOfParameter})}, a.provision)
}

// content describes an answer that is no JSON, of one of some media types.
func content(format string, media ...string) map[string]*huma.Response {
	out := map[string]*huma.MediaType{}
	for _, m := range media {
		out[m] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: format}}
	}
	return map[string]*huma.Response{"200": {Description: "OK", Content: out}}
}

func (a *api) list(ctx context.Context, r *request) (*huma.StreamResponse, error) {
	q, faults := a.parse(r.values, listParameters(a.parameters), "query")
	q.Group = search.GroupDocument
	if mirrors(r.echo.Request()) {
		if faults = append(faults, mirrorFaults(r.values)...); len(faults) > 0 {
			return nil, invalid(faults...)
		}
		return a.mirror(ctx, r, q)
	}
	result, err := a.find(ctx, q, faults)
	if err != nil {
		return nil, err
	}
	list := DocumentList{Documents: []DocumentHead{}, Total: result.Total, NextCursor: known(result.NextCursor)}
	for _, h := range result.Hits {
		listed := newDocumentHead(h.Document)
		listed.ETag, listed.Changed = h.Document.ETag, &h.Document.Changed
		list.Documents = append(list.Documents, listed)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", echo.MIMEApplicationJSON)
		hc.SetHeader("Cache-Control", "no-store")
		_ = a.huma.Marshal(hc.BodyWriter(), echo.MIMEApplicationJSON, list) // only the connection can fail
	}}, nil
}

// asOf reads the parameter of that name, the only one of its endpoint.
func (a *api) asOf(r *request) (corpus.Date, error) {
	q, faults := a.parse(r.values, []parameter{asOfParameter}, "query")
	if len(faults) > 0 {
		return "", invalid(faults...)
	}
	return cmp.Or(q.AsOf, q.Today), nil
}

func (a *api) document(ctx context.Context, r *request) (*documentOut, error) {
	day, err := a.asOf(r)
	if err != nil {
		return nil, err
	}
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	out, err := a.documentOf(ctx, record.Record, day)
	if err != nil {
		return nil, err
	}
	paths, err := a.cfg.Library.PathsOf(ctx, r.id())
	if err != nil {
		return nil, err
	}
	out.Body.Paths = a.pathsFor(r.echo.Request(), paths)
	out.ETag = viewTag(record.ETag, out.Body)
	return out, nil
}

// documentOf shows a record in full.
func (a *api) documentOf(ctx context.Context, record library.Record, day corpus.Date) (*documentOut, error) {
	topics := a.cfg.Lexicon.Topics(&record.Document)
	head := a.headOf(ctx, record, day)
	body := newDocument(record, head, topics, a.shelf.Work(&record.Document), a.parts(ctx, &record.Document), a.cfg.Resolver.Companions(record.Document.Fields), day)
	return &documentOut{ETag: viewTag(record.ETag, body), CacheControl: revalidate, Body: body}, nil
}

// headOf is a document's head as the index has it, for only the index knows
// which versions follow which. Without it the document's own dates must do: a
// document can be read while the index is made.
func (s *Server) headOf(ctx context.Context, r library.Record, day corpus.Date) search.Head {
	if indexed := s.indexed(ctx, &search.Head{ID: r.Document.ID}, day); indexed != nil {
		return *indexed
	}
	f := r.Document.Fields
	head := search.Head{ID: r.Document.ID, Fields: f, Status: corpus.OwnTimeline(r.Document.ID, f).On(day)}
	for _, t := range s.cfg.Lexicon.Topics(&r.Document) {
		head.Topics = append(head.Topics, t.Topic)
	}
	return head
}

func (a *api) text(ctx context.Context, r *request) (*bytesOut, error) {
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	return &bytesOut{ContentType: "text/plain; charset=utf-8", ETag: etag(record.ETag), CacheControl: revalidate, Body: []byte(record.Document.Text)}, nil
}

// original gives the bytes as they came, to be saved and never to be opened in
// our own name: an imported HTML file may hold scripts.
func (a *api) original(ctx context.Context, r *request) (*bytesOut, error) {
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	if faults := unknown(r.values, []parameter{inlineParameter}, "query"); len(faults) > 0 {
		return nil, invalid(faults...)
	}
	inline := false
	if reason := setBool(&inline, cmp.Or(r.values.Get("inline"), "false")); reason != "" {
		return nil, invalid(Fault{"query.inline", reason, faultMessage(reason)})
	}
	file, err := a.cfg.Library.Original(ctx, r.id())
	if err != nil {
		return nil, err
	}
	out := &bytesOut{ContentType: mediaOf(file.Path), ETag: etag(record.ETag), CacheControl: revalidate, Body: file.Data,
		ContentDisposition: "attachment; filename*=UTF-8''" + url.PathEscape(path.Base(file.Path))}
	if inline && out.ContentType == pdfMedia && bytes.HasPrefix(file.Data, []byte("%PDF-")) {
		out.ContentDisposition = "inline" + strings.TrimPrefix(out.ContentDisposition, "attachment")
		r.echo.Response().Header().Set("Content-Security-Policy", viewerPolicy)
	}
	return out, nil
}

// viewerPolicy lets a browser's own viewer show a PDF, which may run nothing and load
// nothing.
const viewerPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

// pdfMedia is the one type that a browser may show rather than save: its viewer is not
// of our origin.
const pdfMedia = "application/pdf"

var inlineParameter = parameter{name: "inline", sort: "boolean", doc: "PDF 在浏览器中打开而不是下载，可在地址后加 #page=页码；其他格式总是下载"}

// mediaOf names only types that a browser does not run.
func mediaOf(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".pdf":
		return pdfMedia
	case ".txt":
		return mime.FormatMediaType("text/plain", nil) // the charset is unknown
	}
	return "application/octet-stream"
}

func (a *api) provision(ctx context.Context, r *request) (*provisionOut, error) {
	day, err := a.asOf(r)
	if err != nil {
		return nil, err
	}
	record, err := a.cfg.Readings.Read(ctx, r.id())
	if err != nil {
		return nil, err
	}
	d := &record.Document
	locator := pathParam(r.echo, "locator")
	if d.Root == nil {
		return nil, newProblem("no_such_provision", nil)
	}
	node, above := d.Root.Find(locator)
	if node == nil {
		return nil, newProblem("no_such_provision", nil)
	}
	head, w := a.headOf(ctx, record.Record, day), a.shelf.Work(d)
	place := search.Place{Document: d, Node: node, Above: above}
	body := ProvisionAnswer{
		Address: place.Address(), Document: newDocumentHead(head), Provision: newPlacedProvision(place, w.Title),
		Citation: search.Cite(w.Title, place), URL: address(d.ID, locator), Applicable: newApplicable(w, d.ID, day),
		CitedBy: newCitedBy(a.citations(d.ID, locator)),
	}
	return &provisionOut{ETag: bodyTag(body), CacheControl: revalidate, Body: body}, nil
}

// keys are the names in a JSON object, sorted.
func keys(object json.RawMessage) []string {
	var fields map[string]json.RawMessage
	if json.Unmarshal(object, &fields) != nil {
		return []string{}
	}
	return append([]string{}, slices.Sorted(maps.Keys(fields))...)
}
