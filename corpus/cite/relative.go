package cite

import "tiaowen/corpus"

// relative adds the citations of a list that begins with a number counted from
// where it stands: 前款, 本条第二款, 第一款. It reports whether there is anything
// to count from.
func (f *finder) relative(i int, list []corpus.Pointer) bool {
	at := f.here(list[0], i)
	if _, ok := at.base(); !ok {
		return false
	}
	before := len(f.out)
	for len(list) > 0 {
		n := 1
		for n < len(list) && (list[n].Span == list[0].Span || list[n-1].Through) {
			n++
		}
		span := corpus.Span{Start: i + list[0].Span.Start, End: i + list[n-1].Span.End}
		if list[0].Article > 0 {
			r := at.as(corpus.CiteRelative)
			if f.structured() {
				r.kind = corpus.CiteSelf
			}
			f.cite(span, r, bareSpans(append([]corpus.Pointer(nil), list[:n]...)), titleNote{})
		} else {
			f.relativeGroup(span, append([]corpus.Pointer(nil), list[:n]...))
		}
		list = list[n:]
	}
	if f.quotes == 0 && len(f.out) > before && at.known {
		p := f.out[before].Pointers[0]
		last := f.out[len(f.out)-1].Pointers
		f.cited = mention{reference: at.reference, unit: f.index, end: i, from: p, last: last[len(last)-1]}
		f.first = false
	}
	return true
}

// position is what a relative number is counted from: a frame, or a place in
// the document's own structure.
type position struct {
	frame
	node citationUnit
}

// here is the position at i. Inside a quotation it is the provision quoted; in
// a regulation its own; in an essay, for 前款 and 本条 the provision being
// reported, for 第二款 what the paragraph cited last.
func (f *finder) here(p corpus.Pointer, i int) position {
	cited := frameOf(f.cited.reference, f.cited.last, f.cited.unit)
	cited.known = !f.cited.none() && f.cited.last.Article > 0
	block := f.block.known && f.index-f.block.unit < longestBlock
	switch {
	case f.quotes > 0 && f.quoted.known:
		return position{frame: f.quoted}
	case f.structured():
		own := position{frame: frame{reference: reference{kind: corpus.CiteSelf}}, node: f.unit}
		if own.holds(p) {
			return own
		}
		if f.cited.unit == f.index && cited.known {
			return position{frame: cited}
		}
		if p.From == corpus.FromItem {
			return position{} // 对前三项污染物: things that are counted
		}
		return own
	case f.amending:
		return position{frame: cited}
	case p.From == corpus.Absolute && cited.known && f.cited.unit == f.index && f.cited.end >= f.sentence:
		return position{frame: cited}
	case block && (p.From != corpus.Absolute || f.index == f.block.unit):
		return position{frame: f.block}
	case cited.known && f.cited.unit == f.index:
		return position{frame: cited}
	}
	return position{}
}

// holds reports whether the article at hand has the 款 or 项 that p names
// without an article. If it has not, 第一百零九条所列第五项 belongs to that one.
func (at position) holds(p corpus.Pointer) bool {
	if at.node.article == nil || p.From == corpus.FromArticle || p.From == corpus.FromParagraph {
		return true
	}
	paragraphs, items := 0, 0
	for _, c := range at.node.article.Children {
		if c.Kind == corpus.NodeParagraph {
			paragraphs++
			for _, d := range c.Children {
				items = max(items, d.Number)
			}
		}
	}
	return p.Paragraph <= paragraphs && p.Item <= items && (p.From != corpus.FromItem || items > 0)
}

// relativeGroup adds one citation of what the pointers come to where they stand.
func (f *finder) relativeGroup(span corpus.Span, pointers []corpus.Pointer) {
	at := f.here(pointers[0], span.Start)
	var out []corpus.Pointer
	for _, p := range pointers {
		out = append(out, at.resolve(f, p)...)
	}
	f.cite(span, at.as(corpus.CiteRelative), bareSpans(out), titleNote{})
}

// resolve makes a relative pointer absolute; it stays as it is where the
// document does not tell.
func (at position) resolve(f *finder, p corpus.Pointer) []corpus.Pointer {
	base, ok := at.base()
	if !ok {
		return []corpus.Pointer{p}
	}
	abs := p
	abs.From, abs.Back = corpus.Absolute, 0
	abs.Article, abs.Branch = base.Article, base.Branch
	switch {
	case p.From == corpus.FromArticle && p.Back > 0:
		return at.articlesBefore(f, p)
	case p.From == corpus.FromParagraph && p.Paragraph == 0:
		return at.paragraphsBefore(p, abs, base)
	case p.From == corpus.FromItem && p.Item == 0:
		return at.itemsBefore(p, abs, base)
	case abs.Paragraph == 0 && abs.Item > 0 && p.From == corpus.Absolute:
		abs.Paragraph = at.paragraphOfItems(base)
	}
	return []corpus.Pointer{abs}
}

// base is where the counting starts.
func (at position) base() (corpus.Pointer, bool) {
	if at.known {
		return corpus.Pointer{Article: at.article, Branch: at.branch, Paragraph: at.paragraph, Item: at.item}, at.article > 0
	}
	if at.node.article == nil {
		return corpus.Pointer{}, false
	}
	p := corpus.Pointer{Article: at.node.article.Number, Branch: at.node.article.Branch}
	if at.node.paragraph != nil {
		p.Paragraph = at.node.paragraph.Number
	}
	if at.node.item != nil {
		p.Item = at.node.item.Number
	}
	return p, true
}

// articlesBefore are the last n articles before the one at hand, as the
// document has them.
func (at position) articlesBefore(f *finder, p corpus.Pointer) []corpus.Pointer {
	first, last := corpus.Pointer{}, corpus.Pointer{}
	if at.known {
		first.Article, last.Article = at.article-p.Back, at.article-1
	} else {
		i := f.place[at.node.article]
		if i < p.Back || f.annexOf[f.articles[i-p.Back]] != f.annexOf[at.node.article] {
			return []corpus.Pointer{p}
		}
		from, to := f.articles[i-p.Back], f.articles[i-1]
		first.Article, first.Branch, last.Article, last.Branch = from.Number, from.Branch, to.Number, to.Branch
	}
	if first.Article <= 0 {
		return []corpus.Pointer{p}
	}
	first.Paragraph, first.Item, first.Subitem = p.Paragraph, p.Item, p.Subitem
	first.Through = p.Through
	if p.Back == 1 {
		return []corpus.Pointer{first}
	}
	first.Through = true
	return []corpus.Pointer{first, last}
}

// paragraphsBefore is 本款, 前款, 前两款. A report may leave out the 款 before:
// then the first is meant.
func (at position) paragraphsBefore(p, abs, base corpus.Pointer) []corpus.Pointer {
	from := base.Paragraph - p.Back
	if at.known && from < 1 {
		from = 1
	}
	if from < 1 {
		return []corpus.Pointer{p}
	}
	abs.Paragraph = from
	if p.Back < 2 {
		return []corpus.Pointer{abs}
	}
	last := abs
	last.Paragraph = from + p.Back - 1
	abs.Through = true
	return []corpus.Pointer{abs, last}
}

// itemsBefore is 本项, 前项, 前三项: those before this item, or where the text is
// in no item the first ones.
func (at position) itemsBefore(p, abs, base corpus.Pointer) []corpus.Pointer {
	from, n := base.Item-p.Back, max(p.Back, 1)
	if base.Item == 0 {
		from = 1
	}
	if from < 1 {
		return []corpus.Pointer{p}
	}
	abs.Item = from
	if !at.known {
		abs.Paragraph = at.paragraphOfItems(base)
	}
	if n == 1 {
		return []corpus.Pointer{abs}
	}
	last := abs
	last.Item = from + n - 1
	abs.Through = true
	return []corpus.Pointer{abs, last}
}

// paragraphOfItems is the 款 whose items are meant by 第二项 alone: the one at
// hand if it has items, else the last before it that has; 0 if none has.
func (at position) paragraphOfItems(base corpus.Pointer) int {
	if at.node.article == nil || at.known {
		return 0
	}
	found := 0
	for _, c := range at.node.article.Children {
		if c.Kind == corpus.NodeParagraph && c.Number <= base.Paragraph && len(c.Children) > 0 {
			found = c.Number
		}
	}
	return found
}
