package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"tiaowen/corpus"
	"tiaowen/search"
)

// jumpView is what a page says of an address: where it leads, what it may
// mean, or what is missing and what is nearest.
type jumpView struct {
	Query   string
	OK      bool
	Name    string   // what became of it, in a few words
	To      []jumpTo // the provisions, if it is one
	Cite    string   // all of them in one citation
	Notices []string
	Near    string // what the choices are
	Choices []jumpTo
}

// jumpTo is a place that an address may lead to.
type jumpTo struct {
	Cite, Href string
	Label      string // what tells a choice apart
	Status     corpus.Status
	StatusIs   string
}

// viewJump says what became of an address; nil for what is none.
func viewJump(r *search.Resolution, asOf corpus.Date) *jumpView {
	if r == nil || r.Status == search.NotAnAddress {
		return nil
	}
	v := &jumpView{Query: r.Query, OK: r.Status == search.ResolveOK, Name: corpus.Label(resolveLabels, string(r.Status)), Cite: r.Citation}
	for _, p := range r.Provisions {
		v.To = append(v.To, jumpTo{Cite: p.Citation, Href: documentAddress(p.Document, p.Locator, "", asOf)})
	}
	if v.OK && len(v.To) == 0 {
		v.To = []jumpTo{{Cite: r.Citation, Href: documentAddress(r.Address, "", "", asOf)}}
	}
	for _, n := range r.Notices {
		v.Notices = append(v.Notices, n.Message)
	}
	for _, c := range r.Choices {
		to := newJumpTo(c, asOf)
		if v.OK { // the parts of one text
			to.Cite, to.Label = to.Cite+to.Label, ""
		}
		v.Choices = append(v.Choices, to)
	}
	v.Near = corpus.Label(nearLabels, string(r.Status))
	return v
}

func newJumpTo(c search.Choice, asOf corpus.Date) jumpTo {
	id, locator, _ := strings.Cut(c.Address, "#")
	to := jumpTo{Cite: c.Citation, Href: documentAddress(id, locator, "", asOf), Label: c.Label, Status: c.Status}
	if strings.HasSuffix(c.Citation, c.Label) {
		to.Label = ""
	}
	if c.Status != corpus.Unknown {
		to.StatusIs = corpus.Label(corpus.Statuses, string(c.Status))
	}
	return to
}

// addressView is the page of an address that leads nowhere, or to several
// places.
type addressView struct {
	Query  string
	Jump   *jumpView // nil for what is no address
	Search string    // the same words as text
}

// address goes to what an address names: /c/支部工作条例第十二条. What is understood
// although it was typed otherwise goes along, so that the page can say so.
func (st *site) address(c echo.Context) error {
	values := asOfValues(c)
	values.Set("q", pathParam(c, "*"))
	q, _, faults := st.understood(state{values: values, known: resolveParameters})
	text := strings.TrimSpace(q.Text)
	found, err := st.understand(c.Request().Context(), text, q.AsOf)
	if err != nil {
		return err
	}
	if found.Status == search.ResolveOK {
		id, locator, _ := strings.Cut(found.Address, "#")
		return c.Redirect(http.StatusFound, placeAddress(id, locator, typedQuery(found, q.AsOf)))
	}
	status := http.StatusNotFound
	switch {
	case len(faults) > 0:
		status = http.StatusUnprocessableEntity
	case found.Status == search.Ambiguous:
		status = http.StatusOK
	}
	v := &addressView{Query: shorten(text), Jump: viewJump(&found, q.AsOf), Search: newQuery(shorten(text)).href()}
	return st.show(c, status, "address", page{Title: titleAddress, Query: shorten(text), Body: v})
}

// typedQuery carries on the day, and what was typed if it was corrected.
func typedQuery(found search.Resolution, asOf corpus.Date) url.Values {
	values := url.Values{}
	if asOf != "" {
		values.Set("as_of", string(asOf))
	}
	if found.Corrected != "" {
		values.Set("typed", shorten(found.Query))
	}
	return values
}

// asOfValues is the day in the address of a page, written out.
func asOfValues(c echo.Context) url.Values {
	values := url.Values{}
	if day := strings.TrimSpace(c.QueryParam("as_of")); day != "" {
		values.Set("as_of", wholeDay("as_of", day))
	}
	return values
}

// shorten keeps what a search box takes.
func shorten(text string) string {
	if runes := []rune(text); len(runes) > search.MaxText {
		return string(runes[:search.MaxText])
	}
	return text
}
