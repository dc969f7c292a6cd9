package extract

import (
	"bytes"
	"image"
	_ "image/jpeg" // the format of cameras and of most scanners
	_ "image/png"
	"strings"

	"tiaowen/corpus"
)

// pictureFormat reads pages that somebody scanned or photographed, if he wants
// them recognised: a picture is a page without a text layer, and goes the way of
// the scanned pages of a PDF (ocr.go).
type pictureFormat struct{}

func (pictureFormat) name() string      { return "图片" }
func (pictureFormat) endings() []string { return []string{".jpg", ".jpeg", ".png"} }

func (pictureFormat) claims(f *file) bool {
	return bytes.HasPrefix(f.raw, []byte("\x89PNG\r\n")) || bytes.HasPrefix(f.raw, []byte("\xff\xd8\xff"))
}

// pictureMostPixels is more than a page in colour at 600 dots an inch has, and
// what fits into a child's memory.
const pictureMostPixels = 40e6

func (pictureFormat) read(f *file) ([]corpus.Source, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(f.raw))
	switch {
	case err != nil || size.Width < 1 || size.Height < 1:
		return nil, refuse(Broken, "这张图片已损坏，不能读取")
	case float64(size.Width)*float64(size.Height) > pictureMostPixels:
		return nil, refuse(TooLarge, "这张图片有 %d×%d 点，太大了；请缩小后再导入", size.Width, size.Height)
	case !f.options.OCR:
		return nil, refuse(NeedsOCR, "这是图片，上面的文字需要先做文字识别（OCR）")
	}
	r := newPDFReading()
	drawn, _, err := image.Decode(bytes.NewReader(f.raw))
	if err != nil {
		return nil, refuse(Broken, "这张图片已损坏，不能读取")
	}
	recognised := r.recogniseEach(func(do func(int, picture) error) error { return do(0, greyOf(drawn)) })
	joined := r.join()
	if strings.TrimSpace(joined.text) == "" {
		return nil, refuse(NeedsOCR, "这张图片没有识别出文字%s", r.whyNot())
	}
	source := joined.source()
	source.Diagnostics = append(recognised, source.Diagnostics...)
	markHead(&source, joined.heads())
	return []corpus.Source{source}, nil
}

// greyOf is a picture in shades of grey, taken for one of a page of A4: what
// pictures say of their size is more often wrong than right.
func greyOf(drawn image.Image) picture {
	const pageWidth = 595 // points
	bounds := drawn.Bounds()
	p := picture{width: bounds.Dx(), height: bounds.Dy(), scale: pageWidth / float64(bounds.Dx())}
	p.grey = make([]byte, 0, p.width*p.height)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			r, g, b, a := drawn.At(x, y).RGBA()
			paper := 0xffff - a // shines through
			p.grey = append(p.grey, byte(((299*r+587*g+114*b)/1000+paper)>>8))
		}
	}
	return p
}
