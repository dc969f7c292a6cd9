package web

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// A page is made of what could be read of its address. What could not is said beside
// its control, in a reader's words: only programs are sent away with a list of faults.

// pageFaults are what is said of parameters, by name.
type pageFaults map[string]string

// beside is what is said where there is no control to say it at.
func (f pageFaults) beside(known []parameter) []string {
	var out []string
	for _, p := range known {
		if words := f[p.name]; words != "" && !isBound(p.name) {
			out = append(out, words)
		}
	}
	return out
}

// isBound reports whether a parameter is one of the dates of the form.
func isBound(name string) bool { return name == "from" || name == "to" || name == "as_of" }

// understood reads a state: the query, the state without what is wrong with it, and
// what that is.
func (st *site) understood(at state) (search.Query, state, pageFaults) {
	faults := pageFaults{}
	sound := state{url.Values{}, at.known, at.path}
	for _, p := range at.known {
		for _, value := range at.values[p.name] {
			if code := p.read(&search.Query{}, []string{value}); code != "" {
				faults[p.name] = p.faultWords(code, value)
				value = p.mended(value)
			}
			if value != "" && (p.repeats || sound.values.Get(p.name) == "") && len(sound.values[p.name]) < maxValues {
				sound.values.Add(p.name, value)
			}
		}
	}
	if from, to := sound.values.Get("from"), sound.values.Get("to"); from != "" && to != "" && from > to {
		faults["to"] = msgFaultBefore
		sound.values.Del("to")
	}
	q, _ := st.parse(sound.values, at.known, "query")
	return q, sound, faults
}

// mended is what is left of a faulty value: of the words what can be searched, of all
// else nothing.
func (p parameter) mended(value string) string {
	if p.name != "q" {
		return ""
	}
	return shorten(strings.ToValidUTF8(value, ""))
}

// faultWords say what is wrong with a value.
func (p parameter) faultWords(code, value string) string {
	switch {
	case p.name == "q" && code == "too_long":
		return fmt.Sprintf(msgFaultLong, search.MaxText)
	case p.name == "q" && code == "too_many_terms":
		return fmt.Sprintf(msgFaultTerms, search.MaxTerms)
	case !utf8.ValidString(value):
		return fmt.Sprintf(msgFaultText, p.label())
	}
	if runes := []rune(value); len(runes) > shownFault {
		value = string(runes[:shownFault]) + "……"
	}
	words := fmt.Sprintf(msgFaultValue, p.label(), value)
	switch {
	case code == "bad_date":
		return words + msgFaultDate
	case p.values != nil:
		labels := make([]string, len(p.values))
		for i, t := range p.values {
			labels[i] = cmp.Or(t.Label, t.Value)
		}
		return words + fmt.Sprintf(msgFaultAllowed, strings.Join(labels, "、"))
	case p.most > 0:
		return words + fmt.Sprintf(msgFaultRange, p.most)
	}
	return words
}

// shownFault is how much of a value is repeated where it is complained of.
const shownFault = 30

// label names a parameter to a reader.
func (p parameter) label() string {
	if p.facet != nil {
		return p.facet.Label
	}
	return corpus.Label(parameterLabels, p.name)
}
