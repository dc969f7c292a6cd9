package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Trace is the text of a Word document together with where in its files each
// piece of it is written, for a program that writes remarks into the file.
type Trace struct {
	// Text is what Read gives as the text of the document's first source.
	Text string
	// Main is the name of the file in the container that holds the text.
	Main string
	// Pieces are in the order of the text and do not overlap. What is in none of
	// them no file spells out: numbers that are counted, tabs, marks of notes.
	Pieces []Piece
}

// Piece is a text that one element of a Word document holds, or the place where
// a note is referred to.
type Piece struct {
	// Start is where it begins in the text.
	Start int
	// Part is the file in the container, At the byte of it, unpacked, at which
	// the start tag of the element has ended.
	Part string
	At   int64
	// Note names the note that it is in or refers to, "" for neither.
	Note string
	// Refers is true for the mark that refers to the note.
	Refers bool
}

// TraceDOCX reads a Word document as Read does and tells where its text stands
// in the file. An error is always a *Refusal; a file of another format is one.
func TraceDOCX(path string, data []byte) (Trace, error) {
	if err := sized(data); err != nil {
		return Trace{}, err
	}
	f := &file{path: path, ending: ending(path), raw: data, tracer: &tracer{}}
	chosen, err := choose(f)
	if err != nil {
		return Trace{}, err
	}
	if _, ok := chosen.(docxFormat); !ok {
		return Trace{}, refuse(Unsupported, "这不是 Word 文档（docx），不能写入批注")
	}
	sources, err := chosen.read(f)
	if err != nil {
		return Trace{}, err
	}
	t := f.tracer
	if t.text == nil {
		return Trace{}, refuse(NoText, "这份文档里没有文字")
	}
	// What was put before the text since then moves all of it.
	shift := len(sources[0].Text) - len(*t.text)
	for i := range t.found {
		t.found[i].Start += shift
	}
	return Trace{Text: sources[0].Text, Main: t.main, Pieces: t.found}, nil
}

// tracer marks pieces of a text while it is being read: a mark goes with the
// text wherever it is moved to, and is taken out of the finished one. Its
// characters stand for nothing, so no document has them.
type tracer struct {
	main  string
	met   []Piece
	found []Piece
	text  *string // finished; nil while there is none
}

const (
	traceStart = '\U0010ffff'
	traceZero  = '\U000f0000'
	traceBase  = 1 << 10
	traceLong  = 3 // digits: more pieces than a document may have elements

	// tracePattern is any character of a mark, for a regular expression.
	tracePattern = `[\x{f0000}-\x{f03ff}\x{10ffff}]`
)

// mark is what stands before a piece in the text.
func (t *tracer) mark(p Piece) string {
	n := len(t.met)
	t.met = append(t.met, p)
	return string([]rune{traceStart, traceZero + rune(n/traceBase/traceBase), traceZero + rune(n/traceBase%traceBase), traceZero + rune(n%traceBase)})
}

// take takes the marks out of the finished text and notes where they stood.
func (t *tracer) take(text string) string {
	out := unmarked(text, func(n, at int) {
		if n < len(t.met) {
			p := t.met[n]
			p.Start = at
			t.found = append(t.found, p)
		}
	})
	t.text = &out
	return out
}

// unmarked takes the marks out of a text and tells of each its number and where
// it stood.
func unmarked(text string, tell func(n, at int)) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, string(traceStart))
		b.WriteString(before)
		if !found {
			return b.String()
		}
		n, rest, ok := traceNumber(after)
		if !ok {
			b.WriteRune(traceStart)
			text = after
			continue
		}
		tell(n, b.Len())
		text = rest
	}
}

// traceNumber reads the digits of a mark.
func traceNumber(s string) (n int, rest string, ok bool) {
	for range traceLong {
		r, size := utf8.DecodeRuneInString(s)
		if r < traceZero || r >= traceZero+traceBase {
			return 0, "", false
		}
		n, s = n*traceBase+int(r-traceZero), s[size:]
	}
	return n, s, true
}

// untraced is s without marks. What is decided by the length of a text or by
// how it ends is decided by it.
func untraced(s string) string {
	if !strings.ContainsRune(s, traceStart) {
		return s
	}
	return unmarked(s, func(int, int) {})
}

// traced is a text of the element the walk is in, with its mark before the first
// character that is no space: spaces may yet be taken away.
func (w *docxWriter) traced(text string, at int64) string {
	words := strings.TrimLeftFunc(text, unicode.IsSpace)
	if w.f.tracer == nil || w.part == "" || words == "" || !w.shown() {
		return text
	}
	return text[:len(text)-len(words)] + w.f.tracer.mark(Piece{Part: w.part, At: at, Note: w.note}) + words
}

// offset is how much of the file was read, as written in it.
func (e element) offset() int64 { return e.walk.decoder.InputOffset() }

// finish takes the marks out of the text of a finished source. What else it says
// of spans does not fit any more: who traces wants the text alone.
func (t *tracer) finish(s *corpus.Source) {
	if t != nil {
		*s = corpus.Source{Text: t.take(s.Text)}
	}
}
