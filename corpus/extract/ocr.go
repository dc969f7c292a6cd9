package extract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"

	"tiaowen/corpus"
)

// Scanned pages are recognised by Tesseract, a program of its own that may or
// may not be installed. Pages are drawn by pdfium; what Tesseract finds comes
// back as lines with their places, and goes the way of all lines.

// The limits on recognising: the pages of one file, and the time for one page
// and for all.
const (
	ocrMostPages = 300
	ocrPageTime  = 3 * time.Minute
	ocrTime      = 30 * time.Minute
)

// tesseract is the program, found, with the languages it is asked for.
type tesseract struct{ path, languages string }

var errNoTesseract = errors.New("本机没有安装 Tesseract（tesseract）")

// findTesseract looks for the program and its Chinese.
func findTesseract(ctx context.Context) (tesseract, error) {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return tesseract{}, errNoTesseract
	}
	out, err := exec.CommandContext(ctx, path, "--list-langs").Output()
	if err != nil || !slices.Contains(strings.Fields(string(out)), "chi_sim") {
		return tesseract{}, errors.New("本机的 Tesseract 没有安装简体中文（chi_sim）")
	}
	return tesseract{path, "chi_sim"}, nil
}

// leastSure is the average of Tesseract's own confidence, in hundredths, below
// which a page is not taken: clean prints have above 90, a distorted one 20.
const leastSure = 60

// recognise puts the text of scanned pages in their places, if a person wants
// that, and of all pages if the text layer is none.
func (r *pdfReading) recognise(f *file) ([]corpus.Diagnostic, error) {
	pages := r.scanned()
	if t := r.tally(); t.garbled() {
		pages = pages[:0]
		for page := range r.pages {
			pages = append(pages, page)
		}
	}
	if !f.options.OCR || len(pages) == 0 {
		return nil, nil
	}
	if len(pages) > ocrMostPages {
		return nil, refuse(PDFTooLong, "这份 PDF 有 %d 页需要文字识别，超过了 %d 页的上限，请拆分后导入", len(pages), ocrMostPages)
	}
	draw := func(do func(int, picture) error) error { return drawPages(f.raw, f.options, pages, do) }
	return r.recogniseEach(draw), nil
}

// recogniseEach puts the text of what draw draws into its place, page by page.
func (r *pdfReading) recogniseEach(draw func(do func(page int, p picture) error) error) []corpus.Diagnostic {
	ctx, cancel := context.WithTimeout(context.Background(), ocrTime)
	defer cancel()
	program, err := findTesseract(ctx)
	if err != nil {
		r.noOCR = err.Error()
		return nil
	}
	found := map[int]*scan{}
	err = draw(func(page int, p picture) error {
		s, err := program.read(ctx, page, p)
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			r.noOCR = fmt.Sprintf("第 %d 页没有识别出来：用时太长，或识别程序出错", page+1)
		case len(s.lines) == 0:
		case s.unsure():
			r.noOCR = fmt.Sprintf("识别的把握不到 %d%%，多半是错字，没有采用", leastSure)
		default:
			found[page] = s
		}
		return nil
	})
	if err != nil {
		r.noOCR = fmt.Sprintf("文字识别没有做完，一份文件最多识别 %d 分钟", int(ocrTime.Minutes()))
	}
	return r.place(found)
}

// place puts the lines found in the place of what was on their pages.
func (r *pdfReading) place(found map[int]*scan) []corpus.Diagnostic {
	if len(found) == 0 {
		return nil
	}
	r.lines = slices.DeleteFunc(r.lines, func(l pdfLine) bool { return found[l.page] != nil })
	var pages []int
	sure, of := 0.0, 0
	for page, s := range found {
		pages = append(pages, page)
		r.lines = append(r.lines, s.lines...)
		delete(r.pictures, page)
		sure += s.sure
		of += s.characters
	}
	slices.Sort(pages)
	slices.SortStableFunc(r.lines, func(a, b pdfLine) int { return a.page - b.page })
	return []corpus.Diagnostic{note(NoteRecognised, corpus.Warning,
		"%s的文字由 Tesseract 识别得出（平均把握 %.0f%%），会有错字，请核对原件", pageNames(pages), sure/float64(max(of, 1)))}
}

// picture is a page drawn in shades of grey.
type picture struct {
	width, height int
	grey          []byte
	scale         float64 // points a pixel
}

// drawPages draws pages one after the other.
func drawPages(raw []byte, options Options, pages []int, do func(page int, p picture) error) error {
	e, err := currentEngine(options.Folder)
	if err != nil {
		return err
	}
	return e.with(func(p pdfium.Pdfium) (err error) {
		defer func() {
			if x := recover(); x != nil {
				err = asRefusal(x)
			}
		}()
		doc, err := openPDFium(p, raw, options.Password)
		if err != nil {
			return err
		}
		for _, page := range pages {
			drawn, err := doc.draw(page)
			if err != nil {
				continue // the page stays unread and is reported as such
			}
			if err := do(page, drawn); err != nil {
				return err
			}
		}
		return nil
	})
}

// read has Tesseract read a page.
func (t tesseract) read(ctx context.Context, page int, p picture) (*scan, error) {
	ctx, cancel := context.WithTimeout(ctx, ocrPageTime)
	defer cancel()
	command := exec.CommandContext(ctx, t.path, "stdin", "stdout", "-l", t.languages, "--dpi", fmt.Sprint(int(72/p.scale)), "tsv")
	command.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // more threads only get into each other's way
	command.Stdin = strings.NewReader(fmt.Sprintf("P5\n%d %d\n255\n", p.width, p.height) + string(p.grey))
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("recognise page %d: %w", page+1, err)
	}
	return readScan(string(out), page, p.scale), nil
}
