package shelf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
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

// of is where in the document the piece of a provision with a text stands.
func (p Piece) of(place search.Place, text string) (corpus.Span, error) {
	whole := textSpan(place, text)
	switch {
	case p.Passage >= 0:
		return p.run(place, whole)
	case p.Quote != "":
		return p.quoted(place)
	case p.Span.Empty():
		return whole, nil
	}
	runes := []rune(text)
	if p.Span.End > len(runes) {
		return whole, ErrOutside
	}
	start := whole.Start + len(string(runes[:p.Span.Start]))
	return corpus.Span{Start: start, End: start + len(string(runes[p.Span.Start:p.Span.End]))}, nil
}

// textSpan is where the text of a place stands, which ends where the place does.
func textSpan(place search.Place, text string) corpus.Span {
	in := place.Node.Span.In(place.Document.Text)
	start := place.Node.Span.Start + max(0, strings.LastIndex(in, text))
	return corpus.Span{Start: start, End: start + len(text)}
}

// cutOf says at which end of what was taken words of the provision were left out,
// or of the one in which it ends, if it goes beyond. A full stop is no word.
func cutOf(place search.Place, text string, taken corpus.Span) packet.Cut {
	whole, all := textSpan(place, text), place.Document.Text
	last := whole
	if taken.End > whole.End {
		last = taken
		if end := innermost(place.Document, corpus.Span{Start: taken.End - 1, End: taken.End}); isUnit(end.Node) {
			last = end.Node.Span
		}
	}
	return packet.CutAt(hasWords(all[min(whole.Start, taken.Start):taken.Start]), hasWords(all[taken.End:max(last.End, taken.End)]))
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// run is the passage of a search that begins at the place. That of an article
// is the article.
func (p Piece) run(place search.Place, whole corpus.Span) (corpus.Span, error) {
	d := place.Document
	for _, found := range parse.Passages(d) {
		if found.Runes.Start != p.Passage || found.Locator != place.Node.Locator {
			continue
		}
		if place.Node.Kind == corpus.NodeArticle && found.Span.End >= place.Node.Span.End {
			return whole, nil
		}
		return trimmed(d.Text, found.Span), nil
	}
	if utf8.RuneCountInString(d.Text[:place.Node.Span.Start]) == p.Passage {
		return whole, nil // an address that was typed leads to a provision
	}
	return whole, ErrMoved
}

// trimmed is a span without the white space at its ends.
func trimmed(text string, s corpus.Span) corpus.Span {
	start := s.End - len(strings.TrimLeftFunc(s.In(text), unicode.IsSpace))
	return corpus.Span{Start: start, End: start + len(strings.TrimSpace(s.In(text)))}
}

// quoted is what was selected on a page, found again in the text: it begins in
// the place and may go on beyond it. White space and width are the page's.
func (p Piece) quoted(place search.Place) (corpus.Span, error) {
	d := place.Document
	rest := d.Text[place.Node.Span.Start:]
	at := corpus.FoldBack(rest).Find(corpus.Fold(p.Quote))
	if len(at) == 0 || at[0].Start >= place.Node.Span.Len() {
		return corpus.Span{}, ErrElsewhere
	}
	return at[0].Shift(place.Node.Span.Start), nil
}
