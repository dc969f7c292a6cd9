package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pages makes a file of pages with a head, a foot and two paragraphs each.
func pages(n int, head, foot func(page int) string) []byte {
	var contents []string
	for i := range n {
		lines := []string{"70 700 " + strings.Repeat("支部应当组织党员学习", 3), fmt.Sprintf("50 685 并且记录%d次。", i+1), "70 670 另一段话很短。"}
		if text := head(i); text != "" {
			lines = append(lines, "200 780 "+text)
		}
		if text := foot(i); text != "" {
			lines = append([]string{"200 40 " + text}, lines...)
		}
		contents = append(contents, shown(gbkHex, lines...))
	}
	return makePDF(gbkFont, contents...)
}

func TestRunningHeads(t *testing.T) {
	none := func(int) string { return "" }
	number := func(page int) string { return fmt.Sprintf("- %d -", page+1) }
	tests := []struct {
		name       string
		pages      int
		head, foot func(int) string
		lines      int // that are left
		notes      []string
	}{
		{"nothing", 4, none, none, 8, nil},
		{"one head", 4, func(int) string { return "图书室文件" }, none, 8, []string{NoteRunning}},
		{"left and right heads", 6, func(p int) string { return []string{"图书室文件", "借阅办法"}[p%2] }, none, 12, []string{NoteRunning}},
		{"a number in it", 4, none, func(p int) string { return fmt.Sprintf("图书室文件 第%d页", p+1) }, 8, []string{NoteRunning}},
		{"page numbers", 4, none, number, 8, []string{NotePageNumbers}},
		{"of so many", 4, none, func(p int) string { return fmt.Sprintf("%d / 4", p+1) }, 8, []string{NotePageNumbers}},
		{"both", 3, func(int) string { return "图书室文件" }, number, 6, []string{NotePageNumbers, NoteRunning}},
		{"twice is no head", 2, func(int) string { return "图书室文件" }, none, 6, nil},
		{"other on each page", 4, func(p int) string { return []string{"甲", "乙", "丙", "丁"}[p] + "部分" }, none, 12, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.pdf", string(pages(test.pages, test.head, test.foot)))
			if got := strings.Count(s.Text, "\n") + 1; got != test.lines {
				t.Errorf("%d lines, want %d: %q", got, test.lines, s.Text)
			}
			if diff := cmp.Diff(test.notes, codes(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPageNames(t *testing.T) {
	for want, given := range map[string][]int{"第 1 页": {0}, "第 1–3 页": {0, 1, 2}, "第 2、4–5 页": {1, 3, 4}} {
		if got := pageNames(given); got != want {
			t.Errorf("pageNames(%v) = %s, want %s", given, got, want)
		}
	}
}
