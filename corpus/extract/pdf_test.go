package extract

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"tiaowen/corpus/sharedtest"
)

// The font objects of made files.
const (
	gbkFont = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/GBK-EUC-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 1000>>]>>"
	ucsFont = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Song>>]>>"
	// bareFont has codes that nothing explains.
	bareFont = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Song>>]>>"
	// mapFont explains its codes in object 3.
	mapFont = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/W[1[1000 1000]3 9 1000]>>]/ToUnicode 3 0 R>>"
)

const toUnicodeStream = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar <0001> <652F> <0002> <90E8> endbfchar
2 beginbfrange <0003> <0004> <4E00> <0005> <0006> [<4F1A> <8BAE>] endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end`

// makePDF is a file with a page for each content stream. Object 3 is the
// ToUnicode stream and object 4 the font F1, whether they are used or not.
func makePDF(font string, contents ...string) []byte { return made{font: font}.pdf(contents...) }

// makePDFWith is makePDF with more resources for its pages.
func makePDFWith(resources, font string, contents ...string) []byte {
	return made{font: font, resources: resources}.pdf(contents...)
}

// made is a file to be made: its font, what else its pages may use and say, and
// more objects, from number 100 on.
type made struct {
	font, resources, page string
	objects               []string
}

func streamOf(s string) string { return fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(s), s) }

func (m made) pdf(contents ...string) []byte {
	const more = 100
	var b bytes.Buffer
	offsets := map[int]int{}
	object := func(number int, body string) {
		offsets[number] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, body)
	}
	b.WriteString("%PDF-1.4\n")
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	var kids []string
	for i := range contents {
		kids = append(kids, fmt.Sprintf("%d 0 R", 5+2*i))
	}
	object(2, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]/Resources<</Font<</F1 4 0 R>>%s>>>>", len(contents), strings.Join(kids, " "), m.resources))
	object(3, streamOf(toUnicodeStream))
	object(4, m.font)
	for i, content := range contents {
		object(5+2*i, fmt.Sprintf("<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>", 6+2*i, m.page))
		object(6+2*i, streamOf(content))
	}
	for i, body := range m.objects {
		object(more+i, body)
	}
	size := more + len(m.objects)
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", size)
	for number := 1; number < size; number++ {
		if at, ok := offsets[number]; ok {
			fmt.Fprintf(&b, "%010d 00000 n \n", at)
		} else {
			b.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", size, xref)
	return b.Bytes()
}

// shown is a content stream that shows lines; each is "x y text", in 10 points.
func shown(hex func(string) string, lines ...string) string {
	var b strings.Builder
	for _, line := range lines {
		var x, y int
		var text string
		fmt.Sscanf(line, "%d %d", &x, &y)
		text = strings.SplitN(line, " ", 3)[2]
		fmt.Fprintf(&b, "BT /F1 10 Tf %d %d Td <%s> Tj ET\n", x, y, hex(text))
	}
	return b.String()
}

func gbkHex(s string) string {
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return fmt.Sprintf("%x", out)
}

func ucsHex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04x", u)
	}
	return b.String()
}

func TestPDF(t *testing.T) {
	long := strings.Repeat("支部应当组织党员学习", 3)
	tests := []struct {
		name string
		file []byte
		text string
	}{
		{"GBK", makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")), "支部会议记录"},
		{"UCS-2", makePDF(ucsFont, shown(ucsHex, "50 700 支部会议记录")), "支部会议记录"},
		{"ToUnicode", makePDF(mapFont, "BT /F1 10 Tf 50 700 Td <000100020003000400050006> Tj ET"), "支部一丁会议"},
		{"lines of a paragraph", makePDF(gbkFont, shown(gbkHex, "70 700 "+long, "50 685 "+long+"学习", "50 670 并且记录。", "70 655 另一段。")),
			long + long + "学习并且记录。\n另一段。"},
		{"over pages, with numbers", makePDF(gbkFont, shown(gbkHex, "50 700 "+long, "150 50 - 1 -"), shown(gbkHex, "50 700 并且记录。", "150 50 - 2 -")),
			long + "并且记录。"},
		{"numbered provisions that fill their lines", makePDF(gbkFont, shown(gbkHex, "50 700 第一条"+long+"。", "50 685 第二条"+long+"。")),
			"第一条" + long + "。\n第二条" + long + "。"},
		{"title", makePDF(gbkFont, "BT /F1 20 Tf 100 700 Td <"+gbkHex("学习制度")+"> Tj ET\n"+shown(gbkHex, "50 650 "+long)), "学习制度\n" + long},
		{"words and gaps", makePDF(gbkFont, "BT /F1 10 Tf 50 700 Td [<"+gbkHex("第一章")+"> -2000 <"+gbkHex("总则 abc")+"> -400 <"+gbkHex("def")+">] TJ ET"), "第一章 总则 abc def"},
		{"junk around", append([]byte("junk\n"), append(makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录")), "\n\x00junk"...)...), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.text == "" {
				test.text = "支部会议记录"
			}
			s := readOne(t, "文.pdf", string(test.file))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPDFRefusals(t *testing.T) {
	good := makePDF(gbkFont, shown(gbkHex, "50 700 支部会议记录"))
	tests := []struct {
		name string
		file []byte
		code string
	}{
		{"nothing shown", makePDF(gbkFont, "q Q"), PDFNoText},
		{"only images", makePDF(gbkFont, "BI ID EI"), NeedsOCR},
		{"codes nobody explains", makePDF(bareFont, shown(ucsHex, "50 700 窬窭窳骱骶韪鞯鞲")), PDFGarbled},
		{"cut off", good[:len(good)/2], PDFBroken},
		{"header only", []byte("%PDF-1.4\n"), PDFBroken},
		{"no pages", bytes.Replace(good, []byte("/Kids"), []byte("/Kidz"), 1), PDFBroken},
		{"encrypted", bytes.Replace(good, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt<</Filter/Standard/V 5/R 6/Length 128>>"), 1), PDFPassword},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("文.pdf", test.file)
			if got := refusalCode(err); got != test.code {
				t.Errorf("code = %q (%v), want %q", got, err, test.code)
			}
		})
	}
}

// A page tree that runs in circles ends.
func TestPDFCircles(t *testing.T) {
	file := makePDF(gbkFont, "q Q")
	file = bytes.Replace(file, []byte("Kids[5 0 R]"), []byte("Kids[2 0 R]"), 1)
	if _, err := Read("文.pdf", file); refusalCode(err) == "" {
		t.Errorf("error = %v, want a refusal", err)
	}
}

// Of a known text in several files the same text comes back.
func TestPDFGold(t *testing.T) {
	gold, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", "gold_党内监督条例.txt"))
	if err != nil {
		t.Fatal(err)
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	tests := []struct {
		file  string
		lines float64 // share of the gold's lines that come back whole
	}{
		{"libreoffice.pdf", 1}, {"enc_rc4_emptyuser.pdf", 1}, {"enc_aes256_emptyuser.pdf", 0.97},
		{"GB-EUC-H_noembed.pdf", 0.97}, {"GBK-EUC-H_STSong_noembed.pdf", 0.97}, {"UniGB-UCS2-H_noembed.pdf", 0.97},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			raw, err := os.ReadFile(sharedtest.Path(t, "extract", "derived", test.file))
			if err != nil {
				t.Fatal(err)
			}
			text := readOne(t, test.file, string(raw)).Text
			if squeeze(text) != squeeze(string(gold)) {
				t.Error("the characters differ")
			}
			whole, lines := 0, strings.Split(strings.TrimSpace(string(gold)), "\n")
			got := map[string]bool{}
			for _, line := range strings.Split(text, "\n") {
				got[strings.TrimSpace(line)] = true
			}
			for _, line := range lines {
				if got[strings.TrimSpace(line)] {
					whole++
				}
			}
			share := float64(whole) / float64(len(lines))
			t.Logf("%d of %d lines whole", whole, len(lines))
			if share < test.lines {
				t.Errorf("%.3f of the lines come back whole, want %.3f", share, test.lines)
			}
		})
	}
}
