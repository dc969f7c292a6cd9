package extract

import (
	"fmt"

	"tiaowen/corpus"
)

// Refusal is why a file was not taken. Code is stable; Message is a Chinese
// sentence for the person who brought the file.
type Refusal struct{ Code, Message string }

func (r *Refusal) Error() string { return r.Message }

// The codes of refusals.
const (
	Empty       = "empty"        // no bytes, or nothing but white space
	TooLarge    = "too_large"    // over MaxSize
	Binary      = "binary"       // not text, and no format we know
	Unsupported = "unsupported"  // a format we know and do not read
	Disguised   = "disguised"    // a format we do not read under an ending that we do
	Undecodable = "undecodable"  // text in no charset we know
	NoText      = "no_text"      // markup around nothing
	NoDocuments = "no_documents" // JSON lines without one good line
	TooDeep     = "too_deep"     // markup nested beyond reason
	PDFBroken   = "pdf_broken"
	PDFPassword = "pdf_password"
	PDFNoText   = "pdf_no_text" // scanned pages: needs OCR
	PDFGarbled  = "pdf_garbled" // a text layer that is not the text
	PDFTimeout  = "pdf_timeout"
	PDFTooLong  = "pdf_too_long"
	BadSidecar  = "sidecar"
)

func refuse(code, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Message: fmt.Sprintf(format, args...)}
}

// The codes of diagnostics.
const (
	NoteEncoding    = "encoding"     // was not UTF-8
	NoteReplacement = "replacement"  // holds U+FFFD, ours or the file's
	NoteZeroWidth   = "zero_width"   // holds characters of no width
	NoteControl     = "control"      // control characters were taken out
	NoteMojibake    = "mojibake"     // looks decoded with a wrong charset; left as it is
	NoteRepaired    = "repaired"     // mojibake that was put right
	NoteHardWrap    = "hard_wrapped" // lines are broken inside sentences
	NoteLongLine    = "long_line"    // one line holds more than any paragraph does
	NoteEnding      = "ending"       // the content is not what the ending says
	NoteBadLine     = "bad_line"     // a line of JSON lines was left out
	NoteFrontMatter = "front_matter" // a line of it was not understood
	NoteStated      = "stated"       // a tiaowen: key was not taken
	NoteMainText    = "main_text"    // only the main part of a page was taken
	NotePages       = "pdf_pages"    // pages that could not be read
	NotePageNumbers = "page_numbers" // page numbers were taken out
	NoteGarbled     = "pdf_garbled"  // some characters could not be told
)

func note(code string, severity corpus.Severity, format string, args ...any) corpus.Diagnostic {
	return corpus.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...)}
}
