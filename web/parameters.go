package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// The parameters of a search are one table: pages and API read them by it, the state
// of a page is kept by it, and the OpenAPI description is written from it. Its rows of
// facets and settings follow from the tables of package search.

// parameter is one name a caller may use.
type parameter struct {
	name    string
	repeats bool
	// required means that the name must be given, if only with an empty value.
	required bool
	values   []corpus.Term // the closed list, nil if there is none
	sort     string        // JSON type: string, integer, boolean
	format   string        // of OpenAPI, empty if none
	doc      string
	example  any           // nil if none is needed
	most     int           // of a number, which is at least 1; 0 if it has no bound
	facet    *search.Facet // whose parameter it is, nil if no facet's
	bound    bool          // it narrows a search as facets do
	// control says that the form of a page has a control for it in any case.
	control bool
	// set puts one value, cleaned and not empty, into the query. What is wrong
	// with it is a fault's code, empty if nothing.
	set func(q *search.Query, value string) string
}

// longest is how many characters a value may have.
func (p parameter) longest() int {
	switch p.name {
	case "q":
		return search.MaxText
	case cursorName:
		return maxCursor
	}
	return maxValue
}

const (
	// A facet's value or an id is no longer than a title, and there is no use in
	// more values than a facet lists.
	maxValue  = 500
	maxValues = search.MaxFacetValues
	// A cursor is ours; it bears the query's fingerprint and a position.
	maxCursor = 4096
)

// searchParameters are those of a search that knows some facets.
func searchParameters(facets search.FacetTable) []parameter {
	out := []parameter{{name: "q", sort: "string", control: true, example: "三会一课", doc: "检索词，至多 500 个字符；空则列出全部", set: setWords}}
	for i := range facets {
		out = append(out, facetParameter(&facets[i]))
	}
	out = append(out,
		parameter{name: "from", sort: "string", format: "date", bound: true, control: true, example: "2018-01-01", doc: "起始日期（含）",
			set: func(q *search.Query, v string) string { return setDate(&q.From, v) }},
		parameter{name: "to", sort: "string", format: "date", bound: true, control: true, example: "2026-12-31", doc: "截止日期（含）",
			set: func(q *search.Query, v string) string { return setDate(&q.To, v) }},
		asOfParameter,
		parameter{name: "document", sort: "string", bound: true, doc: "只在这一编号的文献中检索",
			set: func(q *search.Query, v string) string { q.Document = v; return "" }})
	for _, s := range search.Settings {
		out = append(out, parameter{name: s.Name, sort: "string", values: s.Values, doc: s.Doc,
			set: func(q *search.Query, v string) string { s.Set(q, v); return "" }})
	}
	return append(out,
		parameter{name: "lanes", sort: "boolean", doc: "另按类型分列：依据、论述、做法",
			set: func(q *search.Query, v string) string { return setBool(&q.Lanes, v) }},
		parameter{name: "collapse", sort: "boolean", doc: "文字一字不差的段落合为一处（默认 true）：现行有效的列出，其余在 also；false 则各占一处",
			set: func(q *search.Query, v string) string { return setCollapse(q, v) }},
		parameter{name: "limit", sort: "integer", doc: "每页条数，1–100，默认 20", example: 20, most: search.MaxLimit, set: setLimit},
		parameter{name: cursorName, sort: "string", doc: "上一页给出的 next_cursor",
			set: func(q *search.Query, v string) string { q.Cursor = v; return "" }},
		parameter{name: "explain", sort: "boolean", doc: "说明得分的由来",
			set: func(q *search.Query, v string) string { return setBool(&q.Explain, v) }})
}

// cursorName is the parameter that leads to another page of the same.
const cursorName = "cursor"

// asOfParameter is also the one parameter of a single document.
var asOfParameter = parameter{name: "as_of", sort: "string", format: "date", bound: true, control: true, example: "2026-11-30", doc: "以这一天判断时效性，默认为今天",
	set: func(q *search.Query, v string) string { return setDate(&q.AsOf, v) }}

func facetParameter(f *search.Facet) parameter {
	p := parameter{name: f.Name, sort: "string", repeats: true, facet: f, values: f.Values, doc: cmp.Or(f.Doc, f.Label),
		set: func(q *search.Query, v string) string { return f.Choose(&q.Filter, v) }}
	if f.Number {
		p.sort = "integer"
	}
	return p
}

// listParameters are those of a list of documents: the filters, no words; more orders,
// what has changed since, and whether texts are wanted too.
func listParameters(of []parameter) []parameter {
	out := slices.DeleteFunc(slices.Clone(of), func(p parameter) bool {
		return slices.Contains([]string{"q", "match", "document", "group", "meaning", "lanes", "collapse", "explain"}, p.name)
	})
	for i := range out {
		if out[i].name == "sort" {
			out[i].values = slices.Concat(search.Sorts, search.Lists)
			out[i].doc = "排序；缺省为最新在前"
		}
	}
	return append(out,
		parameter{name: "updated_since", sort: "string", example: "2026-11-30T08:00:00+08:00", doc: "只要这一时刻（含）以后改动过的：RFC 3339 的时刻，或日期（北京时间零时）。逐行给出时也列出此后删除的",
			set: func(q *search.Query, v string) string { return setMoment(&q.Since, v) }},
		parameter{name: formatName, sort: "string", values: []corpus.Term{{Value: formatJSON, Label: "一页著录"}, {Value: formatLines, Label: "逐行，附全文"}},
			set: func(*search.Query, string) string { return "" },
			doc: "ndjson 为逐行给出全部文献，附全文，按改动先后，供建立镜像（Accept: application/x-ndjson 同此）：把收到的最大的 changed 留作下次的 updated_since；连接中断则已收到的有效，照样接着要"})
}

// setMoment takes a moment, or a date for its beginning.
func setMoment(t *time.Time, v string) string {
	at, err := time.Parse(time.RFC3339Nano, strings.Replace(v, " ", "+", 1)) // a plus sign that was not escaped
	if err != nil {
		at, err = time.ParseInLocation(time.DateOnly, v, here(time.Time{}).Location())
	}
	if err != nil || at.Year() < 1 {
		return "bad_moment"
	}
	*t = at.UTC()
	return ""
}

func setWords(q *search.Query, v string) string {
	q.Text = v
	if utf8.RuneCountInString(v) > search.MaxText {
		return "too_long"
	}
	return ""
}

// setDate takes whole days only: whether a month lies before a day in it is
// nothing a caller should have to guess.
func setDate(d *corpus.Date, v string) string {
	if len(v) != len("2006-01-02") || !corpus.Date(v).Valid() {
		return "bad_date"
	}
	*d = corpus.Date(v)
	return ""
}

func setBool(b *bool, v string) string {
	switch v {
	case "true", "1":
		*b = true
	case "false", "0":
		*b = false
	default:
		return "bad_boolean"
	}
	return ""
}

func setCollapse(q *search.Query, v string) string {
	together := true
	fault := setBool(&together, v)
	q.Apart = !together
	return fault
}

func setLimit(q *search.Query, v string) string {
	n, err := strconv.Atoi(v)
	if err != nil {
		return "bad_number"
	}
	if n < 1 || n > search.MaxLimit {
		return "out_of_range"
	}
	q.Limit = n
	return ""
}
