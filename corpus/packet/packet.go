// Package packet is what a trainer takes away: passages in the order they will
// be spoken of, with headings and notes between them, and everything that is
// needed to say where each comes from and to check it again years later.
//
// A [Packet] is a plain value; nothing here reads a library or a clock. It is
// written as a Word file that can be handed out as it is ([WriteDOCX]), as
// Markdown, as HTML, and as JSON, which [ReadJSON] takes back. [Recheck] says
// what has become of a passage since.
//
// Every writer shows the same things in the same order: a line saying when and
// from which state of the library the packet was made; headings, numbered; the
// paragraphs of each passage, set as a quotation, so that nobody takes the
// trainer's words for the source's; its source, once, where [SourcesAt] says: a
// footnote in full, a line below the passage, or a list at the end by GB/T 7714.
// Of a passage that was taken from inside a provision …… says at which end it was
// cut; it stands beside the text and is no part of it. They write one item at a
// time, so that a packet of ten thousand passages needs little more memory than
// the packet itself.
//
// [Findings] are another thing to take away: what was found in a draft that was held
// against the library, as a table to print.
//
// Texts are data. What the target format would take for markup is escaped, and
// characters that no XML may hold are left out.
package packet

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"tiaowen/corpus"
)

// Packet is a title and what stands below it.
type Packet struct {
	Title string
	// Made is shown in its own time zone; the zero time is not shown.
	Made    time.Time
	Library State
	Items   []Item
}

// State is the state of the library that a packet was made from.
type State struct {
	// Seq is the number of the library's last change.
	Seq int64 `json:"seq,omitempty"`
	// Date says in words of what day the library is: 2026年11月20日.
	Date string `json:"date,omitempty"`
}

// ItemKind is what an item is.
type ItemKind string

// The kinds of items.
const (
	KindHeading ItemKind = "heading"
	KindPassage ItemKind = "passage"
	KindNote    ItemKind = "note"
)

// Item is a heading, a passage or a note of the trainer's own.
type Item struct {
	Kind ItemKind `json:"kind"`
	// Level of a heading, 1 to 4, the highest 1.
	Level int `json:"level,omitempty"`
	// Text of a heading or a note. A heading is numbered when it is written; a
	// number that it already bears is replaced.
	Text    string   `json:"text,omitempty"`
	Passage *Passage `json:"passage,omitempty"`
}

// Passage is a text taken from a document, with all that is known of it.
type Passage struct {
	// Address is DocumentID and Locator joined by #; without a locator the id.
	Address    string `json:"address"`
	DocumentID string `json:"document_id"`
	Locator    string `json:"locator,omitempty"`
	// VersionDate is that of the document when the passage was taken.
	VersionDate corpus.Date `json:"version_date,omitempty"`
	// Hash is that of Text when it was taken; see [Hash].
	Hash string `json:"hash"`
	Text string `json:"text"`
	// Piece says that Text is not the whole of what stands at the address: words
	// selected there, or a run of paragraphs that begins there.
	Piece bool `json:"piece,omitempty"`
	// Cut says at which end of a piece the provision goes on; packets of before it
	// was told say nothing.
	Cut Cut `json:"cut,omitempty"`
	// Citation is the library's short one: 《…》第十二条. What stands after the
	// title is how the passage's place is named.
	Citation string `json:"citation,omitempty"`
	// Note is the trainer's remark on the passage.
	Note string `json:"note,omitempty"`
	// Fields are those of the document.
	Fields corpus.Fields `json:"fields"`
	// Doubts are what spoke against the text, or its being in force, when it was taken.
	Doubts []corpus.Caution `json:"doubts,omitempty"`
}

// Cut is where words of a provision were left out.
type Cut string

// The cuts; the zero Cut is none.
const (
	CutBefore Cut = "before"
	CutAfter  Cut = "after"
	CutBoth   Cut = "both"
)

// CutAt is the cut of a text that has words left out before or after it.
func CutAt(before, after bool) Cut {
	switch {
	case before && after:
		return CutBoth
	case before:
		return CutBefore
	case after:
		return CutAfter
	}
	return ""
}

// Before reports whether words before it were left out, After whether some behind it.
func (c Cut) Before() bool { return c == CutBefore || c == CutBoth }
func (c Cut) After() bool  { return c == CutAfter || c == CutBoth }

func (c Cut) known() bool { return c == "" || c.Before() || c.After() }

// NewPassage is a passage of document id with its address, version date and
// hash filled in.
func NewPassage(id, locator, text, citation string, fields corpus.Fields) Passage {
	text = strings.ToValidUTF8(text, "\uFFFD")
	return Passage{
		Address: address(id, locator), DocumentID: id, Locator: locator,
		VersionDate: fields.VersionDate(), Hash: Hash(text),
		Text: text, Citation: citation, Fields: fields,
	}
}

func address(id, locator string) string {
	if locator == "" {
		return id
	}
	return id + "#" + locator
}

// NewHeading is a heading of level 1 to 4.
func NewHeading(level int, text string) Item {
	return Item{Kind: KindHeading, Level: level, Text: text}
}

// NewQuote is p as an item.
func NewQuote(p Passage) Item { return Item{Kind: KindPassage, Passage: &p} }

// NewNote is a text of the trainer's own.
func NewNote(text string) Item { return Item{Kind: KindNote, Text: text} }

// ForLearners is the packet without what the trainer wrote beside headings: the
// notes between the passages and the remarks on them.
func (p Packet) ForLearners() Packet {
	items := make([]Item, 0, len(p.Items))
	for _, item := range p.Items {
		if item.Kind == KindNote {
			continue
		}
		if item.Passage != nil {
			bare := *item.Passage
			bare.Note = ""
			item.Passage = &bare
		}
		items = append(items, item)
	}
	p.Items = items
	return p
}

// Hash is the SHA-256 of a text, in hexadecimal digits.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// madeLine says when and from what the packet was made, as far as it is known.
func (p Packet) madeLine() string {
	var parts []string
	if !p.Made.IsZero() {
		parts = append(parts, "编制时间："+p.Made.Format("2006年1月2日15时04分"))
	}
	if s := p.Library.words(); s != "" {
		parts = append(parts, "资料库状态："+s)
	}
	return strings.Join(parts, "　")
}

// idOf is the document's id in an address.
func idOf(address string) string {
	id, _, _ := strings.Cut(address, "#")
	return id
}
