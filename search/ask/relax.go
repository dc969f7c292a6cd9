package ask

import (
	"context"
	"slices"

	"tiaowen/search"
)

// What is offered where little was found, less than so much: for texts of so many words
// at most, and of the other names of each so many. Names are offered wherever not a page
// is found. Each costs a search, and of many words one more or less changes little.
const (
	littleFound = 5
	mostWords   = 4
	mostNames   = 3
)

// relaxed adds to a result of words that found little, or nothing together, how much
// the same query finds without one of them or with another name for one.
func (a *Asker) relaxed(ctx context.Context, q search.Query, res search.Result) (search.Result, error) {
	u := &res.Query
	if q.Cursor != "" || q.Lanes || q.Match == search.MatchAny || u.Mode == search.ModeQuestion || len(u.Terms) > mostWords {
		return res, nil
	}
	least := 0 // what is found together is worth more than the parts of what is not
	if u.Mode == search.ModeAll {
		least = res.Total
	}
	for _, term := range u.Terms {
		for _, to := range looser(q, *u, term, least) {
			text, ok := search.Instead(q.Text, term, to)
			if !ok {
				continue
			}
			total, err := a.finds(ctx, q, text)
			if err != nil {
				return res, err
			}
			if total > least {
				u.Relaxations = append(u.Relaxations, search.Relaxation{Drop: term, To: to, Text: text, Total: total})
			}
		}
	}
	return res, nil
}

// looser is what to try in place of a term: nothing, and its other names.
func looser(q search.Query, u search.Understanding, term string, found int) (out []string) {
	if leftOut := slices.Contains(u.Absent, term) && q.Match != search.MatchAll; found < littleFound && len(u.Terms) > 1 && !leftOut {
		out = append(out, "")
	}
	if names := q.Synonyms.Of(term); found < search.DefaultLimit {
		out = append(out, names[:min(len(names), mostNames)]...)
	}
	return out
}

// finds is how many places hold all that a text asks for.
func (a *Asker) finds(ctx context.Context, q search.Query, text string) (int, error) {
	q.Text, q.Match, q.Limit, q.Beside, q.Explain = text, search.MatchAll, 1, 0, false
	res, err := a.engine.Search(ctx, q)
	return res.Total, err
}
