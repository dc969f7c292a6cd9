package remark

import (
	"fmt"
	"strings"
	"unicode"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// hunk is a stretch of the text that is replaced by another.
type hunk struct {
	span corpus.Span
	with string
}

// change writes what should stand there as tracked changes, as small as they
// can be. It reports false, having written nothing, where the text cannot be
// changed without touching what is not text.
func (w *writer) change(r Remark, begins int) bool {
	hunks := hunksOf(r.Span.In(w.text), *r.Instead, r.Span.Start)
	type edit struct {
		gone []stretch
		at   stretch // behind which the new text comes
		hunk hunk
		in   order
	}
	var edits []edit
	for _, h := range hunks {
		if strings.ContainsFunc(h.with, unicode.IsControl) {
			return false
		}
		e := edit{hunk: h}
		if !h.span.Empty() {
			gone, ok := w.mapped(h.span)
			if !ok || w.taken(gone) {
				return false
			}
			e.gone = joined(gone)
			e.at = e.gone[len(e.gone)-1]
		} else if at, in, ok := w.beside(h.span.Start, r.Span); ok {
			e.at, e.in = at, in
		} else {
			return false
		}
		edits = append(edits, e)
	}
	for _, e := range edits {
		for _, g := range e.gone {
			w.gone[g.run] = append(w.gone[g.run], g)
			w.mark(g.run, mark{g.to, insertedBehind, ""})
		}
		if e.hunk.with != "" {
			at := e.at.to
			if e.in == insertedBefore {
				at = e.at.from
			}
			w.mark(e.at.run, mark{at, e.in, w.inserted(e.at.run, e.hunk.with)})
		}
	}
	return true
}

// hunksOf are the differences of two texts, the first of which begins at start.
func hunksOf(was, is string, start int) []hunk {
	var out []hunk
	at := start
	add := func(gone int, with string) {
		if n := len(out); n > 0 && out[n-1].span.End == at {
			out[n-1].span.End += gone
			out[n-1].with += with
		} else {
			out = append(out, hunk{corpus.Span{Start: at, End: at + gone}, with})
		}
		at += gone
	}
	for _, op := range compare.Texts(was, is) {
		if op.Kind == compare.Equal && op.Was == "" {
			at += len(op.Text)
			continue
		}
		add(len(op.Old()), op.New())
	}
	if whole := rebuilt(was, out, start); whole != is {
		return []hunk{{corpus.Span{Start: start, End: start + len(was)}, is}}
	}
	return out
}

// rebuilt is what the hunks make of a text.
func rebuilt(was string, hunks []hunk, start int) string {
	var b strings.Builder
	at := 0
	for _, h := range hunks {
		if h.span.Start-start < at || h.span.End-start > len(was) {
			return ""
		}
		b.WriteString(was[at : h.span.Start-start])
		b.WriteString(h.with)
		at = h.span.End - start
	}
	return b.String() + was[at:]
}

// taken reports whether another change has any of it.
func (w *writer) taken(of []stretch) bool {
	for _, s := range of {
		for _, g := range w.gone[s.run] {
			if s.from < g.to && g.from < s.to {
				return true
			}
		}
	}
	return false
}

// joined makes of characters the stretches they fill, one or more a run.
func joined(of []stretch) []stretch {
	var out []stretch
	for _, s := range of {
		if n := len(out); n > 0 && out[n-1].run == s.run && out[n-1].to == s.from {
			out[n-1].to = s.to
			continue
		}
		out = append(out, s)
	}
	return out
}

// beside is the character that text put at a place stands beside: behind the one
// before it, or before the one behind it.
func (w *writer) beside(at int, span corpus.Span) (stretch, order, bool) {
	if at > span.Start {
		before, ok := w.mapped(corpus.Span{Start: lastStart(w.text, at), End: at})
		if ok && !w.taken(before) {
			return before[0], insertedBehind, true
		}
	}
	if at < span.End {
		behind, ok := w.mapped(corpus.Span{Start: at, End: nextStart(w.text, at)})
		if ok && !w.taken(behind) {
			return behind[0], insertedBefore, true
		}
	}
	return stretch{}, 0, false
}

// inserted is new text in the look of a run.
func (w *writer) inserted(number int, text string) string {
	r := w.runs[number]
	return fmt.Sprintf(`<%sins%s %sid="%d" %sauthor="%s"%s>%s%s<%st%s xml:space="preserve">%s</%st>%s</%sins>`,
		w.prefix, w.declared, w.prefix, w.number(), w.prefix, Author, stamp(w.prefix, w.options.Made),
		r.open, w.look(r, true), w.prefix, w.declared, escaped(text), w.prefix, w.raw[r.close:r.end], w.prefix)
}
