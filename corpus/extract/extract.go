// Package extract makes texts of files.
//
// [Read] is the only way in. It looks at the content first and at the ending
// of the name second, picks one reader, and gives what the reader found as
// [corpus.Source] values: the text with the markup gone and nothing else
// changed, what the markup said as marks, and what was noticed on the way as
// diagnostics. A file that cannot be read is a [*Refusal], with a code for
// programs and a Chinese sentence for the person who brought the file.
//
// A reader is a format (format.go) in a file of its own: plain text, Markdown,
// HTML, PDF, Word in its three forms (docx, doc, rtf), WPS, ODT, OFD, EPUB; and,
// of many texts in one file, JSON lines, tables and ZIP archives. To add a
// format is to write its file and to put it into the table in format.go.
//
// What is packed is unpacked in memory, within limits that are counted while
// bytes come out (archive.go), and what is XML is walked through once
// (xml_walk.go). The word processors' formats write one manuscript
// (manuscript.go).
//
// A fixed page (PDF, OFD) is gathered whole and then judged (pdf_piece.go):
// characters printed twice are taken once (pdf_once.go), what is askew, turned
// or laid over the text is taken out (pdf_turn.go, pdf_overlaid.go), pages set
// sideways are turned, what a form was filled in with is put into its rows
// (pdf_annotation.go), what stands beside the text is taken out (pdf_margin.go),
// rows and columns put in order (pdf_order.go, pdf_columns.go); then lines are
// made paragraphs (pdf_paragraph.go), without page numbers, running heads
// (pdf_running.go) and notes (pdf_notes.go), which go to the end under
// [corpus.MarkNote], and the raised marks that lead to them (pdf_raised.go).
//
// Nothing is left out in silence: each removal is a diagnostic that names the
// pages and the words. What stays and may be read wrong is one with a Span, and
// a warning, by which a parser doubts the structure there: [NoteTurned],
// [NoteVertical], [NoteColumnsCrossing], [NoteFoot], [NoteOverprint],
// [NoteOCRLayer], [NoteBreak], [NoteSmall], [NoteGlyphCoded]. Without a Span, [NoteTurned],
// [NoteWatermark] and [NoteRemarks] speak of what is no longer in the text; of
// [NoteFoot], severity note with a Span is the block of notes at the end.
//
// What all of them share stands apart: finding the charset (charset.go), line
// ends and characters that no text may hold (tidy.go), the fields that a
// container claims (hints.go) and those a person states (stated.go).
package extract

import (
	"tiaowen/corpus"
)

// MaxSize is the largest file that is read. The longest single text known
// (a code of law with its history) has under 1 MB; 50 MB leaves room for
// scanned pages with a text layer and keeps a wrong file from eating memory.
const MaxSize = 50 << 20

// Read makes texts of a file. The path, with slashes, is only a name: nothing
// is opened. On success there is at least one source; diagnostics about the
// file as a whole are on the first. An error is always a *Refusal.
func Read(path string, data []byte) ([]corpus.Source, error) {
	return ReadWith(path, data, Options{})
}

// ReadWith is Read with what a person said about the file.
func ReadWith(path string, data []byte, options Options) ([]corpus.Source, error) {
	if err := sized(data); err != nil {
		return nil, err
	}
	f := &file{path: path, ending: ending(path), raw: data, options: options}
	sources, err := f.sources()
	for i := range sources {
		if s := &sources[i]; s.Path != path {
			s.Path, s.Name = path, s.Path
		}
	}
	return sources, err
}

// sized refuses what is no file or too large a one.
func sized(data []byte) error {
	switch {
	case len(data) > MaxSize:
		return refuse(TooLarge, "文件有 %d MB，超过了 %d MB 的上限", len(data)>>20, MaxSize>>20)
	case len(data) == 0:
		return refuse(Empty, "文件是空的")
	}
	return nil
}

// sources reads the file, with what is odd about its texts and about itself.
func (f *file) sources() ([]corpus.Source, error) {
	chosen, err := choose(f)
	if err != nil {
		return nil, err
	}
	sources, err := chosen.read(f)
	if err != nil {
		return nil, err
	}
	for i := range sources {
		if s := &sources[i]; s.Path == "" { // else it came out of a file in this one
			s.Path = f.path
			s.Diagnostics = append(s.Diagnostics, notice(s.Text)...)
		}
	}
	sources[0].Diagnostics = append(f.notes, sources[0].Diagnostics...)
	return sources, nil
}
