package check

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// judgeEqual says what a quotation is whose letters stand in some places.
func (k *checking) judgeEqual(ctx context.Context, q *Quote, l located, given attribution) error {
	places := l.equal
	q.Status = Exact
	switch given.giver {
	case ByDocument:
		var near *place
		if q.Status, places, near = k.equalIn(l, given); near != nil {
			return k.alteredFrom(ctx, q, *near, l)
		}
	case NotHeld:
		if given.unknown() {
			q.Status = NotInCorpus
		}
	case ByPerson:
		if l.piece.len() >= shortQuote && k.saidByOthers(places, given.words) {
			q.Status = Misattributed
		}
		unattested, err := k.unattested(ctx, places, given.words)
		if err != nil {
			return err
		}
		q.Unattested = q.Status == Exact && unattested
	}
	if q.Status == Exact {
		q.Normalized = asWritten(q.Span.In(k.draft.Document.Text), places)
		if q.Normalized != nil {
			q.Status = ExactNormalized
		}
	}
	if err := k.source(ctx, q, places); err != nil || q.Status != Superseded {
		return err
	}
	return k.now(ctx, q)
}

// equalIn says what a quotation is that is given to a text, and which of the places count;
// near is the place in that text of which it is an altered wording.
func (k *checking) equalIn(l located, given attribution) (status QuoteStatus, places []place, near *place) {
	own, nearby := only(l.equal, given.ids()), only(l.equal, given.nearby)
	switch {
	case len(own) > 0 && !given.named && !k.applies(own, given):
		return Superseded, own, nil
	case len(own) > 0:
		return Exact, own, nil
	case len(nearby) > 0:
		return Exact, nearby, nil
	}
	if p, ok := (located{piece: l.piece, near: only(l.near, given.ids())}).altered(); ok {
		return Altered, nil, &p
	}
	if k.allAmend(l.equal, given.documents) {
		return Superseded, l.equal, nil
	}
	return Misattributed, l.equal, nil
}

// allAmend reports whether all places stand in amendments of a text: what it says now is
// something else.
func (k *checking) allAmend(places []place, of []search.Titled) bool {
	for _, p := range places {
		t, ok := k.resolver.Known(p.document)
		amends := ok && slices.ContainsFunc(of, func(d search.Titled) bool {
			return strings.HasPrefix(t.Fields.Title, d.Fields.Title+"修正案") || strings.Contains(t.Fields.Title, "关于修改《"+d.Fields.Title+"》")
		})
		if !amends {
			return false
		}
	}
	return len(places) > 0
}

// only are the places in some documents.
func only(places []place, ids []string) []place {
	return slices.DeleteFunc(slices.Clone(places), func(p place) bool { return !slices.Contains(ids, p.document) })
}

// applies reports whether the words stand in a version that applies on the day, or in
// the text that the draft means.
func (k *checking) applies(places []place, given attribution) bool {
	for _, p := range places {
		t, ok := k.resolver.Known(p.document)
		if p.document == given.meant || !ok || t.Standing.Timeline.On(k.day) == corpus.InForce {
			return true
		}
	}
	return false
}

// saidByOthers reports whether words that are given to one person stand in speeches of
// others alone, whom the library knows.
func (k *checking) saidByOthers(places []place, words string) bool {
	for _, p := range places {
		t, ok := k.resolver.Known(p.document)
		if !ok || t.Fields.Kind != corpus.Speech || t.Fields.Speaker == "" && len(t.Fields.Authors) == 0 || saidBy(words, t.Fields) {
			return false
		}
	}
	return len(places) > 0
}

// asWritten says how a quotation writes its words otherwise than the place that writes
// them most like it.
func asWritten(text string, places []place) []Normalisation {
	var least []Normalisation
	for i, p := range places {
		found := differences(text, p)
		if len(found) == 0 {
			return nil
		}
		if i == 0 || len(found) < len(least) {
			least = found
		}
	}
	return least
}

// differences compares a quotation with the place where its letters stand, and the signs
// before and behind them with those there.
func differences(text string, p place) []Normalisation {
	l := lettersOf(text)
	own := l.span(0, l.len())
	found := normalised(p.text, own.In(text))
	if strings.HasSuffix(p.front, text[:own.Start]) && strings.HasPrefix(p.behind, text[own.End:]) {
		return found
	}
	if !slices.Contains(found, Punctuation) {
		found = append([]Normalisation{Punctuation}, found...)
	}
	return found
}
