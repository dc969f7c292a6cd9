package check

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// judge says what a quotation is whose pieces were looked for.
func (k *checking) judge(ctx context.Context, q *Quote, found []located, given attribution) error {
	l := found[0]
	switch {
	case len(found) > 1:
		return k.judgeElided(ctx, q, found, given)
	case len(l.equal) > 0:
		return k.judgeEqual(ctx, q, l, given)
	case given.unknown():
		q.Status = NotInCorpus
		return nil
	case len(l.shuffled) > 0 && (given.giver != ByDocument || len(only(l.shuffled, given.ids())) > 0):
		if whole, ok, err := k.together(ctx, l); ok || err != nil {
			q.Status = Altered
			return cmp.Or(err, k.alteredFrom(ctx, q, whole, l))
		}
	}
	switch {
	case isSpliced(l) && (given.giver != ByDocument || len(only(l.spliced, given.ids())) > 0):
		q.Status = Stitched
		return k.source(ctx, q, l.spliced)
	}
	if near, ok := k.changed(l, q, given); ok {
		q.Status = Altered
		if err := k.alteredFrom(ctx, q, near, l); err != nil {
			return err
		}
		if skipsItems(q.Diff) {
			q.Status, q.Diff = Elided, nil
		}
		return nil
	}
	q.Status = NotInCorpus
	return nil
}

// item is the mark of a 项.
var item = regexp.MustCompile(`^\s*[（(][一二三四五六七八九十百]+[）)]`)

// skipsItems reports whether a diff only leaves out whole 项 of a list, each of which
// begins with its mark: who quotes a lead with one of them need not say so.
func skipsItems(diff []compare.Op) bool {
	skipped := false
	for i, op := range diff {
		switch {
		case op.Kind == compare.Insert:
			return false
		case op.Kind == compare.Delete:
			if !item.MatchString(op.Text) || i+1 < len(diff) && !item.MatchString(diff[i+1].Text) {
				return false
			}
			skipped = true
		}
	}
	return skipped
}

const (
	// leastSame is the share of a quotation's letters that stand in the source of which it
	// is an altered one, mostSkipped how many of that it may leave out.
	leastSame, mostSkipped = 0.75, 60
	// shortQuote is the number of letters below which no more than mostWrong may differ.
	shortQuote, mostWrong = 12, 2
	// nearlyAll is that share where it is uncertain whose words they are.
	nearlyAll = 0.9
)

// altered is the place of which a piece is an altered wording.
func (l located) altered() (place, bool) {
	if len(l.near) == 0 {
		return place{}, false
	}
	p, n := l.near[0], l.piece.len()
	if n < shortQuote {
		return p, n-p.same <= mostWrong && p.skipped <= mostWrong
	}
	return p, float64(p.same) >= leastSame*float64(n) && p.skipped <= max(mostSkipped, n)
}

// changed is the place of which a quotation is an altered wording. Of what nobody else
// can have said so is the speaker's own speech, where the draft names him in a way that
// only that tells.
func (k *checking) changed(l located, q *Quote, given attribution) (place, bool) {
	if given.giver == ByDocument {
		l.near = only(l.near, given.ids())
	}
	near, ok := l.altered()
	switch {
	case !ok || given.giver == ByDocument || given.giver == ByPerson:
		return near, ok
	case given.giver == NotHeld: // 会议, 文件: it may be any
		return near, float64(near.same) >= nearlyAll*float64(l.piece.len()) && l.piece.len() >= leastUngiven
	}
	t, known := k.resolver.Known(near.document)
	if !known || t.Fields.Kind != corpus.Speech || given.words == "" || t.Fields.Speaker == "" || !strings.Contains(given.words, t.Fields.Speaker) {
		return near, false
	}
	q.Giver = ByPerson
	return near, true
}

// isSpliced reports whether a piece is put together from several places rather than an
// altered wording of one.
func isSpliced(l located) bool {
	if len(l.spliced) == 0 {
		return false
	}
	p, ok := l.altered()
	return !ok || l.piece.len()-p.same >= leastSpliced
}

// together is the stretch of a passage in which the pieces of a text stand in another
// order, if it holds little else.
func (k *checking) together(ctx context.Context, l located) (place, bool, error) {
	first := l.shuffled[0]
	out := place{document: first.document, date: first.date, span: first.span}
	for _, p := range l.shuffled {
		out.span.Start, out.span.End = min(out.span.Start, p.span.Start), max(out.span.End, p.span.End)
		out.same += p.same
	}
	d, err := k.texts.document(ctx, first.document)
	if err != nil {
		return place{}, false, err
	}
	out.text = out.span.In(d.Text)
	n, most := lettersOf(out.text).len(), l.piece.len()+l.piece.len()/4
	return out, n <= most, nil
}
