package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// finder reads the units of a document one after another.
type finder struct {
	doc   *corpus.Document
	units []citationUnit
	out   []corpus.Citation
	// articles are those of the document, in order; place is where each stands.
	articles []*corpus.Provision
	place    map[*corpus.Provision]int
	// has are the numbers of the articles, annexOf the annex of those that stand in one.
	has     map[numbered]bool
	annexOf map[*corpus.Provision]*corpus.Provision
	// divided are the annexes that have articles.
	divided map[*corpus.Provision]bool
	// amending says that the document changes another one, so that a number
	// without a title means that other one.
	amending bool
	// names are those that this text taught, titles those of them in 《》.
	names  *nameIndex
	titles []string
	// named is the document named last; cited the one cited last with a number.
	named, cited mention
	// byArticle remembers for each number the document it was cited of.
	byArticle map[[2]int]reference
	// column is the document that the head of the table names.
	column reference

	// block is the provision that a paragraph sets out to report, quoted the one
	// that the open quotation is from.
	block, quoted frame
	quotes        int

	// Of the unit being read:
	index    int
	unit     citationUnit
	text     string
	folded   corpus.Folded
	sentence int
	// first is true until the unit has cited something.
	first bool
	// outside says that what is being cited is the text to which the annex at hand is
	// annexed.
	outside bool
	// done is where the last title or number ended: nothing is read twice.
	done int
}

// mention is a document and where it was named.
type mention struct {
	reference
	unit, end int
	// from is the first, last the last of the numbers cited with it.
	from, last corpus.Pointer
}

func newFinder(d *corpus.Document) *finder {
	f := &finder{doc: d, units: citationUnits(d), names: newNameIndex(), place: map[*corpus.Provision]int{}, has: map[numbered]bool{}, annexOf: map[*corpus.Provision]*corpus.Provision{}, divided: map[*corpus.Provision]bool{}, byArticle: map[[2]int]reference{}}
	if d.Root != nil {
		d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
			if n.Kind == corpus.NodeArticle {
				f.place[n] = len(f.articles)
				f.articles = append(f.articles, n)
				annex := annexAmong(above)
				f.annexOf[n] = annex
				f.divided[annex] = annex != nil
				f.has[numbered{annex, n.Number, n.Branch}] = true
			}
			return true
		})
	}
	f.amended()
	return f
}

// amended finds the document that this one changes, by its title: 《…修正案》,
// 关于修改《…》的决定.
func (f *finder) amended() {
	title := corpus.Fold(f.doc.Fields.Title)
	base, _, found := strings.Cut(title, "修正案")
	switch {
	case found && base != "":
		base = strings.TrimPrefix(base, "中华人民共和国")
		f.named = mention{reference: reference{title: base, kind: corpus.CiteTitled}}
	case strings.HasSuffix(title, "决定") && (strings.Contains(title, "修改") || strings.Contains(title, "修正") || strings.Contains(title, "修订")):
		if i := strings.Index(title, "《"); i >= 0 {
			if end := closingMark(title, i); end > 0 {
				f.named = mention{reference: reference{title: title[i+len("《") : end-len("》")], kind: corpus.CiteTitled}}
			}
		}
	default:
		return
	}
	f.amending = true
}

// structured reports whether a bare 第三条 means the document itself.
func (f *finder) structured() bool {
	return f.doc.Fields.Kind == corpus.Regulation && len(f.articles) > 0 && !f.amending
}

// read finds the citations of a unit.
func (f *finder) read(index int, u citationUnit) {
	f.index, f.unit, f.text = index, u, u.span.In(f.doc.Text)
	f.folded = corpus.FoldBack(f.text)
	f.sentence, f.done, f.first = 0, 0, true
	text := f.folded.Text
	start := 0
	if u.label != "" && strings.HasPrefix(text, u.label) {
		start = len(u.label)
		f.done = start
	}
	f.beginUnit(start)
	for i := start; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		if end := f.at(i, r, width); end > i {
			i = end
			f.done = end
			continue
		}
		i += width
	}
}

// at reads what begins, or for a title without marks ends, at i. It is where
// that ends, 0 if there is nothing.
func (f *finder) at(i int, r rune, width int) int {
	switch r {
	case '《':
		return f.markedTitle(i)
	case '“':
		f.openQuote(i)
	case '”':
		f.closeQuote()
	case '。', '!', '?', '|':
		f.sentence = i + width
	case '本':
		return f.ownWord(i)
	case '同', '该', '此':
		return f.sameWord(i)
	case '第', '前', '上':
		return f.number(i)
	case '附':
		return f.annexed(i)
	case '称':
		return f.definition(i)
	default:
		return f.plainTitle(i+width, r)
	}
	return 0
}

// source turns a span of the unit's folded text into one of the document.
func (f *finder) source(s corpus.Span) corpus.Span {
	return f.folded.Source(s).Shift(f.unit.span.Start)
}

// cite adds a citation.
func (f *finder) cite(at corpus.Span, r reference, pointers []corpus.Pointer, note titleNote) {
	if r.title == "" {
		f.inAnnex(pointers)
	}
	c := corpus.Citation{
		Span: f.source(at), Kind: r.kind, Title: r.title, Defined: r.defined, Pointers: pointers,
		Year: note.year, Version: note.version, DocNo: note.docNo,
	}
	if f.unit.node != nil {
		c.Node = f.unit.node.Locator
	}
	f.out = append(f.out, c)
}

// name remembers that a document was named.
func (f *finder) name(r reference, end int) {
	if f.quotes == 0 || !f.amending {
		f.named = mention{reference: r, unit: f.index, end: end}
	}
}

// Find lists the citations in a document's text, in the order of the
// text and apart from each other. A table of contents cites nothing, nor does a
// number that only heads its provision.
//
// The text is read once, paragraph by paragraph. What a number without a title
// means is told from four things that are carried along: the provision it
// stands in, the quotation that is open, the names the text has defined, and
// what was cited last.
func Find(d *corpus.Document) []corpus.Citation {
	f := newFinder(d)
	for i, u := range f.units {
		f.read(i, u)
	}
	return f.out
}
