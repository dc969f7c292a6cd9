package parse

import "tiaowen/corpus"

// Version is raised when Document or Passages reads texts differently, or
// FindSecrecy knows other marks, so that what was derived from them is renewed
// and judged again.
const Version = 5

// Document understands a text: its fields and its structure. It never fails; what
// it could not make sense of, and what looked odd, is in Diagnostics.
func Document(src corpus.Source) corpus.Document {
	p := newParser(src)
	p.lay(p.readFields)
	p.locateClauses()
	p.lookForOddities()
	p.object()
	fields, err := p.fields.With(src.Stated)
	if err != nil {
		p.tree.notice("bad_stated", corpus.Warning, corpus.Span{}, "随附的字段有误，未采用：%v", err)
	}
	return corpus.Document{
		Path: src.Path, Part: src.Part, Fields: fields, Text: src.Text, Root: p.root, Pages: src.Pages, Repairs: src.Repairs,
		Diagnostics: append(objected(src.Diagnostics, src.Text), p.tree.noticed...),
	}
}

// lay makes the tree. What reads asks for besides is read before it, while markers and
// lines are as they came.
func (p *parser) lay(reads ...func()) {
	p.findContents()
	p.paper = p.findPaper()
	p.findKind()
	p.findTitle()
	for _, read := range reads {
		read()
	}
	if p.kind == corpus.Regulation && p.hasArticles() {
		p.findAsides()
		p.findCaptions()
	}
	p.buildTree()
}

// parser holds what the steps of Document find out, one step using what the
// earlier ones found.
type parser struct {
	src     corpus.Source
	lines   []line
	markers []marker
	// contents marks the lines of a table of contents.
	contents []bool
	// asides tell the lines that are not the text's own; nil before findAsides.
	asides []aside
	// captioned says that the articles have names on lines of their own.
	captioned bool
	// title are the lines of the title, [from, to); empty if the text has none.
	title lineRange
	// body is the first line of the text proper.
	body int
	kind corpus.Kind
	// paper is what the text shows of an official paper's form, nil if it is none.
	paper  *paper
	fields corpus.Fields
	tree   *treeBuilder
	root   *corpus.Provision
	// term is what the text says of its end, on line termLine; repealLines are
	// the lines of fields.Repeals.
	term     *term
	termLine int
	// startLine is the line whose day of effect cannot be read; 0 if none.
	startLine   int
	repealLines []int
	// wrapped says that lines were broken inside sentences.
	wrapped bool
	// numbered says that the lines bear numbers, which stand in the text still.
	numbered bool
}

type lineRange struct{ from, to int }

func (r lineRange) empty() bool         { return r.to <= r.from }
func (r lineRange) contains(i int) bool { return r.from <= i && i < r.to }
func newParser(src corpus.Source) *parser {
	p := &parser{src: src, tree: newTree(src.Text)}
	p.lines, p.numbered = withoutLineNumbers(readLines(src))
	p.markers = make([]marker, len(p.lines))
	p.contents = make([]bool, len(p.lines))
	broken, long := 0, 0
	for i, l := range p.lines {
		p.markers[i] = readMarker(l.text)
		if l.runes() >= 15 && l.heading == 0 && l.mark == "" {
			long++
			if !endsSentence(l.text) {
				broken++
			}
		}
	}
	p.wrapped = broken*4 > long
	return p
}

// rest is the text of line i after its marker.
func (p *parser) rest(i int) string { return p.lines[i].text[p.markers[i].width:] }
