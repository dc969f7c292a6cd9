package extract

import (
	"bytes"
	"errors"
	"strings"
	"sync/atomic"

	"github.com/ledongthuc/pdf"
)

// The first reader of PDF takes only the objects of a file from its library,
// which also undoes filters and encryption; pages, fonts and lines are read
// here (pdf_page.go, pdf_font.go, pdf_lines.go), because the library knows
// neither the charsets of Chinese fonts nor where lines stand.

// pdfReading is one file being read.
type pdfReading struct {
	stop   atomic.Bool
	pieces []pdfPiece // of the page being read
	lines  []pdfLine
	pages  int
	// Pages, from 0, that could not be read, that hold pictures, and that show
	// something of which no character can be told.
	broken, pictures, mute map[int]bool
	// Pages that were set sideways, and pages written in columns downwards.
	turned, columned map[int]bool
	removed          []removed
	twice            int       // characters drawn again
	rules            []pdfRule // lines drawn across
	// vertical is set by a font whose lines go down the page.
	vertical bool
	said     []string // what the file says of itself
	noOCR    string   // why nothing could be recognised
	gutter   gutter   // of the columns of the page before
	numbered bool     // lines of the pages before bear numbers
	apart    bool     // what stands far apart in one row is not yet one line
	size     int      // bytes of text so far
	fonts    map[string]*pdfFont
}

// errStopped ends a reading that nobody waits for.
var errStopped = errors.New("pdf: stopped")

func newPDFReading() *pdfReading {
	return &pdfReading{broken: map[int]bool{}, pictures: map[int]bool{}, mute: map[int]bool{}, turned: map[int]bool{}, columned: map[int]bool{}}
}

// readFirst reads a file with the first reader.
func (r *pdfReading) readFirst(raw []byte, password string) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = pdfBroken()
			if refusal, ok := x.(*Refusal); ok {
				err = refusal
			}
		}
	}()
	raw = trimPDF(raw)
	asked := false
	doc, err := pdf.NewReaderEncrypted(bytes.NewReader(raw), int64(len(raw)), func() string {
		if asked {
			return "" // which ends the asking
		}
		asked = true
		return password
	})
	if err != nil {
		return openError(err, password)
	}
	for _, name := range []string{"Title", "Subject", "Keywords"} {
		r.said = append(r.said, doc.Trailer().Key("Info").Key(name).Text())
	}
	tree := pageTree{}
	tree.walk(doc.Trailer().Key("Root").Key("Pages"), pdf.Value{}, 0)
	if len(tree.pages) == 0 {
		return refuse(PDFBroken, "这份 PDF 已损坏，找不到页面")
	}
	if len(tree.pages) > pdfMostPages {
		return tooManyPages()
	}
	r.pages = len(tree.pages)
	for i, p := range tree.pages {
		if err := r.page(i, p); err != nil {
			if errors.Is(err, errStopped) {
				return err
			}
			r.broken[i] = true
		}
	}
	return nil
}

func openError(err error, password string) error {
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return passwordRefusal(password)
	case strings.Contains(err.Error(), "encryption"):
		return strangeEncryption()
	}
	return pdfBroken()
}

// trimPDF brings into order what the library insists on and readers of PDF do
// not: the file begins with its header, of a version it knows, and ends with
// its end.
func trimPDF(raw []byte) []byte {
	raw = raw[bytes.Index(raw, []byte("%PDF-")):]
	if end := bytes.LastIndex(raw, []byte("%%EOF")); end >= 0 {
		raw = raw[:end+len("%%EOF")]
	}
	const header = "%PDF-1.7\n"
	if len(raw) < len(header) {
		return raw
	}
	out := bytes.Clone(raw)
	copy(out, header)
	return out
}

// pageTree gathers the pages with the resources they inherit. The tree may lie
// about itself and run in circles, so its depth and size are bounded.
type pageTree struct {
	pages []pdfPage
	nodes int
}

type pdfPage struct{ page, resources pdf.Value }

func (t *pageTree) walk(node, resources pdf.Value, depth int) {
	const deepest = 40
	if t.nodes++; depth > deepest || t.nodes > 4*pdfMostPages || len(t.pages) > pdfMostPages || node.Kind() != pdf.Dict {
		return
	}
	if own := node.Key("Resources"); own.Kind() == pdf.Dict {
		resources = own
	}
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		if node.Key("Type").Name() == "Pages" {
			return
		}
		t.pages = append(t.pages, pdfPage{node, resources})
		return
	}
	for i := range kids.Len() {
		t.walk(kids.Index(i), resources, depth+1)
	}
}
