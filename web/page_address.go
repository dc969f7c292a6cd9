package web

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"tiaowen/corpus"
)

// The address of a search page holds its whole state: what is not in the
// address is not known to the page, so every view can be mailed, kept and
// returned to.

// state is the query string of a search page. Its methods give the addresses of
// neighbouring views; all but next go back to the first page.
type state struct {
	values url.Values
}

// searchNames are the parameters that a search page knows. Others, which mail
// programs and portals like to add, are dropped.
var searchNames = []string{"q", "match", "kind", "genre", "rank", "issuer", "status", "topic", "year",
	"from", "to", "as_of", "document", "sort", "group", "lanes", "explain", "limit", "cursor"}

// facetNames are the parameters that may repeat, in the order of their chips.
var facetNames = []string{"kind", "topic", "genre", "rank", "issuer", "status", "year"}

// boundNames are the parameters that narrow a search and are no facet.
var boundNames = []string{"from", "to", "as_of", "document"}

// newState keeps the known parameters that say something, and reports whether
// anything had to be left out.
func newState(given url.Values) (st state, changed bool) {
	st = state{url.Values{}}
	for name, values := range given {
		if !slices.Contains(searchNames, name) {
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

// wholeDay makes a day of what people write as a bound: the first day of a year
// or month for from, the last for to and as_of. Anything else stays as it is, and is
// complained of by whoever reads it.
func wholeDay(name, value string) string {
	if name != "from" && name != "to" && name != "as_of" {
		return value
	}
	short := strings.TrimRight(strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(strings.TrimSpace(value)), "-")
	for _, layout := range []string{"2006", "2006-1", "2006-1-2"} {
		day, err := time.Parse(layout, short)
		if err != nil {
			continue
		}
		switch {
		case name != "from" && layout == "2006":
			day = day.AddDate(1, 0, -1)
		case name != "from" && layout == "2006-1":
			day = day.AddDate(0, 1, -1)
		}
		return day.Format(time.DateOnly)
	}
	return value
}

// empty reports whether nothing is asked: the first visit.
func (st state) empty() bool { return len(st.values) == 0 }

// href is the address of st.
func (st state) href() string {
	if st.empty() {
		return "/"
	}
	return "/?" + st.values.Encode()
}

// edit is st, on its first page, after change.
func (st state) edit(change func(url.Values)) state {
	out := url.Values{}
	for name, values := range st.values {
		if name != "cursor" {
			out[name] = slices.Clone(values)
		}
	}
	change(out)
	return state{out}
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
		for _, name := range slices.Concat(boundNames, facetNames) {
			v.Del(name)
		}
	})
}

// here is st with one value for a parameter, on the page it is on.
func (st state) here(name, value string) state {
	out := st.set(name, value)
	if cursor := st.values.Get("cursor"); cursor != "" {
		out.values.Set("cursor", cursor)
	}
	return out
}

// next is the page that begins at cursor.
func (st state) next(cursor string) string {
	st = st.edit(func(url.Values) {})
	st.values.Set("cursor", cursor)
	return st.href()
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
