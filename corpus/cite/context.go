package cite

import (
	"strings"

	"tiaowen/corpus"
)

// frame is a provision that is being reported, so that 前款 in the report means
// its 款.
type frame struct {
	reference
	known                            bool
	article, branch, paragraph, item int
	unit                             int
}

// longestBlock is how many paragraphs after a provision was set out 前款 still
// means its 款.
const longestBlock = 15

func frameOf(r reference, p corpus.Pointer, unit int) frame {
	return frame{reference: r, known: !r.none(), article: p.Article, branch: p.Branch, paragraph: max(p.Paragraph, 1), unit: unit}
}

// beginUnit counts on the 款 of what is being reported, and tells whether a
// quotation of the paragraph before goes on.
func (f *finder) beginUnit(start int) {
	text := f.folded.Text[start:]
	if !f.unit.table {
		f.column = reference{}
	}
	item := isItem(strings.TrimPrefix(f.folded.Text, "“"))
	if f.quotes > 0 {
		if !strings.HasPrefix(text, "“") && !f.quoteGoesOn() {
			f.quotes, f.quoted = 0, frame{}
		} else if !item {
			f.quoted.paragraph++
		}
	}
	if f.block.known && !item {
		f.block.paragraph++
	}
}

// isItem reports whether a folded text begins with （一） or the like.
func isItem(text string) bool {
	if !strings.HasPrefix(text, "(") {
		return false
	}
	end := strings.IndexByte(text, ')')
	if end < 0 {
		return false
	}
	_, ok := corpus.ParseNumeral(text[1:end])
	return ok
}

// quoteGoesOn reports whether the quotation that is open is closed in this
// paragraph or one of the next, before another one is opened.
func (f *finder) quoteGoesOn() bool {
	for i := f.index; i < len(f.units) && i < f.index+20; i++ {
		text := f.units[i].span.In(f.doc.Text)
		if f.amending && isNumbered(text) {
			return false
		}
		if at := strings.IndexAny(text, "“”"); at >= 0 {
			return strings.HasPrefix(text[at:], "”")
		}
	}
	return false
}

// isNumbered reports whether a text begins with 五、 as the points of an
// amendment do.
func isNumbered(text string) bool {
	end := strings.Index(text[:min(len(text), 15)], "、")
	if end <= 0 {
		return false
	}
	_, ok := corpus.ParseNumeral(text[:end])
	return ok
}

// openQuote begins a quotation: of what was cited right before it, if anything
// was. In a regulation that does not amend, marks set off words.
func (f *finder) openQuote(i int) {
	if i == 0 && f.quotes > 0 {
		return // a paragraph of a quotation begins with the mark again
	}
	f.quotes++
	if f.quotes > 1 || f.structured() {
		return
	}
	if f.named.unit == f.index && i-f.named.end <= 60 && !f.named.none() && (f.cited.unit < f.index || f.cited.end < f.named.end) {
		f.quoted = frameOf(f.named.reference, corpus.Pointer{}, f.index)
		return
	}
	if !f.cited.none() && (f.cited.unit == f.index || f.cited.unit == f.index-1 && i == 0) {
		f.quoted = frameOf(f.cited.reference, f.cited.from, f.index)
	}
}

func (f *finder) closeQuote() {
	if f.quotes > 0 {
		f.quotes--
	}
	if f.quotes == 0 {
		f.quoted = frame{}
	}
}

// nameColumn remembers what the head of a table names: the numbers below it are
// of that document.
func (f *finder) nameColumn(r reference) {
	if f.unit.table && f.quotes == 0 && (f.index == 0 || f.units[f.index-1].node != f.unit.node) {
		f.column = r
	}
}
