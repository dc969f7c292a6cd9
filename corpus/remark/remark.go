// Package remark writes remarks into the Word file they are about: what was
// found in a draft stands in its margin, where whoever wrote it works.
//
// The file stays what it was. Its parts are copied as they are packed, but for
// the text itself, the comments and the two lists that name them. In the text
// nothing is written anew: marks are put between runs, and a run in which a mark
// has to stand becomes two that look alike (rebuild.go). Where the text as read
// stands in the file is told by [extract.TraceDOCX] and taken up in scan.go and
// place.go; what stands in no run of the text (a number that Word counts, a note,
// a box) has its remark at the nearest place that can have one, and that is said.
//
// Corrections can be written as tracked changes (track.go), which a person takes
// or refuses one by one.
package remark

import (
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/extract"
)

// Author is who makes the remarks.
const Author = "条文核对"

// Remark is something said of a stretch of a draft.
type Remark struct {
	// Span is of bytes in the draft as read.
	Span corpus.Span
	// Text is what is said; each of its lines becomes a paragraph.
	Text string
	// Instead is what should stand there; nil if nobody knows.
	Instead *string
}

// Options say how remarks are written.
type Options struct {
	// Made is when; the zero value leaves it out.
	Made time.Time
	// Track writes what should stand there as a tracked change.
	Track bool
}

// Annotated is a Word file with remarks.
type Annotated struct {
	File []byte
	// Placed says of every remark, in the order given, where it came to stand.
	Placed []Placed
	// Signed is true if the file carried signatures, which no longer hold.
	Signed bool
}

// Placed is where a remark came to stand.
type Placed struct {
	Where Where
	// Tracked is true if the text carries the change itself.
	Tracked bool
}

// Where says how near to its text a remark stands.
type Where string

// The places of remarks.
const (
	Exact     Where = "exact"
	Wider     Where = "wider"     // around a field, a formula or a raised figure that holds it
	AtNote    Where = "at_note"   // at the mark of the note it is in
	AtBox     Where = "at_box"    // where the box it is in is fixed
	Nearest   Where = "nearest"   // no file spells it out: a number that is counted, a text from another file
	Paragraph Where = "paragraph" // at the first paragraph: no text of the file is near
	Nowhere   Where = "nowhere"   // the file has no paragraph
)

// Write puts remarks into a Word file. text is the draft as read, to which the
// spans refer. An error is an *[extract.Refusal] or [ErrOtherText].
func Write(path string, file []byte, text string, remarks []Remark, o Options) (Annotated, error) {
	trace, err := extract.TraceDOCX(path, file)
	if err != nil {
		return Annotated{}, err
	}
	if trace.Text != text {
		return Annotated{}, ErrOtherText
	}
	c, err := openContainer(file)
	if err != nil {
		return Annotated{}, err
	}
	raw, err := c.read(trace.Main)
	if err != nil {
		return Annotated{}, err
	}
	s, err := scan(raw, trace)
	if err != nil {
		return Annotated{}, err
	}
	notes, err := c.openComments(trace.Main, s)
	if err != nil {
		return Annotated{}, err
	}
	w := &writer{story: s, options: o, comments: notes, marks: map[int][]mark{}, gone: map[int][]stretch{}}
	out := Annotated{Signed: c.signed()}
	for _, r := range remarks {
		out.Placed = append(out.Placed, w.put(r))
	}
	c.replace(trace.Main, w.rewritten())
	if err := notes.save(c); err != nil {
		return Annotated{}, err
	}
	out.File, err = c.pack()
	return out, err
}
