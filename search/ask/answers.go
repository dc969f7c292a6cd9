package ask

import (
	"context"
	"slices"
	"strings"

	"tiaowen/search"
)

// Answerer gives values out of the clauses that a search found: *answer.Answerer.
type Answerer interface {
	// Asks reports whether a text asks for something that a clause may lay down.
	Asks(text string) bool
	// Answer answers a question out of hits, best first.
	Answer(ctx context.Context, text string, hits []search.Hit) ([]search.Answer, error)
}

// AnswerBy makes a the one who asks an answerer too.
func (a *Asker) AnswerBy(with Answerer) { a.answerer = with }

// mayAnswer reports whether a query is one that is answered beside its hits: on the first
// page of those that are ranked, and where nothing is meant to the letter.
func (a *Asker) mayAnswer(q search.Query) bool {
	return a.answerer != nil && q.Cursor == "" && byRelevance(q) && !quotes(q.Text) && a.answerer.Asks(q.Text)
}

// readsBeside is how many hits behind the page are read for its answers: what stands in
// an answer does not depend on how many hits the page shows.
func (a *Asker) readsBeside(q search.Query) int {
	if q.Limit == 0 || q.Limit >= search.DefaultLimit || q.Group == search.GroupDocument || q.Lanes || !a.mayAnswer(q) {
		return 0
	}
	return search.DefaultLimit - q.Limit
}

// answers answers a question beside its hits, if its text is not one that stands
// somewhere as it is.
func (a *Asker) answers(ctx context.Context, q search.Query, res *search.Result) (err error) {
	if res.Verdict == search.NoBasis || !res.Query.Mode.Loose() || q.Beside == 0 && !a.mayAnswer(q) {
		return nil
	}
	hits := slices.Concat(res.Hits, res.Beside)
	if q.Group == search.GroupDocument || q.Lanes || q.Beside > 0 && res.Beside == nil && res.NextCursor != "" {
		q.Group, q.Lanes, q.Limit, q.Beside = search.GroupNone, false, search.DefaultLimit, 0
		wider, err := a.search(ctx, q)
		if err != nil {
			return err
		}
		a.cite(&wider)
		if err := a.doubt(ctx, &wider); err != nil {
			return err
		}
		hits = wider.Hits
	}
	if res.Answers, err = a.answerer.Answer(ctx, q.Text, hits[:min(len(hits), search.DefaultLimit)]); err != nil {
		return err
	}
	return a.citeAnswers(ctx, res.Answers)
}

// citeAnswers cites the clauses of answers down to the smallest provision.
func (a *Asker) citeAnswers(ctx context.Context, answers []search.Answer) error {
	for i := range answers {
		if err := a.citeAnswer(ctx, &answers[i]); err != nil {
			return err
		}
		if err := a.citeAnswers(ctx, answers[i].Others); err != nil {
			return err
		}
	}
	return nil
}

func (a *Asker) citeAnswer(ctx context.Context, given *search.Answer) error {
	doc, err := a.resolver.Document(ctx, given.Document.ID)
	if err != nil {
		return err
	}
	_, locator, _ := strings.Cut(given.Address, "#")
	node, above := doc.Root.Find(locator)
	if node == nil {
		return nil
	}
	at := search.Place{Document: doc, Node: node, Above: above}
	title := search.CiteVersion(given.Document.Fields.Title, "")
	given.Citation = a.versioned(given.Document.ID, search.Cite(title, at))
	return nil
}
