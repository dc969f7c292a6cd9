package web

import (
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// doubtView says beside a text what must be looked up before it is quoted: under one
// label the reasons, and beside them what the original shows, as far as it can be shown.
type doubtView struct {
	Label   string
	Reasons []string
	Clause  *link // where a reason can be read
	// Original is the file as it came; Pages are those of it on which the text stands,
	// each a link if a browser opens it there.
	Original string
	Pages    []link
	// Open unfolds it from the beginning: on the page of a clause there is room.
	Open bool
	// Lines are the text as it stood in the original, line by line.
	Lines []string
}

// viewDoubts gathers cautions under their labels.
func viewDoubts(list []corpus.Caution) []doubtView {
	var out []doubtView
	for _, c := range list {
		i := slices.IndexFunc(out, func(v doubtView) bool { return v.Label == c.Label })
		if i < 0 {
			out = append(out, doubtView{Label: c.Label})
			i = len(out) - 1
		}
		out[i].Reasons = append(out[i].Reasons, c.Message)
	}
	return out
}

// doubtsIn are the doubts of the articles of a document, by their locators, with the
// original beside them.
func doubtsIn(d *corpus.Document) map[string][]doubtView {
	if d.Root == nil || !slices.ContainsFunc(d.Diagnostics, func(n corpus.Diagnostic) bool { return n.Code == corpus.DoubtfulStructure }) {
		return nil
	}
	out := map[string][]doubtView{}
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind == corpus.NodeArticle && len(n.Objections) > 0 && n.Locator != "" {
			out[n.Locator] = doubtsAt(d, n.Span)
		}
		return n.Kind != corpus.NodeArticle
	})
	return out
}

// doubtsAt are the doubts of a range of a document, with the original beside them.
func doubtsAt(d *corpus.Document, span corpus.Span) []doubtView {
	list := viewDoubts(d.Cautions(span))
	if len(list) == 0 {
		return nil
	}
	last := &list[len(list)-1] // the original is shown once
	last.Original = originalPath(d.ID)
	for _, page := range d.PagesOf(span) {
		last.Pages = append(last.Pages, pageOf(d, page))
	}
	for line := range strings.Lines(span.In(d.Text)) {
		if line = strings.TrimRightFunc(line, corpus.Invisible); strings.TrimFunc(line, corpus.Invisible) != "" {
			last.Lines = append(last.Lines, line)
		}
	}
	return list
}

// unsureText is what is in doubt of how a text without articles was read: of one with
// articles each of them says so itself.
func unsureText(d *corpus.Document) []doubtView {
	if doubtsIn(d) != nil {
		return nil
	}
	out := viewDoubts(d.Cautions(corpus.Span{End: len(d.Text)}))
	if len(out) == 0 {
		return nil
	}
	out[len(out)-1].Original = originalPath(d.ID)
	return out
}

// pageOf is a page of the original. Only a PDF that is a file of its own is opened in
// the browser, at that page.
func pageOf(d *corpus.Document, page int) link {
	out := link{Label: fmt.Sprintf(msgPage, page)}
	if mediaOf(d.Path) == pdfMedia {
		out.Href = fmt.Sprintf("%s?inline=true#page=%d", originalPath(d.ID), page)
	}
	return out
}

// originalPath is where the file of a document is, as it came.
func originalPath(id string) string { return apiPath + documentPath(id) + "/original" }

// doubtfulPlaces leads to the articles that are in doubt, in the order of the text.
func doubtfulPlaces(d *corpus.Document, doubts map[string][]doubtView) []link {
	var out []link
	if d.Root == nil {
		return nil
	}
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if doubts[n.Locator] != nil && n.Locator != "" {
			out = append(out, link{Label: n.Label, Href: "#" + n.Locator})
		}
		return true
	})
	return out
}

// doubtWords are those of doubts in a line, for what is copied.
func doubtWords(list []doubtView) string {
	var out []string
	for _, v := range list {
		out = append(out, v.Label+"："+strings.Join(v.Reasons, "；"))
	}
	return strings.Join(out, "。")
}
