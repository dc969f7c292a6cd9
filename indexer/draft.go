package indexer

import (
	"context"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
)

// Draft is a file as read, to be looked at and not taken in.
type Draft struct {
	// Document is all the file says as one text, without an id; its diagnostics are also
	// those of the reading.
	Document corpus.Document
	Reason   string // why it could not be read, in Chinese
	Code     string
	Held     string // why it would be withheld, in Chinese; empty if it would not
}

// Draft reads a file as AddAll would, but does not part what may be several texts, and
// keeps nothing. An error is that of ctx.
func (in *Intake) Draft(ctx context.Context, f File) (Draft, error) {
	var sources []corpus.Source
	err := f.Err
	if err == nil {
		sources, err = in.read(ctx, f)
	}
	switch {
	case ctx.Err() != nil:
		return Draft{}, ctx.Err()
	case err != nil:
		return Draft{Reason: err.Error(), Code: codeOf(err)}, nil
	}
	return Draft{Document: parse.Document(joined(sources)), Held: library.WouldHold(sources)}, nil
}

// joined is several texts of one file as one, with a blank line between them.
func joined(sources []corpus.Source) corpus.Source {
	if len(sources) == 1 {
		return sources[0]
	}
	out := corpus.Source{Path: sources[0].Path, Name: sources[0].Name, Exact: true}
	var b strings.Builder
	for _, s := range sources {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		start := b.Len()
		b.WriteString(s.Text)
		for _, m := range s.Marks {
			m.Span = m.Span.Shift(start)
			out.Marks = append(out.Marks, m)
		}
		for _, d := range s.Diagnostics {
			if d.Span != nil {
				at := d.Span.Shift(start)
				d.Span = &at
			}
			out.Diagnostics = append(out.Diagnostics, d)
		}
	}
	out.Text = b.String()
	return out
}
