package bleve

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/basis"
	"tiaowen/search/bleve/zap"
)

// nearestHits is how many hits are shown apart when none bears on a question.
const nearestHits = 3

// hasBasis reports whether the library bears on a question, of which these are the best
// hits. Only the first page of a question, of which no word stands here as it was typed
// or which asks in words that only ask, that is not known to name something and in
// which nothing must stand can have none.
func (r *reader) hasBasis(q search.Query, a *asked, hits []rescored) (bool, error) {
	if a.mode != search.ModeQuestion || q.Cursor != "" || q.Named || len(a.phrases) > 0 {
		return true, nil
	}
	var texts []basis.Text
	for _, h := range hits[:min(len(hits), r.weights.BasisHits)] {
		texts = append(texts, r.wholly(h.hit))
	}
	asked := basis.Question{Runs: a.runs, Weighted: a.weighted, Replaced: a.replaced}
	asked.Likest, asked.Known = r.likest(a.sense, hits)
	asked.PartyKnown = a.sense != nil && a.sense.party
	why, err := basis.Missing(language{r}, asked, texts, r.weights.Bounds)
	return why == "", err
}

// wholly is the folded text of a hit with its document's title and the headings above
// it.
func (r *reader) wholly(h hit) basis.Text {
	s := r.segmentOf(h.number)
	n := h.number - s.base
	text, own := r.folded(s, n), r.own(s, n)
	above := corpus.Fold(r.table.rows[h.ordinal].head.Fields.Title) + " " + corpus.Fold(strings.Join(r.passage(h.number, h.ordinal).Path, " "))
	return basis.Text{Own: text[:own], Tail: text[own:], Above: above}
}

// language is what the index and its dictionary say of words: a basis.Library.
type language struct{ *reader }

func (l language) Cut(text string) []string {
	if l.gen.words == nil {
		return nil
	}
	out := []string{}
	for _, w := range l.gen.words.Cut(text) {
		out = append(out, w.Text)
	}
	return out
}

func (l language) Usage(word string) basis.Usage {
	d := l.gen.words
	return basis.Usage{Share: d.Share(word), Noun: d.Noun(word), Own: d.Own(word)}
}

func (l language) Count(text string, asWord bool) (int, error) {
	if asWord {
		p, err := l.find(zap.Words, text)
		if err != nil {
			return 0, err
		}
		return p.count, nil
	}
	least := l.table.passages
	terms, _ := termsOf(text)
	for _, t := range terms {
		p, err := l.find(t.field, t.text)
		if err != nil {
			return 0, err
		}
		least = min(least, p.count)
	}
	return least, nil
}

func (l language) Size() (passages int, pairs int64) { return l.table.passages, l.table.grams }

// noBasis sets the hits apart as the nearest: there are none.
func noBasis(res *search.Result) {
	res.Verdict = search.NoBasis
	res.Nearest = res.Hits[:min(len(res.Hits), nearestHits)]
	res.Hits, res.Beside, res.NextCursor = nil, nil, ""
	for i := range res.Lanes {
		res.Lanes[i].Total, res.Lanes[i].Hits = 0, nil
	}
	res.Total, res.Documents = 0, 0
	for i := range res.Facets {
		res.Facets[i].Values, res.Facets[i].Other = []search.FacetValue{}, 0
	}
}
