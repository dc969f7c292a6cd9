package web

import (
	"strings"

	"tiaowen/corpus"
)

// entry is one line of the outline beside the text.
type entry struct {
	ID    string
	Label string
	// Words are the caption, or the opening words of an article without one.
	Words    string
	Articles []entry
	Parts    []entry
}

// Name is the line itself: 第四章 工作机制, but 一、主要做法.
func (e entry) Name() string {
	if strings.HasSuffix(e.Label, "、") || strings.HasSuffix(e.Label, "）") || strings.HasSuffix(e.Label, ")") {
		return e.Label + e.Words
	}
	return strings.TrimSpace(e.Label + " " + e.Words)
}

// Range names the articles that lie directly under the entry.
func (e entry) Range() string {
	if len(e.Articles) == 0 {
		return ""
	}
	first, last := e.Articles[0].Label, e.Articles[len(e.Articles)-1].Label
	if first == last {
		return first
	}
	return first + "至" + last
}

// openingRunes is how much of an article the outline shows: one line of it.
const openingRunes = 16

// outline lists what a reader jumps to: headings, and under them articles.
func outline(d *corpus.Document) entry {
	var top entry
	if d.Root != nil {
		top.fill(d.Root, d.Text)
	}
	return top
}

func (e *entry) fill(n *corpus.Provision, text string) {
	for _, c := range n.Children {
		switch c.Kind {
		case corpus.NodePart, corpus.NodeSubpart, corpus.NodeChapter, corpus.NodeSection, corpus.NodeHeading, corpus.NodePreamble, corpus.NodeAnnex:
			part := entry{ID: c.Locator, Label: c.Label, Words: c.Caption}
			if part.Label+part.Words == "" {
				part.Words = opening(c.Span.In(text))
			}
			part.fill(c, text)
			e.Parts = append(e.Parts, part)
		case corpus.NodeArticle:
			words := c.Caption
			if words == "" {
				words = opening(c.Body(text))
			}
			e.Articles = append(e.Articles, entry{ID: c.Locator, Label: c.Label, Words: words})
		}
	}
}

// opening is the first words of a text.
func opening(t string) string {
	var b strings.Builder
	count := 0
	for word := range strings.FieldsSeq(t) {
		for _, r := range word {
			if count++; count > openingRunes {
				return b.String() + "…"
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}
