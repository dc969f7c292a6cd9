package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
)

// exportFormats are the forms in which a collection is taken away.
var exportFormats = []corpus.Term{
	{Value: "docx", Label: "Word"}, {Value: "md", Label: "Markdown"}, {Value: "html", Label: "网页"}, {Value: "json", Label: "JSON"},
}

var exportStyles = []corpus.Term{{Value: "2015", Label: "GB/T 7714—2015"}, {Value: "2025", Label: "GB/T 7714—2025"}}

// exportSources are where an export tells the source of a passage; notes whether it
// has what the trainer wrote.
var (
	exportSources = []corpus.Term{{Value: "footnote", Label: "脚注"}, {Value: "line", Label: "引文下一行"}, {Value: "list", Label: "文末列表"}}
	exportNotes   = []corpus.Term{{Value: "true", Label: "备课用，带批注和说明"}, {Value: "false", Label: "发给学员，不带批注和说明"}}
)

var exportMedia = map[string]string{
	"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"md":   "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "json": "application/json",
}

var exportWriters = map[string]func(context.Context, io.Writer, packet.Packet, packet.Options) error{
	"docx": packet.WriteDOCX, "md": packet.WriteMarkdown, "html": packet.WriteHTML, "json": packet.WriteJSON,
}

func (a *api) exporting(tags []string) {
	register(a, huma.Operation{OperationID: "export-collection", Method: http.MethodGet, Path: "/collections/{id}/export", Tags: tags,
		Summary: "导出为 Word、Markdown、网页或 JSON", Parameters: exportParameters(), Errors: []int{429}, Responses: exportContent()}, a.export)
}

// exportParameters say in which form something is taken away.
func exportParameters() []*huma.Param {
	choice := func(name, doc string, known []corpus.Term) *huma.Param {
		var names []string
		for _, t := range known {
			names = append(names, t.Value)
		}
		return &huma.Param{Name: name, In: "query", Description: doc, Schema: &huma.Schema{Type: huma.TypeString, Enum: anyOf(names)}}
	}
	return []*huma.Param{
		choice("format", "文件格式，缺省为 docx", exportFormats),
		choice("style", "文末列表的著录格式，缺省为 2015", exportStyles),
		choice("sources", "每条摘录的出处写在哪里（只写一次）：footnote 脚注，line 引文下一行，list 文末列表；缺省为 footnote，JSON 总是全有", exportSources),
		{Name: "notes", In: "query", Description: "false 时不带批注和说明（发给学员的材料），缺省为 true", Schema: &huma.Schema{Type: huma.TypeBoolean}},
	}
}

// exportContent describes the files, each of its own media type.
func exportContent() map[string]*huma.Response {
	files := map[string]*huma.MediaType{}
	for format, media := range exportMedia {
		bare, _, _ := strings.Cut(media, ";")
		files[bare] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: binaryFormats[format]}}
	}
	files["application/json"].Schema = packetSchema()
	return map[string]*huma.Response{"200": {Description: "文件，名称在 Content-Disposition 中", Content: files}}
}

// binaryFormats are the formats that are no text.
var binaryFormats = map[string]string{"docx": "binary"}

func anyOf(values []string) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// export writes a collection.
func (a *api) export(ctx context.Context, r *request) (*huma.StreamResponse, error) {
	return a.exported(ctx, r, "collection", a.packetOf)
}

// exported writes a packet into a file while it is read. A file that breaks off is one
// whose connection breaks off: nothing after the first byte can say so otherwise. plain is
// the file's name for those that cannot read the real one.
func (a *api) exported(ctx context.Context, r *request, plain string, packetOf func(ctx context.Context, id string) (packet.Packet, error)) (*huma.StreamResponse, error) {
	as, err := exportChoice(r.values)
	if err != nil {
		return nil, err
	}
	p, err := packetOf(ctx, r.id())
	if err != nil {
		return nil, err
	}
	if !as.notes {
		p = p.ForLearners()
	}
	if err := p.Check(); err != nil {
		return nil, packetProblem(err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", exportMedia[as.format])
		hc.SetHeader("Content-Disposition", attachment(p.FileName(as.format), plain+"."+as.format))
		hc.SetHeader("Cache-Control", "no-store")
		if err := exportWriters[as.format](hc.Context(), hc.BodyWriter(), p, as.options); err != nil {
			a.cfg.Log.ErrorContext(ctx, "export breaks off", plain, r.id(), "error", err)
			panic(http.ErrAbortHandler)
		}
	}}, nil
}

// wantedExport is how a collection is to be taken away.
type wantedExport struct {
	format  string
	notes   bool
	options packet.Options
}

func exportChoice(v url.Values) (as wantedExport, err error) {
	var faults []Fault
	pick := func(name string, known []corpus.Term) string {
		switch given := v[name]; {
		case len(given) == 0:
		case len(given) > 1:
			faults = append(faults, Fault{"query." + name, "repeated", faultMessage("repeated")})
		case !corpus.Known(known, given[0]):
			faults = append(faults, Fault{"query." + name, "unknown_value", parameter{values: known}.message("unknown_value")})
		default:
			return given[0]
		}
		return known[0].Value
	}
	as.format = pick("format", exportFormats)
	as.options = packet.Options{Style: packet.Style(pick("style", exportStyles)), Sources: packet.SourcesAt(pick("sources", exportSources))}
	as.notes = pick("notes", exportNotes) == "true"
	faults = append(faults, unknown(v, []parameter{{name: "format"}, {name: "style"}, {name: "sources"}, {name: "notes"}}, "query")...)
	if len(faults) > 0 {
		err = invalid(faults...)
	}
	return as, err
}

// packetOf is a collection as it is taken away now.
func (s *Server) packetOf(ctx context.Context, id string) (packet.Packet, error) {
	c, err := s.cfg.Collections.Collection(ctx, id)
	if err != nil {
		return packet.Packet{}, err
	}
	seq, err := s.cfg.Collections.Seq(ctx)
	if err != nil {
		return packet.Packet{}, err
	}
	p := packet.Packet{Title: c.Name, Made: s.inShanghai(), Library: packet.State{Seq: seq, Date: s.today().Chinese()}}
	for _, e := range s.doubted(c.Entries) {
		p.Items = append(p.Items, e.Item)
	}
	return p, nil
}

// attachment names a file to be saved: in full for those that read RFC 5987,
// in ASCII for all others.
func attachment(name, plain string) string {
	var b strings.Builder
	for _, c := range []byte(name) {
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '-' || c == '_' {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + b.String()
}
