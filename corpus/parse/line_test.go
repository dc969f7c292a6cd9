package parse

import (
	"fmt"
	"strings"
	"testing"

	"tiaowen/corpus"
)

// TestLineNumbers: a text whose lines bear numbers has its articles and items, and all
// of them are doubtful; one that only has some numbers has none taken off.
func TestLineNumbers(t *testing.T) {
	lines := []string{"样本管理规定", "第一条　为了管理样本，", "制定本规定。", "第二条　有下列情形的，", "应当登记：", "（一）新的；", "（二）旧的。", "报告应当书面作出。",
		"第三条　样本分为甲乙两类。", "第四条　样本不得遗失，", "不得损坏。", "第五条　样本可以抽查。", "抽查应当记录。", "第六条　本规定由样本办解释。", "第七条　本规定自发布之日起施行。",
		"第八条　甲。", "第九条　乙。", "第十条　丙。", "第十一条　丁。", "第十二条　戊。", "第十三条　己。", "第十四条　庚。", "第十五条　辛。", "第十六条　壬。", "第十七条　癸。"}
	for name, number := range map[string]func(i int, l string) string{
		"before each":         func(i int, l string) string { return fmt.Sprintf("%d  %s", i, l) },
		"behind each":         func(i int, l string) string { return fmt.Sprintf("%s  %d", l, i) },
		"wide, before each":   func(i int, l string) string { return fmt.Sprintf("%03d　%s", i, l) },
		"behind every fifth":  func(i int, l string) string { return fifth(i, l+" %d", l) },
		"before every fifth":  func(i int, l string) string { return fifth(i, "%d "+l, l) },
		"every page anew":     func(i int, l string) string { return fmt.Sprintf("%d %s", (i-1)%12+1, l) },
		"a tab, before each":  func(i int, l string) string { return fmt.Sprintf("%d\t%s", i, l) },
		"on lines of its own": func(i int, l string) string { return fmt.Sprintf("%d\n%s", i, l) },
	} {
		var text []string
		for i, l := range lines {
			text = append(text, number(i+1, l))
		}
		d := Document(corpus.Source{Path: "规定.txt", Text: strings.Join(text, "\n") + "\n"})
		n, _ := d.Root.Find("art_2")
		switch {
		case n == nil:
			t.Errorf("%s: no second article", name)
		case len(n.Objections) == 0:
			t.Errorf("%s: no doubt", name)
		case name != "on lines of its own" && locatorsOf(d, "art_2") != "p1 p1i1 p1i2 p2":
			t.Errorf("%s: %s", name, locatorsOf(d, "art_2"))
		}
	}
	plain := Document(corpus.Source{Path: "规定.txt", Text: strings.Join(lines, "\n") + "\n附件\n1 甲\n2 乙\n3 丙\n4 丁\n"})
	if n, _ := plain.Root.Find("art_2"); strings.Contains(n.Doubts(), "行号") {
		t.Errorf("without numbers: %s", n.Doubts())
	}
}

func fifth(i int, numbered, plain string) string {
	if i%5 == 0 {
		return fmt.Sprintf(numbered, i)
	}
	return plain
}
