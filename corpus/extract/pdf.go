package extract

import (
	"bytes"
	"errors"
	"runtime"
	"time"

	"tiaowen/corpus"
)

// pdfFormat reads PDF files that have a text layer, and recognises scanned
// pages if that is wanted (ocr.go).
//
// There are two readers. The first is small and quick and reads what office
// programs write (pdf_first.go). What it cannot open, and what came out of it
// and does not look like the text of the file (pdf_doubt.go), is read by the
// second (pdf_second.go), and the better of both is taken.
//
// Files from outside break every PDF parser some day. Each reading happens in
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
	pdfDeadline  = 20 * time.Second // for each reader
	pdfPatience  = 5 * time.Minute  // for the second where it is interpreted
	pdfMostPages = 5000
	pdfMostText  = 20 << 20 // bytes
)

func (pdfFormat) read(f *file) ([]corpus.Source, error) {
	r, second, err := readPDF(f.raw, f.options)
	if err != nil {
		return nil, err
	}
	recognised, err := r.recognise(f)
	if err != nil {
		return nil, err
	}
	joined := r.join()
	source := joined.source()
	found := source.Diagnostics
	source.Diagnostics = nil
	if err := r.judge(&source, recognised); err != nil {
		return nil, err
	}
	if second {
		source.Diagnostics = append(source.Diagnostics, note(NoteSecond, corpus.Note, "这份 PDF 由备用的读取程序读出"))
	}
	source.Diagnostics = append(source.Diagnostics, found...)
	markHead(&source, append(joined.heads(), r.said...))
	return []corpus.Source{source}, nil
}

// readPDF gives the better reading and says whether it is the second reader's.
func readPDF(raw []byte, options Options) (r *pdfReading, second bool, err error) {
	r = newPDFReading()
	err = inTime(r, pdfDeadline, func() error { return r.readFirst(raw, options.Password) })
	if err == nil && !r.doubtful() || isRefusal(err, PDFTooLong) {
		return r, false, err
	}
	pdfium, again := currentEngine(options.Folder) // outside of the time: it may take a while
	other := newPDFReading()
	if err == nil { // else the first may still be at it
		other.said = r.said
	}
	if again == nil {
		again = inTime(other, secondDeadline(), func() error { return other.readSecond(pdfium, raw, options.Password) })
	}
	if errors.Is(again, errEngine) || isRefusal(again, PDFTimeout) {
		pdfium.giveUp()
	}
	switch {
	case again == nil && isRefusal(err, PDFBroken) && other.blank():
		return nil, false, err // it opens anything and finds nothing in it
	case again == nil && (err != nil || other.betterThan(r)):
		return other, true, nil
	case err != nil && again != nil && !errors.Is(again, errEngine):
		return nil, false, again // the second knows better what is wrong
	}
	return r, false, err
}

// secondDeadline is longer where WebAssembly is not compiled but interpreted,
// at a few seconds a page.
func secondDeadline() time.Duration {
	if runtime.GOARCH == "amd64" || runtime.GOARCH == "arm64" {
		return pdfDeadline
	}
	return pdfPatience
}

// inTime reads, for as long as a reading may take.
func inTime(r *pdfReading, limit time.Duration, read func() error) error {
	done := make(chan error, 1)
	go func() { done <- read() }()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		r.stop.Store(true)
		return refuse(PDFTimeout, "这份 PDF 读了 %d 秒还没读完，已放弃", int(limit.Seconds()))
	}
}

func isRefusal(err error, code string) bool {
	var refusal *Refusal
	return errors.As(err, &refusal) && refusal.Code == code
}

func pdfBroken() error { return refuse(PDFBroken, "这份 PDF 已损坏，不能读取") }

func tooManyPages() error {
	return refuse(PDFTooLong, "这份 PDF 超过 %d 页，请拆分后导入", pdfMostPages)
}

func passwordRefusal(password string) error {
	if password != "" {
		return refuse(PDFPassword, "口令不对，打不开这份加密的 PDF")
	}
	return refuse(PDFPassword, "这份 PDF 加了密，需要口令才能打开；请给出口令，或解除加密后再导入")
}

func strangeEncryption() error {
	return refuse(PDFPassword, "这份 PDF 加了密，加密方式目前读不了；请用口令解除加密后再导入")
}
