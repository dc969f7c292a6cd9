package remark

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
)

// rebuild writes a run with its marks: as it was between them, in as many runs
// of its look as that takes.
func (w *writer) rebuild(out *bytes.Buffer, number int) {
	r := w.runs[number]
	marks := w.marks[number]
	slices.SortStableFunc(marks, func(a, b mark) int {
		if a.at != b.at {
			return a.at - b.at
		}
		return int(a.order - b.order)
	})
	b := rebuilding{writer: w, out: out, run: r, marks: marks}
	if r.whole || b.cutless() {
		b.wholly()
		return
	}
	gone := w.gone[number]
	at := r.body
	for _, t := range r.texts {
		if !t.direct {
			continue
		}
		b.gap(at, t.open)
		b.words(t, gone)
		at = t.close
	}
	b.gap(at, r.close)
	b.endRun()
	b.pass(r.end)
}

// rebuilding is a run being written.
type rebuilding struct {
	*writer
	out   *bytes.Buffer
	run   run
	marks []mark // those not yet written
	// inRun and inGone are whether a run and a deletion are open.
	inRun, inGone bool
	runs          int
}

// cutless reports whether all marks stand beside the run.
func (b *rebuilding) cutless() bool {
	for _, m := range b.marks {
		if m.at > b.run.start && m.at < b.run.end {
			return false
		}
	}
	return true
}

// wholly writes a run that stays one.
func (b *rebuilding) wholly() {
	var behind []mark
	for _, m := range b.marks {
		if m.at <= b.run.start {
			b.out.WriteString(m.text)
		} else {
			behind = append(behind, m)
		}
	}
	b.out.Write(b.raw[b.run.start:b.run.end])
	for _, m := range behind {
		b.out.WriteString(m.text)
	}
}

// pass writes the marks that stand before a place.
func (b *rebuilding) pass(at int) {
	for len(b.marks) > 0 && b.marks[0].at <= at {
		b.endRun()
		b.out.WriteString(b.marks[0].text)
		b.marks = b.marks[1:]
	}
}

// gap writes what stands between texts: breaks, tabs, fields, notes.
func (b *rebuilding) gap(from, to int) {
	b.pass(from)
	if len(bytes.TrimSpace(b.raw[from:to])) == 0 {
		return
	}
	b.beginRun(false)
	b.out.Write(b.raw[from:to])
}

// words writes a text, cut where a mark or a deletion stands.
func (b *rebuilding) words(t *text, gone []stretch) {
	start, end := t.shown(b.raw)
	cuts := []int{start, end}
	for _, m := range b.marks {
		if m.at > start && m.at < end {
			cuts = append(cuts, m.at)
		}
	}
	for _, g := range gone {
		for _, at := range []int{g.from, g.to} {
			if at > start && at < end {
				cuts = append(cuts, at)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i := range len(cuts) - 1 {
		from, to := cuts[i], cuts[i+1]
		b.pass(from)
		taken := slices.ContainsFunc(gone, func(g stretch) bool { return g.from <= from && to <= g.to })
		b.beginRun(taken)
		if len(cuts) == 2 && !taken {
			b.out.Write(b.raw[t.open:t.close])
			continue
		}
		name := "t"
		if taken {
			name = "delText"
		}
		fmt.Fprintf(b.out, `<%s%s%s xml:space="preserve">%s</%s%s>`, b.prefix, name, b.declared, b.raw[from:to], b.prefix, name)
	}
}

// beginRun sees to it that a run is open, in a deletion or in none.
func (b *rebuilding) beginRun(gone bool) {
	if b.inRun && b.inGone == gone {
		return
	}
	b.endRun()
	if gone {
		fmt.Fprintf(b.out, `<%sdel%s %sid="%d" %sauthor="%s"%s>`, b.prefix, b.declared, b.prefix, b.number(), b.prefix, Author, stamp(b.prefix, b.options.Made))
	}
	b.out.Write(b.run.open)
	b.out.Write(b.look(b.runs > 0))
	b.inRun, b.inGone = true, gone
	b.runs++
}

func (b *rebuilding) endRun() {
	if !b.inRun {
		return
	}
	b.out.Write(b.raw[b.run.close:b.run.end])
	if b.inGone {
		fmt.Fprintf(b.out, `</%sdel>`, b.prefix)
	}
	b.inRun, b.inGone = false, false
}

// changeNumber is the number of a change of a run's look.
var changeNumber = regexp.MustCompile(`(<[A-Za-z0-9]*:?rPrChange[^>]*?\s[A-Za-z0-9]+:id=")-?\d+(")`)

// look are the run's properties; of the second run on, a change of them that is
// not accepted gets a number of its own.
func (b *rebuilding) look(again bool) []byte { return b.writer.look(b.run, again) }

func (w *writer) look(r run, again bool) []byte {
	if !again || !bytes.Contains(r.properties, []byte("rPrChange")) {
		return r.properties
	}
	return changeNumber.ReplaceAllFunc(r.properties, func(m []byte) []byte {
		parts := changeNumber.FindSubmatch(m)
		return fmt.Appendf(nil, "%s%d%s", parts[1], w.number(), parts[2])
	})
}
