package corpus

import "strings"

// Passage is the piece of a document that a search returns: a 条, or a run of
// paragraphs under one heading. The passages of a document tile its text.
type Passage struct {
	// Locator is the provision the passage is (art_12) or begins with (p_7).
	Locator string
	// Label is how the provision is named: 第十二条.
	Label string
	// Path are the headings above it and its own label.
	Path []string
	// Span is the passage in Document.Text.
	Span Span
	// Runes is Span in code points.
	Runes Span
	// Tail counts the bytes after Span.End that are indexed with the passage,
	// because a paragraph too long for one passage was cut there: a string that
	// stands across the cut is found in the passage it begins in.
	Tail int
	// Apart marks passages that rank last: 目录, tables, 题注, notes.
	Apart bool
}

// Text is the passage's own text.
func (p Passage) Text(document string) string { return p.Span.In(document) }

// Indexed is the text to be indexed: the own text and the tail.
func (p Passage) Indexed(document string) string {
	return document[p.Span.Start : p.Span.End+p.Tail]
}

// WithoutLabel is a passage's text without its own number and the headings above
// that: the same article stands under another number in another text. A number
// inside a line is one that the text cites.
func WithoutLabel(text, label string) string {
	before, after, ok := strings.Cut(text, label)
	if before = strings.TrimRight(before, " \u3000"); ok && (before == "" || strings.HasSuffix(before, "\n")) {
		return after
	}
	return text
}
