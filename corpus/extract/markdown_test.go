package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, in, text string
		marks          []string
	}{
		{"headings", "# 学习制度\n\n## 第一章　总则 ##\n正文\n", "学习制度\n\n第一章　总则\n正文\n",
			[]string{"heading 1 学习制度", "heading 2 第一章　总则"}},
		{"space forgotten", "##第一章 总则\n#标签\n", "第一章 总则\n#标签\n", []string{"heading 2 第一章 总则"}},
		{"empty heading", "### \n正文", "\n正文", nil},
		{"heading with emphasis", "## **第一条** 支部\n", "第一条 支部\n", []string{"heading 2 第一条 支部"}},
		{"underlined headings", "学习制度\n====\n\n总则\n---\n正文", "学习制度\n\n总则\n正文", []string{"heading 1 学习制度", "heading 2 总则"}},
		{"rule below a sentence", "会议应当记录。\n---\n正文", "会议应当记录。\n\n正文", nil},
		{"rules", "甲\n\n---\n\n___\n乙", "甲\n\n\n\n\n乙", nil},
		{"numbers are text", "1. 甲\n2. 乙\n（一）丙\n", "1. 甲\n2. 乙\n（一）丙\n", nil},
		{"bullets", "- 甲\n* 乙\n  + 丙\n- 3 -\n", "甲\n乙\n  丙\n- 3 -\n", nil},
		{"line breaks", "甲  \n乙\\\n丙 \n", "甲\n乙\n丙 \n", nil},
		{"quotation", "> 编者说\n> > 再说\n正文", "编者说\n再说\n正文", nil},
		{"comments", "甲\n<!-- 批注 -->\n乙<!-- 旁注 -->丙\n<!-- 两\n行 -->\n丁", "甲\n乙丙\n丁", nil},
		{"comment never closed", "甲\n<!-- 乙", "甲\n<!-- 乙", nil},
		{"header", "# 报送办法\n\n2020年1月2日 某委员会通过\n\n2021年修订\n\n<!-- INFO END -->\n\n第一条 甲\n",
			"报送办法\n\n2020年1月2日 某委员会通过\n\n2021年修订\n\n\n第一条 甲\n",
			[]string{"heading 1 报送办法", "header 0 2020年1月2日 某委员会通过\n\n2021年修订"}},
		{"header after two headings", "# 法典\n\n# 第一编\n\n某年通过\n\n<!-- INFO END -->\n甲", "法典\n\n第一编\n\n某年通过\n\n甲",
			[]string{"heading 1 法典", "heading 1 第一编", "header 0 某年通过"}},
		{"no header", "# 办法\n\n<!-- INFO END -->\n甲", "办法\n\n甲", []string{"heading 1 办法"}},
		{"table", "前\n\n| 条款 | **名称** |\n|---|:-:|\n| 一 | 甲\\|乙 |\n\n后", "前\n\n| 条款 | 名称 |\n| 一 | 甲|乙 |\n\n后",
			[]string{"table 0 | 条款 | 名称 |\n| 一 | 甲|乙 |"}},
		{"table without outer bars", "姓名 | 职务\n--- | ---\n甲 | 书记\n", "姓名 | 职务\n甲 | 书记\n", []string{"table 0 姓名 | 职务\n甲 | 书记"}},
		{"masked names in cells", "1 | 张**（28元） | 李**（31元）\n张**：补交 | 王**\n", "1 | 张**（28元） | 李**（31元）\n张**：补交 | 王**\n",
			[]string{"table 0 1 | 张**（28元） | 李**（31元）\n张**：补交 | 王**"}},
		{"one bar is text", "学习园地 | 第三期\n正文", "学习园地 | 第三期\n正文", nil},
		{"table in HTML", "前\n<table><tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td><td>丁</td></tr></table>\n后", "前\n甲\t乙\n丙\t丁\n后",
			[]string{"table 0 甲\t乙\n丙\t丁"}},
		{"code", "```\n# 不是标题\n```\n`甲`与``", "# 不是标题\n甲与``", nil},
		{"definitions", "见[办法][1]\n\n[1]: https://example.org/a \"甲\"\n[2]张三.研究[D].某大学 2019\n", "见[办法][1]\n\n[2]张三.研究[D].某大学 2019\n", nil},
		{"footnotes", "甲[^1]乙\n\n[^1]: 丙说\n", "甲[1]乙\n\n[1] 丙说\n", []string{"note 0 [1] 丙说"}},
		{"spaces and width stay", "　　第１条　甲  乙\u00a0丙\n", "　　第１条　甲  乙\u00a0丙\n", nil},
		{"CRLF", "# 甲\r\n乙\r\n", "甲\n乙\n", []string{"heading 1 甲"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.md", test.in)
			if diff := cmp.Diff(test.text, s.Text); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.marks, marked(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestInline(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"strong", "**编者按**：甲", "编者按：甲"},
		{"strong inside a sentence", "这是**重点**工作", "这是重点工作"},
		{"strong ending in a sign", "**问题：**能否", "问题：能否"},
		{"strong beginning with a quotation", "说的是**“两个”**意思", "说的是“两个”意思"},
		{"strong over lines", "**甲\n——乙**", "甲\n——乙"},
		{"strong and emphasis", "***甲***", "甲"},
		{"underscores", "_来源：某报_ _发布时间：2020-01-02_", "来源：某报 发布时间：2020-01-02"},
		{"emphasis over lines is none", "*甲\n乙*", "*甲\n乙*"},
		{"star for a figure", "有*个支部，每年*次", "有*个支部，每年*次"},
		{"stars for figures after signs", "（*个，*次）", "（*个，*次）"},
		{"product", "（1.4-0.4）*100=100，（3-0.4）*100=260", "（1.4-0.4）*100=100，（3-0.4）*100=260"},
		{"product of words", "基数*比例;基数*比例", "基数*比例;基数*比例"},
		{"size", "210*297mm与240*340mm", "210*297mm与240*340mm"},
		{"star as a mark", "麻黄素*", "麻黄素*"},
		{"masked names", "张**、李**（组长）到会", "张**、李**（组长）到会"},
		{"blanks to fill in", "____年__月，姓名_____", "____年__月，姓名_____"},
		{"underscores in words", "file_name_a", "file_name_a"},
		{"four stars", "证号****1234", "证号****1234"},
		{"struck", "~~旧~~新", "旧新"},
		{"link", "见[办法](https://example.org/a_(b) \"标题\")。", "见办法。"},
		{"relative link", "[附件](附件1.docx)", "附件"},
		{"a number in parentheses is no address", "国发[2008](5号)", "国发[2008](5号)"},
		{"brackets", "[摘要]甲[1]", "[摘要]甲[1]"},
		{"image", "甲![图](a.png)乙", "甲乙"},
		{"linked image", "[![](a.jpg)](http://example.org)甲", "甲"},
		{"escapes", `\>>甲 1000\*1800 职务\职称 \\`, `>>甲 1000*1800 职务\职称 \`},
		{"escaped stars", `\*\*甲\*\*`, "**甲**"},
		{"entities", "甲&nbsp;乙&lt;&#20013;&x;&amp", "甲\u00a0乙<中&x;&amp"},
		{"tags", "甲<br>乙<u>丙</u><font color=\"red\">丁</font>", "甲\n乙丙丁"},
		{"angle brackets", "a<b，《甲》<乙>", "a<b，《甲》<乙>"},
		{"address", "<https://example.org/>", "https://example.org/"},
		{"ticks", "`甲`与`乙", "甲与`乙"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := inline(test.in); got != test.want {
				t.Errorf("inline(%q) = %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestFrontMatter(t *testing.T) {
	s := readOne(t, "文.md", `---
title: 网站上的标题
author: [张三, "李四"]
date: 2019-07-09
# 说明
tiaowen:
  title: "学习制度（试行）"
  kind: regulation
  aliases: [学习制度, '制度, 学习']
  issuer: 某委员会
  topics:
    - 学习
    - 组织生活
  sample: true
  promulgated: 2019-02-30
  colour: red
tiaowen.source: 某报 # 旁注
---
# 学习制度
`)
	if s.Text != "学习制度\n" {
		t.Errorf("text = %q", s.Text)
	}
	want := `{"aliases":["学习制度","制度, 学习"],"issuer":["某委员会"],"kind":"regulation","sample":true,"source":"某报","title":"学习制度（试行）","topics":["学习","组织生活"]}`
	if diff := cmp.Diff(want, string(s.Stated)); diff != "" {
		t.Error(diff)
	}
	if s.Hints.Title != "网站上的标题" || !slices.Equal(s.Hints.Authors, []string{"张三", "李四"}) || s.Hints.Published != "2019-07-09" {
		t.Errorf("hints = %+v", s.Hints)
	}
	if diff := cmp.Diff([]string{NoteStated, NoteStated}, codes(s)); diff != "" {
		t.Error(diff)
	}
	if m := s.Diagnostics[0].Message; !strings.Contains(m, "promulgated") || !strings.Contains(m, "2019-02-30") {
		t.Errorf("message = %q", m)
	}
}

func TestNoFrontMatter(t *testing.T) {
	tests := []struct{ name, in, text string }{
		{"rule first", "---\n正文一。\n---\n正文二\n", "\n正文一。\n\n正文二\n"},
		{"never closed", "---\ntitle: 甲\n", "\ntitle: 甲\n"},
		{"later", "甲\n\n---\ntitle: 乙。\n---\n", "甲\n\n\ntitle: 乙。\n\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := readOne(t, "文.md", test.in)
			if s.Text != test.text || s.Hints.Title != "" {
				t.Errorf("text = %q (title %q), want %q", s.Text, s.Hints.Title, test.text)
			}
		})
	}
}

func TestFrontMatterForms(t *testing.T) {
	s := readOne(t, "文.md", "---\ntitle: >\n  甲\n  乙\nkeywords:\n- 丙\n- 丁\n乱写的一行\nabstract: |\n  一\n  二\n---\n正文\n")
	if s.Hints.Title != "甲 乙" || !slices.Equal(s.Hints.Keywords, []string{"丙", "丁"}) || s.Hints.Abstract != "一 二" {
		t.Errorf("hints = %+v", s.Hints)
	}
	if diff := cmp.Diff([]string{NoteFrontMatter}, codes(s)); diff != "" {
		t.Error(diff)
	}
}

// TestFrontMatterAsWritten: what people write there is read as they mean it, and a key
// that cannot be read costs no other.
func TestFrontMatterAsWritten(t *testing.T) {
	for name, c := range map[string]struct {
		in     string // below tiaowen:
		stated string
		notes  int // complaints
	}{
		"a colon in a title":     {"  title: 样本: 第一辑\n  kind: essay", `{"kind":"essay","title":"样本: 第一辑"}`, 0},
		"a full-width colon":     {"  title: 样本：第一辑", `{"title":"样本：第一辑"}`, 0},
		"a day is no time":       {"  promulgated: 2024-03-01", `{"promulgated":"2024-03-01"}`, 0},
		"a number is its words":  {"  title: 0012", `{"title":"0012"}`, 0},
		"folded lines":           {"  title: >\n    样本\n    登记\n  kind: essay", `{"kind":"essay","title":"样本 登记"}`, 0},
		"kept lines":             {"  abstract: |\n    甲\n    乙", `{"abstract":"甲\n乙"}`, 0},
		"a list of one":          {"  issuer: 某局", `{"issuer":["某局"]}`, 0},
		"an empty list":          {"  issuer: []", `{"issuer":[]}`, 0},
		"dashes without indent":  {"  issuer:\n  - 甲局\n  - 乙局", `{"issuer":["甲局","乙局"]}`, 0},
		"quotes and a hash":      {"  title: '样本 # 一' # 旁注", `{"title":"样本 # 一"}`, 0},
		"a tab":                  {"  title: 样本\t登记\n  kind: essay", `{"kind":"essay","title":"样本\t登记"}`, 0},
		"a map for a value":      {"  title:\n    a: b\n  kind: essay", `{"kind":"essay"}`, 1},
		"a list that is cut off": {"  issuer:\n    - 甲局\n    - [乙\n  kind: essay", `{"kind":"essay"}`, 1},
		"an anchor that is none": {"  title: *样本\n  kind: essay", `{"kind":"essay","title":"*样本"}`, 0},
		"an at sign":             {"  title: @样本\n  kind: essay", `{"kind":"essay","title":"@样本"}`, 0},
		"null says nothing":      {"  title: ~", "", 1},
	} {
		s := readOne(t, "文.md", "---\ntiaowen:\n"+c.in+"\n---\n正文\n")
		if diff := cmp.Diff(c.stated, string(s.Stated)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if got := len(codes(s)); got != c.notes || s.Text != "正文\n" {
			t.Errorf("%s: complaints %v, text %q", name, codes(s), s.Text)
		}
	}
}
