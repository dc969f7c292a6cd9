package web

import (
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What thirty texts say in the same words takes one place on the page of a topic, which
// shows few. Two passages are the same if they differ in few of their pairs
// of letters: in a number, a name of a unit, a closing formula. What is the same to the
// letter takes one place in every list; that is for the engine.

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
	others := same[0].Also
	for _, h := range same[1:] {
		others = append(append(others[:len(others):len(others)], h.Equal()), h.Also...)
	}
	if v.Elsewhere = elsewhere(others); len(v.Elsewhere) > 0 {
		v.Also = fmt.Sprintf(msgAlsoSame, len(v.Elsewhere))
	}
	return v
}

// elsewhere are links to passages that say the same.
func elsewhere(others []search.Equal) []link {
	var out []link
	for _, e := range others {
		words := e.Citation
		if date := e.Date.Chinese(); date != "" {
			words += "（" + date + "）"
		}
		at := strings.LastIndexByte(e.Address, '#')
		out = append(out, link{Label: words, Href: documentAddress(e.Address[:at], e.Address[at+1:], "", "")})
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
	s := said{Pairs: search.NewPairs(corpus.WithoutLabel(h.Text, h.Passage.Label)), id: h.Document.ID}
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
