package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// titleNote is what stands between a title and its number.
type titleNote struct {
	year           int
	version, docNo string
}

// longestTitle bounds what is taken for a title, in bytes of folded text.
const longestTitle = 450

// closingMark is where the 《 at i is closed, behind the mark; 0 if it is not.
// Marks inside marks are counted, since not every text writes 〈〉 there.
func closingMark(text string, i int) int {
	depth, first := 0, 0
	limit := min(len(text), i+longestTitle)
	for j := i; j < limit; {
		r, width := utf8.DecodeRuneInString(text[j:])
		j += width
		switch r {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return j
			}
			if first == 0 {
				first = j
			}
		case '。':
			return first
		}
	}
	return first
}

// markedTitle reads 《…》 and the number after it.
func (f *finder) markedTitle(i int) int {
	text := f.folded.Text
	end := closingMark(text, i)
	if end == 0 {
		return 0
	}
	name := text[i+len("《") : end-len("》")]
	if name == "" {
		return 0
	}
	r := f.meaning(name, corpus.CleanTitle(f.source(corpus.Span{Start: i + len("《"), End: end - len("》")}).In(f.doc.Text)))
	if r.kind == corpus.CiteBare && strings.HasSuffix(text[:i], "本") && f.doc.Fields.Kind == corpus.Regulation {
		r = f.self(name) // 本《规定》第三条
	}
	for _, tail := range []string{"实施办法", "实施细则", "实施条例"} {
		if strings.HasPrefix(text[end:], tail+"第") {
			r = reference{title: r.Names() + tail, kind: corpus.CiteTitled}
			end += len(tail)
		}
	}
	note := titleNote{year: yearBefore(text[:i])}
	return f.titled(corpus.Span{Start: i, End: end}, r, note, true)
}

// meaning is the document that a name in 《》 means.
func (f *finder) meaning(name, title string) reference {
	if r, ok := f.names.names[name]; ok && r.kind == corpus.CiteDefined {
		return reference{title: title, defined: r.defined, kind: corpus.CiteDefined}
	}
	if isGeneric(name) {
		return reference{title: title, kind: corpus.CiteBare}
	}
	if short := strings.TrimPrefix(name, "中华人民共和国"); genreWordOf(name) != "" && f.names.names[short].none() {
		f.names.add(short, reference{title: title, kind: corpus.CiteTitled})
		if len(f.titles) < mostTitles {
			f.titles = append(f.titles, short)
		}
	}
	return reference{title: title, kind: corpus.CiteTitled}
}

// titled reads on after a title: what stands in brackets, a definition, the
// number. It is where all that ends.
func (f *finder) titled(title corpus.Span, r reference, note titleNote, marked bool) int {
	at, defined := f.brackets(title.End, r, &note)
	if numbers, list, width := f.numbersAfter(at); width > 0 {
		if marked && list[0].Article == 0 && genreWordOf(corpus.Fold(r.title)) == "" && r.kind == corpus.CiteTitled {
			f.cite(title, r, nil, titleNote{}) // a chapter of a book
			return numbers + width
		}
		f.name(r, title.End)
		f.group(title.Start, numbers, list, r, note, marked)
		return numbers + width
	}
	if marked {
		f.cite(title, r, nil, titleNote{year: note.year})
	}
	if marked || r.kind != corpus.CiteBare {
		if genreWordOf(corpus.Fold(r.title)) != "" || r.kind == corpus.CiteDefined {
			f.name(r, title.End)
			f.nameColumn(r)
		}
	}
	if marked || defined {
		return max(at, title.End)
	}
	return 0
}

// brackets reads what stands in brackets after a title: its version, its number
// as a document, the short name it is given. It is where the brackets end.
func (f *finder) brackets(at int, r reference, note *titleNote) (end int, defined bool) {
	text := f.folded.Text
	for at < len(text) && text[at] == '(' {
		end := closingBracket(text, at)
		if end == 0 {
			break
		}
		inner := text[at+1 : end-1]
		if name, from := definedName(inner); name != "" {
			if !f.defineEach(inner, r) {
				f.define(name, r)
			}
			defined = true
			inner = strings.TrimRight(strings.TrimSuffix(inner[:from], "以下"), ",")
		}
		note.read(inner)
		at = end
	}
	return at, defined
}

// numbersAfter reads the numbers after a title, and what may stand before them:
// 的, 总则, a part of the document (第一部分渎职犯罪案件).
func (f *finder) numbersAfter(at int) (from int, list []corpus.Pointer, width int) {
	text := f.folded.Text
	if list, width := f.pointersAt(at); width > 0 && list[0].From == corpus.Absolute {
		return at, list, width
	}
	for _, word := range []string{"的", "原", "总则", "分则"} {
		if strings.HasPrefix(text[at:], word+"第") {
			from := at + len(word)
			list, width := f.pointersAt(from)
			return from, inBook(list, word), width
		}
	}
	if skip := part(text[at:]); skip > 0 {
		list, width := f.pointersAt(at + skip)
		return at + skip, list, width
	}
	return at, nil, 0
}

// inBook makes the chapters of 总则 and 分则 those of the first and the second
// 编: in laws and in 条例 that have both, these are their books.
func inBook(list []corpus.Pointer, word string) []corpus.Pointer {
	for i := range list {
		if list[i].Article == 0 && list[i].Part == 0 && list[i].Chapter > 0 {
			list[i].Part = map[string]int{"总则": 1, "分则": 2}[word]
		}
	}
	return list
}

// part skips 第一部分 and its heading.
func part(text string) int {
	if !strings.HasPrefix(text, "第") {
		return 0
	}
	head := text[:min(len(text), 90)]
	i := strings.Index(head, "部分")
	if i < 0 || i > 12 {
		return 0
	}
	rest := head[i+len("部分"):]
	j := strings.Index(rest, "第")
	if j < 0 || strings.ContainsAny(rest[:j], ",;:《(“") || strings.Contains(rest[:j], "。") {
		return 0
	}
	return i + len("部分") + j
}

// closingBracket is where the ( at i is closed, behind it; 0 if it is not.
func closingBracket(text string, i int) int {
	depth := 0
	for j := i; j < min(len(text), i+180); j++ {
		switch text[j] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j + 1
			}
		}
	}
	return 0
}

// read takes in what stands in brackets after a title.
func (n *titleNote) read(inner string) {
	switch {
	case strings.HasSuffix(inner, "号") && strings.ContainsAny(inner, "〔[(0123456789"):
		n.docNo = inner
	case strings.Contains(inner, "年") || strings.Contains(inner, "修") || strings.Contains(inner, "试行") || strings.Contains(inner, "版"):
		n.version = inner
		if y := yearAt(inner); y > 0 {
			n.year = y
		}
	}
}

func yearAt(text string) int {
	if len(text) < 4 {
		return 0
	}
	if n, ok := corpus.ParseNumeral(text[:4]); ok && n >= 1900 && n < 2200 {
		return n
	}
	return 0
}

// yearBefore is the year that ends right before a title: 2016年《…》.
func yearBefore(text string) int {
	for _, tail := range []string{"", "版", "修订的", "修正的", "版的", "发布的", "颁布的", "印发的"} {
		if rest, ok := strings.CutSuffix(text, "年"+tail); ok && len(rest) >= 4 {
			return yearAt(rest[len(rest)-4:])
		}
	}
	return 0
}
