package extract

import (
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// readSecond reads a file with pdfium.
func (r *pdfReading) readSecond(e *pdfiumEngine, raw []byte, password string) error {
	return e.with(func(p pdfium.Pdfium) (err error) {
		defer func() {
			if x := recover(); x != nil {
				err = asRefusal(x)
			}
		}()
		doc, err := openPDFium(p, raw, password)
		if err != nil {
			return err
		}
		return r.readPages(doc)
	})
}

// settle decides about the characters that pdfium found in no table of their
// font and took for their codes. In most files that is nonsense; in some it is
// the text, and then it reads like one.
func (r *pdfReading) settle() {
	var t tally
	for _, line := range r.lines {
		t.count(strings.Map(func(c rune) rune {
			if c < untold {
				return -1
			}
			return c - untold
		}, line.text))
	}
	const least = 0.5
	told := t.worth > least*float64(t.seen)
	for i, line := range r.lines {
		r.lines[i].text = strings.Map(func(c rune) rune {
			switch {
			case c < untold:
				return c
			case told:
				return c - untold
			}
			return utf8.RuneError
		}, line.text)
	}
}

// asRefusal makes a refusal of what a reader panicked with.
func asRefusal(x any) error {
	if refusal, ok := x.(*Refusal); ok {
		return refusal
	}
	return pdfBroken()
}

func (r *pdfReading) readPages(doc *pdfiumDocument) error {
	r.pages = doc.pages
	defer r.settle()
	for number := range doc.pages {
		if r.stop.Load() {
			return errStopped
		}
		lines, err := doc.lines(number)
		if err != nil {
			r.broken[number] = true
			continue
		}
		if doc.hasPicture(number) {
			r.pictures[number] = true
		}
		for _, line := range lines {
			r.collect(line)
		}
		for _, typed := range doc.filledIn(number) {
			r.collect(typed)
		}
		r.endPage(number)
	}
	return nil
}

// pdfiumDocument is one open file.
type pdfiumDocument struct {
	pdfium pdfium.Pdfium
	doc    references.FPDF_DOCUMENT
	pages  int
}

// openPDFium opens a file; the errors are refusals.
func openPDFium(p pdfium.Pdfium, raw []byte, password string) (*pdfiumDocument, error) {
	request := &requests.OpenDocument{File: &raw}
	if password != "" {
		request.Password = &password
	}
	opened, err := p.OpenDocument(request)
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return nil, passwordRefusal(password)
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, strangeEncryption()
	case err != nil:
		return nil, pdfBroken()
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil || count.PageCount < 1 {
		return nil, refuse(PDFBroken, "这份 PDF 已损坏，找不到页面")
	}
	if count.PageCount > pdfMostPages {
		return nil, tooManyPages()
	}
	return &pdfiumDocument{pdfium: p, doc: opened.Document, pages: count.PageCount}, nil
}

func (d *pdfiumDocument) page(number int) requests.Page {
	return requests.Page{ByIndex: &requests.PageByIndex{Document: d.doc, Index: number}}
}

// hasPicture reports whether a page shows something that may be text and is
// none to us: a picture, a form, or as many outlines as letters have.
func (d *pdfiumDocument) hasPicture(number int) bool {
	const most, letters = 500, 100
	outlines := 0
	found, err := d.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: d.page(number)})
	if err != nil {
		return false
	}
	for i := range min(found.Count, most) {
		object, err := d.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: d.page(number), Index: i})
		if err != nil {
			return false
		}
		kind, err := d.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil {
			continue
		}
		if kind.Type == enums.FPDF_PAGEOBJ_PATH {
			outlines++
		}
		if kind.Type == enums.FPDF_PAGEOBJ_IMAGE || kind.Type == enums.FPDF_PAGEOBJ_FORM || outlines > letters {
			return true
		}
	}
	return false
}
