package web

import (
	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/answer"
)

// Answer is a value that a clause lays down, for a question that asks for it.
type Answer struct {
	Value       string           `json:"value" doc:"答案：原文中的词句"`
	Kind        search.Sought    `json:"kind" enum:"frequency,deadline,headcount,term,share,hours,amount,age,bearer,consequence,duty,start,permission"`
	Label       string           `json:"label" doc:"kind 的名称，如 频次"`
	Text        string           `json:"text" doc:"答案所在的一句原文"`
	Start       int              `json:"start" doc:"答案在 text 中的位置；答案承前省略、不在这一句里时 start 与 end 相等"`
	End         int              `json:"end"`
	Address     string           `json:"address" doc:"条款的地址：编号#定位"`
	Citation    string           `json:"citation"`
	URL         string           `json:"url"`
	Status      corpus.Status    `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	StatusLabel string           `json:"status_label"`
	Doubts      []corpus.Caution `json:"doubts" doc:"对这段文字和它的效力的存疑之处，引用前请对照原件；没有则为空"`
	Others      []OtherAnswer    `json:"others" doc:"别的文件对同一件事的不同规定，各有出处"`
}

// OtherAnswer is what another text says of the same.
type OtherAnswer struct {
	Value       string           `json:"value"`
	Text        string           `json:"text"`
	Start       int              `json:"start"`
	End         int              `json:"end"`
	Address     string           `json:"address"`
	Citation    string           `json:"citation"`
	URL         string           `json:"url"`
	Status      corpus.Status    `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	StatusLabel string           `json:"status_label"`
	Doubts      []corpus.Caution `json:"doubts"`
}

func viewAnswers(list []search.Answer) []Answer {
	out := make([]Answer, 0, len(list))
	for _, a := range list {
		own := newOtherAnswer(a)
		one := Answer{Value: own.Value, Kind: a.Seeks, Label: corpus.Label(answer.Soughts, string(a.Seeks)), Text: own.Text, Start: own.Start, End: own.End,
			Address: own.Address, Citation: own.Citation, URL: own.URL, Status: own.Status, StatusLabel: own.StatusLabel, Doubts: own.Doubts, Others: []OtherAnswer{}}
		for _, other := range a.Others {
			one.Others = append(one.Others, newOtherAnswer(other))
		}
		out = append(out, one)
	}
	return out
}

func newOtherAnswer(a search.Answer) OtherAnswer {
	at := ranges(a.Text, []corpus.Span{a.Span})[0]
	return OtherAnswer{Value: a.Value, Text: a.Text, Start: at.Start, End: at.End, Address: a.Address, Citation: a.Citation, URL: addressOf(a.Address),
		Status: a.Document.Status, StatusLabel: corpus.Label(corpus.Statuses, string(a.Document.Status)), Doubts: cautions(a.Doubts)}
}
