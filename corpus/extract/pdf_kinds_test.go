package extract

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// turned shows a text from a place, in a size, turned by an angle against the
// clock, after operators that set its look.
func turned(x, y, size, angle float64, look, text string) string {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return fmt.Sprintf("q %s BT /F1 %g Tf %.5f %.5f %.5f %.5f %g %g Tm <%s> Tj ET Q\n", look, size, cos, sin, -sin, cos, x, y, gbkHex(text))
}

// body shows lines from the top of a page downwards, 15 points apart.
func body(lines ...string) string {
	var b strings.Builder
	for i, line := range lines {
		x := 50
		if first, rest, ok := strings.Cut(line, ">"); ok && first == "" {
			x, line = 70, rest // the first of a paragraph
		}
		b.WriteString(shown(gbkHex, fmt.Sprintf("%d %d %s", x, 700-15*i, line)))
	}
	return b.String()
}

var lawLines = []string{
	">第一条　图书室每周一至周五开放，借阅人凭证件入室，不得携",
	"带食品饮料，不得高声喧哗，离开时应当把图书放回原处。",
	">第二条　图书每次可以借三册，期限三十天，可以续借一次，每",
	"次续借十五天。",
	">逾期不还的，暂停借阅资格三个月。",
}

const lawText = "第一条　图书室每周一至周五开放，借阅人凭证件入室，不得携带食品饮料，不得高声喧哗，离开时应当把图书放回原处。\n" +
	"第二条　图书每次可以借三册，期限三十天，可以续借一次，每次续借十五天。\n逾期不还的，暂停借阅资格三个月。"

func said1(t *testing.T, s corpus.Source, code string) string {
	t.Helper()
	for _, d := range s.Diagnostics {
		if d.Code == code {
			return d.Message
		}
	}
	t.Errorf("no diagnostic %s among %v", code, codes(s))
	return ""
}

// What lies under or over the text is out of it, and named.
func TestPDFWatermarks(t *testing.T) {
	law := body(lawLines...)
	grey := "0.8 g"
	tiles := ""
	for i := range 12 {
		tiles += turned(float64(60+120*(i%4)), float64(600+40*(i/4)), 20, 30, grey, "图书馆用")
	}
	three := func(mark string) []byte { return makePDF(gbkFont, mark+law, law+mark, mark+law) }
	tests := []struct {
		name  string
		file  []byte
		words string
		times int // the law comes
	}{
		{"aslant after the text", makePDF(gbkFont, law+turned(100, 600, 48, 45, grey, "仅供学习")), "仅供学习", 1},
		{"aslant before the text", makePDF(gbkFont, turned(100, 600, 48, 45, grey, "仅供学习")+law), "仅供学习", 1},
		{"aslant in the middle", makePDF(gbkFont, body(lawLines[:2]...)+turned(100, 600, 48, 30, grey, "仅供学习")+strings.TrimPrefix(law, body(lawLines[:2]...))), "仅供学习", 1},
		{"downwards aslant", makePDF(gbkFont, law+turned(100, 700, 48, -45, grey, "仅供学习")), "仅供学习", 1},
		{"black and small", makePDF(gbkFont, law+turned(100, 680, 10, 20, "", "仅供学习")), "仅供学习", 1},
		{"tiles", makePDF(gbkFont, tiles+law), "图书馆用", 1},
		{"one character", makePDF(gbkFont, law+turned(200, 650, 200, 45, grey, "密")), "密", 1},
		{"upright, large and light over lines", makePDF(gbkFont, law+turned(60, 660, 40, 0, grey, "仅供学习")), "仅供学习", 1},
		{"upright, large and light on every page", three(turned(60, 400, 60, 0, grey, "仅供学习")), "仅供学习", 3},
		{"upright, small, between the lines of every page", three(turned(100, 678, 10, 0, grey, "仅供学习")), "仅供学习", 3},
		{"upright, large and shining through", makePDFWith("/ExtGState<</GS1<</ca 0.3>>>>", gbkFont, law+turned(60, 660, 40, 0, "/GS1 gs", "仅供学习")), "仅供学习", 1},
		{"marked as one", makePDF(gbkFont, "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n"+turned(50, 720, 12, 0, "", "仅供学习")+"EMC\n"+law), "仅供学习", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(test.file))
			want := strings.TrimSuffix(strings.Repeat(lawText+"\n", test.times), "\n")
			if diff := cmp.Diff(want, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := said1(t, s, NoteWatermark); !strings.Contains(got, "“"+test.words+"”") {
				t.Errorf("the diagnostic does not name %q: %s", test.words, got)
			}
		})
	}
}

// What looks like a watermark and is text stays.
func TestPDFNoWatermarks(t *testing.T) {
	law := body(lawLines...)
	tests := []struct {
		name string
		page string
		text string
	}{
		{"a large title", turned(100, 730, 40, 0, "", "借阅办法") + law, "借阅办法\n" + lawText},
		{"a title in a light colour", turned(100, 730, 22, 0, "1 0.84 0 rg", "借阅办法") + law, "借阅办法\n" + lawText},
		{"a line in grey", law + turned(50, 600, 10, 0, "0.8 g", "本办法由图书室解释。"), lawText + "\n本办法由图书室解释。"},
		{"scanned a little askew", turned(70, 700, 10, 1, "", "第一条　图书室每日开放。"), "第一条　图书室每日开放。"},
		{"figures raised", shown(gbkHex, "70 700 面积十平方米") + turned(130, 704, 5, 0, "", "2") + shown(gbkHex, "134 700 以上。"), "面积十平方米2以上。"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, test.page)))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if slices.Contains(codes(s), NoteWatermark) {
				t.Errorf("diagnostics: %v", s.Diagnostics)
			}
		})
	}
}

// A mark of secrecy is seen in a watermark too.
func TestPDFWatermarkSecrecy(t *testing.T) {
	s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines...)+turned(100, 600, 48, 45, "0.8 g", "机密★10年"))))
	if !strings.HasPrefix(s.Text, "机密★10年\n") {
		t.Errorf("text begins %.40q", s.Text)
	}
	for _, d := range s.Diagnostics {
		if d.Span != nil && d.Span.End > len(s.Text) {
			t.Errorf("%s: span %v is outside of the text", d.Code, *d.Span)
		}
	}
}

// Pages set sideways are read as they stand for a reader; labels beside them
// are not text; what is much of a page stays and is doubted.
func TestPDFTurned(t *testing.T) {
	sideways := func(angle float64, x, y func(i int) float64) string {
		var b strings.Builder
		for i, line := range lawLines {
			indent := 0.0
			if strings.HasPrefix(line, ">") {
				indent = 20
			}
			sin, cos := math.Sincos(angle * math.Pi / 180)
			b.WriteString(turned(x(i)+indent*cos, y(i)+indent*sin, 10, angle, "", strings.TrimPrefix(line, ">")))
		}
		return b.String()
	}
	left := sideways(90, func(i int) float64 { return 100 + 15*float64(i) }, func(int) float64 { return 50 })
	right := sideways(-90, func(i int) float64 { return 500 - 15*float64(i) }, func(int) float64 { return 700 })
	over := sideways(180, func(int) float64 { return 500 }, func(i int) float64 { return 100 + 15*float64(i) })
	for name, page := range map[string]string{"turned left": left, "turned right": right, "upside down": over} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, page)))
			if diff := cmp.Diff(lawText, s.Text); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("one page of three", func(t *testing.T) {
		s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines...), left, body(lawLines...))))
		if diff := cmp.Diff(strings.Repeat(lawText+"\n", 2)+lawText, s.Text); diff != "" {
			t.Error(diff)
		}
	})
	for name, label := range map[string]string{
		"a label at the side": turned(30, 600, 9, 90, "", "装订线"), "on the right": turned(580, 690, 9, -90, "", "装订线"), "upside down": turned(300, 30, 9, 180, "", "装订线"),
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines[:3]...)+label+strings.TrimPrefix(body(lawLines...), body(lawLines[:3]...)))))
			if diff := cmp.Diff(lawText, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := said1(t, s, NoteTurned); !strings.Contains(got, "“装订线”") {
				t.Errorf("message = %s", got)
			}
		})
	}
	t.Run("much of a page", func(t *testing.T) {
		s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines...)+turned(560, 50, 10, 90, "", strings.TrimPrefix(lawLines[2], ">"))+turned(575, 50, 10, 90, "", strings.TrimPrefix(lawLines[0], ">")))))
		doubtful := spanOf(t, s, NoteTurned)
		if !strings.HasPrefix(s.Text, lawText) || !strings.Contains(doubtful, "第二条") || strings.Contains(doubtful, "逾期") {
			t.Errorf("text = %q, doubted %q", s.Text, doubtful)
		}
	})
}

// spanOf is the text that the diagnostics of a code speak of.
func spanOf(t *testing.T, s corpus.Source, code string) string {
	t.Helper()
	var b strings.Builder
	for _, d := range s.Diagnostics {
		if d.Code == code && d.Span != nil {
			b.WriteString(d.Span.In(s.Text) + "\n")
		}
	}
	if b.Len() == 0 {
		t.Errorf("no diagnostic %s with a place among %v", code, codes(s))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Characters printed again in their place are taken once.
func TestPDFDrawnTwice(t *testing.T) {
	law := body(lawLines...)
	moved := func(dx, dy float64) string {
		return fmt.Sprintf("q 1 0 0 1 %g %g cm\n%sQ\n", dx, dy, law)
	}
	lineByLine := ""
	for i := range lawLines {
		one := strings.TrimPrefix(body(lawLines[:i+1]...), body(lawLines[:i]...))
		lineByLine += one + "q 1 0 0 1 0.3 0 cm\n" + one + "Q\n"
	}
	each := ""
	for i, c := range []rune("第一条　图书室每日开放。") {
		for _, dx := range []float64{0, 0.25, 0.5, 0.75} {
			each += turned(70+10*float64(i)+dx, 700, 10, 0, "", string(c))
		}
	}
	for name, test := range map[string]struct{ page, text string }{
		"the whole page again":        {law + moved(0.3, 0), lawText},
		"line by line":                {lineByLine, lawText},
		"in the very place":           {law + moved(0, 0), lawText},
		"a shadow below":              {law + moved(0.8, -0.8), lawText},
		"four times each":             {each, "第一条　图书室每日开放。"},
		"doubled characters are none": {shown(gbkHex, "70 700 人人爱护，天天开放，11月22日，oo ll ii。"), "人人爱护，天天开放，11月22日，oo ll ii。"},
		"equal lines are none":        {body(append(slices.Clone(lawLines), ">照此办理。", ">照此办理。")...), lawText + "\n照此办理。\n照此办理。"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, test.page)))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := slices.Contains(codes(s), NoteTwice); got == strings.HasSuffix(name, "none") {
				t.Errorf("diagnostics %v", codes(s))
			}
		})
	}
	over := shown(gbkHex, "70 700 期限三十天。", "90 700 五", "70 685 其他照旧。")
	s := readOne(t, "文.pdf", string(makePDF(gbkFont, over)))
	if got := spanOf(t, s, NoteOverprint); !strings.Contains(got, "三") || !strings.Contains(got, "五") || strings.Contains(got, "照旧") {
		t.Errorf("doubted %q of %q", got, s.Text)
	}
}
