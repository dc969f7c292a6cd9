package check

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// byName gives a quotation to a text that is named without marks and without a number
// right before the word for saying it: 宪法规定. The longest name that any text bears
// counts.
func (k *checking) byName(ctx context.Context, lead string) (attribution, bool, error) {
	if !genre.MatchString(lead) {
		return attribution{}, false, nil
	}
	for i := range lead {
		name := lead[i:]
		if utf8.RuneCountInString(name) < 2 {
			break
		}
		c, err := k.resolver.Cite(ctx, k.draft.Document, corpus.Citation{Title: name, Kind: corpus.CiteTitled}, k.draft.AsOf, k.draft.Today)
		if err != nil {
			return attribution{}, false, err
		}
		if c.Document != nil {
			return attribution{words: name, giver: ByDocument, meant: c.Document.ID, documents: k.versions(c.Document.ID)}, true, nil
		}
	}
	return attribution{}, false, nil
}

// genre is how the names of texts end.
var genre = regexp.MustCompile(`(?:法|法典|党章|章程|条例|规定|办法|规则|细则|准则|解释|报告|决定|决议|意见|通知)$`)

// byCitation gives a quotation to the last text that is cited between two places of the
// draft; false if none is.
func (k *checking) byCitation(ctx context.Context, start, end int) (attribution, bool, error) {
	i, _ := slices.BinarySearchFunc(k.cited, end, func(c resolve.Cited, at int) int { return c.Citation.Span.Start - at })
	if i--; i < 0 || k.cited[i].Citation.Span.Start < start || k.cited[i].Citation.Span.End > end {
		return attribution{}, false, nil
	}
	c := k.cited[i]
	span := c.Citation.Span
	for j := i; j >= 0 && k.cited[j].Citation.Names() == c.Citation.Names() && k.cited[j].Citation.Span.Start >= start; j-- {
		span.Start = k.cited[j].Citation.Span.Start
	}
	a := attribution{words: span.In(k.draft.Document.Text), giver: NotHeld, title: true}
	a.named = c.Citation.Year > 0 || c.Citation.Version != "" || c.Citation.DocNo != ""
	switch {
	case c.Document != nil:
		a.meant = c.Document.ID
		a.documents = k.versions(c.Document.ID)
		if len(c.Citation.Pointers) == 0 { // a work in several parts
			for _, part := range c.Choices {
				a.documents = append(a.documents, k.versions(documentOf(part.Address))...)
			}
		}
	case c.Status == search.Ambiguous:
		for _, choice := range c.Choices {
			a.documents = append(a.documents, k.versions(documentOf(choice.Address))...)
		}
	}
	if len(a.documents) > 0 {
		a.giver = ByDocument
	}
	a.nearby = k.citedBefore(i)
	return a, true, ctx.Err()
}

// mostNearby is how many citations before one are looked at.
const mostNearby = 8

// citedBefore are the texts that are cited in the line before a citation.
func (k *checking) citedBefore(i int) []string {
	var out []string
	text := k.draft.Document.Text
	for j := i - 1; j >= max(0, i-mostNearby); j-- {
		between := corpus.Span{Start: k.cited[j].Citation.Span.End, End: k.cited[i].Citation.Span.Start}
		if between.Len() > mostClaim || strings.Contains(between.In(text), "\n") {
			break
		}
		if d := k.cited[j].Document; d != nil {
			out = append(out, d.ID)
		}
	}
	return out
}

// versions are all there are of the work that a document is a version of.
func (k *checking) versions(id string) []search.Titled {
	if w, ok := k.resolver.Work(id); ok {
		return w.Versions
	}
	if t, ok := k.resolver.Known(id); ok {
		return []search.Titled{t}
	}
	return nil
}

// documentOf is the document of an address.
func documentOf(address string) string {
	id, _, _ := strings.Cut(address, "#")
	return id
}
