package extract

import (
	"bytes"
	"strings"

	"tiaowen/corpus"
)

// rtfFormat reads Rich Text Format: text with control words and groups in
// braces. A group inherits what holds around it and forgets what was set in
// it; a group that begins with a certain word holds something beside the text,
// and one that begins with \* and a word not known here is passed over
// (rtf_word.go). Characters come as bytes in the charset of the font or as
// numbers of Unicode (rtf_text.go). Numbers of lists are in the file.
type rtfFormat struct{}

func (rtfFormat) name() string      { return " RTF 文档" }
func (rtfFormat) endings() []string { return []string{".rtf"} }

func (rtfFormat) claims(f *file) bool {
	return bytes.HasPrefix(bytes.TrimLeft(f.raw[:min(len(f.raw), 64)], "\ufeff \t\r\n"), []byte(`{\rtf`))
}

func (rtfFormat) read(f *file) ([]corpus.Source, error) {
	r := newRTF(f.raw)
	if err := r.run(); err != nil {
		return nil, err
	}
	source, err := r.m.source(" RTF 文档")
	if err != nil {
		return nil, err
	}
	source.Hints = r.hints
	markHead(&source, r.heads)
	return []corpus.Source{source}, nil
}

// rtf is one file being read.
type rtf struct {
	raw   []byte
	at    int
	group rtfGroup
	outer []rtfGroup

	m     manuscript
	hints corpus.Fields
	heads []string // what stands above and below the pages
	// page is the charset of text whose font has none of its own.
	page   int
	fonts  map[int]rtfFont
	styles map[int]rtfStyle
	// plain is the font that \plain goes back to.
	plain int

	// pending are bytes not yet decoded, in the charset pendingPage.
	pending     []byte
	pendingPage int
	// high is the first half of a character beyond the first 65,536.
	high rune
	// skip are the characters that follow one of Unicode for programs that do
	// not know it.
	skip int
	// tangled is true once notes and boxes were nested beyond reason.
	tangled bool
}

type rtfFont struct {
	charset int
	name    string
}

type rtfStyle struct {
	outline int // 0 for the highest heading; -1 for text
	name    string
}

// rtfGroup is what holds inside a group.
type rtfGroup struct {
	silent  bool // nothing in it is text
	fonts   bool // it is the table of fonts
	starred bool // \* was just read
	field   *wordField
	place   *rtfPlace

	unicodeSkip              int
	font                     int
	hidden, deleted, revised bool
	style, outline           int
	inTable, dropCap         bool
}

// rtfPlace is where text goes: the document, a note, a text box, a property.
type rtfPlace struct {
	kind  string
	depth int // places around it
	out   *draft
	line  strings.Builder
	// label is the number of the paragraph being read.
	label string
	boxes []*draft
	// The table being read.
	rows    [][]*cell
	row     []*cell
	cell    *cell
	merged  []bool // which cells of the row belong to the one before
	merging bool
}

const (
	rtfDeepest      = 2000 // groups
	rtfDeepestPlace = 20   // notes and boxes in each other
)

func newRTF(raw []byte) *rtf {
	const chinese = 936 // what programs that say nothing meant
	r := &rtf{raw: raw, page: chinese, fonts: map[int]rtfFont{}, styles: map[int]rtfStyle{}}
	r.group = rtfGroup{place: &rtfPlace{out: &r.m.d}, unicodeSkip: 1, outline: -1}
	return r
}

// run reads the file to its end. A file that is cut off gives what it has.
func (r *rtf) run() error {
	for r.at < len(r.raw) {
		switch c := r.raw[r.at]; c {
		case '{':
			r.at++
			r.flush()
			r.skip = 0
			if len(r.outer) > rtfDeepest || r.tangled {
				return refuse(TooDeep, "RTF 文档的括号嵌套超过 %d 层，不能读取", rtfDeepest)
			}
			r.outer = append(r.outer, r.group)
		case '}':
			r.at++
			r.closeGroup()
			if len(r.outer) == 0 {
				r.at = len(r.raw) // what follows the document is not of it
			}
		case '\\':
			r.control()
		case '\r', '\n':
			r.at++
		default:
			r.at++
			r.byte(c)
		}
	}
	for len(r.outer) > 0 {
		r.closeGroup()
	}
	r.flush()
	r.group.place.finish(r)
	return nil
}

// closeGroup goes back to what held before the group, and puts what was beside
// the text where it belongs.
func (r *rtf) closeGroup() {
	r.flush()
	r.skip = 0
	if len(r.outer) == 0 {
		return
	}
	inner := r.group
	r.group = r.outer[len(r.outer)-1]
	r.outer = r.outer[:len(r.outer)-1]
	if inner.field != r.group.field {
		r.endField(inner)
	}
	if inner.place == r.group.place {
		return
	}
	r.leave(inner)
}

// enter opens a place beside the text.
func (r *rtf) enter(kind string) {
	r.flush()
	depth := r.group.place.depth + 1
	r.tangled = r.tangled || depth > rtfDeepestPlace
	r.group.place = &rtfPlace{kind: kind, depth: depth, out: &draft{}}
	r.group.inTable, r.group.style, r.group.outline = false, 0, -1
}

// endField writes what a field shows, if the file keeps only its instruction.
func (r *rtf) endField(inner rtfGroup) {
	f, line := inner.field, &r.group.place.line
	if f.shows = line.Len() != f.from; r.visible() {
		line.WriteString(f.text())
	}
}

func (r *rtf) leave(inner rtfGroup) {
	p, place := inner.place, r.group.place
	if p.kind == "instruction" {
		inner.field.instruction.WriteString(p.line.String())
		return
	}
	if p.kind == "label" || p.kind == "style" {
		text := strings.TrimSpace(p.line.String())
		if p.kind == "style" {
			r.styles[inner.style] = rtfStyle{outline: inner.outline, name: strings.TrimSuffix(text, ";")}
		} else if !r.group.silent && !isBullet(text) {
			place.label = text + labelGap(text)
		}
		return
	}
	p.finish(r)
	text := strings.TrimSpace(p.out.b.String())
	switch {
	case text == "":
	case p.kind == "header":
		r.heads = append(r.heads, text)
	case p.kind == "footnote":
		place.line.WriteString(r.m.noteMark(text))
	case p.kind == "box":
		place.boxes = append(place.boxes, p.out)
	case p.kind == "title":
		hint(&r.hints, "title", plausibleTitle(text))
	case p.kind == "author":
		hint(&r.hints, "author", plausibleAuthor(text))
	case p.kind == "keywords":
		hint(&r.hints, "keywords", plausibleTitle(text))
	}
}
