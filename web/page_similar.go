package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/search"
)

// similarView is what else treats the same as one provision.
type similarView struct {
	Cite string // of the provision
	Href string
	Text string
	Hits []hitView
}

// similarShown is how many are listed: after the first ten likeness is slight.
const similarShown = 10

// similar lists passages like the provision that the address names.
func (st *site) similar(c echo.Context) error {
	ctx := c.Request().Context()
	id, locator := c.QueryParam("document"), c.QueryParam("locator")
	rec, err := st.cfg.Readings.Read(ctx, id)
	if err != nil {
		return err
	}
	d := &rec.Document
	if d.Root == nil {
		return newProblem("no_such_provision", nil)
	}
	node, above := d.Root.Find(locator)
	if node == nil {
		return newProblem("no_such_provision", nil)
	}
	hits, err := st.like(ctx, d.ID, locator, similarShown)
	if err != nil {
		return err
	}
	text := strings.Join(strings.FieldsFunc(node.Span.In(d.Text), func(r rune) bool { return r == '\n' }), "\n")
	if short := shorten(text); short != text {
		text = short + "…"
	}
	v := &similarView{Cite: search.Cite(search.CiteTitle(d.Fields.Title), search.Place{Document: d, Node: node, Above: above}),
		Href: documentAddress(d.ID, locator, "", ""), Text: text}
	for _, h := range hits {
		v.Hits = append(v.Hits, viewLike(h))
	}
	return st.show(c, http.StatusOK, "similar", page{Title: titleSimilar, Body: v})
}

// viewLike shows a passage that is like another; its link leads to the place.
func viewLike(h search.Hit) hitView {
	v := viewHit(h, search.Query{})
	v.Href = documentAddress(h.Document.ID, h.Passage.Locator, "", "")
	v.take(h)
	if h.Like > 0 {
		v.Also = fmt.Sprintf(msgAlsoLike, h.Like)
	}
	return v
}

// linkSimilar gives each hit the way to what is like it, if anything compares.
func (st *site) linkSimilar(v *searchView) {
	if st.cfg.Similarity == nil || v.Q == "" {
		return
	}
	for i := range v.Hits {
		v.Hits[i].Similar = v.Hits[i].similar
	}
	for _, l := range v.Lanes {
		for i := range l.Hits {
			l.Hits[i].Similar = l.Hits[i].similar
		}
	}
}

// similarPath is the address of what is like a place in a document.
func similarPath(id, locator string) string {
	return "/similar?" + url.Values{"document": {id}, "locator": {locator}}.Encode()
}
