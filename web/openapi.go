package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"
	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"
)

const (
	openAPIPath = "/openapi.json"
	docsPath    = "/docs"
)

// docsPolicy is for the page that reads the description: it is made of inline
// scripts and styles. Nothing but this server can be asked all the same.
const docsPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// describe serves the description of what was registered, and a page to read it.
func (a *api) describe(e *echo.Echo) error {
	spec := a.huma.OpenAPI()
	for _, b := range a.bodies {
		if op := operation(spec.Paths[b.path], b.method); op != nil {
			op.RequestBody = &huma.RequestBody{Required: true, Content: b.content}
		}
	}
	correctSchemas(spec.Components.Schemas)
	for path, item := range spec.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op != nil {
				describeOther(op)
				describeToken(path, op)
			}
		}
	}
	spec.Tags = tagList()
	spec.Servers = []*huma.Server{{URL: "/", Description: "提供这份说明的服务"}}
	spec.Components.SecuritySchemes = map[string]*huma.SecurityScheme{tokenScheme: {Type: "http", Scheme: "bearer",
		Description: "管理口令；只在服务设了口令时，修改资料库的请求需要"}}
	text, err := json.Marshal(spec)
	if err != nil {
		return fmt.Errorf("write the OpenAPI description: %w", err)
	}
	tag := bodyTag(json.RawMessage(text))
	e.GET(openAPIPath, func(c echo.Context) error {
		c.Response().Header().Set("ETag", tag)
		c.Response().Header().Set("Cache-Control", revalidate)
		return c.JSONBlob(http.StatusOK, text)
	})
	ui := v5emb.NewHandlerWithConfig(swgui.Config{Title: spec.Info.Title, SwaggerJSON: openAPIPath, BasePath: docsPath})
	docs := func(c echo.Context) error {
		c.Response().Header().Set("Content-Security-Policy", docsPolicy)
		ui.ServeHTTP(c.Response(), c.Request())
		return nil
	}
	e.GET(docsPath, docs)
	e.GET(docsPath+"/*", docs)
	return nil
}

func operation(item *huma.PathItem, method string) *huma.Operation {
	switch {
	case item == nil:
		return nil
	case method == http.MethodPost:
		return item.Post
	case method == http.MethodPatch:
		return item.Patch
	case method == http.MethodPut:
		return item.Put
	}
	return nil
}

// describeBody keeps the body of an operation for describe.
func (a *api) describeBody(method, path, media string, schema *huma.Schema) {
	a.bodies = append(a.bodies, body{method, apiPath + path, map[string]*huma.MediaType{media: {Schema: schema}}})
}

func (a *api) schema(t reflect.Type) *huma.Schema {
	return a.huma.OpenAPI().Components.Schemas.Schema(t, true, t.Name())
}

// pathParameters describes what stands in braces in a path.
func pathParameters(path string) []*huma.Param {
	words := map[string]string{"id": "文献编号", "locator": "条款定位，如 art_12、art_8__para_2"}
	if strings.HasPrefix(path, apiPath+"/collections/") {
		words["id"] = "备课夹编号"
	}
	if strings.HasPrefix(path, apiPath+"/procedures/") {
		words["id"] = "一件事的名称或别名，如 发展党员"
	}
	var out []*huma.Param
	for _, part := range strings.Split(path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			name = strings.TrimSuffix(name, "}")
			out = append(out, &huma.Param{Name: name, In: "path", Required: true, Description: words[name],
				Schema: &huma.Schema{Type: huma.TypeString, MinLength: whole(1)}})
		}
	}
	return out
}

// queryParameters describes a table for a query string.
func queryParameters(table []parameter) []*huma.Param {
	out := make([]*huma.Param, 0, len(table))
	for _, p := range table {
		out = append(out, &huma.Param{Name: p.name, In: "query", Required: p.required, Description: p.doc, Schema: p.schema()})
	}
	return out
}

// bodySchema describes a table for a JSON object.
func bodySchema(table []parameter) *huma.Schema {
	out := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}, AdditionalProperties: false}
	for _, p := range table {
		out.Properties[p.name] = p.described()
	}
	return out
}

// described is the schema with its words, for a member of a JSON object.
func (p parameter) described() *huma.Schema {
	s := p.schema()
	s.Description = p.doc
	return s
}

// schema describes one parameter.
func (p parameter) schema() *huma.Schema {
	s := &huma.Schema{Type: p.sort, Format: p.format}
	for _, t := range p.values {
		s.Enum = append(s.Enum, t.Value)
	}
	if p.sort == huma.TypeString && p.values == nil && p.format == "" {
		s.MaxLength = whole(p.longest())
	}
	if p.most > 0 {
		s.Minimum, s.Maximum = number(1), number(p.most)
	}
	if p.example != nil {
		s.Examples = []any{p.example}
	}
	if p.repeats {
		return &huma.Schema{Type: huma.TypeArray, Items: s, MaxItems: whole(maxValues)}
	}
	return s
}

// whole and number are how huma takes a bound.
func whole(n int) *int { return &n }

func number(n int) *float64 {
	f := float64(n)
	return &f
}

// ifMatchParameter describes the header of that name.
func ifMatchParameter() []*huma.Param {
	return []*huma.Param{{Name: "If-Match", In: "header", Description: "只在文献仍是这一 ETag 时执行；* 为只在有这篇文献时执行",
		Schema: &huma.Schema{Type: huma.TypeString}}}
}

// retryParameter describes the header of that name.
func retryParameter() *huma.Param {
	return &huma.Param{Name: retryHeader, In: "header", Description: "同一请求重发时给同样的键：做过的不再做，答复与第一次相同（服务运行期间保留一天）",
		Schema: &huma.Schema{Type: huma.TypeString, MaxLength: whole(maxRetryKey)}}
}

// putParameters are the conditions of a PUT.
func putParameters() []*huma.Param {
	return append(ifMatchParameter(), &huma.Param{Name: "If-None-Match", In: "header",
		Description: "* 为只在没有这篇文献时新建；ETag 为只在文献不是这一 ETag 时执行", Schema: &huma.Schema{Type: huma.TypeString}})
}
