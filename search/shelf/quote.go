package shelf

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
)

// Quote takes what stands at an address: id, id#locator, or anything that is
// understood as an address; a list of provisions is several passages. Its errors are
// those of this package, and those of the texts.
func (s *Shelf) Quote(ctx context.Context, address string, piece Piece) ([]packet.Passage, error) {
	id, locator, _ := strings.Cut(address, "#")
	d, ok, err := s.texts.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	if ok {
		p, err := s.quoteAt(d, locator, piece)
		return []packet.Passage{p}, err
	}
	found, err := s.resolve(ctx, address, "")
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
		d, ok, err := s.texts.Document(ctx, at.Document)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, ErrNoDocument
		}
		p, err := s.quoteAt(d, at.Locator, piece)
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
		return ErrNoDocument
	case search.Ambiguous:
		return &AmbiguousError{found.Choices}
	}
	return ErrNoProvision
}

// quoteAt takes a provision, or a piece of it, with all that must be known of
// its document when that is gone. The lists of works cited are not.
func (s *Shelf) quoteAt(d *corpus.Document, locator string, piece Piece) (packet.Passage, error) {
	place, ok := PlaceAt(d, locator)
	if !ok {
		return packet.Passage{}, ErrNoProvision
	}
	text := TextOf(place)
	at, err := piece.of(place, text)
	if err != nil {
		return packet.Passage{}, err
	}
	taken := at.In(d.Text)
	if len(taken) > packet.MaxText {
		return packet.Passage{}, ErrTooLong
	}
	citation := s.Work(d).Title
	if locator != "" {
		citation = search.Cite(citation, place)
	}
	fields := d.Fields
	fields.References = nil
	p := packet.NewPassage(d.ID, locator, taken, citation, fields)
	if p.Piece = corpus.Fold(taken) != corpus.Fold(text); p.Piece {
		p.Cut = cutOf(place, text, at)
	}
	span := place.Node.Span // a run of paragraphs goes on beyond the one it begins with
	p.Doubts = d.Cautions(corpus.Span{Start: span.Start, End: max(span.End, span.Start+len(taken))})
	p.Doubts = s.Doubts(p)
	return p, nil
}

// Doubts are what speaks against a passage now: against its text what did when it was
// taken, and what there is to say today of its being in force.
func (s *Shelf) Doubts(p packet.Passage) []corpus.Caution {
	known, ok := s.resolver.Known(p.DocumentID)
	if !ok {
		return p.Doubts
	}
	out := slices.DeleteFunc(slices.Clone(p.Doubts), func(c corpus.Caution) bool { return search.OfStanding(c.Code) })
	if c, ok := s.standing(known); ok {
		out = append(out, c)
	}
	return out
}

// standing is what there is to say today of a text's being in force.
func (s *Shelf) standing(t search.Titled) (corpus.Caution, bool) {
	return search.StandingCaution(t.Standing.Timeline.On(s.today()), t.Standing.Timeline.Doubt)
}
