package web

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// The address of a search page holds its whole state: what is not in the
// address is not known to the page, so every view can be mailed, kept and
// returned to.

// state is the query string of a search page, in the parameters that the page knows.
// Its methods give the addresses of neighbouring views; all but page and here go back to the
// first page.
type state struct {
	values url.Values
	known  []parameter
	path   string // of the page; empty means the search
}

// newState keeps the known parameters that say something, and reports whether
// anything had to be left out. Others, which mail programs and portals like to add,
// are dropped.
func newState(given url.Values, known []parameter) (st state, changed bool) {
	st = state{values: url.Values{}, known: known}
	for name, values := range given {
		if !slices.ContainsFunc(known, func(p parameter) bool { return p.name == name }) {
			continue // harmless, and no reason to send the browser elsewhere
		}
		for _, v := range values {
			if strings.TrimSpace(v) == "" {
				changed = true
				continue
			}
			day := wholeDay(name, v)
			changed = changed || day != v
			st.values.Add(name, day)
		}
	}
	return st, changed
}

// facet is the facet of a name, or one that says no more than that.
func (st state) facet(name string) search.Facet {
	for _, p := range st.known {
		if p.facet != nil && p.name == name {
			return *p.facet
		}
	}
	return search.Facet{Name: name, Label: name}
}

// empty reports whether nothing is asked: the first visit.
func (st state) empty() bool { return len(st.values) == 0 }

// href is the address of st.
func (st state) href() string {
	path := cmp.Or(st.path, "/")
	if st.empty() {
		return path
	}
	return path + "?" + st.values.Encode()
}

// edit is st, on its first page, after change.
func (st state) edit(change func(url.Values)) state {
	out := url.Values{}
	for name, values := range st.values {
		if name != cursorName && name != pageName {
			out[name] = slices.Clone(values)
		}
	}
	change(out)
	return state{out, st.known, st.path}
}

// without is st less one value of a parameter.
func (st state) without(name, value string) state {
	return st.edit(func(v url.Values) {
		v[name] = slices.DeleteFunc(v[name], func(s string) bool { return s == value })
		if len(v[name]) == 0 {
			v.Del(name)
		}
	})
}

// set is st with one value for a parameter; an empty one takes it out.
func (st state) set(name, value string) state {
	return st.edit(func(v url.Values) {
		v.Del(name)
		if value != "" {
			v.Set(name, value)
		}
	})
}

// unfiltered is st with the words and the order only.
func (st state) unfiltered() state {
	return st.edit(func(v url.Values) {
		for _, p := range st.known {
			if p.facet != nil || p.bound {
				v.Del(p.name)
			}
		}
	})
}

// filter is one value that narrows a search: of a facet, or a bound.
type filter struct {
	facet   string // its label, empty for a bound
	words   string
	without state
}

// filters are those that are on, in the order of the parameters.
func (st state) filters() []filter {
	var out []filter
	for _, p := range st.known {
		for _, value := range st.values[p.name] {
			switch {
			case p.facet != nil:
				out = append(out, filter{p.facet.Label, p.facet.Words(value), st.without(p.name, value)})
			case p.bound:
				out = append(out, filter{words: boundWords(p.name, value), without: st.set(p.name, "")})
			}
		}
	}
	return out
}

// here is st with one value for a parameter, on the page it is on.
func (st state) here(name, value string) state {
	out := st.set(name, value)
	for _, name := range []string{cursorName, pageName} {
		if value := st.values.Get(name); value != "" {
			out.values.Set(name, value)
		}
	}
	return out
}

// documentPath is the address of a document's page.
func documentPath(id string) string { return address(id, "") }

// documentAddress is a place in a document, with what is to be marked there,
// as it stood on a day; empty for today.
func documentAddress(id, locator, q string, asOf corpus.Date) string {
	query := url.Values{}
	if q != "" {
		query.Set("q", q)
	}
	if asOf != "" {
		query.Set("as_of", string(asOf))
	}
	return placeAddress(id, locator, query)
}

// placeAddress is a place in a document, with a query string.
func placeAddress(id, locator string, query url.Values) string {
	path := documentPath(id)
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	if locator != "" {
		path += "#" + url.PathEscape(locator)
	}
	return path
}

// libraryPath is the address of something done with a document.
func libraryPath(id, action string) string {
	return "/library/" + url.PathEscape(id) + "/" + action
}

// facetPath is the address of everything with one value of a facet.
func facetPath(name, value string) string {
	return "/?" + url.Values{name: {value}}.Encode()
}
