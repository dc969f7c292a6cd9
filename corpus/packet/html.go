package packet

import (
	"bufio"
	"context"
	_ "embed" // for the template
	"fmt"
	"html/template"
	"io"
	"iter"
	"slices"
)

//go:embed packet.html
var htmlText string

var htmlTemplate = template.Must(template.New("packet.html").
	Funcs(template.FuncMap{"number": func(i int) int { return i + 1 }}).Parse(htmlText))

// WriteHTML writes p as one page that asks for nothing from outside itself and
// prints on A4.
func WriteHTML(ctx context.Context, w io.Writer, p Packet, o Options) error {
	s, err := newSheet(p, o)
	if err != nil {
		return err
	}
	page := &htmlPage{sheet: s, ctx: ctx}
	out := bufio.NewWriter(w)
	err = htmlTemplate.Execute(out, page)
	if page.err != nil {
		err = page.err
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("write the packet as HTML: %w", err)
	}
	return nil
}

// htmlPage is what the template sees. It takes entries one by one; a template
// cannot be told of an error between two of them, so err keeps it.
type htmlPage struct {
	*sheet
	ctx context.Context
	err error
}

// Heading is the title.
func (h *htmlPage) Heading() string { return oneLine(h.Title) }

// Made is the line that says when the packet was made.
func (h *htmlPage) Made() string { return h.madeLine() }

// Tail carries the mark of a source where nothing else does.
func (h *htmlPage) Tail() string { return sourceTail }

// References are the entries of the list.
func (h *htmlPage) References() []string { return h.list.Entries }

// Noted reports whether there are footnotes.
func (h *htmlPage) Noted() bool {
	return h.Sources == InFootnotes && slices.ContainsFunc(h.Items, func(i Item) bool { return i.Passage != nil })
}

// Entries are the items.
func (h *htmlPage) Entries() iter.Seq[entry] {
	return sequence(h, h.each)
}

// Footnotes are the full sources.
func (h *htmlPage) Footnotes() iter.Seq[footnote] {
	return sequence(h, h.eachFootnote)
}

func sequence[T any](h *htmlPage, each func(context.Context, func(T) error) error) iter.Seq[T] {
	return func(yield func(T) bool) {
		if h.err != nil {
			return
		}
		h.err = each(h.ctx, func(v T) error {
			yield(v)
			return nil
		})
	}
}
