package extract

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
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
