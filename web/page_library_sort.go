package web

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// column is one column of the table of documents, by which it can be sorted.
type column struct {
	Label, Href string
	Sorted      string // ascending or descending, empty if not by this
	Number      bool
}

// shelfColumns are the columns with their orders; what has no order keeps that of the
// library.
var shelfColumns = []struct {
	name, label string
	number      bool
	compare     func(a, b library.Head) int
}{
	{"title", "标题", false, func(a, b library.Head) int { return strings.Compare(a.Fields.Title, b.Fields.Title) }},
	{"kind", "类型", false, func(a, b library.Head) int {
		return cmp.Or(cmp.Compare(placeOf(corpus.Kinds, string(a.Fields.Kind)), placeOf(corpus.Kinds, string(b.Fields.Kind))),
			cmp.Compare(placeOf(corpus.Genres, string(a.Fields.Genre)), placeOf(corpus.Genres, string(b.Fields.Genre))))
	}},
	{"date", "日期", false, func(a, b library.Head) int { return cmp.Compare(a.Fields.VersionDate(), b.Fields.VersionDate()) }},
	{"runes", "字数", true, func(a, b library.Head) int { return cmp.Compare(a.Runes, b.Runes) }},
	{"taken", "收进", false, func(a, b library.Head) int { return a.Imported.Compare(b.Imported) }},
	{"noticed", "导入时发现", false, func(a, b library.Head) int {
		return cmp.Or(cmp.Compare(gravity(a), gravity(b)), cmp.Compare(len(a.Diagnostics), len(b.Diagnostics)))
	}},
}

func placeOf(list []label, value string) int {
	return slices.IndexFunc(list, func(t label) bool { return t.Value == value })
}

// gravity is how bad the worst is that was noticed of a document.
func gravity(h library.Head) int {
	worst := 0
	for _, d := range h.Diagnostics {
		switch d.Severity {
		case corpus.Fault:
			return 2
		case corpus.Warning:
			worst = 1
		}
	}
	return worst
}

// sortHeads is heads in the order of a column's name, with - before it the other way
// round; ties by title. An unknown name keeps the library's own order.
func sortHeads(heads []library.Head, by string) []library.Head {
	name, down := strings.CutPrefix(by, "-")
	for _, c := range shelfColumns {
		if c.name != name {
			continue
		}
		heads = slices.Clone(heads)
		slices.SortStableFunc(heads, func(a, b library.Head) int {
			way := c.compare(a, b)
			if down {
				way = -way
			}
			return cmp.Or(way, strings.Compare(a.Fields.Title, b.Fields.Title))
		})
	}
	return heads
}

// columnsFor are the columns of the table as it is sorted now; to is the address of the
// same table in another order.
func columnsFor(by string, to func(by string) string) []column {
	var out []column
	for _, c := range shelfColumns {
		col := column{Label: c.label, Href: to(c.name), Number: c.number}
		switch by {
		case c.name:
			col.Sorted, col.Href = "ascending", to("-"+c.name)
		case "-" + c.name:
			col.Sorted = "descending"
		}
		out = append(out, col)
	}
	return out
}

// maxRecent is how many documents the library names as taken in last.
const maxRecent = 6

// recentLine is a document taken in lately.
type recentLine struct {
	Title, Href, Edit, At string
}

// recent are the documents taken in last, the newest first.
func recent(heads []library.Head) []recentLine {
	heads = sortHeads(heads, "-taken")
	var out []recentLine
	for _, h := range heads[:min(len(heads), maxRecent)] {
		out = append(out, recentLine{Title: h.Fields.Title, Href: documentPath(h.ID), Edit: libraryPath(h.ID, "edit"), At: chineseClock(h.Imported)})
	}
	return out
}
