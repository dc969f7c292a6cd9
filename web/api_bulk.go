package web

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

const (
	ndjson = "application/x-ndjson"
	// So many lines are taken in together before their results are written.
	linesAtOnce = 200
	bytesAtOnce = 8 << 20
	// Who sends so many faulty lines has sent something else than texts; no more is
	// read, for what is said of a line is longer than the shortest line.
	mostBadLines = 100
)

// LineResult is what became of one line.
type LineResult struct {
	Line int `json:"line" doc:"第几行，从 1 数起"`
	*Outcome
	Errors []Fault `json:"errors,omitempty" doc:"这一行错在哪里；有错的行不收"`
}

// lineContent describes the answer: a line is an outcome, or what was wrong with it.
func (a *api) lineContent() map[string]*huma.Response {
	line := &huma.Schema{Type: huma.TypeObject, Required: []string{"line"}, Properties: map[string]*huma.Schema{}}
	for name, property := range a.huma.OpenAPI().Components.Schemas.SchemaFromRef(a.schema(reflect.TypeFor[Outcome]()).Ref).Properties {
		line.Properties[name] = property
	}
	line.Properties["line"] = &huma.Schema{Type: huma.TypeInteger, Description: "第几行，从 1 数起"}
	line.Properties["errors"] = &huma.Schema{Type: huma.TypeArray, Items: a.schema(reflect.TypeFor[Fault]()), Description: "这一行错在哪里；有错的行不收，没有 outcome"}
	line.AdditionalProperties = false
	return map[string]*huma.Response{"200": {Description: "逐行的结果，NDJSON", Content: map[string]*huma.MediaType{ndjson: {Schema: line}}}}
}

// bulk takes texts in line by line. A line with faults is told and left out.
func (a *api) bulk(_ context.Context, r *request) (*huma.StreamResponse, error) {
	media, _, _ := strings.Cut(r.echo.Request().Header.Get("Content-Type"), ";")
	if strings.TrimSpace(media) != ndjson {
		return nil, newProblem("unsupported_media_type", nil)
	}
	// A server over HTTP/1 drops what is unread of a body once it answers.
	body, err := io.ReadAll(r.echo.Request().Body)
	if err != nil {
		return nil, readProblem(err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", ndjson)
		b := bulk{api: a, ctx: hc.Context(), out: json.NewEncoder(hc.BodyWriter()), flush: r.echo.Response().Flush}
		b.run(bytes.NewReader(bytes.TrimPrefix(body, byteOrderMark)))
	}}, nil
}

// bulk is one such request.
type bulk struct {
	*api
	ctx   context.Context
	out   *json.Encoder
	flush func()

	waiting []indexer.File
	lines   []int // of waiting
	size    int
	bad     int // lines with faults
}

// run reads to the end of the body, or to a trouble, which is the last line.
func (b *bulk) run(body io.Reader) {
	lines := bufio.NewScanner(body)
	lines.Buffer(make([]byte, 0, 64<<10), maxWritten)
	n := 0
	for lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		if !b.line(n, line) {
			return
		}
	}
	if !b.take() {
		return
	}
	var fault string
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		fault = "too_long"
	case err != nil:
		fault = "unreadable"
	default:
		return
	}
	b.write(LineResult{Line: n + 1, Errors: []Fault{{"body", fault, faultMessage(fault)}}})
}

// line reads one line; false means that no more can be taken.
func (b *bulk) line(n int, line []byte) bool {
	sent, faults := readLine(line)
	if len(faults) > 0 {
		// In the order of the lines: what waits comes first.
		if !b.take() {
			return false
		}
		b.write(LineResult{Line: n, Errors: shortened(faults)})
		if b.bad++; b.bad < mostBadLines {
			return true
		}
		b.write(LineResult{Line: n, Errors: []Fault{{"body", "too_many_faults", fmt.Sprintf(saysBadEnough, b.bad)}}})
		return false
	}
	f := sent.file()
	if f.ID == "" {
		f.Path = library.BarePath(library.Sent, bareName(sent), f.Data)
	}
	b.waiting = append(b.waiting, f)
	b.lines = append(b.lines, n)
	if b.size += len(line); len(b.waiting) >= linesAtOnce || b.size >= bytesAtOnce {
		return b.take()
	}
	return true
}

// readLine is readSent of a line.
func readLine(line []byte) (sentText, []Fault) {
	if !utf8.Valid(line) || loneSurrogate(line) {
		return sentText{}, []Fault{{"body", "not_utf8", faultMessage("not_utf8")}}
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(line, &object); err != nil || object == nil {
		return sentText{}, []Fault{{"body", "malformed", "应是一个 JSON 对象。"}}
	}
	return readSent(object)
}

// bareName is what a text without an id is called: by its title and date, else by
// its words. It is no identity: other words of one title are another text.
func bareName(s sentText) string {
	var fields corpus.Fields
	if err := json.Unmarshal(s.fields, &fields); err == nil && fields.Title != "" {
		return fields.BaseID()
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(s.text)))[:16]
}

// take brings what waits into the library and tells the results.
func (b *bulk) take() bool {
	if len(b.waiting) == 0 {
		return true
	}
	outcomes, err := b.cfg.Intake.AddAll(b.ctx, b.waiting)
	for i, o := range outcomes {
		shown := newOutcome(o)
		b.write(LineResult{Line: b.lines[i], Outcome: &shown})
	}
	if err != nil {
		p, at := problemOf(err), min(len(outcomes), len(b.lines)-1)
		words := p.Title + "：" + p.Detail + "这一行和以后的没有收。"
		if len(outcomes) == len(b.lines) {
			words = p.Title + "：已报告的都收进了资料库，但暂时还检索不到；以后的行没有收。"
		}
		b.write(LineResult{Line: b.lines[at], Errors: []Fault{{"body", p.Code, words}}})
	}
	b.flush()
	b.waiting, b.lines, b.size = nil, nil, 0
	return err == nil
}

func (b *bulk) write(r LineResult) { _ = b.out.Encode(r) }
