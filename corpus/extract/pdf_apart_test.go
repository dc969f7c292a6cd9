package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// small is a line in smaller print.
func small(x, y, size int, text string) string {
	return turned(float64(x), float64(y), float64(size), 0, "", text)
}

// Notes at the foot of pages stand at the end, and the sentence over the page
// is whole.
func TestPDFFootNotes(t *testing.T) {
	first := body(lawLines[:4]...)
	rule := "0.5 w 50 620 m 150 620 l S\n"
	box := "50 620 100 0.5 re f\n"
	whole := lawText
	tests := []struct {
		name  string
		pages []string
		text  string
		notes []string
	}{
		{"marked with a circled number", []string{body(lawLines[:3]...) + small(50, 600, 8, "① 见馆务会议纪要。"), body(lawLines[3:]...)}, whole, []string{"① 见馆务会议纪要。"}},
		{"two of them", []string{body(lawLines[:3]...) + small(50, 612, 8, "① 见纪要。") + small(50, 600, 8, "② 见附件。"), body(lawLines[3:]...)}, whole, []string{"① 见纪要。", "② 见附件。"}},
		{"of two lines", []string{body(lawLines[:3]...) + small(50, 612, 8, "[1] 见纪要，以及馆务会议后来就这件事情作出的几项说明，还有") + small(50, 600, 8, "馆长的批示。"), body(lawLines[3:]...)}, whole, []string{"[1] 见纪要，以及馆务会议后来就这件事情作出的几项说明，还有馆长的批示。"}},
		{"a plain number below a rule", []string{body(lawLines[:3]...) + rule + small(50, 600, 8, "1 见纪要。"), body(lawLines[3:]...)}, whole, []string{"1 见纪要。"}},
		{"a rule that is a box", []string{body(lawLines[:3]...) + box + small(50, 600, 8, "1 见纪要。"), body(lawLines[3:]...)}, whole, []string{"1 见纪要。"}},
		{"going on over the page", []string{body(lawLines[:3]...) + rule + small(50, 600, 8, "① 见纪要，"), body(lawLines[3:]...) + rule + small(50, 600, 8, "第三段。")}, whole, []string{"① 见纪要，", "第三段。"}},
		{"an asterisk", []string{body(lawLines[:3]...) + small(50, 600, 8, "* 本条由馆长解释。"), body(lawLines[3:]...)}, whole, []string{"* 本条由馆长解释。"}},
		{"written before the text", []string{small(50, 600, 8, "① 见纪要。") + body(lawLines[:3]...), body(lawLines[3:]...)}, whole, []string{"① 见纪要。"}},
		{"above a page number", []string{body(lawLines[:3]...) + small(50, 600, 8, "① 见纪要。") + small(280, 40, 10, "1"), body(lawLines[3:]...) + small(280, 40, 10, "2")}, whole, []string{"① 见纪要。"}},
		{"items in the usual print are none", []string{first + shown(gbkHex, "70 640 ① 早间；", "70 625 ② 午间。")}, "", nil},
		{"small print without a mark is none", []string{first + small(50, 600, 8, "图书室印制")}, "", nil},
		{"a table with rules is none", []string{first + "50 630 m 150 630 l S 50 615 m 150 615 l S\n" + small(50, 618, 8, "1 见纪要。")}, "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, test.pages...)))
			var notes []string
			for _, m := range s.Marks {
				notes = append(notes, m.Span.In(s.Text))
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Error(diff)
			}
			if test.text == "" {
				if slices.Contains(codes(s), NoteFoot) {
					t.Errorf("diagnostics %v", s.Diagnostics)
				}
				return
			}
			if diff := cmp.Diff(test.text+"\n"+strings.Join(test.notes, "\n"), s.Text); diff != "" {
				t.Error(diff)
			}
			if got := spanOf(t, s, NoteFoot); got != strings.Join(test.notes, "\n") {
				t.Errorf("said of %q", got)
			}
		})
	}
}

// What may be a note stays in the text and is doubted.
func TestPDFDoubtedNote(t *testing.T) {
	s := readOne(t, "文.pdf", string(makePDF(gbkFont, body(lawLines...)+small(50, 612, 8, "说明如下")+small(50, 600, 8, "① 见纪要。"))))
	if got := spanOf(t, s, NoteFoot); !strings.Contains(got, "① 见纪要。") || strings.Contains(got, "第二条") {
		t.Errorf("doubted %q", got)
	}
	if len(s.Marks) > 0 {
		t.Errorf("marks %v", s.Marks)
	}
}

// Heads of left and right pages, with or without numbers in them, are out.
func TestPDFFacingHeads(t *testing.T) {
	head := func(facing [2]string, page int) string {
		return strings.ReplaceAll(facing[page%2], "N", fmt.Sprint(page+1))
	}
	for name, test := range map[string]struct {
		pages  int
		facing [2]string
		out    bool
	}{
		"plain":                    {6, [2]string{"图书室文件", "借阅办法"}, true},
		"four pages":               {4, [2]string{"图书室文件", "借阅办法"}, true},
		"numbers outside":          {4, [2]string{"图书室文件N", "N借阅办法"}, true},
		"numbers with words":       {5, [2]string{"图书室文件 第N页", "第N页 借阅办法"}, true},
		"two pages, with a number": {2, [2]string{"图书室文件 N", "图书室文件 N"}, true},
		"two pages, two titles":    {2, [2]string{"图书室文件", "借阅办法"}, false},
		"two pages, one head":      {2, [2]string{"图书室文件", "图书室文件"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(pages(test.pages, func(p int) string { return head(test.facing, p) }, func(int) string { return "" })))
			for p := range 2 {
				if got := strings.Contains(s.Text, head(test.facing, p)); got == test.out {
					t.Errorf("the text has the head %q: %v", head(test.facing, p), got)
				}
			}
			if test.out && !strings.Contains(said1(t, s, NoteRunning), head(test.facing, 0)) {
				t.Errorf("the head is not named: %v", s.Diagnostics)
			}
		})
	}
	// Chapter by chapter: each head stands on some pages and none stays.
	chapter := func(p int) string { return []string{"总则", "借阅", "罚则"}[p/2] + "编" }
	s := readOne(t, "文.pdf", string(pages(6, chapter, func(int) string { return "" })))
	if strings.Contains(s.Text, "编") {
		t.Errorf("text = %q", s.Text)
	}
}

// Two columns are read one after the other, and doubted if the file has them
// row by row.
func TestPDFColumns(t *testing.T) {
	left := []string{">第一条　图书室每周一至周五开", "放，借阅人凭证件入室，不得携", "带食品饮料，不得高声喧哗，离", "开时应当把图书放回原处并且关", "好门窗。", ">第二条　图书每次可以借三册，", "期限三十天，可以续借一次，每"}
	right := []string{"次续借十五天，到期不还的应当", "说明理由，并且按照规定的标准", "交纳逾期费，累计三次的暂停借", "阅资格三个月。", ">第三条　遗失图书的，应当购买", "同一版本的图书赔偿，买不到的", "按照定价的三倍赔偿。"}
	want := "第一条　图书室每周一至周五开放，借阅人凭证件入室，不得携带食品饮料，不得高声喧哗，离开时应当把图书放回原处并且关好门窗。\n" +
		"第二条　图书每次可以借三册，期限三十天，可以续借一次，每次续借十五天，到期不还的应当说明理由，并且按照规定的标准交纳逾期费，累计三次的暂停借阅资格三个月。\n" +
		"第三条　遗失图书的，应当购买同一版本的图书赔偿，买不到的按照定价的三倍赔偿。"
	line := func(text string, x, i int) string {
		if rest, ok := strings.CutPrefix(text, ">"); ok {
			x, text = x+20, rest
		}
		return shown(gbkHex, fmt.Sprintf("%d %d %s", x, 700-15*i, text))
	}
	var rows, columns string
	for i := range left {
		rows += line(left[i], 50, i) + line(right[i], 230, i)
	}
	for i := range left {
		columns += line(left[i], 50, i)
	}
	for i := range right {
		columns += line(right[i], 230, i)
	}
	title := turned(150, 730, 16, 0, "", "借阅办法")
	for name, test := range map[string]struct {
		page, text string
		doubt      bool
	}{
		"row by row":                  {rows, want, true},
		"row by row, below a title":   {title + rows, "借阅办法\n" + want, true},
		"column by column":            {columns, want, false},
		"column by column, and title": {title + columns, "借阅办法\n" + want, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(makePDF(gbkFont, test.page)))
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := slices.Contains(codes(s), NoteColumnsCrossing); got != test.doubt {
				t.Errorf("doubted: %v, want %v", got, test.doubt)
			}
			if test.doubt {
				if got := spanOf(t, s, NoteColumnsCrossing); got != want {
					t.Errorf("doubted %q", got)
				}
			}
		})
	}
	table := ""
	for i := range 8 {
		table += line(fmt.Sprintf("图书第%d类", i), 50, i) + line("三十天", 230, i)
	}
	s := readOne(t, "文.pdf", string(makePDF(gbkFont, table)))
	if !strings.HasPrefix(s.Text, "图书第0类 三十天\n图书第1类 三十天") || slices.Contains(codes(s), NoteColumnsCrossing) {
		t.Errorf("a table is read as %q, %v", s.Text, codes(s))
	}
}

// Vertical writing is read column by column from the right, and doubted.
func TestPDFVertical(t *testing.T) {
	const vertical = "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/GBK-EUC-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 1000>>]>>"
	columns := []string{"第一条　图书室每周一至周五开放，借阅人", "凭证件入室，不得高声喧哗。"}
	want := "第一条　图书室每周一至周五开放，借阅人凭证件入室，不得高声喧哗。"
	byFont, byHand, leftToRight := "", "", ""
	for i, column := range columns {
		byFont += shown(gbkHex, fmt.Sprintf("%d 700 %s", 400-20*i, column))
		for j, c := range []rune(column) {
			byHand += turned(float64(400-20*i), float64(700-10*j), 10, 0, "", string(c))
		}
	}
	for i := len(columns) - 1; i >= 0; i-- {
		for j, c := range []rune(columns[i]) {
			leftToRight += turned(float64(400-20*i), float64(700-10*j), 10, 0, "", string(c))
		}
	}
	for name, file := range map[string][]byte{
		"by the font": makePDF(vertical, byFont), "character by character": makePDF(gbkFont, byHand), "columns in the wrong order": makePDF(gbkFont, leftToRight),
	} {
		t.Run(name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(file))
			if diff := cmp.Diff(want, s.Text); diff != "" {
				t.Error(diff)
			}
			if got := spanOf(t, s, NoteVertical); got != s.Text {
				t.Errorf("doubted %q", got)
			}
		})
	}
}
