package search

import "tiaowen/corpus"

// Resolution answers an address. Its JSON is GET /api/v1/resolve of the
// contract, which package web writes.
type Resolution struct {
	Status ResolveStatus
	// Query is the text as typed.
	Query string
	// Address is id or id#locator; empty unless Status is ResolveOK.
	Address  string
	Document *Head
	// Provision is the first of Provisions, nil for a bare title.
	Provision  *Provision
	Provisions []Provision
	Citation   string
	// Corrected is the title that was understood where another was typed.
	Corrected string
	Choices   []Choice
	Notices   []Notice
}

// ResolveStatus says what became of an address.
type ResolveStatus string

// The statuses of a resolution.
const (
	ResolveOK    ResolveStatus = "ok"
	Ambiguous    ResolveStatus = "ambiguous"
	NoDocument   ResolveStatus = "no_document"
	NoArticle    ResolveStatus = "no_article" // also for 章, 节, 附件 and headings
	NoParagraph  ResolveStatus = "no_paragraph"
	NoItem       ResolveStatus = "no_item" // also for 目
	NotAnAddress ResolveStatus = "not_an_address"
)

// Choice is one of the things that may have been meant, or the nearest to what
// does not exist.
type Choice struct {
	Address  string
	Citation string
	Document string // its title
	// Label is what tells the choice apart: 第十二条, or the version's date.
	Label  string
	Status corpus.Status
}

// Notice is what a reader must know about an answer.
type Notice struct {
	Code    string
	Message string
	// Address is the clause that the message speaks of; empty if there is none.
	Address string
}

// Provision is a node of a document as it is shown. An article's text is all
// of it without its number and caption; that of a 款 ends where its items
// begin, that of an item begins with its own mark.
type Provision struct {
	// Document is the id of the document it stands in, which differs within a
	// Resolution where a work is kept in parts; Citation is its own.
	Document string
	Citation string
	Locator  string
	Label    string
	Caption  string
	Kind     corpus.NodeKind
	Path     []string
	Text     string
	// Doubts are what speaks against the text as it is held.
	Doubts []corpus.Caution
	// Paragraphs are the 款 of an article; of a 款 itself, so that its items
	// are not lost; of an item its 款 with that item alone, as an item cannot
	// be understood without the sentence that leads to it.
	Paragraphs []Paragraph
}

// Paragraph is a 款.
type Paragraph struct {
	Locator, Label, Text string
	Items                []Item
}

// Item is a 项.
type Item struct {
	Locator, Label, Text string
	Subitems             []Subitem
}

// Subitem is a 目.
type Subitem struct {
	Locator, Label, Text string
}
