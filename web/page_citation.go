package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// citeLink is a citation in a text as the page writes it: a link if it is known
// what is cited, else words that say why it is none.
type citeLink struct {
	Span  corpus.Span
	Class string // cite, cite-many, cite-none
	Href  string // empty for what the library does not hold
	Title string
}

// citeLinks resolves the citations found in a document, in the order of its text.
func (s *Server) citeLinks(ctx context.Context, d *corpus.Document, found []corpus.Citation, asOf corpus.Date) ([]citeLink, error) {
	out := make([]citeLink, 0, len(found))
	for _, c := range found {
		cited, err := s.cfg.Resolver.Cite(ctx, d, c, asOf, s.today())
		if err != nil {
			return nil, fmt.Errorf("resolve a citation in %s: %w", d.ID, err)
		}
		out = append(out, newCiteLink(d, cited, asOf))
	}
	return out, nil
}

func newCiteLink(d *corpus.Document, c resolve.Cited, asOf corpus.Date) citeLink {
	l := citeLink{Span: c.Citation.Span, Class: "cite"}
	switch {
	case len(c.Addresses) > 0 && (c.Status == search.ResolveOK || c.Status == resolve.AliasOK):
		l.Href, l.Title = citedPlace(d, c, asOf), search.CiteTitle(c.Title)
		if n := len(c.Addresses); n > 1 {
			l.Title += fmt.Sprintf(msgCitesSeveral, n)
		}
	case c.Status == search.Ambiguous && c.Citation.Names() != "":
		l.Class, l.Title = "cite-many", msgCiteAmbiguous
		l.Href = addressPage(citedAddress(l.Span.In(d.Text), c.Citation), asOf)
	default:
		l.Class, l.Title = "cite-none", missingWords(c)
	}
	return l
}

// citedPlace is where a citation leads; within the document only the place.
func citedPlace(d *corpus.Document, c resolve.Cited, asOf corpus.Date) string {
	id, locator, _ := strings.Cut(c.Addresses[0], "#")
	if id == d.ID && locator != "" {
		return "#" + locator
	}
	return documentAddress(id, locator, "", asOf)
}

// citedAddress is a citation as a person would type it: with its title, which
// may stand far before the number, and in full if it was defined.
func citedAddress(text string, c corpus.Citation) string {
	tail := text
	if i := strings.LastIndex(text, "》"); i >= 0 {
		tail = text[i+len("》"):]
	} else if after, found := strings.CutPrefix(text, c.Title); found {
		tail = after
	}
	return search.CiteTitle(c.Names()) + tail
}

// missingWords say what the library lacks of what is cited.
func missingWords(c resolve.Cited) string {
	title := search.CiteTitle(c.Title)
	switch c.Status {
	case search.NoDocument:
		return fmt.Sprintf(msgCiteNoText, title)
	case search.Ambiguous:
		return msgCiteAmbiguous
	}
	return fmt.Sprintf(msgCiteNoPlace, title)
}

// addressPage is the page that goes to what is typed.
func addressPage(typed string, asOf corpus.Date) string {
	path := "/c/" + url.PathEscape(typed)
	if asOf != "" {
		path += "?" + url.Values{"as_of": {string(asOf)}}.Encode()
	}
	return path
}
