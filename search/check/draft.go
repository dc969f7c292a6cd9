package check

import (
	"cmp"
	"context"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Draft is what is to be checked.
type Draft struct {
	// Document is the draft as read. Its ID is empty unless it stands in the library
	// itself: then it is no source of its own words.
	Document *corpus.Document
	// AsOf is the day for which texts are to apply; empty means Today.
	AsOf, Today corpus.Date
}

// Read is a draft that came as text.
func Read(text string, asOf, today corpus.Date) Draft {
	d := parse.Document(corpus.Source{Path: "draft.txt", Text: text, Exact: true})
	return Draft{Document: &d, AsOf: asOf, Today: today}
}

// checking is one draft being checked.
type checking struct {
	*Checker
	draft Draft
	day   corpus.Date
	cited []resolve.Cited
	texts texts
	read  map[string]*articles
	// resolved are the addresses asked for, histories those of the clauses that were
	// followed, by address.
	resolved  map[string]search.Resolution
	histories map[string][]resolve.Moment
}

func newChecking(c *Checker, d Draft) *checking {
	return &checking{
		Checker: c, draft: d, day: cmp.Or(d.AsOf, d.Today),
		texts: texts{source: c.resolver, read: map[string]*heldText{}, passages: map[passageKey]letters{}}, read: map[string]*articles{},
		resolved: map[string]search.Resolution{}, histories: map[string][]resolve.Moment{},
	}
}

// cite resolves the citations of the draft.
func (k *checking) cite(ctx context.Context) error {
	for _, c := range cite.Find(k.draft.Document) {
		cited, err := k.resolver.Cite(ctx, k.draft.Document, c, k.draft.AsOf, k.draft.Today)
		if err != nil {
			return err
		}
		k.cited = append(k.cited, cited)
	}
	return nil
}
