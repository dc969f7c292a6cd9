package web

import (
	"net/http"
	"path"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/topic"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// DocumentList is a page of documents.
type DocumentList struct {
	Documents  []DocumentHead `json:"documents"`
	Total      int            `json:"total"`
	NextCursor *string        `json:"next_cursor"`
}

// Document is everything known of a document but its text.
type Document struct {
	DocumentHead
	DocumentFields
	PageURL       string          `json:"page_url" doc:"本站页面"`
	Carried       []Companion     `json:"carried" doc:"carries 各是资料库里的哪一篇，依其次序"`
	Carrier       *Companion      `json:"carrier" doc:"carried_by 是资料库里的哪一篇；没有随文的公文为 null"`
	TopicEvidence []TopicEvidence `json:"topic_evidence" doc:"主题从哪些词语得来"`
	Outline       []OutlineEntry  `json:"outline"`
	Versions      []Version       `json:"versions" doc:"同一部法规的各个版本，最新在前"`
	Parts         []Version       `json:"parts" doc:"这一版本分几份文件保存时的各编，依条号排列"`
	Applicable    *Version        `json:"applicable" doc:"as_of 当日（默认今天）适用的版本；没有或不详为 null"`
	Diagnostics   []Diagnostic    `json:"diagnostics" doc:"导入时发现的问题"`
	Repairs       []Repair        `json:"repairs" doc:"对读入文字的修复；original 仍是原件"`
	Corrected     []string        `json:"corrected" doc:"人工更正过的字段"`
	Length        int             `json:"length" doc:"全文的码点数"`
	Paths         []string        `json:"paths"`
	Imported      time.Time       `json:"imported"`
	Changed       time.Time       `json:"changed"`
	ETag          string          `json:"etag" doc:"更正时放入 If-Match"`
}

// DocumentFields are those fields of a document that lists do not show.
type DocumentFields struct {
	Aliases     []string     `json:"aliases"`
	Adopted     *corpus.Date `json:"adopted"`
	Ceased      *corpus.Date `json:"ceased"`
	History     string       `json:"history" doc:"题注"`
	Interpreter string       `json:"interpreter"`
	URL         string       `json:"url" doc:"原文网址"`
	Authors     []string     `json:"authors"`
	Affiliation string       `json:"affiliation"`
	Speaker     string       `json:"speaker"`
	Occasion    string       `json:"occasion"`
	Abstract    string       `json:"abstract"`
	Keywords    []string     `json:"keywords"`
	DOI         string       `json:"doi"`
	References  []string     `json:"references"`
	Addressee   string       `json:"addressee" doc:"主送机关"`
	Signer      string       `json:"signer" doc:"签发人"`
	Secrecy     string       `json:"secrecy" doc:"密级和保密期限"`
	Urgency     string       `json:"urgency" doc:"紧急程度"`
	Annexes     []string     `json:"annexes" doc:"附件说明列出的附件"`
	Carries     []string     `json:"carries" doc:"这份公文印发、转发的文件的标题，各自是一篇文献"`
	CarriedBy   string       `json:"carried_by" doc:"印发、转发这篇文献的公文的标题"`
}

func newDocumentFields(f corpus.Fields) DocumentFields {
	return DocumentFields{Aliases: some(f.Aliases), Adopted: known(f.Adopted), Ceased: known(f.Ceased),
		History: f.History, Interpreter: f.Interpreter, URL: f.URL, Authors: some(f.Authors), Affiliation: f.Affiliation,
		Speaker: f.Speaker, Occasion: f.Occasion, Abstract: f.Abstract, Keywords: some(f.Keywords), DOI: f.DOI, References: some(f.References),
		Addressee: f.Addressee, Signer: f.Signer, Secrecy: f.Secrecy, Urgency: f.Urgency, Annexes: some(f.Annexes),
		Carries: some(f.Carries), CarriedBy: f.CarriedBy}
}

// Companion is a document that came with another, as the library holds it now.
type Companion struct {
	Title string  `json:"title"`
	ID    *string `json:"id" doc:"资料库里没有、或分不清是哪一篇时为 null"`
	URL   *string `json:"url" doc:"本站页面"`
}

func newCompanion(title string, t search.Titled) Companion {
	if t.ID == "" {
		return Companion{Title: title}
	}
	return Companion{Title: title, ID: known(t.ID), URL: known(address(t.ID, ""))}
}

// TopicEvidence says which words earned a topic; none if it was given.
type TopicEvidence struct {
	Topic string      `json:"topic"`
	Words []TopicWord `json:"words"`
}

// TopicWord is a word of the lexicon and how often it stands in the document.
type TopicWord struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}

// OutlineEntry is a heading or an article.
type OutlineEntry struct {
	Locator  string         `json:"locator"`
	Kind     string         `json:"kind"`
	Label    string         `json:"label"`
	Caption  string         `json:"caption"`
	Start    int            `json:"start"`
	End      int            `json:"end"`
	URL      string         `json:"url"`
	Children []OutlineEntry `json:"children"`
}

// Diagnostic is something noticed while the text was read.
type Diagnostic struct {
	Code     string          `json:"code"`
	Severity corpus.Severity `json:"severity" enum:"note,warning,fault"`
	Message  string          `json:"message"`
	Start    *int            `json:"start" doc:"不涉及具体位置时为 null"`
	End      *int            `json:"end"`
}

// newDocument shows a record on a day; topics are what the lexicon says of it.
func newDocument(r library.Record, head search.Head, topics []topic.Found, w resolve.Work, parts []search.Titled, c resolve.Companions, day corpus.Date) Document {
	d, f := &r.Document, r.Document.Fields
	out := Document{Parts: []Version{},
		DocumentHead: newDocumentHead(head), DocumentFields: newDocumentFields(f), PageURL: address(d.ID, ""), Carried: []Companion{},
		TopicEvidence: newTopicEvidence(topics), Outline: newOutline(d),
		Versions: newVersions(w, d.ID, day), Applicable: newApplicable(w, d.ID, day), Diagnostics: newDiagnostics(d), Repairs: newRepairs(d),
		Corrected: keys(r.Corrections), Length: ranges(d.Text, []corpus.Span{{End: len(d.Text)}})[0].End,
		Paths: shownPaths(r.Paths), Imported: r.Imported, Changed: r.Changed, ETag: r.ETag,
	}
	for i, t := range c.Carried {
		out.Carried = append(out.Carried, newCompanion(f.Carries[i], t))
	}
	if f.CarriedBy != "" {
		by := newCompanion(f.CarriedBy, c.Carrier)
		out.Carrier = &by
	}
	for _, t := range parts {
		out.Parts = append(out.Parts, newVersion(t, d.ID, day))
	}
	return out
}

func newTopicEvidence(found []topic.Found) []TopicEvidence {
	out := make([]TopicEvidence, 0, len(found))
	for _, t := range found {
		words := make([]TopicWord, 0, len(t.Words))
		for _, w := range t.Words {
			words = append(words, TopicWord(w))
		}
		out = append(out, TopicEvidence{Topic: t.Topic, Words: words})
	}
	return out
}

// newOutline is the tree down to articles and headings: what lies below is a
// reader's text, not a way through it.
func newOutline(d *corpus.Document) []OutlineEntry {
	if d.Root == nil {
		return []OutlineEntry{}
	}
	// The code points are counted once, in the order of the text.
	count := runeCounter{text: d.Text}
	return outlineBelow(d.ID, d.Root, &count)
}

func outlineBelow(id string, n *corpus.Provision, count *runeCounter) []OutlineEntry {
	out := []OutlineEntry{}
	for _, c := range n.Children {
		switch c.Kind {
		case corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem, corpus.NodeTitle, corpus.NodeFront:
			continue
		}
		e := OutlineEntry{Locator: c.Locator, Kind: string(c.Kind), Label: c.Label, Caption: c.Caption, URL: address(id, c.Locator)}
		e.Start = count.to(c.Span.Start)
		e.Children = outlineBelow(id, c, count)
		e.End = count.to(c.Span.End)
		out = append(out, e)
	}
	return out
}

// runeCounter turns rising byte positions of a text into code points.
type runeCounter struct {
	text     string
	at, seen int
}

func (c *runeCounter) to(position int) int {
	c.seen += ranges(c.text[c.at:], []corpus.Span{{End: position - c.at}})[0].End
	c.at = position
	return c.seen
}

func newDiagnostics(d *corpus.Document) []Diagnostic {
	out := make([]Diagnostic, 0, len(d.Diagnostics))
	for _, n := range d.Diagnostics {
		shown := Diagnostic{Code: n.Code, Severity: n.Severity, Message: n.Message}
		if n.Span != nil {
			r := ranges(d.Text, []corpus.Span{*n.Span})[0]
			shown.Start, shown.End = &r.Start, &r.End
		}
		out = append(out, shown)
	}
	return out
}

// shownPaths are paths as people know them.
func shownPaths(paths []string) []string {
	out := []string{}
	for _, p := range paths {
		out = append(out, library.ShownPath(p))
	}
	return out
}

// pathsFor are paths as whoever asks may know them: where files lie on this machine's
// disk is no business of those who may not write here.
func (s *Server) pathsFor(r *http.Request, paths []string) []string {
	out := shownPaths(paths)
	if s.mayWrite(r) {
		return out
	}
	for i, p := range out {
		out[i] = path.Base(p)
	}
	return out
}
