package check

import (
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// articlesOf are the locators of the articles in which addresses lie.
func articlesOf(addresses []string) []string {
	var out []string
	for _, a := range addresses {
		_, locator, _ := strings.Cut(a, "#")
		article, _, _ := strings.Cut(locator, "__")
		if strings.HasPrefix(article, "art_") && !slices.Contains(out, article) {
			out = append(out, article)
		}
	}
	return out
}

// articles are those of a text with what each says.
type articles struct {
	*corpus.Document
	list []article
	at   map[string]int
	// held counts in how many articles a pair of letters stands.
	held map[uint64]int
}

type article struct {
	node  *corpus.Provision
	above []*corpus.Provision
	pairs []uint64 // sorted: of a large law they are many
}

// says reports whether a pair stands in the article.
func (a *article) says(p uint64) bool {
	_, ok := slices.BinarySearch(a.pairs, p)
	return ok
}

// pairs are the pairs of letters in a text.
func pairs(l letters) map[uint64]bool {
	out := make(map[uint64]bool, l.len())
	for i := 1; i < l.len(); i++ {
		out[uint64(l.runes[i-1])<<32|uint64(l.runes[i])] = true
	}
	return out
}

// articles reads those of a text.
func (k *checking) articles(ctx context.Context, id string) (*articles, error) {
	if a := k.read[id]; a != nil {
		return a, nil
	}
	d, err := k.resolver.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	a := &articles{Document: d, at: map[string]int{}, held: map[uint64]int{}}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if n.Kind != corpus.NodeArticle {
			return n.Kind != corpus.NodeAnnex
		}
		one := article{n, slices.Clone(above), slices.Sorted(maps.Keys(pairs(lettersOf(n.Body(d.Text)))))}
		for _, p := range one.pairs {
			a.held[p]++
		}
		a.at[n.Locator] = len(a.list)
		a.list = append(a.list, one)
		return false
	})
	if len(k.read) >= mostRead {
		clear(k.read)
	}
	k.read[id] = a
	return a, nil
}

// mostRead is of how many texts the articles are kept.
const mostRead = 48

func (a *articles) weight(p uint64) float64 {
	return math.Log(1 + float64(len(a.list))/float64(max(a.held[p], 1)))
}

// share is how much of what is said some articles say together.
func (a *articles) share(said map[uint64]bool, locators ...string) float64 {
	all, found := 0.0, 0.0
	for p := range said {
		w := a.weight(p)
		all += w
		for _, l := range locators {
			if i, ok := a.at[l]; ok && a.list[i].says(p) {
				found += w
				break
			}
		}
	}
	return found / max(all, 1e-9)
}

// shareOf is how much of what is said some text says.
func (a *articles) shareOf(said, text map[uint64]bool) float64 {
	all, found := 0.0, 0.0
	for p := range said {
		w := a.weight(p)
		all += w
		if text[p] {
			found += w
		}
	}
	return found / max(all, 1e-9)
}

// most is the article that says most of it.
func (a *articles) most(said map[uint64]bool) (best int, share float64) {
	for i := range a.list {
		if s := a.share(said, a.list[i].node.Locator); s > share {
			best, share = i, s
		}
	}
	return best, share
}
