package check

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// asked is a requirement with the text that it was drawn from.
type asked struct {
	requirement.Requirement
	text  string
	pairs map[uint64]bool
}

func (a asked) words(s corpus.Span) string { return s.In(a.text) }

// askedIn are the requirements in some articles of a text.
func askedIn(a *articles, locators []string) []asked {
	var out []asked
	for _, l := range locators {
		if i, ok := a.at[l]; ok {
			out = append(out, askedOf(alone(a.Document, a.list[i].node))...)
		}
	}
	return out
}

// alone is a text as if it had but one provision.
func alone(d *corpus.Document, n *corpus.Provision) *corpus.Document {
	return &corpus.Document{Text: d.Text, Fields: d.Fields, Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: d.Root.Span, Children: []*corpus.Provision{n}}}
}

func askedOf(d *corpus.Document) []asked {
	var out []asked
	for _, r := range requirement.Draw(d) {
		out = append(out, asked{r, d.Text, pairs(lettersOf(r.Span.In(d.Text)))})
	}
	return out
}

// askedBy are the requirements in a sentence of the draft, read as a rule would be.
func askedBy(sentence string) []asked {
	whole := corpus.Span{End: len(sentence)}
	return askedOf(&corpus.Document{
		Text: sentence, Fields: corpus.Fields{Kind: corpus.Regulation},
		Root: &corpus.Provision{Kind: corpus.NodeRoot, Span: whole, Children: []*corpus.Provision{{Kind: corpus.NodeParagraph, Locator: "p_1", Span: whole}}},
	})
}

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

// dice is how much two sets have in common.
func dice(a, b map[uint64]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for p := range a {
		if b[p] {
			n++
		}
	}
	return 2 * float64(n) / float64(max(len(a)+len(b), 1))
}

// otherQuantity is the requirement that asks the same as another but with another number.
// One with the same number that asks something less like it does not speak for it: of
// two ages in one sentence each belongs to its own words.
func otherQuantity(said asked, among []asked) (found asked, other bool) {
	if said.Quantity == nil {
		return found, false
	}
	rest := func(a asked) map[uint64]bool { return a.without(a.Quantity.Span) }
	if len(rest(said)) < leastRest { // 每两年推选一次 is all quantity
		rest = func(a asked) map[uint64]bool { return a.pairs }
	}
	words := rest(said)
	most, equal := 0.0, 0.0
	for _, one := range among {
		if one.Quantity == nil || one.Quantity.Kind != said.Quantity.Kind {
			continue
		}
		s := dice(words, rest(one))
		if sameQuantity(one.Quantity, said.Quantity) {
			equal = max(equal, max(s, 1e-9))
		} else if s > most {
			found, most = one, s
		}
	}
	if equal == 0 {
		return found, most >= sameMatter
	}
	return found, most >= sameAction && most >= equal+clearly
}

// sameQuantity reports whether two quantities of a kind have a bound in common and the
// same unit.
func sameQuantity(a, b *requirement.Quantity) bool {
	if a.Per != b.Per && a.Per != "" && b.Per != "" {
		return false
	}
	x, y := inUnits(a.Unit), inUnits(b.Unit)
	if x.unit != y.unit {
		return false
	}
	same := func(p, q *float64) bool { return p != nil && q != nil && *p*x.times == *q*y.times }
	if a.Low == nil && a.High == nil || b.Low == nil && b.High == nil {
		return true // every year, without how often
	}
	return same(a.Low, b.Low) || same(a.High, b.High) || same(a.Low, b.High) || same(a.High, b.Low)
}

// measure is a unit counted in another.
type measure struct {
	unit  string
	times float64
}

func inUnits(unit string) measure {
	switch unit {
	case "年":
		return measure{"月", 12}
	case "季度":
		return measure{"月", 3}
	case "周":
		return measure{"日", 7}
	}
	return measure{unit, 1}
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

// without are the pairs of letters of a requirement without some of its words.
func (a asked) without(s corpus.Span) map[uint64]bool {
	return pairs(lettersOf(a.text[a.Span.Start:s.Start] + a.text[s.End:a.Span.End]))
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
