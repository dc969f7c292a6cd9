package web

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// The parameters of a search are one table: pages and API read them by it, and
// the OpenAPI description is written from it.

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
	// set puts one value, cleaned and not empty, into the query. What is wrong
	// with it is a fault's code, empty if nothing.
	set func(q *search.Query, value string) string
}

const (
	// A facet's value or an id is no longer than a title, and there is no use in
	// more values than a facet lists.
	maxValue  = 500
	maxValues = search.MaxFacetValues
	// A cursor is ours; it bears the query's fingerprint and a position.
	maxCursor = 4096
)

// The closed lists that are no list of corpus.
var (
	matchTerms = []corpus.Term{{Value: "auto", Label: "自动"}, {Value: "all", Label: "全部词语"}, {Value: "any", Label: "任一词语"}}
	orderTerms = []corpus.Term{{Value: "relevance", Label: "相关度"}, {Value: "newest", Label: "最新在前"}, {Value: "oldest", Label: "最早在前"}}
	groupTerms = []corpus.Term{{Value: "none", Label: "按段落"}, {Value: "document", Label: "按文献"}}
)

// searchParameters are those of a search.
var searchParameters = []parameter{
	{name: "q", sort: "string", doc: "检索词，至多 500 个字符；空则列出全部", set: setWords},
	{name: "match", sort: "string", values: matchTerms, doc: "词语要全部出现还是任一出现",
		set: func(q *search.Query, v string) string { q.Match = search.Match(v); return "" }},
	{name: "kind", sort: "string", repeats: true, values: corpus.Kinds, doc: "类型",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Kind, v) }},
	{name: "genre", sort: "string", repeats: true, values: corpus.Genres, doc: "文种",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Genre, v) }},
	{name: "rank", sort: "string", repeats: true, values: corpus.Ranks, doc: "效力级别",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Rank, v) }},
	{name: "issuer", sort: "string", repeats: true, doc: "制定机关",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Issuer, v) }},
	{name: "status", sort: "string", repeats: true, values: corpus.Statuses, doc: "时效性",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Status, v) }},
	{name: "topic", sort: "string", repeats: true, doc: "主题",
		set: func(q *search.Query, v string) string { return add(&q.Filter.Topic, v) }},
	{name: "year", sort: "integer", repeats: true, doc: "公布、施行或发表的年份", set: setYear},
	{name: "from", sort: "string", format: "date", doc: "起始日期（含）",
		set: func(q *search.Query, v string) string { return setDate(&q.From, v) }},
	{name: "to", sort: "string", format: "date", doc: "截止日期（含）",
		set: func(q *search.Query, v string) string { return setDate(&q.To, v) }},
	{name: "as_of", sort: "string", format: "date", doc: "以这一天判断时效性，默认为今天",
		set: func(q *search.Query, v string) string { return setDate(&q.AsOf, v) }},
	{name: "document", sort: "string", doc: "只在这一编号的文献中检索",
		set: func(q *search.Query, v string) string { q.Document = v; return "" }},
	{name: "sort", sort: "string", values: orderTerms, doc: "排序",
		set: func(q *search.Query, v string) string { q.Sort = search.Sort(v); return "" }},
	{name: "group", sort: "string", values: groupTerms, doc: "每条结果是一个段落，还是一篇文献中最相关的段落",
		set: func(q *search.Query, v string) string { q.Group = search.Group(v); return "" }},
	{name: "lanes", sort: "boolean", doc: "另按类型分列：依据、论述、做法",
		set: func(q *search.Query, v string) string { return setBool(&q.Lanes, v) }},
	{name: "limit", sort: "integer", doc: "每页条数，1–100，默认 20", set: setLimit},
	{name: "cursor", sort: "string", doc: "上一页给出的 next_cursor",
		set: func(q *search.Query, v string) string { q.Cursor = v; return "" }},
	{name: "explain", sort: "boolean", doc: "说明得分的由来",
		set: func(q *search.Query, v string) string { return setBool(&q.Explain, v) }},
}

// listParameters are those of a list of documents: the filters, no words.
var listParameters = slices.DeleteFunc(slices.Clone(searchParameters), func(p parameter) bool {
	return slices.Contains([]string{"q", "match", "document", "group", "lanes", "explain"}, p.name)
})

func setWords(q *search.Query, v string) string {
	q.Text = v
	if utf8.RuneCountInString(v) > search.MaxText {
		return "too_long"
	}
	return ""
}

func add(values *[]string, v string) string {
	if !slices.Contains(*values, v) {
		*values = append(*values, v)
	}
	return ""
}

func setYear(q *search.Query, v string) string {
	year, err := strconv.Atoi(v)
	if err != nil || year < 1 || year > 9999 {
		return "bad_year"
	}
	q.Filter.Year = append(q.Filter.Year, year)
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
