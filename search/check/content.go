package check

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

const (
	// leastPairs is how many pairs of letters a sentence must have to say anything that
	// could be held against a provision.
	leastPairs = 8
	// saysIt is the share of what a sentence says, by rarity, from which on a provision
	// says it; saysNot that below which it does not.
	saysIt, saysNot = 0.6, 0.3
	// saysAll is the share from which on a provision says nearly all of it: then another
	// that says muchLess of it than that one does not.
	saysAll, muchLess = 0.85, 0.5
)

// content looks whether the provision cited says what the sentence says it says. If it
// does not, and another one of the text does, that one was meant; if one of an older
// version under the same number does, the number has changed.
func (k *checking) content(ctx context.Context, out *Citation, i int) error {
	c := k.cited[i]
	if out.Status != OK && out.Status != AliasOK || c.Document == nil || c.Document.Fields.Kind != corpus.Regulation || c.Citation.Kind == corpus.CiteRelative {
		return nil
	}
	if len(c.Addresses) == 0 || documentOf(c.Addresses[0]) == k.draft.Document.ID {
		return nil // its own words are before the reader
	}
	claim := k.claim(i)
	cited := articlesOf(k.listed(i))
	if len(cited) == 0 || claim.Empty() {
		return nil
	}
	sentence := claim.In(k.draft.Document.Text)
	said := pairs(lettersOf(sentence))
	if len(said) < leastPairs {
		return nil
	}
	d, err := k.articles(ctx, documentOf(c.Addresses[0]))
	if err != nil || len(d.list) == 0 {
		return err
	}
	own := d.share(said, cited...)
	best, share := d.most(said)
	if own > saysNot && (share < saysAll || own > share*muchLess) {
		if differing(out, d, cited, sentence); out.Status != ContentMismatch && own >= saysIt && len(cited) == 1 {
			k.otherParagraph(out, c, d, said)
		}
		return nil
	}
	if moved, err := k.saidBefore(ctx, out, c, said, cited); moved || err != nil {
		return err
	}
	if share < saysIt || own > share*muchLess {
		lacking(out, d, sentence)
		return nil
	}
	place := search.Place{Document: d.Document, Node: d.list[best].node, Above: d.list[best].above}
	choice := k.choice(place)
	out.Status, out.Suggestion, out.Choices = ContentMismatch, &choice, []search.Choice{choice}
	return nil
}

// otherParagraph finds that the article cited says it, but in another 款 than the one
// cited. Where the count of its 款 is in doubt nothing is said.
func (k *checking) otherParagraph(out *Citation, c resolve.Cited, d *articles, said map[uint64]bool) {
	if len(c.Addresses) != 1 {
		return
	}
	_, locator, _ := strings.Cut(c.Addresses[0], "#")
	name, _, deeper := strings.Cut(locator, "__")
	i, ok := d.at[name]
	if !ok || !deeper || len(d.list[i].node.Objections) > 0 {
		return
	}
	article := d.list[i]
	var other *corpus.Provision
	for _, n := range article.node.Children {
		share := d.shareOf(said, pairs(lettersOf(n.Body(d.Text))))
		switch in := n.Locator == locator || strings.HasPrefix(locator, n.Locator+"__"); {
		case in && share > saysNot:
			return
		case !in && share >= saysIt && other == nil:
			other = n
		}
	}
	if other != nil {
		choice := k.choice(search.Place{Document: d.Document, Node: other, Above: append(slices.Clone(article.above), article.node)})
		out.Status, out.Suggestion, out.Choices = ContentMismatch, &choice, []search.Choice{choice}
	}
}

// listed are the addresses of a citation and of those that stand in one list with it: of
// 第三十条和第三十一条 nobody can tell which says what.
func (k *checking) listed(i int) []string {
	text, own := k.draft.Document.Text, k.cited[i]
	addresses := slices.Clone(own.Addresses)
	same := func(c resolve.Cited) bool {
		return c.Document != nil && c.Document.ID == own.Document.ID
	}
	for j := i; j > 0 && same(k.cited[j-1]) && listing(text, k.cited[j-1].Citation.Span.End, k.cited[j].Citation.Span.Start); j-- {
		addresses = append(addresses, k.cited[j-1].Addresses...)
	}
	for j := i; j+1 < len(k.cited) && same(k.cited[j+1]) && listing(text, k.cited[j].Citation.Span.End, k.cited[j+1].Citation.Span.Start); j++ {
		addresses = append(addresses, k.cited[j+1].Addresses...)
	}
	return addresses
}

// listing reports whether nothing but 和 and the like stands between two places.
func listing(text string, from, to int) bool {
	return to >= from && to-from <= 24 && strings.Trim(text[from:to], "和与及或者以、，,；的 \u3000") == ""
}

// saidBefore reports whether an older version says it under that number, and makes the
// citation one of a clause that moved.
func (k *checking) saidBefore(ctx context.Context, out *Citation, c resolve.Cited, said map[uint64]bool, cited []string) (bool, error) {
	if c.Citation.Year > 0 || c.Citation.Version != "" {
		return false, nil
	}
	for _, t := range slices.Backward(k.before(c.Document.ID)) {
		d, err := k.articles(ctx, t.ID)
		if err != nil {
			return false, err
		}
		if d.share(said, cited...) >= saysIt {
			err := k.became(ctx, out, t.ID+"#"+cited[0], c.Document.ID)
			return out.Status == Moved, err
		}
	}
	return false, nil
}
