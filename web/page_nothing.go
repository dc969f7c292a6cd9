package web

import (
	"context"
	"fmt"
	"strings"

	"tiaowen/search"
)

// welcome is the first visit: what the library holds.
type welcome struct {
	Total  int
	Kinds  []link
	Topics []link
	Sample bool
}

// emptyView helps on when nothing was found.
type emptyView struct {
	Drops  []link // the same without one filter, with how much it finds
	Terms  []link // one of the words alone
	Topics []link
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

func browseLinks(facets []search.Facet, field string) []link {
	var out []link
	for _, f := range facets {
		if f.Field != field {
			continue
		}
		for _, v := range f.Values {
			if v.Count > 0 {
				out = append(out, link{Label: valueLabel(field, v), Href: facetPath(field, v.Value), Count: v.Count})
			}
		}
	}
	return out
}

// nothing looks for what would find something: the question without one of its
// filters, one of its words alone, a topic to browse.
func (st *site) nothing(ctx context.Context, at state, q search.Query, r search.Result) (*emptyView, error) {
	v := &emptyView{}
	tries := 0
	try := func(into *[]link, words string, to state) error {
		if tries++; tries > maxTries {
			return nil
		}
		found, err := st.count(ctx, to)
		if err == nil && found > 0 {
			*into = append(*into, link{Label: words, Href: to.href(), Count: found})
		}
		return err
	}
	for _, name := range facetNames {
		for _, value := range at.values[name] {
			words := fmt.Sprintf(msgWithout, valueLabel(name, findValue(r.Facets, name, value)))
			if err := try(&v.Drops, words, at.without(name, value)); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range boundNames {
		if value := at.values.Get(name); value != "" {
			if err := try(&v.Drops, fmt.Sprintf(msgWithout, boundWords(name, value)), at.set(name, "")); err != nil {
				return nil, err
			}
		}
	}
	if len(r.Query.Terms) > 1 {
		for _, term := range r.Query.Terms {
			if err := try(&v.Terms, fmt.Sprintf(msgOnlyTerm, term), at.set("q", term)); err != nil {
				return nil, err
			}
		}
	}
	all, err := st.find(ctx, search.Query{Today: q.Today, Limit: 1, Group: search.GroupDocument}, nil)
	if err != nil {
		return nil, fmt.Errorf("list topics: %w", err)
	}
	v.Topics = browseLinks(all.Facets, "topic")
	return v, nil
}

// count is how much a state finds.
func (st *site) count(ctx context.Context, at state) (int, error) {
	q, faults := st.parseQuery(at.values)
	if len(faults) > 0 {
		return 0, nil // the page itself already passed; a part of it may not
	}
	q.Limit = 1
	if strings.TrimSpace(q.Text) == "" {
		q.Group = search.GroupDocument
	}
	r, err := st.find(ctx, q, nil)
	if err != nil {
		return 0, fmt.Errorf("try %s: %w", at.href(), err)
	}
	return r.Total, nil
}
