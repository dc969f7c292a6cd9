package resolve

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// numbered are the places of a number, which may count from the end (末项): then
// the one under each parent.
func numbered(all []search.Place, number int) []search.Place {
	var next []search.Place
	if number > corpus.Last {
		for _, a := range all {
			if a.Node.Number == number {
				next = append(next, a)
			}
		}
		return next
	}
	for len(all) > 0 {
		parent := all[0].Above[len(all[0].Above)-1]
		end := slices.IndexFunc(all, func(a search.Place) bool { return a.Above[len(a.Above)-1] != parent })
		if end < 0 {
			end = len(all)
		}
		if i := end + number - corpus.Last - 1; i >= 0 {
			next = append(next, all[i])
		}
		all = all[end:]
	}
	return next
}

// lastArticle is the article counted from the end (最后一条).
func lastArticle(articles []search.Place, p corpus.Pointer) []search.Place {
	own := slices.Clone(articles)
	slices.SortStableFunc(own, func(a, b search.Place) int { return compareNumbers(a.Node, b.Node) })
	i := len(own) + p.Article - corpus.Last - 1
	if i < 0 || i >= len(own) {
		return nil
	}
	return own[i : i+1]
}
