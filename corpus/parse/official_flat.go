package parse

import (
	"strings"

	"tiaowen/corpus"
)

// flatPaper reads a paper whose lines a reader of pages put on one: the way to the
// page, the title, the number, whom it is for, the text and the signature, with a
// space between. What the paper's own lines do not show is taken from there.
func (p *parser) flatPaper(o *paper) {
	i := p.flatLine()
	if i < 0 {
		return
	}
	words := strings.FieldsFunc(p.lines[i].text, corpus.Invisible)
	q := newParser(corpus.Source{Path: p.src.Path, Text: strings.Join(words, "\n")})
	flat := &paper{foot: -1, labels: map[string]string{}}
	q.paperHead(flat)
	if flat.genre == "" && o.genre == "" {
		return
	}
	q.paperFoot(flat)
	q.paperAddressee(flat)
	q.paperAnnexes(flat)
	if o.title == "" {
		o.title, o.genre = flat.title, flat.genre
	}
	if o.docNo == "" {
		o.docNo = flat.docNo
	}
	if o.addressee == "" || flat.addressee != "" {
		o.addressee = flat.addressee
	}
	if o.annexes == nil {
		o.annexes = flat.annexes
	}
	if o.foot < 0 && flat.foot >= 0 {
		o.foot, o.footDate, o.footOffices, o.signed = i, flat.footDate, flat.footOffices, flat.signed
	}
	o.note = o.note || flat.note
}

// flatLine is the line that holds all of a page, -1 if none does: long, with words
// apart on it as lines are, and nothing but a site's lines below it.
func (p *parser) flatLine() int {
	const longest, fewestWords = 20, 3
	for i := range min(longest, len(p.lines)) {
		l := p.lines[i]
		if l.runes() > longestTitle && l.mark == "" && len(p.lines)-i <= 3 && len(strings.FieldsFunc(l.text, corpus.Invisible)) >= fewestWords {
			return i
		}
	}
	return -1
}
