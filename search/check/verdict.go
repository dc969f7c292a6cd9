package check

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
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

// judgeEqual says what a quotation is whose letters stand in some places.
func (k *checking) judgeEqual(ctx context.Context, q *Quote, l located, given attribution) error {
	places := l.equal
	q.Status = Exact
	switch given.giver {
	case ByDocument:
		own := only(places, given.ids())
		if nearby := only(places, given.nearby); len(own) == 0 && len(nearby) > 0 {
			places = nearby
			break
		}
		if len(own) == 0 {
			if near, ok := (located{piece: l.piece, near: only(l.near, given.ids())}).altered(); ok {
				q.Status = Altered
				return k.alteredFrom(ctx, q, near, l)
			}
			q.Status = Misattributed
			if k.allAmend(places, given.documents) {
				q.Status = Superseded
			}
			break
		}
		places = own
		if !given.named && !k.applies(own, given) {
			q.Status = Superseded
		}
	case NotHeld:
		if given.unknown() {
			q.Status = NotInCorpus
		}
	case ByPerson:
		if l.piece.len() >= shortQuote && k.saidByOthers(places, given.words) {
			q.Status = Misattributed
		}
	}
	if q.Status == Exact {
		q.Normalized = k.asWritten(q, places)
		if q.Normalized != nil {
			q.Status = ExactNormalized
		}
	}
	return k.source(ctx, q, places)
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

// asWritten says how the draft writes the words otherwise than the place that writes
// them most like it.
func (k *checking) asWritten(q *Quote, places []place) []Normalisation {
	text := q.Span.In(k.draft.Document.Text)
	var least []Normalisation
	for i, p := range places {
		found := k.differences(text, p)
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
func (k *checking) differences(text string, p place) []Normalisation {
	l := lettersOf(text)
	own := l.span(0, l.len())
	found := normalised(p.text, own.In(text))
	if own.Start == 0 && own.End == len(text) {
		return found
	}
	d, err := k.texts.document(context.Background(), p.document)
	if err == nil && strings.HasSuffix(d.Text[:p.span.Start], text[:own.Start]) && strings.HasPrefix(d.Text[p.span.End:], text[own.End:]) {
		return found
	}
	if !slices.Contains(found, Punctuation) {
		found = append([]Normalisation{Punctuation}, found...)
	}
	return found
}

// alteredFrom tells what was changed, and the place that it was changed from.
func (k *checking) alteredFrom(ctx context.Context, q *Quote, near place, l located) error {
	q.Diff = compare.Texts(near.text, l.piece.span(0, l.piece.len()).In(l.piece.text))
	places := []place{near}
	for _, p := range l.near {
		if p.text == near.text && p.document != near.document {
			places = append(places, p)
		}
	}
	if err := k.source(ctx, q, places); err != nil {
		return err
	}
	i := slices.IndexFunc(q.Sources, func(s Source) bool { return documentOf(s.Address) == near.document })
	q.Sources[max(i, 0)].Compared = true
	return nil
}

// mostSources is how many sources are told of one quotation.
const mostSources = 10

// source tells where the words stand: one place a document, the oldest first; of many
// the oldest and those in force are kept.
func (k *checking) source(ctx context.Context, q *Quote, places []place) error {
	places = slices.Clone(places)
	if q.Status != Stitched && q.Status != Elided {
		slices.SortStableFunc(places, func(a, b place) int {
			return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.document, b.document), cmp.Compare(a.span.Start, b.span.Start))
		})
		places = slices.CompactFunc(places, func(a, b place) bool { return a.document == b.document })
	}
	var out []Source
	for i, p := range places {
		known, _ := k.resolver.Known(p.document)
		status := known.Standing.Timeline.On(k.day)
		if len(places) > mostSources && i >= mostSources/2 && (status != corpus.InForce || len(out) >= mostSources) {
			continue
		}
		s, err := k.sourceAt(ctx, p)
		if err != nil {
			return err
		}
		s.Status = status
		if c, ok := search.StandingCaution(status, known.Standing.Timeline.Doubt); ok {
			s.Doubts = append(s.Doubts, c)
		}
		out = append(out, s)
	}
	q.Sources = out
	return nil
}

// sourceAt is a place as it is cited.
func (k *checking) sourceAt(ctx context.Context, p place) (Source, error) {
	d, err := k.texts.document(ctx, p.document)
	if err != nil {
		return Source{}, err
	}
	title := search.CiteTitle(d.Fields.Title)
	if w, ok := k.resolver.Work(p.document); ok {
		title = w.Title
	}
	s := Source{Address: p.document, Citation: title, Text: p.text, Date: p.date}
	s.Doubts = d.Cautions(p.span)
	node, above := d.innermost(p.span)
	if node != nil && node.Locator != "" {
		s.Address += "#" + node.Locator
		if d.Fields.Kind == corpus.Regulation {
			s.Citation = search.Cite(title, search.Place{Document: d.Document, Node: node, Above: above})
		}
	}
	return s, nil
}
