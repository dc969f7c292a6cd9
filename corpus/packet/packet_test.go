package packet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNumbering(t *testing.T) {
	steps := []struct {
		level      int
		text, want string
	}{
		{1, "依据", "一、依据"},
		{2, "（一）产生", "（一）产生"},
		{2, "产生", "（二）产生"},
		{3, "做法", "1.做法"},
		{4, "清单", "（1）清单"},
		{3, "2. 又一法", "2.又一法"},
		{4, "清单", "（1）清单"},
		{1, "三、论述", "二、论述"},
		{2, "再论", "（一）再论"},
		{1, "2.5倍的差距", "三、2.5倍的差距"},
		{1, "（2024）新规", "四、（2024）新规"},
		{1, "十年回望", "五、十年回望"},
		{1, " 两行\n标题 ", "六、两行 标题"},
		{3, "", "1."},
	}
	var n numbering
	for _, s := range steps {
		if got := n.heading(s.level, s.text); got != s.want {
			t.Errorf("level %d %q: %q, want %q", s.level, s.text, got, s.want)
		}
	}
}

func TestBlocksOf(t *testing.T) {
	wide := strings.Repeat("栏|", widest) + "栏"
	tests := []struct {
		name, text string
		want       []block
	}{
		{"paragraphs without indents and empty lines", "　　甲\r\n\n\u00a0乙 \r丙", []block{{Text: "甲"}, {Text: "乙"}, {Text: "丙"}}},
		{"table", "前\n甲|乙\n1|\n后", []block{{Text: "前"}, {Rows: [][]string{{"甲", "乙"}, {"1", ""}}}, {Text: "后"}}},
		{"table with outer bars and a short row", "| 甲 | 乙 |\n|丙|", []block{{Rows: [][]string{{"甲", "乙"}, {"丙", ""}}}}},
		{"cells parted by tabs", "按下表：\n名称\t次数\t主持人\n大会\t每季度1次\t\n\t随时|临时\t书记\n后", []block{{Text: "按下表："},
			{Rows: [][]string{{"名称", "次数", "主持人"}, {"大会", "每季度1次", ""}, {"", "随时|临时", "书记"}}}, {Text: "后"}}},
		{"two tables of two kinds", "甲\t乙\n1\t2\n丙|丁\n3|4", []block{{Rows: [][]string{{"甲", "乙"}, {"1", "2"}}}, {Rows: [][]string{{"丙", "丁"}, {"3", "4"}}}}},
		{"a form with cells to fill in", "姓名\t\t性别\t\n籍贯\t\t年龄\t", []block{{Rows: [][]string{{"姓名", "", "性别", ""}, {"籍贯", "", "年龄", ""}}}}},
		{"tabs that are indents", "\t甲\n\t乙\n\t丙", []block{{Text: "甲"}, {Text: "乙"}, {Text: "丙"}}},
		{"a tab in a line alone", "签发人：甲\t电话：1\n后", []block{{Text: "签发人：甲\t电话：1"}, {Text: "后"}}},
		{"one row is a paragraph", "甲|乙", []block{{Text: "甲|乙"}}},
		{"too wide for a table", wide + "\n" + wide, []block{{Text: wide}, {Text: wide}}},
		{"what no XML may hold", "a\x00\x08b\ufffec\x7f\u0085d", []block{{Text: "abcd"}}},
		{"bytes that are no UTF-8", "甲\xed\xa0\x80乙\xff", []block{{Text: "甲\uFFFD乙\uFFFD"}}},
		{"nothing", " \n\t\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, blocksOf(tt.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFileName(t *testing.T) {
	tests := []struct{ name, title, want string }{
		{"plain", "支部书记培训", "支部书记培训.docx"},
		{"slashes and marks", `a/b\c:d*e?"f"<g>|h%2e`, "a-b-c-d-e--f--g--h-2e.docx"},
		{"the folder above", "../../etc", "etc.docx"},
		{"only dots", "...", "备课材料.docx"},
		{"nothing", " \n", "备课材料.docx"},
		{"two lines, no width", "甲\n乙\u200b", "甲 乙.docx"},
		{"no UTF-8", "甲\xff", "甲.docx"},
		{"a device", "con", "备课材料-con.docx"},
		{"a device with an ending", "Com1.党课", "备课材料-Com1.党课.docx"},
		{"begins like a device", "console", "console.docx"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (Packet{Title: tt.title}).FileName("docx"); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	for _, letter := range []string{"长", "𠀀", "a"} {
		long := (Packet{Title: strings.Repeat(letter, 300)}).FileName("html")
		if want := strings.Repeat(letter, nameBytes/len(letter)) + ".html"; long != want {
			t.Errorf("%d bytes of %s", len(long), letter)
		}
	}
}

func TestMadeLine(t *testing.T) {
	made := example().Made
	tests := []struct {
		name   string
		packet Packet
		want   string
	}{
		{"all", Packet{Made: made, Library: State{Seq: 12, Date: "2026年11月20日"}}, "编制时间：2026年11月22日10时15分　资料库状态：第12号（2026年11月20日）"},
		{"no state", Packet{Made: made}, "编制时间：2026年11月22日10时15分"},
		{"number alone", Packet{Library: State{Seq: 12}}, "资料库状态：第12号"},
		{"day alone", Packet{Library: State{Date: "今天"}}, "资料库状态：今天"},
		{"nothing", Packet{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.packet.madeLine(); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
