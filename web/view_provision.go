package web

import (
	"tiaowen/corpus"
	"tiaowen/search"
)

// ProvisionAnswer is one provision with the document it stands in.
type ProvisionAnswer struct {
	Address    string          `json:"address"`
	Document   DocumentHead    `json:"document"`
	Provision  PlacedProvision `json:"provision"`
	Citation   string          `json:"citation"`
	URL        string          `json:"url"`
	Applicable *Version        `json:"applicable" doc:"as_of 当日（默认今天）适用的版本；没有或不详为 null"`
	CitedBy    CitedBy         `json:"cited_by"`
}

// CitedBy is who cites a provision or what lies in it.
type CitedBy struct {
	Total int               `json:"total"`
	Items []CitingProvision `json:"items" doc:"至多 100 处：法规在前，讲话、文章在后，本文件自己的引用排在最后"`
}

// CitingProvision is one citation of it.
type CitingProvision struct {
	Address  string      `json:"address" doc:"引用所在的条款"`
	Document string      `json:"document" doc:"编号"`
	Title    string      `json:"title"`
	Kind     corpus.Kind `json:"kind" enum:"regulation,speech,official,essay"`
	Citation string      `json:"citation"`
	Text     string      `json:"text" doc:"引用的文字及其前后"`
	URL      string      `json:"url"`
}

// maxCitations bounds the list of an answer.
const maxCitations = 100

func newCitedBy(list []citation) CitedBy {
	out := CitedBy{Total: len(list), Items: []CitingProvision{}}
	for _, c := range list[:min(len(list), maxCitations)] {
		f := c.by.Fields
		at := c.From
		if c.Node != "" {
			at += "#" + c.Node
		}
		out.Items = append(out.Items, CitingProvision{at, c.From, f.Title, f.Kind, c.title(), c.Snippet, address(c.From, c.Node)})
	}
	return out
}

// PlacedProvision is a provision with its place in the text.
type PlacedProvision struct {
	Provision
	Start int `json:"start" doc:"整个条款（含条号）在全文（/text）中的位置"`
	End   int `json:"end"`
}

// Provision is a node of a document, with the 款 of an article.
type Provision struct {
	Locator    string           `json:"locator"`
	Label      string           `json:"label"`
	Caption    string           `json:"caption"`
	Kind       string           `json:"kind"`
	Path       []string         `json:"path"`
	Text       string           `json:"text" doc:"条：不含条号与条标的全文；款：不含其项；项：自（一）起"`
	Paragraphs []Paragraph      `json:"paragraphs" doc:"条的各款；款为其自身；项、目为所在的款，只列这一项"`
	Doubts     []corpus.Caution `json:"doubts" doc:"款项划分或文字的存疑之处，引用前请对照原件；没有则为空"`
}

// Paragraph is a 款.
type Paragraph struct {
	Locator string `json:"locator"`
	Label   string `json:"label"`
	Text    string `json:"text"`
	Items   []Item `json:"items"`
}

// Item is a 项.
type Item struct {
	Locator  string    `json:"locator"`
	Label    string    `json:"label"`
	Text     string    `json:"text"`
	Subitems []Subitem `json:"subitems"`
}

// Subitem is a 目.
type Subitem struct {
	Locator string `json:"locator"`
	Label   string `json:"label"`
	Text    string `json:"text"`
}

// newPlacedProvision shows a place of a document that is cited by title.
func newPlacedProvision(p search.Place, title string) PlacedProvision {
	at := ranges(p.Document.Text, []corpus.Span{p.Node.Span})[0]
	return PlacedProvision{newProvision(p.View(title)), at.Start, at.End}
}

func newProvision(p search.Provision) Provision {
	out := Provision{Locator: p.Locator, Label: p.Label, Caption: p.Caption, Kind: string(p.Kind), Path: some(p.Path), Text: p.Text, Paragraphs: []Paragraph{}, Doubts: cautions(p.Doubts)}
	for _, para := range p.Paragraphs {
		out.Paragraphs = append(out.Paragraphs, newParagraph(para))
	}
	return out
}

func newParagraph(p search.Paragraph) Paragraph {
	out := Paragraph{p.Locator, p.Label, p.Text, []Item{}}
	for _, i := range p.Items {
		item := Item{i.Locator, i.Label, i.Text, []Subitem{}}
		for _, s := range i.Subitems {
			item.Subitems = append(item.Subitems, Subitem(s))
		}
		out.Items = append(out.Items, item)
	}
	return out
}
