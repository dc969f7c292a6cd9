package corpus

import (
	"strconv"
	"strings"
)

// Pointer is what an address names inside a document: 第十二条第二款第（三）项.
// A level that is not named is 0; 第零条, which no text has, is Nought.
type Pointer struct {
	Part, Subpart, Chapter, Section int
	Article, Branch                 int
	Paragraph, Item, Subitem        int
	// Natural is the paragraph of a preamble: 序言第七自然段.
	Natural  int
	Preamble bool
	// Annex is the number of an annex, -1 for 附件 without a number; AnnexWord is what
	// it is called: 附件, 附表.
	Annex     int
	AnnexWord string
	// Heading is a division named by its caption alone: 总则, 分则, 附则.
	Heading string
	// From says what the pointer is counted from, Back how many steps: 前款 is
	// FromParagraph, 1; 前两款 FromParagraph, 2 and stands for both.
	From Anchor
	Back int
	// Through says that this pointer and the next are the ends of a range.
	Through bool
	// Span is where in the folded text it was read.
	Span Span
}

// Nought is the number of a level that is named as 零, so that it is not taken
// for a level that is not named: it asks for something, and that is missing.
const Nought = -1

// Last is the number of the last on its level (末款), Last-1 that of the last but one.
const Last = -2

// Anchor is what a relative pointer is counted from.
type Anchor int

// The anchors: none, the article the text stands in (本条, 同条, 前条), its 款
// (本款, 前款), its 项 (前项).
const (
	Absolute Anchor = iota
	FromArticle
	FromParagraph
	FromItem
)

// Locator is the locator of the provision named, as far as the pointer alone
// can tell: an item without its 款 is art_26__item_6, which Provisions looks up.
func (p Pointer) Locator() string {
	var parts []string
	add := func(name string, n int) {
		if n != 0 {
			parts = append(parts, name+"_"+strconv.Itoa(max(n, 0)))
		}
	}
	switch {
	case p.Preamble:
		parts = append(parts, "preamble")
		add("para", p.Natural)
	case p.Annex != 0:
		add("annex", max(p.Annex, 1))
	}
	switch {
	case p.Preamble:
	case p.Article != 0:
		name := "art_" + strconv.Itoa(max(p.Article, 0))
		if p.Branch > 0 {
			name += "-" + strconv.Itoa(p.Branch)
		}
		parts = append(parts, name)
	default:
		add("part", p.Part)
		add("subpart", p.Subpart)
		add("chp", p.Chapter)
		add("sec", p.Section)
	}
	add("para", p.Paragraph)
	add("item", p.Item)
	add("subitem", p.Subitem)
	return strings.Join(parts, "__")
}

// levels are the numbers of the pointer in the order of pointerUnits.
func (p Pointer) levels() [8]int {
	return [8]int{p.Part, p.Subpart, p.Chapter, p.Section, p.Article, p.Paragraph, p.Item, p.Subitem}
}

// Level is the highest level the pointer names, depth the lowest; -1 for none.
func (p Pointer) Level() int {
	for i, n := range p.levels() {
		if n != 0 {
			return i
		}
	}
	return -1
}

func (p Pointer) Depth() int {
	depth := -1
	for i, n := range p.levels() {
		if n != 0 {
			depth = i
		}
	}
	return depth
}

// Inside reports whether p names something inside what before names.
func (p Pointer) Inside(before Pointer) bool {
	own, outer := p.levels(), before.levels()
	depth := before.Depth()
	for i := 0; i <= depth; i++ {
		if own[i] != outer[i] {
			return false
		}
	}
	return depth >= 0 && p.Depth() > depth && p.Branch == before.Branch && p.Annex == before.Annex
}

// LevelNames are the words of the levels, from high to low.
var LevelNames = []string{"编", "分编", "章", "节", "条", "款", "项", "目"}

const (
	LevelArticle   = 4
	LevelParagraph = 5
	LevelItem      = 6
)

func (p *Pointer) Set(unit, n int) {
	*[]*int{&p.Part, &p.Subpart, &p.Chapter, &p.Section, &p.Article, &p.Paragraph, &p.Item, &p.Subitem}[unit] = n
}

// Inherit fills the levels above the highest that p names from before: the
// second pointer of 第八条第一款、第三款 means the same article, that of 第三编第四章、
// 第五章 the same 编. An article stands by itself: 条 run on through the chapters; but
// after 附件1第一条 it is one of that annex.
func (p *Pointer) Inherit(before Pointer) {
	top := p.Level()
	if top >= 0 && p.Annex == 0 && before.Level() >= 0 && !p.Preamble {
		p.Annex, p.AnnexWord = before.Annex, before.AnnexWord
	}
	if top < 0 || top == LevelArticle {
		return
	}
	for unit, n := range before.levels() {
		if unit < top {
			p.Set(unit, n)
		}
	}
	if top > LevelArticle {
		p.Branch, p.From, p.Back = before.Branch, before.From, before.Back
	}
}
