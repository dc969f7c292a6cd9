package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// requirementsExport is where a list of what has to be done is taken away.
const requirementsExport = apiPath + "/requirements/export"

// dutyFormats are the forms of such a list; a calendar has only what recurs.
var dutyFormats = []corpus.Term{{Value: "xlsx", Label: "Excel"}, {Value: "csv", Label: "CSV"}, {Value: "docx", Label: "Word"}, {Value: "ics", Label: "日历"}}

var dutyMedia = map[string]string{
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
	"docx": exportMedia["docx"], "ics": "text/calendar; charset=utf-8",
}

// dutyExportParameters are those of a list of requirements without its pages, and the
// format, which is read into format.
func dutyExportParameters(format *string) []parameter {
	out := slices.DeleteFunc(requirementParameters(), func(p parameter) bool { return p.name == "limit" || p.name == cursorName })
	return append(out, parameter{name: "format", sort: "string", values: dutyFormats,
		doc: "xlsx（缺省）、csv 是一张表，docx 是带出处的清单；ics 是日历，只有按周、月、季度、半年、年往复，不随事件、条文也没有自定日子的，日期由本系统排定：每个周期的最后一个工作日",
		set: func(_ *search.Query, value string) string {
			*format = value
			return ""
		}})
}

// requiringExport registers the files.
func (a *api) requiringExport() {
	files := map[string]*huma.MediaType{}
	for format, media := range dutyMedia {
		schema := &huma.Schema{Type: huma.TypeString}
		if format == "xlsx" || format == "docx" {
			schema.Format = "binary"
		}
		bare, _, _ := strings.Cut(media, ";")
		files[bare] = &huma.MediaType{Schema: schema}
	}
	register(a, huma.Operation{OperationID: "export-requirements", Method: http.MethodGet, Path: "/requirements/export", Tags: tagged(tagRequirements), Errors: []int{404, 429},
		Summary: fmt.Sprintf("导出要做的事：表格、Word 或日历，至多 %d 条", duty.MaxRows), Parameters: queryParameters(dutyExportParameters(new(string))),
		Responses: map[string]*huma.Response{"200": {Description: "文件，名称在 Content-Disposition 中", Content: files}}}, a.exportRequirements)
}

// dutyList is a list of requirements that is taken away.
type dutyList struct {
	name  string
	query duty.Query
	items []duty.Item
	total int
	// base is the address of this server, for the links back.
	base string
}

func (a *api) exportRequirements(ctx context.Context, r *request) (*huma.StreamResponse, error) {
	format := dutyFormats[0].Value
	q, faults := a.parse(r.values, dutyExportParameters(&format), "query")
	if len(faults) > 0 {
		return nil, invalid(faults...)
	}
	l, err := a.dutyListOf(ctx, q, r.values, format)
	if err != nil {
		return nil, err
	}
	l.base = r.echo.Scheme() + "://" + r.echo.Request().Host
	body, err := a.dutyFile(ctx, l, format)
	if err != nil {
		return nil, fmt.Errorf("write requirements as %s: %w", format, err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", dutyMedia[format])
		hc.SetHeader("Content-Disposition", attachment(packet.Packet{Title: l.name}.FileName(format), "requirements."+format))
		hc.SetHeader("Cache-Control", "no-store")
		if _, err := hc.BodyWriter().Write(body); err != nil {
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// dutyListOf is everything that a query lists, in its order.
func (s *Server) dutyListOf(ctx context.Context, q search.Query, values url.Values, format string) (l dutyList, err error) {
	view := viewValue(values.Get(viewName))
	if format == "ics" && len(q.Filter["kind"]) == 0 {
		if q.Filter == nil {
			q.Filter = search.Filter{}
		}
		q.Filter["kind"] = []string{string(requirement.Frequency)} // the others are none of a calendar
	}
	if l.query, err = s.dutyQuery(ctx, q, view, clean(values.Get(inCollection))); err != nil {
		return l, err
	}
	if l.name, _, err = s.scopeOf(ctx, values); err != nil {
		return l, err
	}
	if l.query.View != "" && l.query.View != duty.ViewAll {
		l.name += "（" + corpus.Label(duty.Views, string(l.query.View)) + "）"
	}
	ctx, cancel := context.WithTimeout(ctx, dutyExportTime)
	defer cancel()
	l.items, l.total, err = s.cfg.Requirements.All(ctx, l.query)
	return l, err
}

// dutyFile writes a list in a format.
func (s *Server) dutyFile(ctx context.Context, l dutyList, format string) ([]byte, error) {
	switch format {
	case "csv":
		return l.table().CSV()
	case "docx":
		return s.dutyDocument(ctx, l)
	case "ics":
		return s.dutyCalendar(l), nil
	}
	return l.table().XLSX()
}
