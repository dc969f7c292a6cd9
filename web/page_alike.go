package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What thirty texts say in the same words takes one place among the hits. Two
// passages are the same if they differ in few of their pairs of letters: in a
// number, a name of a unit, a closing formula.

// alike puts the hits of a list together whose text is the same to the letter;
// what differs in a figure may be what is looked for. Only by relevance: the
// order of dates is nobody's to change.
func alike(hits []search.Hit, q search.Query) [][]search.Hit {
	ranked := strings.TrimSpace(q.Text) != "" && q.Group != search.GroupDocument && (q.Sort == "" || q.Sort == search.ByRelevance)
	var out [][]search.Hit
	firsts := map[string]int{}
	for _, h := range hits {
		text := corpus.Fold(ownText(h))
		if at, there := firsts[text]; there {
			out[at] = append(out[at], h)
			continue
		}
		if ranked && utf8.RuneCountInString(text) > search.ShortText {
			firsts[text] = len(out)
		}
		out = append(out, []search.Hit{h})
	}
	return out
}

// mostlyAlike puts hits together that say the same.
func mostlyAlike(hits []search.Hit) [][]search.Hit {
	var out [][]search.Hit
	var firsts []said
	for _, h := range hits {
		set := newSaid(h)
		at := slices.IndexFunc(firsts, set.same)
		if at < 0 {
			out, firsts = append(out, []search.Hit{h}), append(firsts, set)
			continue
		}
		out[at] = append(out[at], h)
	}
	return inForceFirst(out)
}

// inForceFirst lets what is in force stand for the others, in the place of the
// first of them.
func inForceFirst(groups [][]search.Hit) [][]search.Hit {
	for _, same := range groups {
		slices.SortStableFunc(same, func(a, b search.Hit) int { return claimOf(a).Compare(claimOf(b)) })
	}
	return groups
}

func claimOf(h search.Hit) corpus.Claim {
	return corpus.Claim{Status: h.Document.Status, Date: h.Document.Fields.VersionDate(), ID: h.Document.ID}
}

// viewSame shows the first of some hits that are one, and where the others are.
func viewSame(same []search.Hit, q search.Query) hitView {
	v := viewHit(same[0], q)
	if v.Elsewhere = elsewhere(same[1:]); len(v.Elsewhere) > 0 {
		v.Also = fmt.Sprintf(msgAlsoSame, len(v.Elsewhere))
	}
	return v
}

// elsewhere are links to passages that say the same.
func elsewhere(hits []search.Hit) []link {
	var out []link
	for _, h := range hits {
		words := h.Citation
		if words == "" {
			words = search.CiteTitle(h.Document.Fields.Title)
		}
		if date := h.Document.Fields.VersionDate().Chinese(); date != "" {
			words += "（" + date + "）"
		}
		out = append(out, link{Label: words, Href: documentAddress(h.Document.ID, h.Passage.Locator, "", "")})
	}
	return out
}

// said is what a hit says, to be compared.
type said struct {
	search.Pairs
	id   string // of the document
	work string // empty if it has no versions
}

func newSaid(h search.Hit) said {
	s := said{Pairs: search.NewPairs(ownText(h)), id: h.Document.ID}
	if f := h.Document.Fields; f.Kind == corpus.Regulation {
		s.work = corpus.WorkKey(f.Title)
	}
	return s
}

func (s said) same(o said) bool {
	least := search.SameShare
	if s.work != "" && s.work == o.work && s.id != o.id {
		least = search.VersionShare
	}
	return s.Same(o.Pairs, least)
}

// ownText is a hit's text without its own number and the headings above that: the
// same article stands under another number in another text. A number inside a line
// is one that the text cites.
func ownText(h search.Hit) string {
	before, after, ok := strings.Cut(h.Text, h.Passage.Label)
	if before = strings.TrimRight(before, " \u3000"); ok && (before == "" || strings.HasSuffix(before, "\n")) {
		return after
	}
	return h.Text
}
