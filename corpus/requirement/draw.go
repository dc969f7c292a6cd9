package requirement

import (
	"strconv"

	"tiaowen/corpus"
)

// Version is raised when Draw reads texts differently, so that what was drawn before
// is drawn again.
const Version = 2

// Draw reads what d requires, in the order of the text. Speeches and essays require
// nothing.
func Draw(d *corpus.Document) []Requirement {
	if d.Root == nil || !asks(d) {
		return nil
	}
	r := reader{d: d}
	r.node(d.Root, carried{})
	return r.out
}

// asks reports whether d lays down rules: a regulation, or an official paper of a genre
// that does, and is divided. What other papers say somebody did or should do is a report.
func asks(d *corpus.Document) bool {
	if d.Fields.Kind == corpus.Regulation {
		return true
	}
	if d.Fields.Kind != corpus.Official || d.Fields.Lane() != corpus.Regulation {
		return false
	}
	divided := false
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		divided = divided || n.Kind == corpus.NodeArticle || n.Kind == corpus.NodeHeading
		return !divided
	})
	return divided
}

type reader struct {
	d   *corpus.Document
	out []Requirement
}

// node reads n and what is below it. It returns what n hands on to its next.
func (r *reader) node(n *corpus.Provision, from carried) carried {
	switch n.Kind {
	case corpus.NodeTOC, corpus.NodeHistory, corpus.NodeFront, corpus.NodeNote, corpus.NodeTitle:
		return from
	case corpus.NodeTable:
		r.table(n, from)
		return from
	case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem, corpus.NodePreamble, corpus.NodeAnnex:
	case corpus.NodeHeading:
		if s := sentenceOf(r.d.Text, n); !s.Empty() {
			r.block(n, s, carried{})
		}
		fallthrough
	default:
		for _, c := range n.Children {
			r.node(c, carried{})
		}
		return from
	}
	own := ownText(r.d.Text, n)
	given := r.block(n, own[0], from)
	for i := 0; i < len(n.Children); i++ {
		c := n.Children[i]
		if rows := r.paragraphRows(n.Children[i:]); rows != nil {
			r.rows(rows, given.down)
			i += len(rows) - 1
			continue
		}
		next := r.node(c, given.down)
		if n.Kind == corpus.NodeArticle {
			given.down.takeUp(next, r.d.Text)
		}
		if next.per != "" {
			given.down.per = next.per
		}
	}
	for _, s := range own[1:] {
		r.block(n, s, carried{bearer: given.down.bearer})
	}
	return given.next
}

// takeUp hands on the bearer of the 款 before, as long as the article knows no other.
func (c *carried) takeUp(next carried, text string) {
	switch {
	case next.bearer.Empty() || c.several:
	case next.several || !c.bearer.Empty() && c.bearer.In(text) != next.bearer.In(text):
		c.bearer, c.several = corpus.Span{}, true
	case c.bearer.Empty():
		c.bearer = next.bearer // the article's opening
	}
}

// handed is what a block hands on: to what is below it, and to what follows.
type handed struct{ down, next carried }

// block reads one stretch of text that belongs to n alone.
func (r *reader) block(n *corpus.Provision, s corpus.Span, from carried) handed {
	l := readLine(r.d.Text, s)
	b := block{l: &l, locator: n.Locator, text: r.d.Text, item: n.Kind == corpus.NodeItem || n.Kind == corpus.NodeSubitem, bearer: from.bearer, lead: from}
	b.read()
	r.out = append(r.out, b.out...)
	h := handed{next: carried{bearer: b.first, several: b.several, per: b.per}}
	h.down.bearer, h.down.per = b.bearer, b.per
	if b.announces {
		h.down.modal, h.down.modality, h.down.when = b.modal, b.modality, b.when
	}
	return h
}

func trimFloat(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
