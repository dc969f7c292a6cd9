package web

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"tiaowen/search"
)

// welcome is the first visit: what the library holds.
type welcome struct {
	Total  int
	Kinds  []link
	Topics []link
	Things []link // 一件事
	Sample bool
}

// emptyView helps on when nothing was found.
type emptyView struct {
	Drops  []link // the same without one filter, with how much it finds
	Terms  []link // one of the words alone
	Near   []link // documents of a name like what was asked
	Topics []link
}

// maxNear is how many names are listed beside one that is not there, of at most
// nearRunes letters: longer texts are no names.
const (
	maxNear   = 5
	nearRunes = 60
)

// near are documents whose names are like some words, or like those of an id. A fault
// only leaves them out: they are offered beside an answer.
func (st *site) near(ctx context.Context, words string) []link {
	name, _, _ := strings.Cut(strings.TrimSpace(clean(strings.ToValidUTF8(words, ""))), "_")
	if name == "" || utf8.RuneCountInString(name) > nearRunes {
		return nil
	}
	found, err := st.understand(ctx, search.CiteTitle(name), "")
	if err != nil {
		return nil
	}
	if found.Status == search.ResolveOK && found.Document != nil {
		return []link{{Label: found.Document.Fields.Title, Href: documentPath(found.Document.ID)}}
	}
	var out []link
	for _, c := range found.Choices[:min(len(found.Choices), maxNear)] {
		id, _, _ := strings.Cut(c.Address, "#")
		out = append(out, link{Label: c.Citation, Href: documentPath(id)})
	}
	return out
}

// maxTries bounds the searches that an empty result page makes on top.
const maxTries = 8

func viewWelcome(r search.Result) *welcome {
	w := &welcome{Total: r.Documents}
	if w.Total == 0 {
		w.Total = r.Total
	}
	w.Kinds, w.Topics = browseLinks(r.Facets, "kind"), browseLinks(r.Facets, "topic")
	for _, h := range r.Hits {
		w.Sample = w.Sample || h.Document.Fields.Sample
	}
	return w
}

func browseLinks(facets []search.FacetCounts, field string) []link {
	var out []link
	for _, f := range facets {
		if f.Field != field {
			continue
		}
		for _, v := range inOrder(f) {
			if v.Count > 0 {
				out = append(out, link{Label: v.Label, Href: facetPath(field, v.Value), Count: v.Count})
			}
		}
	}
	return out
}

// nothing looks for what would find something: the question without one of its
// filters, one of its words alone, a topic to browse.
func (st *site) nothing(ctx context.Context, at state, q search.Query, r search.Result) (*emptyView, error) {
	v := &emptyView{Near: st.near(ctx, q.Text)}
	a := &attempts{left: maxTries, find: func(to state) (search.Result, error) { return st.try(ctx, to) }}
	a.without(v, at)
	a.looser(v, at, q, r)
	if a.err != nil {
		return nil, a.err
	}
	all, err := st.find(ctx, search.Query{Today: q.Today, Limit: 1, Group: search.GroupDocument}, nil)
	if err != nil {
		return nil, fmt.Errorf("list topics: %w", err)
	}
	v.Topics = browseLinks(all.Facets, "topic")
	return v, nil
}

// attempts are searches made to find something after all.
type attempts struct {
	left int
	find func(state) (search.Result, error)
	err  error // the first
}

// offer adds a way that finds something. A word that itself stands nowhere is no
// way, whatever comes near it.
func (a *attempts) offer(into *[]link, words string, to state, exactly bool) {
	if a.left--; a.left < 0 || a.err != nil {
		return
	}
	r, err := a.find(to)
	if a.err = err; r.Total > 0 && !(exactly && r.Query.Mode.Loose()) {
		*into = append(*into, link{Label: words, Href: to.href(), Count: r.Total})
	}
}

// without leaves out one filter at a time.
func (a *attempts) without(v *emptyView, at state) {
	for _, f := range at.filters() {
		a.offer(&v.Drops, fmt.Sprintf(msgWithout, f.words), f.without, false)
	}
}

// looser asks the same less strictly, then for one word at a time.
func (a *attempts) looser(v *emptyView, at state, q search.Query, r search.Result) {
	if plain := strings.NewReplacer(`"`, " ", "“", " ", "”", " ").Replace(q.Text); plain != q.Text {
		a.offer(&v.Drops, msgUnquoted, at.set("q", strings.TrimSpace(plain)), false)
	}
	if q.Match == search.MatchAll {
		a.offer(&v.Drops, msgNotAll, at.set("match", ""), false)
	}
	if len(r.Query.Terms) < 2 {
		return
	}
	for _, term := range r.Query.Terms {
		a.offer(&v.Terms, fmt.Sprintf(msgOnlyTerm, term), at.set("q", term), true)
	}
}

// try is what a state finds.
func (st *site) try(ctx context.Context, at state) (search.Result, error) {
	q, faults := st.parse(at.values, at.known, "query")
	if len(faults) > 0 {
		return search.Result{}, nil // the page itself already passed; a part of it may not
	}
	q.Limit = 1
	if strings.TrimSpace(q.Text) == "" {
		q.Group = search.GroupDocument
	}
	r, err := st.find(ctx, q, nil)
	if err != nil {
		return search.Result{}, fmt.Errorf("try %s: %w", at.href(), err)
	}
	return r, nil
}
