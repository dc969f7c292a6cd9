package web

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/corpus/parse"
	"tiaowen/search"
)

// quote takes what stands at an address: id, id#locator, or anything that is
// understood as an address; a list of provisions is several passages.
func (s *Server) quote(ctx context.Context, address string, piece piecePlace) ([]packet.Passage, error) {
	id, locator, _ := strings.Cut(address, "#")
	record, err := s.cfg.Library.Get(ctx, id)
	if err == nil {
		p, err := s.quoteAt(&record.Document, locator, piece)
		return []packet.Passage{p}, err
	}
	if !errors.Is(err, library.ErrNotFound) {
		return nil, err
	}
	found, err := s.understand(ctx, address, "")
	if err != nil {
		return nil, err
	}
	if found.Status != search.ResolveOK {
		return nil, unresolved(found)
	}
	places := found.Provisions
	if len(places) == 0 {
		places = []search.Provision{{Document: found.Document.ID}}
	}
	var out []packet.Passage
	for _, at := range places {
		record, err := s.cfg.Library.Get(ctx, at.Document)
		if err != nil {
			return nil, err
		}
		p, err := s.quoteAt(&record.Document, at.Locator, piece)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// unresolved says why an address cannot be quoted, and what may have been meant.
func unresolved(found search.Resolution) error {
	switch found.Status {
	case search.NotAnAddress, search.NoDocument:
		return newProblem("no_such_document", nil)
	case search.Ambiguous:
		var choices []string
		for _, c := range found.Choices[:min(5, len(found.Choices))] {
			choices = append(choices, c.Citation+"："+c.Address)
		}
		return invalid(Fault{"body.address", "ambiguous", "所指不止一处：" + strings.Join(choices, "；") + "。"})
	}
	return newProblem("no_such_provision", nil)
}

// quoteAt takes a provision, or a piece of it, with all that must be known of
// its document when that is gone. The lists of works cited are not.
func (s *Server) quoteAt(d *corpus.Document, locator string, piece piecePlace) (packet.Passage, error) {
	place, ok := placeAt(d, locator)
	if !ok {
		return packet.Passage{}, newProblem("no_such_provision", nil)
	}
	text := provisionText(place)
	taken, err := piece.of(place, text)
	if err != nil {
		return packet.Passage{}, err
	}
	if len(taken) > packet.MaxText {
		return packet.Passage{}, newProblem("too_large", nil)
	}
	citation := s.work(d).Title
	if locator != "" {
		citation = search.Cite(citation, place)
	}
	fields := d.Fields
	fields.References = nil
	p := packet.NewPassage(d.ID, locator, taken, citation, fields)
	p.Piece = corpus.Fold(taken) != corpus.Fold(text)
	return p, nil
}

// placeAt is the place with a locator, the whole document without one.
func placeAt(d *corpus.Document, locator string) (search.Place, bool) {
	switch {
	case d.Root == nil:
		return search.Place{}, false
	case locator == "":
		return search.Place{Document: d, Node: d.Root}, true
	}
	node, above := d.Root.Find(locator)
	return search.Place{Document: d, Node: node, Above: above}, node != nil
}

// provisionText is what is quoted of a place: without its number and caption,
// which may change while the text stays; an item begins with its mark.
func provisionText(p search.Place) string {
	switch p.Node.Kind {
	case corpus.NodeItem, corpus.NodeSubitem:
		return strings.TrimSpace(p.Node.Span.In(p.Document.Text))
	}
	return p.Node.Body(p.Document.Text)
}

// of cuts the piece out of a provision with a text.
func (piece piecePlace) of(place search.Place, text string) (string, error) {
	switch {
	case piece.passage >= 0:
		return piece.run(place, text)
	case piece.quote != "":
		return piece.quoted(place)
	case piece.span.Empty():
		return text, nil
	}
	if n := utf8.RuneCountInString(text); piece.span.End > n {
		return "", invalid(Fault{"body.end", "out_of_range", "超出了条款的文字。"})
	}
	return string([]rune(text)[piece.span.Start:piece.span.End]), nil
}

// run is the passage of a search that begins at the place. That of an article
// is the article.
func (piece piecePlace) run(place search.Place, text string) (string, error) {
	d := place.Document
	for _, p := range parse.Passages(d) {
		if p.Runes.Start != piece.passage || p.Locator != place.Node.Locator {
			continue
		}
		if place.Node.Kind == corpus.NodeArticle && p.Span.End >= place.Node.Span.End {
			return text, nil
		}
		return strings.TrimSpace(p.Text(d.Text)), nil
	}
	if utf8.RuneCountInString(d.Text[:place.Node.Span.Start]) == piece.passage {
		return text, nil // an address that was typed leads to a provision
	}
	return "", invalid(Fault{"body.passage", "unknown_value", "文献已经改动，这里不再是一条命中的开头，请重新检索。"})
}

// quoted is what was selected on a page, found again in the text: it begins in
// the place and may go on beyond it. White space and width are the page's.
func (piece piecePlace) quoted(place search.Place) (string, error) {
	d := place.Document
	rest := d.Text[place.Node.Span.Start:]
	at := corpus.FoldBack(rest).Find(corpus.Fold(piece.quote))
	if len(at) == 0 || at[0].Start >= place.Node.Span.Len() {
		return "", invalid(Fault{"body.quote", "unknown_value", "选中的文字不在这一条里。"})
	}
	return at[0].In(rest), nil
}
