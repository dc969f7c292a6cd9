package extract

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"

	"tiaowen/corpus"
)

// pdfFormat reads PDF files that have a text layer. The library finds objects
// and undoes filters and encryption; pages, fonts and lines are read here
// (pdf_page.go, pdf_font.go, pdf_lines.go), because the library knows neither
// the charsets of Chinese fonts nor where lines stand.
//
// Files from outside break every PDF parser some day. The reading happens in
// a goroutine of its own, panics are its errors, and when its time is over it
// is told to stop and no longer waited for.
type pdfFormat struct{}

func (pdfFormat) name() string      { return " PDF" }
func (pdfFormat) endings() []string { return []string{".pdf"} }

func (pdfFormat) claims(f *file) bool {
	return bytes.Contains(f.raw[:min(len(f.raw), 1024)], []byte("%PDF-"))
}

// The limits on one PDF file.
const (
	pdfDeadline  = 20 * time.Second
	pdfMostPages = 5000
	pdfMostText  = 20 << 20 // bytes
)

func (pdfFormat) read(f *file) ([]corpus.Source, error) {
	r := &pdfReading{}
	done := make(chan error, 1)
	go func() { done <- r.run(f.raw) }()
	timer := time.NewTimer(pdfDeadline)
	defer timer.Stop()
	select {
	case err := <-done:
		if err != nil {
			return nil, err
		}
	case <-timer.C:
		r.stop.Store(true)
		return nil, refuse(PDFTimeout, "这份 PDF 读了 %d 秒还没读完，已放弃", int(pdfDeadline.Seconds()))
	}
	text, numbers := joinLines(r.lines)
	text, _ = tidy(strings.ToValidUTF8(text, "\ufffd"))
	source := corpus.Source{Text: text}
	if err := r.judge(&source); err != nil {
		return nil, err
	}
	if numbers > 0 {
		source.Diagnostics = append(source.Diagnostics, note(NotePageNumbers, corpus.Note, "去掉了 %d 个页码", numbers))
	}
	return []corpus.Source{source}, nil
}

// pdfReading is one file being read.
type pdfReading struct {
	stop   atomic.Bool
	lines  []pdfLine
	pages  int
	broken int // pages that could not be read
	images bool
	size   int // bytes of text so far
	fonts  map[string]*pdfFont
}

// errStopped ends a reading that nobody waits for.
var errStopped = errors.New("pdf: stopped")

func (r *pdfReading) run(raw []byte) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = refuse(PDFBroken, "这份 PDF 已损坏，不能读取")
			if refusal, ok := x.(*Refusal); ok {
				err = refusal
			}
		}
	}()
	raw = trimPDF(raw)
	doc, err := pdf.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return openError(err)
	}
	tree := pageTree{}
	tree.walk(doc.Trailer().Key("Root").Key("Pages"), pdf.Value{}, 0)
	if len(tree.pages) == 0 {
		return refuse(PDFBroken, "这份 PDF 已损坏，找不到页面")
	}
	if len(tree.pages) > pdfMostPages {
		return refuse(PDFTooLong, "这份 PDF 超过 %d 页，请拆分后导入", pdfMostPages)
	}
	r.pages = len(tree.pages)
	for i, p := range tree.pages {
		if err := r.page(i, p); err != nil {
			if errors.Is(err, errStopped) {
				return err
			}
			r.broken++
		}
	}
	return nil
}

func openError(err error) error {
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return refuse(PDFPassword, "这份 PDF 加了密，需要口令才能打开；请解除加密后再导入")
	case strings.Contains(err.Error(), "encryption"):
		return refuse(PDFPassword, "这份 PDF 加了密，加密方式目前读不了；请用口令解除加密后再导入")
	}
	return refuse(PDFBroken, "这份 PDF 已损坏，不能读取")
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

// judge decides whether what came out is the text that a reader of the file
// sees.
func (r *pdfReading) judge(s *corpus.Source) error {
	var seen, odd, latin int
	for _, c := range s.Text {
		switch {
		case unicode.IsSpace(c):
			continue
		case c == '\ufffd' || unicode.Is(unicode.Co, c) || unicode.IsControl(c):
			odd++
		case c >= 0x80 && c < 0x250:
			latin++
		}
		seen++
	}
	const leastPerPage = 10
	switch {
	case seen == 0 && r.broken > 0:
		return refuse(PDFBroken, "这份 PDF 已损坏，没有一页能读出文字")
	case seen == 0 || r.images && seen < leastPerPage*r.pages:
		return refuse(PDFNoText, "这份 PDF 没有文字层（可能是扫描件），需要先做文字识别（OCR）")
	case odd*10 > seen || latin*3 > seen:
		return refuse(PDFGarbled, "这份 PDF 的文字无法还原（字体缺少编码对照），请改用 Word 或网页版本，或先做文字识别")
	}
	if odd > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NoteGarbled, corpus.Warning, "有 %d 个字无法还原", odd))
	}
	if r.broken > 0 {
		s.Diagnostics = append(s.Diagnostics, note(NotePages, corpus.Fault, "%s", fmt.Sprintf("共 %d 页，其中 %d 页未能读出", r.pages, r.broken)))
	}
	return nil
}
