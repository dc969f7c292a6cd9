package search

import (
	"cmp"

	"tiaowen/corpus"
)

// Matches, Sorts, Groups and Meanings are what Match, Sort, Group and Meaning may be, with the words a
// reader sees. The first of each is what a query means that says nothing.
var (
	Matches = []corpus.Term{{Value: string(MatchAuto), Label: "自动"}, {Value: string(MatchAll), Label: "全部词语"}, {Value: string(MatchAny), Label: "任一词语"}}
	Sorts   = []corpus.Term{{Value: string(ByRelevance), Label: "相关度"}, {Value: string(Newest), Label: "最新在前"}, {Value: string(Oldest), Label: "最早在前"}}
	// Lists are what Sort may be beside those in a list of documents.
	Lists    = []corpus.Term{{Value: string(ByTitle), Label: "题名"}, {Value: string(ByID), Label: "编号"}, {Value: string(ByChanged), Label: "改动先后，最近的在后"}}
	Groups   = []corpus.Term{{Value: string(GroupNone), Label: "按段落"}, {Value: string(GroupDocument), Label: "按文献"}}
	Meanings = []corpus.Term{{Value: string(MeaningAuto), Label: "词语和意思"}, {Value: string(MeaningOff), Label: "只按词语"}}
)

// Setting is a part of a query that is one value of a closed list. What pages and API
// know of it follows from its row in Settings.
type Setting struct {
	Name, Doc string // of the parameter
	Values    []corpus.Term
	// Of is the value that a query has, Set gives it one of the list.
	Of  func(Query) string
	Set func(q *Query, value string)
}

// Settings are the settings there are.
var Settings = []Setting{
	setting("match", "词语要全部出现还是任一出现", Matches, func(q *Query) *Match { return &q.Match }),
	setting("sort", "排序", Sorts, func(q *Query) *Sort { return &q.Sort }),
	setting("group", "每条结果是一个段落，还是一篇文献中最相关的段落", Groups, func(q *Query) *Group { return &q.Group }),
	setting("meaning", "问句除了词语，是否也按意思找", Meanings, func(q *Query) *Meaning { return &q.Meaning }),
}

func setting[T ~string](name, doc string, values []corpus.Term, in func(*Query) *T) Setting {
	return Setting{Name: name, Doc: doc, Values: values,
		Of:  func(q Query) string { return cmp.Or(string(*in(&q)), values[0].Value) },
		Set: func(q *Query, value string) { *in(q) = T(value) }}
}
