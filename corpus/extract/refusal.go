package extract

import (
	"fmt"

	"tiaowen/corpus"
)

// Refusal is why a file was not taken. Code is stable; Message is a Chinese
// sentence for the person who brought the file.
type Refusal struct{ Code, Message string }

func (r *Refusal) Error() string { return r.Message }

// Reason is the code.
func (r *Refusal) Reason() string { return r.Code }

// The codes of refusals.
const (
	Empty       = "empty"        // no bytes, or nothing but white space
	TooLarge    = "too_large"    // over MaxSize
	Binary      = "binary"       // not text, and no format we know
	Unsupported = "unsupported"  // a format we know and do not read
	Disguised   = "disguised"    // a format we do not read under an ending that we do
	Undecodable = "undecodable"  // text in no charset we know
	NoText      = "no_text"      // markup around nothing
	NoDocuments = "no_documents" // JSON lines, a table or an archive without one text
	TooDeep     = "too_deep"     // markup nested beyond reason
	PDFBroken   = "pdf_broken"
	PDFPassword = "pdf_password"
	PDFNoText   = "pdf_no_text" // neither text nor pictures
	PDFGarbled  = "pdf_garbled" // a text layer that is not the text
	PDFTimeout  = "pdf_timeout"
	PDFTooLong  = "pdf_too_long"
	NeedsOCR    = "needs_ocr" // only pictures of text
	DocBroken   = "doc_broken"
	DocPassword = "doc_password"
	OFDBroken   = "ofd_broken"
	OFDPassword = "ofd_password"
	OFDTooLong  = "ofd_too_long"
	BadSidecar  = "sidecar"

	Broken          = "broken"           // what is inside a document's container is damaged
	NoColumns       = "no_columns"       // a table whose head names no column of text
	ArchiveBroken   = "archive_broken"   // a ZIP container that cannot be opened
	ArchivePassword = "archive_password" // its content is encrypted
	ArchiveTooBig   = "archive_too_big"  // too many entries, too much or too tightly packed
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
	NoteUnmended    = "unmended"     // mojibake that was not tried, there being too much
	NoteHardWrap    = "hard_wrapped" // lines are broken inside sentences
	NoteLongLine    = "long_line"    // one line holds more than any paragraph does
	NoteEnding      = "ending"       // the content is not what the ending says
	NoteBadLine     = "bad_line"     // a line of JSON lines or a row of a table was left out
	NoteColumns     = "columns"      // columns of a table that were not taken
	NoteInner       = "inner_file"   // a file in an archive was left out
	NoteHidden      = "hidden_text"  // text that a document hides was left out
	NoteFrontMatter = "front_matter" // a line of it was not understood
	NoteStated      = "stated"       // a tiaowen: key was not taken
	NoteMainText    = "main_text"    // only the main part of a page was taken
	NotePages       = "pdf_pages"    // pages that could not be read
	NotePageNumbers = "page_numbers" // page numbers were taken out
	NoteGarbled     = "pdf_garbled"  // some characters could not be told
	NoteNeedsOCR    = "needs_ocr"    // pages that hold only pictures of text
	NoteRecognised  = "recognised"   // pages whose text was recognised and may err
	NoteRunning     = "running_head" // lines repeated on the pages were taken out
	NoteHeadMark    = "head_mark"    // a mark of secrecy stood outside of the text only
	NoteSecond      = "pdf_second"   // the second reader of PDF was needed
	NoteRevision    = "revision"     // changes not yet accepted: insertions taken, deletions left out
	NoteSigned      = "signed"       // carries signatures, which nobody checked
	NoteRemarks     = "annotations"  // remarks and stamps laid over pages were left out
	NoteEmbedded    = "embedded"     // files inside a document that were not read
	NoteStruck      = "struck"       // text with a line through it was taken
	NoteFormula     = "formula"      // formulas were written as one line
	NotePrompts     = "prompts"      // what forms show until somebody fills them in
	NoteLineNumbers = "line_numbers" // numbers of lines beside the text were taken out
	NoteMargin      = "margin_note"  // captions beside the text were left out
	NoteTwice       = "drawn_twice"  // characters printed again in their place were taken once
)

// The codes of what a text's structure is to be doubted for. With a Span they
// speak of the characters there; without one, of what was left out.
const (
	NoteTurned          = "text_turned"      // writing that is turned on its page
	NoteVertical        = "text_vertical"    // written in columns downwards
	NoteColumnsCrossing = "columns_crossing" // two columns that the file has row by row
	NoteFoot            = "foot_note"        // a note at the foot: moved to the end (note), or left where it is (warning)
	NoteOverprint       = "overprint"        // characters printed over others
	NoteWatermark       = "watermark"        // writing under or over the text
	NoteOCRLayer        = "ocr"              // recognised by a program: what a scan carries, or Tesseract here
	NoteBreak           = "paragraph_break"  // it does not show whether a paragraph begins there
	NoteSmall           = "small_print"      // lines in smaller print between the lines of the text
	NoteGlyphCoded      = "glyph_coded"      // codes of glyphs that stand for no character
)

func note(code string, severity corpus.Severity, format string, args ...any) corpus.Diagnostic {
	return corpus.Diagnostic{Code: code, Severity: severity, Message: fmt.Sprintf(format, args...)}
}
