package check

import (
	"context"
	"slices"

	"tiaowen/corpus"
)

// within is how many letters further on in a text the words are looked for that follow
// those which were left out.
const within = 3000

// judgeElided says what a quotation of several pieces is.
func (k *checking) judgeElided(ctx context.Context, q *Quote, found []located, given attribution) error {
	places, err := k.inOrder(ctx, found, given)
	if err != nil {
		return err
	}
	if places != nil {
		q.Status = Elided
		switch {
		case given.unknown():
			q.Status = NotInCorpus
		case given.giver == ByDocument && len(only(places, given.ids())) == 0,
			given.giver == ByPerson && k.saidByOthers(places, given.words):
			q.Status = Misattributed
		case given.giver == ByDocument && !given.named && !k.applies(places, given):
			q.Status = Superseded
		}
		return k.source(ctx, q, places)
	}
	q.Status = NotInCorpus
	if given.unknown() {
		return nil
	}
	all := true
	for _, l := range found {
		if len(l.equal) > 0 {
			places = append(places, l.equal[0])
			continue
		}
		all = false
		if near, ok := k.changed(l, q, given); ok && l.piece.len() >= leastGiven {
			q.Status = Altered
			return k.alteredFrom(ctx, q, near, l)
		}
	}
	if all && (given.giver != ByDocument || len(only(places, given.ids())) > 0) {
		q.Status = Stitched
		return k.source(ctx, q, places)
	}
	return nil
}

// inOrder are the places of pieces that stand in one document one behind the other, not
// far apart; nil if they do not. Of several documents one that is named and applies is
// taken. The longest piece says where to look for the others.
func (k *checking) inOrder(ctx context.Context, found []located, given attribution) ([]place, error) {
	longest := 0
	for i, l := range found {
		if l.piece.len() > found[longest].piece.len() {
			longest = i
		}
	}
	var best []place
	worth := -1
	for _, p := range found[longest].equal {
		if w := k.preference(p, given); w > worth {
			places, err := k.besides(ctx, found, longest, p)
			if err != nil {
				return nil, err
			}
			if places != nil {
				best, worth = places, w
			}
		}
	}
	return best, nil
}

// preference says how much a draft may have meant a text.
func (k *checking) preference(p place, given attribution) int {
	n := 0
	if slices.Contains(given.ids(), p.document) {
		n += 4
	}
	if p.document == given.meant {
		n += 2
	}
	if t, ok := k.resolver.Known(p.document); ok && t.Standing.Timeline.On(k.day) == corpus.InForce {
		n++
	}
	return n
}

// besides finds the other pieces before and behind the place of one.
func (k *checking) besides(ctx context.Context, found []located, at int, p place) ([]place, error) {
	d, err := k.texts.document(ctx, p.document)
	if err != nil {
		return nil, err
	}
	out := make([]place, len(found))
	out[at] = p
	for i := at + 1; i < len(found); i++ {
		from := d.at(out[i-1].span.End)
		j := find(d.runes[from:min(d.len(), from+within)], found[i].piece.runes)
		if j < 0 {
			return nil, nil
		}
		out[i] = d.place(p, from+j, found[i].piece.len())
	}
	for i := at - 1; i >= 0; i-- {
		to := d.at(out[i+1].span.Start)
		from := max(0, to-within)
		j := findLast(d.runes[from:to], found[i].piece.runes)
		if j < 0 {
			return nil, nil
		}
		out[i] = d.place(p, from+j, found[i].piece.len())
	}
	return out, nil
}

// place is n letters of a text from i on, like another place in it.
func (h *heldText) place(like place, i, n int) place {
	like.cut(h.Text, h.span(i, i+n))
	like.same = n
	return like
}

// find is where some letters first stand among others, -1 for nowhere.
func find(in, wanted []rune) int {
	for i := 0; i+len(wanted) <= len(in); i++ {
		if slices.Equal(in[i:i+len(wanted)], wanted) {
			return i
		}
	}
	return -1
}

// findLast is where they last do.
func findLast(in, wanted []rune) int {
	for i := len(in) - len(wanted); i >= 0; i-- {
		if slices.Equal(in[i:i+len(wanted)], wanted) {
			return i
		}
	}
	return -1
}
