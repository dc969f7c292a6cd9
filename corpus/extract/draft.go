package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// draft is a text being written, with the marks on it.
type draft struct {
	b     strings.Builder
	marks []corpus.Mark
	last  rune // written last
}

func (d *draft) len() int { return d.b.Len() }

// write puts s at the end; s is tidy.
func (d *draft) write(s string) {
	if s == "" {
		return
	}
	d.b.WriteString(s)
	d.last, _ = utf8.DecodeLastRuneInString(s)
}

// endLine begins a new line unless one was just begun.
func (d *draft) endLine() {
	if d.len() > 0 && d.last != '\n' {
		d.write("\n")
	}
}

// mark sets the text written since start apart, without the white space
// around it. Nothing written is nothing marked.
func (d *draft) mark(kind corpus.MarkKind, level, start int) {
	body := d.b.String()[start:]
	left := strings.TrimLeftFunc(body, unicode.IsSpace)
	start += len(body) - len(left)
	end := start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	if end > start {
		d.marks = append(d.marks, corpus.Mark{Kind: kind, Level: level, Span: corpus.Span{Start: start, End: end}})
	}
}

// source is the finished text; what surrounds it in white lines stays.
func (d *draft) source(text string) corpus.Source {
	sort.SliceStable(d.marks, func(i, j int) bool { return d.marks[i].Span.Start < d.marks[j].Span.Start })
	return corpus.Source{Text: text, Marks: d.marks}
}
