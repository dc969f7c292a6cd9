package remark

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
)

// writer gathers what is to be put into the part with the text.
type writer struct {
	*story
	options  Options
	comments *comments
	// marks stand at places of runs; gone are what changes take out of them.
	marks map[int][]mark
	gone  map[int][]stretch
	// loose stand in the first paragraph.
	loose strings.Builder
	used  int // the last number given
}

// mark is what stands before a byte of the part, in or beside a run.
type mark struct {
	at    int
	order order
	text  string
}

// order is that of marks at the same place.
type order int

const (
	insertedBehind order = iota // what replaces the text before
	remarkEnds
	remarkBegins
	insertedBefore // what is put before the text, in its remark
)

// put places one remark.
func (w *writer) put(r Remark) Placed {
	first, last, where := w.find(r.Span)
	if where == Nowhere {
		return Placed{Where: where}
	}
	n := w.add(r.Text)
	begins := fmt.Sprintf(`<%scommentRangeStart%s %sid="%d"/>`, w.prefix, w.declared, w.prefix, n)
	ends := fmt.Sprintf(`<%scommentRangeEnd%s %sid="%d"/><%sr%s><%scommentReference %sid="%d"/></%sr>`,
		w.prefix, w.declared, w.prefix, n, w.prefix, w.declared, w.prefix, w.prefix, n, w.prefix)
	if where == Paragraph {
		w.loose.WriteString(begins + ends)
		return Placed{Where: where}
	}
	tracked := w.options.Track && r.Instead != nil && where == Exact && w.change(r, first.from)
	w.mark(first.run, mark{first.from, remarkBegins, begins})
	w.mark(last.run, mark{last.to, remarkEnds, ends})
	return Placed{Where: where, Tracked: tracked}
}

func (w *writer) mark(run int, m mark) { w.marks[run] = append(w.marks[run], m) }

// number is one that nothing in the document has yet.
func (w *writer) number() int {
	const first = 1
	if w.used == 0 {
		w.used = first - 1
		for id := range w.ids {
			if id < 1<<30 {
				w.used = max(w.used, id)
			}
		}
	}
	for w.used++; w.ids[w.used]; w.used++ {
	}
	return w.used
}

// rewritten is the part with everything in it.
func (w *writer) rewritten() []byte {
	var out bytes.Buffer
	at := 0
	copyTo := func(end int) {
		out.Write(w.raw[at:end])
		at = end
	}
	touched := make([]int, 0, len(w.marks))
	for r := range w.marks {
		touched = append(touched, r)
	}
	slices.SortFunc(touched, func(a, b int) int { return w.runs[a].start - w.runs[b].start })
	loose := w.loose.Len() > 0
	for _, r := range touched {
		if loose && w.firstBody <= w.runs[r].start {
			copyTo(w.firstBody)
			out.WriteString(w.loose.String())
			loose = false
		}
		copyTo(w.runs[r].start)
		w.rebuild(&out, r)
		at = w.runs[r].end
	}
	if loose {
		copyTo(w.firstBody)
		out.WriteString(w.loose.String())
	}
	copyTo(len(w.raw))
	return out.Bytes()
}

// stamp is when, as an attribute; empty if nobody said.
func stamp(prefix string, made time.Time) string {
	if made.IsZero() {
		return ""
	}
	return fmt.Sprintf(` %sdate="%s"`, prefix, made.UTC().Format("2006-01-02T15:04:05Z"))
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
