package search

import (
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
)

// Facet is one field by which documents are counted and chosen. Its row in Facets is
// all that there is to write of it: the parameter of pages and API with what describes
// it, the page's boxes, chips and state, the labels, what is typed as name:value, the
// help and the engine's codes follow from the row.
type Facet struct {
	// Name is the parameter's, the field's in an answer and the key in a Filter.
	Name string
	// Label is what a reader sees: 制定机关. Doc describes the parameter where the
	// label does not say enough.
	Label, Doc string
	// Values is the closed list; nil where the documents bring their own values.
	Values []corpus.Term
	// Of are the values of a document, whose head is without the status here. An empty
	// value is none.
	Of func(Head) []string
	// On is the one value of the closed list that a document has on a day, if it has
	// one. It stands in place of Of where the values hang on the day.
	On func(corpus.Timeline, corpus.Date) string
	// Read brings a value that was given into the form it has in Of, or says by a
	// fault's code what is wrong with it; nil where any text may be a value.
	Read func(value string) (read, fault string)
	// Number says that a value is written as a whole number: JSON's integer.
	Number bool
	// Unit stands behind a value where a person reads it: 2018年.
	Unit string
	// ByLabel says that the API writes a value by its label, since that is what the
	// field itself holds: 条例.
	ByLabel bool
	// Typed says that name:value in a query chooses by it. Of a facet that takes any
	// text, the value may then be a part of a document's.
	Typed bool
}

// FacetTable is facets in the order in which they are shown.
type FacetTable []Facet

// Facets are the facets there are.
var Facets = FacetTable{
	{Name: "kind", Label: "类型", Values: corpus.Kinds, Typed: true,
		Of: func(h Head) []string { return []string{string(h.Fields.Kind)} }},
	{Name: "topic", Label: "主题",
		Of: func(h Head) []string { return h.Topics }},
	{Name: "genre", Label: "文种", Values: corpus.Genres, ByLabel: true,
		Of: func(h Head) []string { return []string{string(h.Fields.Genre)} }},
	{Name: "rank", Label: "效力级别", Values: corpus.Ranks,
		Of: func(h Head) []string { return []string{string(h.Fields.Rank)} }},
	{Name: "issuer", Label: "制定机关", Typed: true,
		Of: func(h Head) []string { return h.Fields.Issuer }},
	{Name: "status", Label: "时效性", Values: corpus.Statuses,
		On: func(t corpus.Timeline, day corpus.Date) string { return string(t.On(day)) }},
	{Name: "year", Label: "年份", Doc: "公布、施行或发表的年份", Read: readYear, Number: true, Unit: "年", Typed: true,
		Of: func(h Head) []string { return yearOf(h.Fields.VersionDate()) }},
}

// Has reports whether there is a row of a name.
func (t FacetTable) Has(name string) bool { return t.index(name) >= 0 }

// Named is the row of a name, or one that says no more than that.
func (t FacetTable) Named(name string) Facet {
	if i := t.index(name); i >= 0 {
		return t[i]
	}
	return Facet{Name: name, Label: name}
}

func (t FacetTable) index(name string) int {
	return slices.IndexFunc(t, func(f Facet) bool { return f.Name == name })
}

// LabelOf is what an answer calls a value.
func (f Facet) LabelOf(value string) string { return corpus.Label(f.Values, value) }

// Words are what a person reads of a value.
func (f Facet) Words(value string) string { return f.LabelOf(value) + f.Unit }

// Choose puts a value into a filter, or says by a fault's code what is wrong with it.
// A value of a closed list may be given by its label: people write 条例 as naturally.
func (f Facet) Choose(into *Filter, value string) (fault string) {
	switch {
	case f.Values != nil:
		i := slices.IndexFunc(f.Values, func(t corpus.Term) bool { return value == t.Value || value == t.Label })
		if i < 0 {
			return "unknown_value"
		}
		value = f.Values[i].Value
	case f.Read != nil:
		if value, fault = f.Read(value); fault != "" {
			return fault
		}
	}
	into.add(f.Name, value)
	return ""
}

// TakesParts reports whether what is typed as name:value may be a part of a value.
func (f Facet) TakesParts() bool { return f.Values == nil && f.Read == nil }

// typed takes what was typed behind the name; false if it is no value.
func (f Facet) typed(into *Filter, value string) bool {
	if f.Values == nil {
		value = corpus.Fold(value)
	}
	if f.TakesParts() && strings.IndexFunc(value, IsLetter) < 0 {
		return false
	}
	return f.Choose(into, value) == ""
}

// Filter narrows by facets: OR within one, AND between them. It holds values by the
// facet's name.
type Filter map[string][]string

// add puts in a value that is not there yet.
func (f *Filter) add(name, value string) {
	if *f == nil {
		*f = Filter{}
	}
	if !slices.Contains((*f)[name], value) {
		(*f)[name] = append((*f)[name], value)
	}
}

func yearOf(d corpus.Date) []string {
	if y := d.Year(); y > 0 {
		return []string{strconv.Itoa(y)}
	}
	return nil
}

func readYear(value string) (read, fault string) {
	year, err := strconv.Atoi(value)
	if err != nil || year < 1 || year > 9999 {
		return "", "bad_year"
	}
	return strconv.Itoa(year), ""
}
