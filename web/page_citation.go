package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library/reading"
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

// linkBytes is what a link takes besides its words.
const linkBytes = 80

// citeLinks resolves what a document cites, in the order of its text. They are kept with
// the reading until the library or the day is another; nobody may change them.
func (s *Server) citeLinks(ctx context.Context, rec *reading.Reading, asOf corpus.Date) ([]citeLink, error) {
	today := s.today()
	stamp := fmt.Sprint(s.cfg.Resolver.State(), " ", today, " ", asOf)
	kept, err := rec.Beside(stamp, func() (any, int, error) {
		links, bytes := make([]citeLink, 0, len(rec.Citations())), 0
		for _, c := range rec.Citations() {
			cited, err := s.cfg.Resolver.Cite(ctx, &rec.Record.Document, c, asOf, today)
			if err != nil {
				return nil, 0, fmt.Errorf("resolve a citation in %s: %w", rec.Record.Document.ID, err)
			}
			l := newCiteLink(&rec.Record.Document, cited, asOf)
			bytes += linkBytes + len(l.Href) + len(l.Title)
			links = append(links, l)
		}
		return links, bytes, nil
	})
	if err != nil {
		return nil, err
	}
	return kept.([]citeLink), nil
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
