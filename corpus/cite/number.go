package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// counted are runes after 条, 项, 款 and 节 that make of a number a count or
// another word: 第一条路线, 第三项目标, 第二条款, 第一节课.
var counted = map[string]string{
	"条": "例约件款线路道河街消信建意经腿船鱼龙新底船措战沟理",
	"项": "目",
	"款": "项",
	"节": "课目",
	"章": "程《", // 香港法例第179章《…》
}

// pointersAt reads a list of pointers, without the last ones if what follows
// shows that they are none.
func (f *finder) pointersAt(at int) ([]corpus.Pointer, int) {
	text := f.folded.Text
	list, width := Pointers(text[at:], false)
	for len(list) > 0 {
		last := list[len(list)-1]
		unit, size := utf8.DecodeLastRuneInString(text[:at+width])
		next, _ := utf8.DecodeRuneInString(text[at+width:])
		if size == 0 || !strings.ContainsRune(counted[string(unit)], next) {
			break
		}
		for len(list) > 0 && list[len(list)-1].Span == last.Span {
			list = list[:len(list)-1]
		}
		width = 0
		if len(list) > 0 {
			list[len(list)-1].Through = false
			width = list[len(list)-1].Span.End
		}
	}
	return list, width
}

// number reads a number or a relative word that has no title before it.
func (f *finder) number(i int) int {
	list, width := f.pointersAt(i)
	if width == 0 {
		return 0
	}
	first := list[0]
	switch {
	case first.From != corpus.Absolute || first.Level() >= corpus.LevelParagraph:
		if !f.relative(i, list) {
			return 0
		}
	case f.headsProvision(i, list, width):
	default:
		r, start := f.bareNumber(i, first)
		if r.none() {
			return 0
		}
		f.group(start, i, list, r, titleNote{}, false)
	}
	return i + width
}

// bareNumber is the document that a number without a title means, and where its
// citation begins.
func (f *finder) bareNumber(i int, first corpus.Pointer) (reference, int) {
	if first.Article > 0 || first.Chapter > 0 {
		if start := f.unknownTitle(i); start >= 0 {
			text := f.folded.Text[start:i]
			r := reference{title: corpus.CleanTitle(f.source(corpus.Span{Start: start, End: i}).In(f.doc.Text)), kind: corpus.CiteTitled}
			if isGeneric(text) {
				r.kind = corpus.CiteBare
			}
			if r.kind == corpus.CiteTitled || !f.structured() {
				f.name(r, i)
				return r, start
			}
		}
	}
	switch {
	case f.quotes > 0 && f.quoted.known:
		return f.quoted.as(corpus.CiteSelf), i
	case f.amending:
		return f.named.as(corpus.CiteCarried), i
	case f.structured() && f.lacks(first) && f.citedInSentence():
		return f.cited.as(corpus.CiteCarried), i
	case f.structured():
		return reference{kind: corpus.CiteSelf}, i
	}
	return f.carried(i, first), i
}

// lacks reports whether the document has no article of that number: then 刑法
// 第一百六十三条规定的甲罪、第二百七十一条规定的乙罪 goes on with 刑法.
func (f *finder) lacks(p corpus.Pointer) bool {
	return p.Article > 0 && p.Annex == 0 && !f.has[numbered{f.scope(), p.Article, p.Branch}]
}

// citedInSentence reports whether the sentence has cited another document
// already.
func (f *finder) citedInSentence() bool {
	return f.cited.unit == f.index && f.cited.end >= f.sentence && f.cited.title != ""
}

// as is r cited in another way; a generic name stays one.
func (r reference) as(kind corpus.CitationKind) reference {
	if !r.none() && r.kind != corpus.CiteBare {
		r.kind = kind
	}
	return r
}

// carried is the document that was named before and that a number in an essay
// belongs to. What stands near in the same sentence comes first, then the
// document of which this number was cited already, then what was cited last.
func (f *finder) carried(i int, p corpus.Pointer) reference {
	near := f.named.unit == f.index && f.named.end >= f.sentence && !f.named.none()
	before, seen := f.byArticle[[2]int{p.Article, p.Branch}]
	switch {
	case !f.column.none():
		return f.column.as(corpus.CiteCarried)
	case near && i-f.named.end <= 60:
		return f.named.as(corpus.CiteCarried)
	case !near && f.speaksOfAnother(i):
		return reference{}
	case p.Article > 0 && seen:
		return before.as(corpus.CiteCarried)
	case near:
		return f.named.as(corpus.CiteCarried)
	case f.cited.unit == f.index && !f.cited.none():
		return f.cited.as(corpus.CiteCarried)
	case f.named.unit == f.index && !f.named.none():
		return f.named.as(corpus.CiteCarried)
	case p.Article == 0 || f.doc.Fields.Kind == corpus.Speech:
		return reference{} // 第三章 of whatever the essay itself has
	case !f.cited.none():
		return f.cited.as(corpus.CiteCarried)
	}
	return f.named.as(corpus.CiteCarried)
}

// speaksOfAnother reports whether the sentence speaks of 该规定 or the like, and
// what was named last is none: then something without a title is meant.
func (f *finder) speaksOfAnother(i int) bool {
	sentence := f.folded.Text[max(f.sentence, i-longestTitle):i]
	for {
		_, after, found := strings.Cut(sentence, "该")
		if !found {
			return false
		}
		if width := genreAt(after); width > 0 {
			return !strings.HasSuffix(genreWordOf(corpus.Fold(f.named.Names())), after[:width])
		}
		sentence = after
	}
}

// headsProvision reports whether the number only heads a provision that is
// quoted below a title (第三十八条　党组织…), and begins to count its 款.
func (f *finder) headsProvision(i int, list []corpus.Pointer, width int) bool {
	before := strings.TrimPrefix(f.folded.Text[:i], "“")
	if before != "" && !strings.HasSuffix(before, "。") && !strings.HasSuffix(before, "】") || len(list) != 1 {
		return false
	}
	end := f.source(corpus.Span{Start: i, End: i + width}).End
	next, _ := utf8.DecodeRuneInString(f.doc.Text[end:])
	if !corpus.Invisible(next) && end < len(f.doc.Text) {
		return false
	}
	if f.structured() {
		return true
	}
	fr := frameOf(f.named.reference, list[0], f.index)
	if f.quotes > 0 {
		f.quoted = fr
	} else {
		f.block = fr
	}
	return true
}

// ownWord reads 本条例第三条 and 本条第二款.
func (f *finder) ownWord(i int) int {
	text := f.folded.Text
	at := i + len("本")
	genre := genreAt(text[at:])
	if genre == 0 {
		if strings.HasPrefix(text[at:], "条") || strings.HasPrefix(text[at:], "款") || strings.HasPrefix(text[at:], "项") {
			return f.number(i)
		}
		return 0
	}
	from, list, width := f.numbersAfter(at + genre)
	if width == 0 || f.isPartOfName(i, at+genre) {
		return 0
	}
	r := f.self(text[at : at+genre])
	if r.none() {
		return 0
	}
	if r == (reference{kind: corpus.CiteSelf}) && len(f.articles) == 0 {
		return from + width // its points are not counted as articles are
	}
	f.outside = f.meansWhole(text[at : at+genre])
	f.group(i, from, list, r, titleNote{}, false)
	f.outside = false
	return from + width
}

// isPartOfName reports whether the 本 at i belongs to a name that ends at end:
// 基本法, 标本法.
func (f *finder) isPartOfName(i, end int) bool {
	last, _ := utf8.DecodeLastRuneInString(f.folded.Text[:end])
	_, learned := f.names.endingAt(f.folded.Text, end, last)
	_, width := known().endingAt(f.folded.Text, end, last)
	return max(width, learned) > end-i
}

// self is the document that calls itself 本条例 here.
func (f *finder) self(genre string) reference {
	own := genreWordOf(corpus.Fold(f.doc.Fields.Title))
	isOwn := own != "" && (strings.HasSuffix(own, genre) || strings.HasSuffix(genre, own))
	switch {
	case f.quotes > 0 && f.quoted.known:
		return f.quoted.as(corpus.CiteSelf)
	case f.amending && !isOwn:
		return f.named.as(corpus.CiteSelf)
	case f.doc.Fields.Kind == corpus.Regulation && (isOwn || f.cited.none() || f.cited.unit != f.index):
		return reference{kind: corpus.CiteSelf}
	}
	reported := f.named.reference
	switch {
	case f.block.known && f.index-f.block.unit < longestBlock:
		reported = f.block.reference
	case !f.cited.none():
		reported = f.cited.reference
	}
	if other := genreWordOf(corpus.Fold(reported.Names())); isOwn && !strings.HasSuffix(other, genre) || otherGenre(other, genre) {
		return reference{kind: corpus.CiteSelf} // 本通知 in a notice is not the rule that it carries out
	}
	return reported.as(corpus.CiteSelf)
}

// otherGenre reports whether what calls itself by one genre word cannot be what is named
// by another. 本法 is what codes and interpretations are called too.
func otherGenre(named, own string) bool {
	return named != "" && own != "法" && !strings.HasSuffix(named, own) && !strings.HasSuffix(own, named)
}

// sameWord reads 同条第二款, 该条第（三）项, 同条例第五条, 该法第九条.
func (f *finder) sameWord(i int) int {
	text := f.folded.Text
	_, width := utf8.DecodeRuneInString(text[i:])
	at := i + width
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); before == '合' || before == '应' {
		return 0 // 合同法, 应该
	}
	if genre := genreAt(text[at:]); genre > 0 {
		list, width := f.pointersAt(at + genre)
		r := f.cited.reference
		if f.named.unit == f.index && (f.cited.unit != f.index || f.named.end > f.cited.end) {
			r = f.named.reference
		}
		if width == 0 || r.none() || list[0].From != corpus.Absolute {
			return 0
		}
		f.group(i, at+genre, list, r.as(corpus.CiteRelative), titleNote{}, false)
		return at + genre + width
	}
	if !strings.HasPrefix(text[at:], "条第") || f.cited.last.Article == 0 {
		return 0
	}
	at += len("条")
	list, width := f.pointersAt(at)
	if width == 0 || list[0].Level() < corpus.LevelParagraph {
		return 0
	}
	for k := range list {
		list[k].Inherit(f.cited.last)
	}
	f.group(i, at, list, f.cited.reference.as(corpus.CiteRelative), titleNote{}, false)
	return at + width
}

// group adds the citations of a list of numbers, the first of which begins with
// the title at start.
func (f *finder) group(start, at int, list []corpus.Pointer, r reference, note titleNote, marked bool) {
	whole := list
	for len(list) > 0 {
		n := 1
		for n < len(list) && (list[n].Span == list[0].Span || list[n-1].Through) {
			n++
		}
		pointers := append([]corpus.Pointer(nil), list[:n]...)
		span := corpus.Span{Start: at + pointers[0].Span.Start, End: at + pointers[n-1].Span.End}
		if start >= 0 {
			span.Start, start = start, -1
		}
		if pointers[0].From != corpus.Absolute && pointers[0].Article == 0 {
			f.relativeGroup(span, pointers)
		} else {
			if r.title == "" {
				f.inDivision(pointers)
			}
			f.cite(span, r, bareSpans(pointers), note)
			f.byArticle[[2]int{pointers[0].Article, pointers[0].Branch}] = r
		}
		list = list[n:]
	}
	f.remember(r, whole, at, marked)
}

// inDivision completes what the document says of its own divisions from where
// it says so: 本章第一节, and 第四章 where every 编 begins anew.
func (f *finder) inDivision(pointers []corpus.Pointer) {
	for i := range pointers {
		p := &pointers[i]
		if p.Article > 0 || p.Part > 0 || p.Chapter == 0 && p.Section == 0 {
			continue
		}
		if p.Chapter == 0 && f.unit.chapter != nil {
			p.Chapter = f.unit.chapter.Number
		}
		if f.unit.part != nil {
			p.Part = f.unit.part.Number
		}
	}
}

// bareSpans clears where the pointers were read, which is the citation's to say.
func bareSpans(pointers []corpus.Pointer) []corpus.Pointer {
	for i := range pointers {
		pointers[i].Span = corpus.Span{}
	}
	return pointers
}

// remember keeps what was cited last, for what is said of it afterwards.
func (f *finder) remember(r reference, list []corpus.Pointer, at int, marked bool) {
	if f.quotes > 0 {
		return
	}
	last := list[len(list)-1]
	f.cited = mention{reference: r, unit: f.index, end: at + last.Span.End, from: list[0], last: last}
	if f.first && (marked || at <= 60) && !f.structured() && last.Article > 0 {
		f.block = frameOf(r, list[0], f.index)
	}
	f.first = false
}
