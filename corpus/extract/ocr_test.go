package extract

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

const scanTable = `level	page_num	block_num	par_num	line_num	word_num	left	top	width	height	conf	text
1	1	0	0	0	0	0	0	1000	2000	-1	
4	1	1	1	1	0	100	100	400	40	-1	
5	1	1	1	1	1	100	100	80	40	96	支部
5	1	1	1	1	2	180	100	40	40	90	应
5	1	1	1	1	3	300	100	80	40	90	abc
4	1	1	1	2	0	100	160	400	38	-1	
5	1	1	1	2	1	100	160	10	38	95	 
`

func TestReadScan(t *testing.T) {
	s := readScan(scanTable, 3, 0.5)
	if len(s.lines) != 1 || s.characters != 6 {
		t.Fatalf("scan = %+v", s)
	}
	if l := s.lines[0]; l.text != "支部应 abc" || l.page != 3 || l.left != 50 || l.right != 190 || l.base != -70 {
		t.Errorf("line = %+v", l)
	}
	if s.unsure() {
		t.Error("a page of more than nine tenths is called unsure")
	}
	if s := readScan(strings.ReplaceAll(scanTable, "\t9", "\t3"), 0, 1); !s.unsure() {
		t.Errorf("a page of a third is called sure: %+v", s)
	}
	if s = readScan("not a table\n4\tx\n", 0, 1); len(s.lines) != 0 {
		t.Errorf("lines of no table: %+v", s.lines)
	}
}

// scanned makes a file whose pages are pictures, as a scanner does.
func scanned(pictures ...picture) []byte {
	var contents []string
	for _, p := range pictures {
		var packed bytes.Buffer
		w := zlib.NewWriter(&packed)
		w.Write(p.grey)
		w.Close()
		contents = append(contents, fmt.Sprintf("q %f 0 0 %f 0 0 cm BI /W %d /H %d /BPC 8 /CS /G /F /Fl ID %s EI Q",
			float64(p.width)*p.scale, float64(p.height)*p.scale, p.width, p.height, packed.String()))
	}
	return makePDF(gbkFont, contents...)
}

// What a scanner makes of a text is recognised, and said to be so.
func TestOCR(t *testing.T) {
	if _, err := findTesseract(context.Background()); err != nil {
		t.Skip(err)
	}
	if testing.Short() {
		t.Skip("recognising takes long")
	}
	raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "libreoffice.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []picture
	err = drawPages(raw, Options{}, []int{3}, func(_ int, p picture) error {
		p.grey = bytes.Clone(p.grey)
		pages = append(pages, p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	file := scanned(pages...)
	if _, err := Read("扫描.pdf", file); refusalCode(err) != NeedsOCR || !strings.Contains(err.Error(), "第 1 页") {
		t.Errorf("without recognition: %v", err)
	}
	sources, err := ReadWith("扫描.pdf", file, Options{OCR: true})
	if err != nil {
		t.Fatal(err)
	}
	var found *corpus.Diagnostic
	for i, d := range sources[0].Diagnostics {
		if d.Code == NoteRecognised {
			found = &sources[0].Diagnostics[i]
		}
	}
	if found == nil {
		t.Fatalf("diagnostics = %+v", sources[0].Diagnostics)
	}
	t.Log(found.Message)
	likePhoto(t, pages[0])
	whole := readOne(t, "文.pdf", string(raw)).Text
	have, want := count(sources[0].Text, wide), 0
	for _, r := range sources[0].Text {
		if wide(r) && strings.ContainsRune(whole, r) {
			want++
		}
	}
	if want*100 < have*97 || have < 300 {
		t.Errorf("%d of %d characters recognised stand in the text: %q", want, have, sources[0].Text)
	}
}

// likePhoto: the head of a page as a camera gives it is recognised too.
func likePhoto(t *testing.T, p picture) {
	t.Helper()
	top := &image.Gray{Pix: p.grey, Stride: p.width, Rect: image.Rect(0, 0, p.width, p.height/6)}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, top, nil); err != nil {
		t.Fatal(err)
	}
	sources, err := ReadWith("照片.jpg", b.Bytes(), Options{OCR: true})
	if err != nil || count(sources[0].Text, wide) < 50 || sources[0].Diagnostics[0].Code != NoteRecognised {
		t.Errorf("%+v, %v", sources, err)
	}
}

// A picture is not read unasked, and not at all if it is none or too large.
func TestPicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 9))); err != nil {
		t.Fatal(err)
	}
	small := b.String()
	large := []byte(small)
	binary.BigEndian.PutUint32(large[16:], 1<<14)
	binary.BigEndian.PutUint32(large[20:], 1<<14)
	binary.BigEndian.PutUint32(large[29:], crc32.ChecksumIEEE(large[12:29]))
	for _, c := range []struct{ name, path, in, code string }{
		{"a picture", "图.png", small, NeedsOCR}, {"under another name", "图.txt", small, NeedsOCR}, {"cut in its head", "图.png", small[:20], Broken},
		{"too large", "图.png", string(large), TooLarge}, {"only its first bytes", "照片.jpg", "\xff\xd8\xff\xe0", Broken},
	} {
		if _, err := Read(c.path, []byte(c.in)); refusalCode(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	if _, err := ReadWith("图.png", []byte(small[:len(small)-20]), Options{OCR: true}); refusalCode(err) != Broken {
		t.Errorf("cut off: %v", err)
	}
}
