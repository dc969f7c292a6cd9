package web

import (
	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/duty"
)

// RequirementList is a page of requirements.
type RequirementList struct {
	Total      int           `json:"total" doc:"要求的条数；合为一处的各算一条"`
	Documents  int           `json:"documents" doc:"出自几篇文献"`
	Items      []Requirement `json:"items"`
	Facets     []Facet       `json:"facets" doc:"count 是要求的条数"`
	NextCursor *string       `json:"next_cursor"`
}

// Requirement is one thing that a provision asks of somebody. What the text does not say,
// or the rules are not sure of, is null.
type Requirement struct {
	Bearer      *RequiredBearer   `json:"bearer" doc:"责任主体"`
	Modality    RequiredModality  `json:"modality"`
	Action      *RequiredWords    `json:"action" doc:"要做什么"`
	Object      *RequiredWords    `json:"object" doc:"对什么"`
	Condition   *RequiredWords    `json:"condition" doc:"什么情形下"`
	Consequence *RequiredWords    `json:"consequence" doc:"后果"`
	Quantity    *RequiredQuantity `json:"quantity" doc:"定了多少"`
	Deadline    *RequiredDeadline `json:"deadline" doc:"从什么事起，或到什么事为止，多长时间"`
	Address     string            `json:"address" doc:"所在的条款：编号#定位"`
	URL         string            `json:"url"`
	Citation    string            `json:"citation"`
	Text        string            `json:"text" doc:"这一句，原文；各处的 start、end 是其中的位置"`
	Document    DocumentHead      `json:"document"`
	Status      corpus.Status     `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	Also        []Equal           `json:"also" doc:"文字与此一字不差、主体相同的其他要求，合在这一处"`
	Doubts      []corpus.Caution  `json:"doubts" doc:"引用前要知道的：文字、款项的存疑之处，时效；没有则为空"`
}

// RequiredWords are words of a provision, and where in the text of the requirement they
// stand.
type RequiredWords struct {
	Text  string `json:"text"`
	Start *int   `json:"start" doc:"承前文、不在 text 里的为 null"`
	End   *int   `json:"end"`
}

// RequiredBearer is who has to, may or must not.
type RequiredBearer struct {
	RequiredWords
	Name       string `json:"name" doc:"同一主体的几种写法归为一个：支委会 → 支部委员会"`
	Group      string `json:"group" enum:"organisation,secretary,committee_member,member,superior,other"`
	GroupLabel string `json:"group_label"`
}

// RequiredModality is how strongly it is asked.
type RequiredModality struct {
	RequiredWords
	Value requirement.Modality `json:"value" enum:"must,should_generally,may,must_not,at_most,at_least,duty,stated"`
	Label string               `json:"label"`
}

// RequiredQuantity is a number that is laid down, or that the condition turns on.
type RequiredQuantity struct {
	RequiredWords
	Kind      requirement.Kind `json:"kind" enum:"frequency,deadline,headcount,term,share,hours,amount,age"`
	Label     string           `json:"label"`
	Low       *float64         `json:"low" doc:"下限；没有为 null。比例是小数"`
	High      *float64         `json:"high" doc:"上限"`
	Exclusive bool             `json:"exclusive" doc:"不含本数：超过、不满、过半数"`
	Unit      string           `json:"unit" doc:"次 人 年 月 日 工作日 周 小时 学时 元 岁；比例为空"`
	Per       string           `json:"per" doc:"频次的周期：年 半年 季度 月 周 日 届"`
	Threshold bool             `json:"threshold" doc:"是条件里的数：正式党员3人以上的"`
}

// RequiredDeadline is a length of time and its event.
type RequiredDeadline struct {
	Length float64        `json:"length"`
	Unit   string         `json:"unit"`
	Before bool           `json:"before" doc:"true：到事件为止（会前5日）；false：从事件起"`
	From   *RequiredWords `json:"from" doc:"事件"`
}

// NewRequirementList is the JSON of an answer; the command `requirements --json` prints
// the same.
func NewRequirementList(a duty.Answer) RequirementList {
	out := RequirementList{Total: a.Total, Documents: a.Documents, Items: []Requirement{}, Facets: viewFacets(a.Facets, duty.Facets), NextCursor: known(a.NextCursor)}
	for _, i := range a.Items {
		out.Items = append(out.Items, newRequirement(i))
	}
	return out
}

func newRequirement(i duty.Item) Requirement {
	words := func(s corpus.Span) *RequiredWords { return requiredWords(i, s) }
	r := Requirement{Action: words(i.Action), Object: words(i.Object), Condition: words(i.Condition), Consequence: words(i.Consequence),
		Address: i.Address(), URL: addressOf(i.Address()), Citation: i.Citation, Text: i.Text,
		Document: newDocumentHead(i.Document), Status: i.Document.Status, Doubts: cautions(i.Cautions), Also: newEquals(i.Also)}
	r.Modality = RequiredModality{Value: i.Modality, Label: corpus.Label(requirement.Modalities, string(i.Modality))}
	if w := words(i.Modal); w != nil {
		r.Modality.RequiredWords = *w
	}
	if w := words(i.Kept.Bearer); w != nil && i.Group >= 0 {
		r.Bearer = &RequiredBearer{RequiredWords: *w, Name: i.Bearer, Group: duty.Groups[i.Group].Value, GroupLabel: duty.Groups[i.Group].Label}
	}
	if q := i.Quantity; q != nil {
		r.Quantity = &RequiredQuantity{Kind: q.Kind, Label: corpus.Label(requirement.Kinds, string(q.Kind)),
			Low: q.Low, High: q.High, Exclusive: q.Exclusive, Unit: q.Unit, Per: q.Per, Threshold: q.Threshold}
		if w := words(q.Span); w != nil {
			r.Quantity.RequiredWords = *w
		}
	}
	if d := i.Deadline; d != nil {
		r.Deadline = &RequiredDeadline{Length: d.Length, Unit: d.Unit, Before: d.Before, From: words(d.From)}
	}
	return r
}

// newEquals are the other places of a text; an empty list for none.
func newEquals(list []search.Equal) []Equal {
	out := make([]Equal, 0, len(list))
	for _, e := range list {
		out = append(out, Equal{e.Address, e.Citation, e.Status})
	}
	return out
}

// requiredWords are the words of a span; nil for none.
func requiredWords(i duty.Item, s corpus.Span) *RequiredWords {
	if s.Empty() {
		return nil
	}
	w := &RequiredWords{Text: s.In(i.Whole)}
	if at, inside := spanIn(i.Whole, i.Span, s); inside {
		w.Start, w.End = &at.Start, &at.End
	}
	return w
}
