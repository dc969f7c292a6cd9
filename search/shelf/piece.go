package shelf

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/search"
)

// Piece says which piece of a provision is wanted. The first that is given counts:
// Passage, Quote, Span; with none of them (see Whole) it is all of it.
type Piece struct {
	// Span is in code points of the provision's text.
	Span corpus.Span
	// Quote is what was selected on a page.
	Quote string
	// Passage is where the passage of a search begins, in code points of the
	// document, -1 for none.
	Passage int
}

// Whole is all of a provision.
func Whole() Piece { return Piece{Passage: -1} }

// of cuts the piece out of a provision with a text.
func (p Piece) of(place search.Place, text string) (string, error) {
	switch {
	case p.Passage >= 0:
		return p.run(place, text)
	case p.Quote != "":
		return p.quoted(place)
	case p.Span.Empty():
		return text, nil
	}
	if n := utf8.RuneCountInString(text); p.Span.End > n {
		return "", ErrOutside
	}
	return string([]rune(text)[p.Span.Start:p.Span.End]), nil
}

// run is the passage of a search that begins at the place. That of an article
// is the article.
func (p Piece) run(place search.Place, text string) (string, error) {
	d := place.Document
	for _, found := range parse.Passages(d) {
		if found.Runes.Start != p.Passage || found.Locator != place.Node.Locator {
			continue
		}
		if place.Node.Kind == corpus.NodeArticle && found.Span.End >= place.Node.Span.End {
			return text, nil
		}
		return strings.TrimSpace(found.Text(d.Text)), nil
	}
	if utf8.RuneCountInString(d.Text[:place.Node.Span.Start]) == p.Passage {
		return text, nil // an address that was typed leads to a provision
	}
	return "", ErrMoved
}

// quoted is what was selected on a page, found again in the text: it begins in
// the place and may go on beyond it. White space and width are the page's.
func (p Piece) quoted(place search.Place) (string, error) {
	d := place.Document
	rest := d.Text[place.Node.Span.Start:]
	at := corpus.FoldBack(rest).Find(corpus.Fold(p.Quote))
	if len(at) == 0 || at[0].Start >= place.Node.Span.Len() {
		return "", ErrElsewhere
	}
	return at[0].In(rest), nil
}
