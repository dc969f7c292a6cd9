package web

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Resolution is the JSON of an address: what it means, or what is missing.
type Resolution struct {
	Status     search.ResolveStatus `json:"status" enum:"ok,ambiguous,no_document,no_article,no_paragraph,no_item,not_an_address"`
	Query      string               `json:"query"`
	Address    *string              `json:"address" doc:"编号或编号#定位；status 为 ok 时才有"`
	Document   *DocumentHead        `json:"document" doc:"第一条所在的文件"`
	Provision  *ResolvedProvision   `json:"provision" doc:"provisions 的第一条；只有标题时为 null"`
	Provisions []ResolvedProvision  `json:"provisions" doc:"所指的各条，依次排列；写了几部文件的，各条出自各自的文件"`
	Citation   *string              `json:"citation"`
	Corrected  *string              `json:"corrected" doc:"按这一标题理解，输入的是另一个"`
	Choices    []Choice             `json:"choices" doc:"可能所指的，或最接近的，最可能的在前"`
	Notices    []Notice             `json:"notices"`
}

// ResolvedProvision is a provision that an address names. A work kept in parts, or
// an address of several titles, has its provisions in several documents.
type ResolvedProvision struct {
	Provision
	Address  string `json:"address" doc:"编号#定位；几条可能出自几部文件"`
	Citation string `json:"citation"`
	URL      string `json:"url"`
}

// Choice is what may have been meant, or is nearest to it.
type Choice struct {
	Address  string        `json:"address"`
	Citation string        `json:"citation"`
	Document string        `json:"document" doc:"标题"`
	Label    string        `json:"label"`
	Status   corpus.Status `json:"status" enum:"in_force,not_yet,amended,repealed,lapsed,unverified,unknown"`
	URL      string        `json:"url"`
}

// Notice is what a reader must know about an answer.
type Notice struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Address string `json:"address,omitempty" doc:"所说的条款：编号或编号#定位"`
}

// newResolution puts an answer into the words of the API. head is the document
// as the index shows it, nil to take the resolver's word.
func newResolution(r search.Resolution, head *search.Head) Resolution {
	out := Resolution{Status: r.Status, Query: r.Query, Address: known(r.Address), Provisions: []ResolvedProvision{},
		Citation: known(r.Citation), Corrected: known(r.Corrected), Choices: newChoices(r.Choices), Notices: newNotices(r.Notices)}
	if head == nil {
		head = r.Document
	}
	if head != nil {
		d := newDocumentHead(*head)
		out.Document = &d
	}
	for _, p := range r.Provisions {
		out.Provisions = append(out.Provisions, ResolvedProvision{newProvision(p), p.Document + "#" + p.Locator, p.Citation, address(p.Document, p.Locator)})
	}
	if len(out.Provisions) > 0 {
		out.Provision = &out.Provisions[0]
	}
	return out
}

func newChoices(choices []search.Choice) []Choice {
	out := make([]Choice, 0, len(choices))
	for _, c := range choices {
		out = append(out, Choice{c.Address, c.Citation, c.Document, c.Label, statusOr(c.Status), addressURL(c.Address)})
	}
	return out
}

func newNotices(notices []search.Notice) []Notice {
	out := make([]Notice, 0, len(notices))
	for _, n := range notices {
		out = append(out, Notice(n))
	}
	return out
}

// statusOr is unknown where nothing was derived.
func statusOr(s corpus.Status) corpus.Status {
	if s == "" {
		return corpus.Unknown
	}
	return s
}

// addressURL is the page of an address, id or id#locator.
func addressURL(a string) string {
	id, locator, _ := strings.Cut(a, "#")
	return address(id, locator)
}
