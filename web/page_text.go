package web

import (
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// A document's text reaches the template as a flat list of steps, not as a
// tree: a code of 1,260 articles is some ten thousand elements, and a template
// that calls itself for each of them is slow. Only an article is an element
// around others, so that the whole of it can be marked when it is the target.

// step is one thing the template writes.
type step struct {
	Do    stepKind
	ID    string // locator, empty for text that is nobody's own
	Class string
	Level int    // of a heading, 2–6
	Cite  string // what follows the title when this is cited: 第八条第二款
	Head  []piece
	Text  []piece
	Rows  [][]cell // of a table
	Cited *citedView
	// Doubts are those of an article, Warning the same in a line.
	Doubts  []doubtView
	Warning string
	// Past leads to what became of an article; empty if only one version is held.
	Past string
	// Plain is all of Text and Number all of Head, of a place that can be cited
	// and has nothing marked or linked in it. Most are such, and the template has
	// a short way for them.
	Plain  string
	Number string
}

// shorten sets Plain and Number, if they say it all.
func (s *step) shorten() {
	number, simple := plainWords(s.Head)
	words, also := plainWords(s.Text)
	if simple && also && s.ID != "" && s.Cite != "" {
		s.Plain, s.Number = words, number
	}
}

// plainWords are the words of pieces, if nothing is marked or linked in them.
func plainWords(pieces []piece) (string, bool) {
	if len(pieces) == 0 {
		return "", true
	}
	p := pieces[0]
	return p.Text, len(pieces) == 1 && p.Hit == 0 && p.Cite == nil
}

// cell is one cell of a table.
type cell []piece

// all are the pieces of a step, in order, those of citations one by one.
func (s step) all() []piece {
	pieces := slices.Concat(s.Head, s.Text)
	for _, row := range s.Rows {
		for _, c := range row {
			pieces = append(pieces, c...)
		}
	}
	var out []piece
	for _, p := range pieces {
		if p.Cite != nil {
			out = append(out, p.Inside...)
			continue
		}
		out = append(out, p)
	}
	return out
}

// words are those of a step, without its marks.
func (s step) words() string {
	var b strings.Builder
	for _, p := range s.all() {
		b.WriteString(p.Text)
	}
	return b.String()
}

type stepKind string

const (
	stepOpen    stepKind = "open" // an article begins
	stepClose   stepKind = "close"
	stepHeading stepKind = "heading"
	stepText    stepKind = "text"
	stepTable   stepKind = "table"
	stepFold    stepKind = "fold" // what stands before the text and need not be read first
	stepFoldEnd stepKind = "fold-end"
	stepCited   stepKind = "cited" // who cites what was just written
)

// piece is a run of text; Hit numbers the match it belongs to from 1, First is
// set where that match begins. A citation is a piece around others.
type piece struct {
	Text   string
	Hit    int
	First  bool
	Cite   *citeLink
	Inside []piece
}

// setter lays out one document.
type setter struct {
	text  string
	title string
	marks []corpus.Span // sorted, apart
	links []citeLink    // sorted, apart
	beside
	seen  int // how many marks were written
	last  int // the index after the last mark written
	steps []step
	// lead is an article's number, kept back for the paragraph it stands in.
	lead []piece
	// at is the way from the root to the node being laid out.
	at []*corpus.Provision
	d  *corpus.Document
}

// beside is what stands beside provisions, by their locators: who cites them, and what
// is in doubt of them. past is where it is told what became of one, but for its locator;
// empty if only one version is held.
type beside struct {
	cited  map[string]*citedView
	doubts map[string][]doubtView
	past   string
}

// layText lays out d with marks and links, both of which must be sorted and must
// not overlap, and with what stands beside each provision. It also reports how many of
// the marks it wrote.
func layText(d *corpus.Document, marks []corpus.Span, links []citeLink, more beside) ([]step, int) {
	s := &setter{d: d, text: d.Text, title: squeeze(d.Fields.Title), marks: marks, links: links, beside: more}
	if d.Root == nil {
		s.gap(corpus.Span{End: len(d.Text)}, "para")
		return s.steps, s.seen
	}
	s.node(d.Root, 2)
	return s.steps, s.seen
}

// layPlace lays out one node of d, which stands under those above it.
func layPlace(d *corpus.Document, n *corpus.Provision, above []*corpus.Provision, links []citeLink) []step {
	s := &setter{d: d, text: d.Text, links: links, at: slices.Clone(above)}
	s.node(n, 2)
	return s.steps
}

// node writes n and everything in it. level is that of the next heading.
func (s *setter) node(n *corpus.Provision, level int) {
	s.at = append(s.at, n)
	defer func() { s.at = s.at[:len(s.at)-1] }()
	switch n.Kind {
	case corpus.NodeTitle:
		if squeeze(n.Span.In(s.text)) == s.title {
			return // the page has it as its own heading
		}
		s.whole(n, "doc-title")
	case corpus.NodeHistory:
		if utf8.RuneCountInString(n.Span.In(s.text)) > longHistory {
			s.folded(n, msgHistory, string(n.Kind))
			return
		}
		s.whole(n, string(n.Kind))
	case corpus.NodeFront, corpus.NodeNote:
		s.whole(n, string(n.Kind))
	case corpus.NodeTOC:
		s.folded(n, msgTOC, "toc-line")
	case corpus.NodeTable:
		s.table(n)
	case corpus.NodeArticle:
		s.article(n, level)
	case corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem:
		s.paragraph(n, level)
	default:
		s.section(n, level)
	}
}

// longHistory is how long a 题注 may be, in code points, that is not folded: a reader
// wants the text, and on a telephone this much takes three lines.
const longHistory = 60

// folded writes a node that the reader unfolds.
func (s *setter) folded(n *corpus.Provision, name, class string) {
	s.steps = append(s.steps, step{Do: stepFold, ID: n.Locator, Cite: name})
	s.gap(n.Span, class)
	s.steps = append(s.steps, step{Do: stepFoldEnd})
}

// cite is how the node being laid out is cited after the title.
func (s *setter) cite() string {
	last := len(s.at) - 1
	return search.Cite("", search.Place{Document: s.d, Node: s.at[last], Above: s.at[:last]})
}

// section writes a node with a heading line: 编, 章, 节, a heading, an annex.
func (s *setter) section(n *corpus.Provision, level int) {
	if !n.Head.Empty() {
		s.steps = append(s.steps, step{Do: stepHeading, ID: n.Locator, Class: string(n.Kind), Level: min(level, 6),
			Cite: s.cite(), Head: s.pieces(n.Head)})
		level++
	} else if n.Locator != "" {
		s.steps = append(s.steps, step{Do: stepText, ID: n.Locator, Class: "place"})
	}
	s.citedBy(n)
	s.inside(n, level, "para")
}

// citedBy writes who cites n, if anyone does.
func (s *setter) citedBy(n *corpus.Provision) {
	if v := s.cited[n.Locator]; v != nil {
		s.steps = append(s.steps, step{Do: stepCited, Cited: v})
	}
}

func (s *setter) article(n *corpus.Provision, level int) {
	open := step{Do: stepOpen, ID: n.Locator, Cite: s.cite(), Doubts: s.doubts[n.Locator]}
	open.Warning = doubtWords(open.Doubts)
	if s.past != "" && n.Locator != "" {
		open.Past = s.past + url.PathEscape(n.Locator)
	}
	s.steps = append(s.steps, open)
	s.lead = s.pieces(n.Head)
	s.inside(n, level, "para")
	if len(s.lead) > 0 { // an article of nothing but its number
		s.write(step{Do: stepText, Class: "para"})
	}
	s.citedBy(n)
	s.steps = append(s.steps, step{Do: stepClose})
}

// paragraph writes a 款, 项, 目, or a paragraph of prose. Its own text comes in
// one element with its id; text after its children in further ones.
func (s *setter) paragraph(n *corpus.Provision, level int) {
	end := n.Span.End
	if len(n.Children) > 0 {
		end = n.Children[0].Span.Start
	}
	own := corpus.Span{Start: n.Span.Start, End: end}
	s.write(step{Do: stepText, ID: n.Locator, Class: classOf(n), Cite: s.cite(), Text: s.pieces(own)})
	at := end
	for _, c := range n.Children {
		s.gap(corpus.Span{Start: at, End: c.Span.Start}, classOf(n)+" rest")
		s.node(c, level)
		at = c.Span.End
	}
	s.gap(corpus.Span{Start: at, End: n.Span.End}, classOf(n)+" rest")
}

func classOf(n *corpus.Provision) string {
	if n.Kind == corpus.NodeParagraph {
		return "para"
	}
	return string(n.Kind)
}

// whole writes a node that is set apart as it is, with its id on the first line.
func (s *setter) whole(n *corpus.Provision, class string) {
	from := len(s.steps)
	s.gap(n.Span, class)
	if len(s.steps) > from {
		s.steps[from].ID = n.Locator
	}
}

// inside writes what follows the head of n: its children, and the text that
// lies between them.
func (s *setter) inside(n *corpus.Provision, level int, class string) {
	at := max(n.Head.End, n.Span.Start)
	for _, c := range n.Children {
		s.gap(corpus.Span{Start: at, End: c.Span.Start}, class)
		s.node(c, level)
		at = c.Span.End
	}
	s.gap(corpus.Span{Start: at, End: n.Span.End}, class)
}

// gap writes the lines of a range that belongs to no child.
func (s *setter) gap(r corpus.Span, class string) {
	for at := r.Start; at < r.End; {
		end := r.End
		if i := strings.IndexByte(s.text[at:r.End], '\n'); i >= 0 {
			end = at + i
		}
		if p := s.pieces(corpus.Span{Start: at, End: end}); len(p) > 0 {
			s.write(step{Do: stepText, Class: class, Text: p})
		}
		at = end + 1
	}
}

// write appends a text, with the article's number if one was kept back.
func (s *setter) write(st step) {
	st.Head, s.lead = s.lead, nil
	st.shorten()
	s.steps = append(s.steps, st)
}

// table writes rows of cells.
func (s *setter) table(n *corpus.Provision) {
	st := step{Do: stepTable, ID: n.Locator, Class: "table"}
	for at := n.Span.Start; at < n.Span.End; {
		line := corpus.Span{Start: at, End: n.Span.End}
		if i := strings.IndexByte(line.In(s.text), '\n'); i >= 0 {
			line.End = at + i
		}
		if row := s.row(line); len(row) > 0 {
			st.Rows = append(st.Rows, row)
		}
		at = line.End + 1
	}
	s.steps = append(s.steps, st)
}

// row cuts a line of a table into cells: at tabs if it has any, else at
// vertical bars. A line without anything in it is no row.
func (s *setter) row(line corpus.Span) []cell {
	line = trimSpan(s.text, line)
	if line.Empty() {
		return nil
	}
	sep := "|"
	if strings.Contains(line.In(s.text), "\t") {
		sep = "\t"
	}
	var row []cell
	for at := line.Start; at <= line.End; {
		end := line.End
		if i := strings.Index(s.text[at:line.End], sep); i >= 0 {
			end = at + i
		}
		row = append(row, s.pieces(corpus.Span{Start: at, End: end}))
		at = end + 1
	}
	return row
}

// pieces cuts a range at citations and marks, trimmed of white space at both
// ends, the line breaks inside it taken out.
func (s *setter) pieces(r corpus.Span) []piece {
	r = trimSpan(s.text, r)
	if r.Empty() {
		return nil
	}
	var out []piece
	at := r.Start
	i := sort.Search(len(s.links), func(i int) bool { return s.links[i].Span.End > r.Start })
	for ; i < len(s.links) && s.links[i].Span.Start < r.End; i++ {
		a, b := max(s.links[i].Span.Start, at), min(s.links[i].Span.End, r.End)
		out = append(out, s.marked(corpus.Span{Start: at, End: a})...)
		if a < b {
			out = append(out, piece{Cite: &s.links[i], Inside: s.marked(corpus.Span{Start: a, End: b})})
			at = b
		}
	}
	return append(out, s.marked(corpus.Span{Start: at, End: r.End})...)
}

// marked cuts a range at the marks.
func (s *setter) marked(r corpus.Span) []piece {
	var out []piece
	put := func(a, b int) {
		if a < b {
			out = append(out, piece{Text: unbreak(s.text[a:b])})
		}
	}
	at := r.Start
	i := sort.Search(len(s.marks), func(i int) bool { return s.marks[i].End > r.Start })
	for ; i < len(s.marks) && s.marks[i].Start < r.End; i++ {
		a, b := max(s.marks[i].Start, at), min(s.marks[i].End, r.End)
		if a < b {
			put(at, a)
			out = append(out, s.hit(i, corpus.Span{Start: a, End: b}))
			at = b
		}
	}
	put(at, r.End)
	return out
}

// hit is a piece of mark i. Marks are counted as they are written, so that the
// numbers run on even where a mark stands in a part that is not shown.
func (s *setter) hit(i int, r corpus.Span) piece {
	first := i >= s.last
	if first {
		s.seen++
		s.last = i + 1
	}
	return piece{Text: unbreak(r.In(s.text)), Hit: s.seen, First: first}
}

// trimSpan takes white space, with U+3000 and NBSP, off both ends of a range.
func trimSpan(text string, r corpus.Span) corpus.Span {
	if r.Empty() {
		return corpus.Span{Start: r.Start, End: r.Start}
	}
	cut := r.In(text)
	left := len(cut) - len(strings.TrimSpace(cut))
	if left == 0 {
		return r
	}
	r.Start += len(cut) - len(strings.TrimLeft(cut, " \t\n\v\f\r\u0085\u00a0\u3000"))
	return corpus.Span{Start: r.Start, End: r.Start + len(strings.TrimSpace(r.In(text)))}
}

// unbreak joins lines that were broken inside a sentence. A browser would show
// a break as a space, which between two Han characters is wrong.
func unbreak(t string) string {
	if !strings.Contains(t, "\n") {
		return t
	}
	lines := strings.Split(t, "\n")
	var b strings.Builder
	b.WriteString(lines[0])
	for i, line := range lines[1:] {
		last, _ := utf8.DecodeLastRuneInString(lines[i])
		first, _ := utf8.DecodeRuneInString(line)
		if last < utf8.RuneSelf && first < utf8.RuneSelf {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// squeeze is t without white space, to compare titles.
func squeeze(t string) string { return strings.Join(strings.Fields(t), "") }
