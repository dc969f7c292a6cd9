package compare

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/sample"
)

// outline writes rows as kind, old and new labels: edited 第八条 > 第九条.
func outline(c Comparison) []string {
	var out []string
	for _, r := range c.Rows {
		line := string(r.Kind)
		for _, n := range r.Old {
			line += " " + nameOf(n)
		}
		line += " >"
		for _, n := range r.New {
			line += " " + nameOf(n)
		}
		if r.Edited && r.Kind != Edited {
			line += " edited"
		}
		out = append(out, line)
	}
	return out
}

func nameOf(n *corpus.Provision) string {
	if n.Kind == corpus.NodeParagraph {
		return n.Locator
	}
	return strings.TrimSpace(n.Label + " " + n.Caption)
}

func sampleNamed(t *testing.T, name string) *corpus.Document {
	t.Helper()
	for _, f := range sample.Files() {
		if f.Name == name {
			return readBytes(t, f.Name, f.Data)
		}
	}
	t.Fatalf("no sample %s", name)
	return nil
}

func TestSampleVersions(t *testing.T) {
	c := Versions(sampleNamed(t, "机关党支部工作规定-2019.md"), sampleNamed(t, "机关党支部工作规定-2024.md"))
	want := `unchanged 第一章 总则 > 第一章 总则
edited 第一条 > 第一条
unchanged 第二条 > 第二条
edited 第三条 > 第三条
unchanged 第二章 组织设置 > 第二章 组织设置
unchanged 第四条 > 第四条
edited 第五条 > 第五条
added > 第六条
renumbered 第六条 > 第七条
renumbered 第七条 > 第八条
unchanged 第三章 职责任务 > 第三章 职责任务
edited 第八条 > 第九条
renumbered 第九条 > 第十条
renumbered 第十条 > 第十一条
unchanged 第四章 组织生活 > 第四章 组织生活
split 第十一条 > 第十二条 第十三条 edited
edited 第十二条 > 第十四条
added > 第十四条之一
merged 第十三条 第十四条 > 第十五条 edited
edited 第十五条 > 第十六条
unchanged 第五章 保障和监督 > 第五章 保障和监督
renumbered 第十六条 > 第十七条
added > 第十八条
edited 第十七条 > 第十九条
removed 第十八条 >
renumbered 第十九条 > 第二十条
added > 第二十一条
unchanged 第六章 附则 > 第六章 附则
renumbered 第二十条 > 第二十二条
edited 第二十一条 > 第二十三条`
	if diff := cmp.Diff(strings.Split(want, "\n"), outline(c)); diff != "" {
		t.Error(diff)
	}
	c.Summary.Inserted, c.Summary.Deleted = 0, 0
	if diff := cmp.Diff(Summary{Old: 21, New: 24, Unchanged: 2, Edited: 10, Renumbered: 12, Split: 1, Merged: 1, Added: 4, Removed: 1}, c.Summary); diff != "" {
		t.Error(diff)
	}
	checkComparison(t, c)
}

const (
	fire   = "消防器材每季度由后勤科检查一次，过期的当天更换并登记。"
	garden = "庭院花木由园艺班负责浇水修剪，旱季每两天浇一遍。"
	meal   = "食堂每周一公布菜单，价格变动须提前三天张贴告示。"
	books  = "阅览室图书借期二十日，逾期未还的暂停借阅一个月。"
	gate   = "访客进门应当出示证件，由门卫电话联系受访人后放行。"
)

func TestVersions(t *testing.T) {
	articles := func(bodies ...string) string { return regulation(bodies) }
	cases := map[string]struct {
		old, new string
		want     []string
	}{
		"the same":       {articles(fire, meal), articles(fire, meal), []string{"unchanged 第一条 > 第一条", "unchanged 第二条 > 第二条"}},
		"one in between": {articles(fire, meal), articles(fire, books, meal), []string{"unchanged 第一条 > 第一条", "added > 第二条", "renumbered 第二条 > 第三条"}},
		"the first gone": {articles(fire, meal, books), articles(meal, books), []string{"removed 第一条 >", "renumbered 第二条 > 第一条", "renumbered 第三条 > 第二条"}},
		"moved to the end": {articles(fire, meal, books, gate), articles(meal, books, gate, fire), []string{
			"renumbered 第二条 > 第一条", "renumbered 第三条 > 第二条", "renumbered 第四条 > 第三条", "moved 第一条 > 第四条",
		}},
		"width, script and spaces are no difference": {
			articles("黨費 每月 10 日前交納（註明 A 類）。"), articles("党费每月１０日前交纳（注明Ａ类）。"), []string{"unchanged 第一条 > 第一条"},
		},
		"a 款 more is one": {articles(fire + meal), articles(fire + "\n\n" + meal), []string{"edited 第一条 > 第一条"}},
		"three of one": {articles(gate, fire+meal+books), articles(gate, fire, meal, books), []string{
			"unchanged 第一条 > 第一条", "split 第二条 > 第二条 第三条 第四条 edited",
		}},
		"one of three": {articles(fire, meal, books, gate), articles(fire+"\n\n"+meal+"\n\n"+books, gate), []string{
			"merged 第一条 第二条 第三条 > 第一条", "renumbered 第四条 > 第二条",
		}},
		"texts that repeat go by rank": {articles("删去。", fire, "删去。"), articles("删去。", fire, "删去。"), []string{
			"unchanged 第一条 > 第一条", "unchanged 第二条 > 第二条", "unchanged 第三条 > 第三条",
		}},
		"captions": {"示例条例\n\n第一条（消防）" + fire + "\n\n第二条（花木）" + garden, "示例条例\n\n第一条（防火）" + fire + "\n\n第二条" + garden, []string{
			"edited 第一条 消防 > 第一条 防火", "unchanged 第二条 花木 > 第二条",
		}},
		"headings": {
			"示例条例\n\n第一章　总则\n\n第一条　" + fire + "\n\n第二章　后勤\n\n第二条　" + meal + "\n\n第三条　" + books,
			"示例条例\n\n第一章　总则\n\n第一条　" + fire + "\n\n第二章　门卫\n\n第二条　" + gate + "\n\n第三章　生活服务\n\n第三条　" + meal + "\n\n第四条　" + books,
			[]string{
				"unchanged 第一章 总则 > 第一章 总则", "unchanged 第一条 > 第一条", "added > 第二章 门卫", "added > 第二条",
				"edited 第二章 后勤 > 第三章 生活服务", "renumbered 第二条 > 第三条", "renumbered 第三条 > 第四条",
			},
		},
		"without 条": {
			"关于后勤的意见\n\n一、安全\n\n" + fire + "\n\n" + gate + "\n\n二、生活\n\n" + meal,
			"关于后勤的意见\n\n一、安全\n\n" + gate + "\n\n二、环境\n\n" + garden + "\n\n三、生活\n\n" + meal,
			[]string{
				"unchanged 一、 安全 > 一、 安全", "removed p_1 >", "unchanged p_2 > p_1", "added > 二、 环境", "added > p_2",
				"renumbered 二、 生活 > 三、 生活", "unchanged p_3 > p_3",
			},
		},
		"nothing before": {"", articles(fire), []string{"added > 第一条"}},
		"nothing after":  {articles(fire), "", []string{"removed 第一条 >"}},
		"nothing in common": {articles(fire, garden), articles(books, meal), []string{
			"removed 第一条 >", "removed 第二条 >", "added > 第一条", "added > 第二条",
		}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Versions(parsed(c.old), parsed(c.new))
			if diff := cmp.Diff(c.want, outline(got)); diff != "" {
				t.Error(diff)
			}
			checkComparison(t, got)
		})
	}
}

func TestVersionsOfNothing(t *testing.T) {
	if c := Versions(nil, &corpus.Document{}); len(c.Rows) != 0 {
		t.Errorf("%d rows", len(c.Rows))
	}
}

// TestHardTexts compares what is made to be slow: thousands of equal articles,
// of articles of the same words, and one endless article.
func TestHardTexts(t *testing.T) {
	w := newWriter(7)
	var equal, alike, shuffled []string
	for range 3000 {
		equal = append(equal, fire)
		alike = append(alike, fire+w.word())
	}
	shuffled = append(shuffled, alike...)
	w.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	endless := w.sentences(3000)
	cases := map[string]struct{ old, new []string }{
		"equal":    {equal, equal[100:]},
		"shuffled": {alike, shuffled},
		"endless":  {[]string{endless}, []string{w.edit(endless)}},
		"no stops": {[]string{strings.ReplaceAll(endless, "。", "")}, []string{strings.ReplaceAll(w.sentences(3000), "。", "")}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			checkComparison(t, Versions(parsed(regulation(c.old)), parsed(regulation(c.new))))
		})
	}
}

func TestText(t *testing.T) {
	doc := parsed("示例条例\n\n第一条　甲项事务由乙科室会同丙科室和丁科室\n共同办理，每一件都应当做到：\n\n（一）按时；\n\n（二）如数；\n\n（三）附上由申请人本人亲笔填写的 Form\nA12 表格。\n\n其他事务另行规定。\n\n第二条　" + fire)
	want := "甲项事务由乙科室会同丙科室和丁科室共同办理，每一件都应当做到：\n（一）按时；\n（二）如数；\n（三）附上由申请人本人亲笔填写的 Form A12 表格。\n其他事务另行规定。"
	article, _ := doc.Root.Find("art_1")
	if diff := cmp.Diff(want, Text(doc.Text, article)); diff != "" {
		t.Error(diff)
	}
}
