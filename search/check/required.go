package check

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// likeness of two requirements from which on they ask the same, but for a number, and
// from which on but for the bearer or how strongly it is asked.
const (
	sameMatter, sameAction = 0.5, 0.72
	// leastRest is how many pairs of letters beside a number say what it is of.
	leastRest = 4
	// clearly is how much more like one must be than another to count in its place.
	clearly = 0.08
)

// differing looks whether a sentence asks the same as the provision that it cites, but
// of another bearer, of another strength, or with another number. It is told in Diff.
func differing(out *Citation, a *articles, cited []string, sentence string) {
	here := askedIn(a, cited)
	for _, said := range askedBy(sentence) {
		found, ok := otherQuantity(said, here)
		if !ok {
			if found, ok = nearest(said, here); !ok || !otherStrength(said, found) && !otherBearer(said, found, sentence, a, cited) {
				continue
			}
		}
		out.Status = ContentMismatch
		out.Diff = compare.Texts(found.words(found.Span), said.words(said.Span))
		return
	}
}

// nearest is the requirement that asks the same as another, if one does.
func nearest(said asked, among []asked) (best asked, ok bool) {
	most := sameAction
	for _, one := range among {
		if s := dice(said.pairs, one.pairs); s >= most {
			best, most, ok = one, s, true
		}
	}
	return best, ok
}

// otherStrength reports whether one must what the other may, or must not.
func otherStrength(a, b asked) bool {
	firm := func(m requirement.Modality) bool {
		return m == requirement.Must || m == requirement.May || m == requirement.MustNot
	}
	return firm(a.Modality) && firm(b.Modality) && a.Modality != b.Modality
}

// otherBearer reports whether a sentence asks somebody of whom the articles cited do not
// speak, in place of somebody of whom it does not speak itself, for the same thing.
func otherBearer(said, found asked, sentence string, a *articles, cited []string) bool {
	if said.Bearer.Empty() || found.Bearer.Empty() || !said.Span.Contains(said.Bearer) || !found.Span.Contains(found.Bearer) {
		return false
	}
	one, other := said.words(said.Bearer), found.words(found.Bearer)
	if lettersOf(one).len() > longestBearer || strings.Contains(corpus.Fold(sentence), corpus.Fold(other)) {
		return false
	}
	for _, l := range cited {
		if i, ok := a.at[l]; ok && strings.Contains(corpus.Fold(a.list[i].node.Body(a.Text)), corpus.Fold(one)) {
			return false
		}
	}
	return dice(said.without(said.Bearer), found.without(found.Bearer)) >= sameRest
}

const (
	// longestBearer is how many letters name somebody; more are a clause that was misread.
	longestBearer = 12
	// sameRest is how much two requirements must have in common but for the bearer.
	sameRest = 0.9
)

// lacking says that the words may stand in an article that the library's text lacks:
// they lay down a number that no article has.
func lacking(out *Citation, a *articles, sentence string) {
	i := slices.IndexFunc(a.Diagnostics, func(d corpus.Diagnostic) bool { return d.Code == "missing_number" })
	if i < 0 {
		return
	}
	all := askedOf(a.Document)
	for _, said := range askedBy(sentence) {
		if said.Quantity == nil {
			continue
		}
		held := slices.ContainsFunc(all, func(one asked) bool {
			return one.Quantity != nil && one.Quantity.Kind == said.Quantity.Kind && sameQuantity(one.Quantity, said.Quantity)
		})
		if held {
			continue
		}
		out.Status = ContentMismatch
		out.Notices = append(out.Notices, search.Notice{Code: "lacking", Message: "所引条文没有“" + said.words(said.Quantity.Span) + "”的规定；资料库的这份文本" + a.Diagnostics[i].Message + "，所说内容可能在缺少的条文中"})
		return
	}
}
