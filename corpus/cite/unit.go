package cite

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// citationUnit is a stretch of text in which citations are looked for: a
// paragraph, or what a node holds between its children.
type citationUnit struct {
	span corpus.Span
	// label is what the node's own number takes of the unit, folded.
	label string
	// node is the innermost provision with a locator; the others are those it
	// lies in, nil where there is none.
	node, annex, part, chapter, article, paragraph, item *corpus.Provision
	table                                                bool
}

// citationUnits cuts a document into units, in the order of the text. Lines
// that were broken inside a sentence are one unit.
func citationUnits(d *corpus.Document) []citationUnit {
	var out []citationUnit
	var walk func(n *corpus.Provision, at citationUnit)
	walk = func(n *corpus.Provision, at citationUnit) {
		if n.Kind == corpus.NodeTOC {
			return
		}
		at = at.inside(n)
		from := n.Span.Start
		for _, c := range n.Children {
			out = appendUnits(out, d.Text, at, corpus.Span{Start: from, End: c.Span.Start})
			at.label = ""
			walk(c, at)
			from = c.Span.End
		}
		out = appendUnits(out, d.Text, at, corpus.Span{Start: from, End: n.Span.End})
	}
	if d.Root != nil {
		walk(d.Root, citationUnit{})
	}
	return out
}

// inside is the position u one node further down.
func (u citationUnit) inside(n *corpus.Provision) citationUnit {
	u.label, u.table = "", n.Kind == corpus.NodeTable
	if n.Locator != "" {
		u.node = n
	}
	if !n.Head.Empty() {
		u.label = corpus.Fold(n.Label)
	}
	switch n.Kind {
	case corpus.NodeAnnex:
		u.annex, u.part, u.chapter, u.article, u.paragraph, u.item = n, nil, nil, nil, nil, nil
	case corpus.NodePart:
		u.part, u.chapter = n, nil
	case corpus.NodeChapter:
		u.chapter = n
	case corpus.NodeArticle:
		u.article, u.paragraph, u.item = n, nil, nil
	case corpus.NodeParagraph:
		u.paragraph, u.item = n, nil
	case corpus.NodeItem:
		u.item = n
	}
	return u
}

// appendUnits adds the lines of a stretch.
func appendUnits(out []citationUnit, text string, at citationUnit, stretch corpus.Span) []citationUnit {
	joins := false
	for start := stretch.Start; start < stretch.End; {
		end := stretch.End
		if i := strings.IndexByte(text[start:stretch.End], '\n'); i >= 0 {
			end = start + i + 1
		}
		if line := corpus.TrimSpan(text, corpus.Span{Start: start, End: end}); !line.Empty() {
			if joins {
				out[len(out)-1].span.End = line.End
			} else {
				at.span = line
				out = append(out, at)
				at.label = ""
			}
			last, _ := utf8.DecodeLastRuneInString(line.In(text))
			joins = !at.table && !strings.ContainsRune("。；：！？”》〉】）.;:!?)|", last)
		} else {
			joins = false
		}
		start = end
	}
	return out
}
