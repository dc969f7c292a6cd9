package parse

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

// outlineOf writes a tree as lines "locator label caption|lead", for tables.
func outlineOf(d corpus.Document) string {
	var b strings.Builder
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if n.Kind != corpus.NodeRoot {
			fmt.Fprintf(&b, "%s%s|%s|%s\n", strings.Repeat(" ", len(above)-1), n.Locator, n.Heading(), strings.Join(strings.Fields(n.Lead(d.Text)), "/"))
		}
		return true
	})
	return b.String()
}

// TestStructure has one case for each habit of real files that domain.md lists,
// in our own words.
func TestStructure(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"paragraphs around a list are two 款", `示例工作规定
第一条 甲应当做到：
（一）学习；
（二）工作。
第二款的话。
第二条 乙。
第三条 丙。`, `
title|标题|示例工作规定
art_1|第一条|
 art_1__para_1|第一款|甲应当做到：
  art_1__para_1__item_1|（一）|（一）学习；
  art_1__para_1__item_2|（二）|（二）工作。
 art_1__para_2|第二款|第二款的话。
art_2|第二条|
 art_2__para_1|第一款|乙。
art_3|第三条|
 art_3__para_1|第一款|丙。
`},
		{"之一, a missing number and 目", `示例办法
第五条 甲。
第五条之一 乙：
（一）丙：
1.子；
2.丑。
第七条 丁。`, `
title|标题|示例办法
art_5|第五条|
 art_5__para_1|第一款|甲。
art_5-1|第五条之一|
 art_5-1__para_1|第一款|乙：
  art_5-1__para_1__item_1|（一）|（一）丙：
   art_5-1__para_1__item_1__subitem_1|1.|1.子；
   art_5-1__para_1__item_1__subitem_2|2.|2.丑。
art_7|第七条|
 art_7__para_1|第一款|丁。
`},
		{"running text that begins like an article", `示例规则
第一条 甲。
第二条 乙。
第一条第二款规定的丙。
第一条、第二条规定的丁。
第三条为了戊。
第四条　己。`, `
title|标题|示例规则
art_1|第一条|
 art_1__para_1|第一款|甲。
art_2|第二条|
 art_2__para_1|第一款|乙。
 art_2__para_2|第二款|第一条第二款规定的丙。
 art_2__para_3|第三款|第一条、第二条规定的丁。
art_3|第三条|
 art_3__para_1|第一款|为了戊。
art_4|第四条|
 art_4__para_1|第一款|己。
`},
		{"contents, padded chapters, captions", `示例条例
目　录
第一章　总　　则
第二章　附　则
第一章　总　　则
第一条（目的）甲。
第二条　【范围】乙。
第二章　附　则
第三条　丙。`, `
title|标题|示例条例
toc|目录|目/录/第一章/总/则/第二章/附/则
chp_1|第一章 总则|
 art_1|第一条 目的|
  art_1__para_1|第一款|甲。
 art_2|第二条 范围|
  art_2__para_1|第一款|乙。
chp_2|第二章 附则|
 art_3|第三条|
  art_3__para_1|第一款|丙。
`},
		{"quoted articles are not structure", `某市关于修改示例条例的决定
第一条 将第三条修改为：“第三条 甲。
第四条 乙。”
第二条 本决定自公布之日起施行。
第三条 丙。`, `
title|标题|某市关于修改示例条例的决定
art_1|第一条|
 art_1__para_1|第一款|将第三条修改为：“第三条/甲。
 art_1__para_2|第二款|第四条/乙。”
art_2|第二条|
 art_2__para_1|第一款|本决定自公布之日起施行。
art_3|第三条|
 art_3__para_1|第一款|丙。
`},
		{"an essay's headings, one of them run in", `关于示例的几点思考

一、问题
(一)认识不足。有的同志认识不足。
(二)办法不多
办法还不多。
二、对策
要想办法。`, `
title|标题|关于示例的几点思考
h_1|一、问题|
 h_1__h_1|(一)认识不足|
  p_1||有的同志认识不足。
 h_1__h_2|(二)办法不多|
  p_2||办法还不多。
h_2|二、对策|
 p_3||要想办法。
`},
		{"an unnumbered first chapter and an annex", `示例收费规定
收费
第一条 甲。
第二条 乙。
第三条 丙。
附件1
表格的说明。`, `
title|标题|示例收费规定
h_1|收费|
 art_1|第一条|
  art_1__para_1|第一款|甲。
 art_2|第二条|
  art_2__para_1|第一款|乙。
 art_3|第三条|
  art_3__para_1|第一款|丙。
annex_1|附件1|
 annex_1__para_1|第一款|表格的说明。
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := outlineOf(Document(corpus.Source{Path: "x.txt", Text: tt.text}))
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n"), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestOddNumbers: a number that is missing, repeated or starts anew is noticed
// and left as it is.
func TestOddNumbers(t *testing.T) {
	for name, tt := range map[string]struct {
		numbers []string
		want    []string
	}{
		"in order":    {[]string{"一", "二", "三"}, nil},
		"a gap":       {[]string{"一", "二", "四"}, []string{"missing_number", "doubtful_structure"}},
		"starts late": {[]string{"五十二", "五十三", "五十四"}, nil},
		"restarts":    {[]string{"一", "二", "三", "一", "二"}, []string{"number_restarts", "doubtful_structure"}},
		"repeated":    {[]string{"一", "二", "二", "三"}, []string{"number_restarts"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := "示例办法\n"
			for _, n := range tt.numbers {
				text += "第" + n + "条 甲。\n"
			}
			d := Document(corpus.Source{Path: "x.txt", Text: text})
			var codes []string
			for _, x := range d.Diagnostics {
				codes = append(codes, x.Code)
			}
			if diff := cmp.Diff(tt.want, codes); diff != "" {
				t.Error(diff)
			}
			if diff := checkTree(d); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	for _, tt := range []struct {
		name, path, text string
		want             corpus.Fields
	}{
		{"a Party regulation states its dates", "a.txt", `中国共产党示例工作条例
（2018年1月2日中共中央政治局会议审议批准　2018年3月4日中共中央发布）
第一条 甲。
第二条 本条例由中央组织部负责解释。
第三条 本条例自发布之日起施行。`, corpus.Fields{Title: "中国共产党示例工作条例", Kind: corpus.Regulation, Genre: corpus.GenreRegulations, Rank: corpus.RankCentralParty,
			Issuer: []string{"中共中央"}, Promulgated: "2018-03-04", Effective: "2018-03-04", Interpreter: "中央组织部",
			History: "（2018年1月2日中共中央政治局会议审议批准　2018年3月4日中共中央发布）"}},
		{"an order before the title", "b.txt", `中华人民共和国国务院令
第　321　号
《示例管理条例》已经通过，现予公布，自2003年10月1日起施行。
总理　某某
二○○三年八月八日
示例管理条例
第一条 甲。
第二条 乙。
第三条 本条例自2003年10月1日起施行。`, corpus.Fields{Title: "示例管理条例", Kind: corpus.Regulation, Genre: corpus.GenreAdministrative, Rank: corpus.RankAdministrative,
			Issuer: []string{"国务院"}, DocNo: "国务院令第321号", Promulgated: "2003-08-08", Effective: "2003-10-01"}},
		{"a byline", "c.txt", `关于示例工作的研究

发布日期:2025-08-25 08:58 编辑:某站管理员 来源:示例研究 阅读: 字号:

这是一段足够长的正文，用来表示文章从这里开始。`, corpus.Fields{Title: "关于示例工作的研究", Kind: corpus.Essay, Genre: corpus.GenreTheory, Published: "2025-08-25", Source: "示例研究"}},
		{"author and abstract first, the title only in the file's name", "03-示例问题的思考.txt", `王小明
[摘要]这里是摘要。
[关键词]甲;乙
一、开头
正文。`, corpus.Fields{Title: "示例问题的思考", Kind: corpus.Essay, Genre: corpus.GenreTheory, Authors: []string{"王小明"}, Abstract: "这里是摘要。", Keywords: []string{"甲", "乙"}}},
		{"an author in brackets at the end", "如何认定示例行为.md", `　　基本案情

　　甲做了一件事。

　　评析：乙说得对。（作者：李小红 单位：某市纪委监委）`, corpus.Fields{Title: "如何认定示例行为", Kind: corpus.Essay, Genre: corpus.GenreCase, Authors: []string{"李小红"}, Affiliation: "某市纪委监委"}},
		{"a speech", "d.txt", `在示例工作会议上的讲话

（2024年5月6日）

王小明

同志们：

今天我讲三点意见。`, corpus.Fields{Title: "在示例工作会议上的讲话", Kind: corpus.Speech, Genre: corpus.GenreAddress, Speaker: "王小明", Occasion: "示例工作会议上", Published: "2024-05-06"}},
		{"a version date in the file's name", "law/示例法(2021-02-03).md", "第一条 甲。\n第二条 乙。\n第三条 本法自2021年5月1日起施行。", corpus.Fields{Title: "示例法", Kind: corpus.Regulation, Promulgated: "2021-02-03", Effective: "2021-05-01"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Document(corpus.Source{Path: tt.path, Text: tt.text}).Fields); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestStatedWins: what a person stated beats what the text says, and a bad
// statement is reported, not taken.
func TestStatedWins(t *testing.T) {
	text := "示例办法\n第一条 甲。\n第二条 乙。\n第三条 丙。"
	d := Document(corpus.Source{Path: "a.txt", Text: text, Stated: []byte(`{"title":"另一个题目","promulgated":"2020-01-02"}`)})
	if d.Fields.Title != "另一个题目" || d.Fields.Promulgated != "2020-01-02" {
		t.Errorf("got %+v", d.Fields)
	}
	d = Document(corpus.Source{Path: "a.txt", Text: text, Stated: []byte(`{"promulgated":"2020-13-02"}`)})
	if len(d.Diagnostics) != 1 || d.Diagnostics[0].Code != "bad_stated" || d.Fields.Promulgated != "" {
		t.Errorf("got %+v, %+v", d.Fields, d.Diagnostics)
	}
}

// checkTree says what is wrong with a tree, if anything: children in order,
// apart and inside their parent, locators unique, and the text, joined again
// from what each node holds outside its children and from the children, whole.
func checkTree(d corpus.Document) string {
	seen := map[string]bool{}
	problem := ""
	var join func(n *corpus.Provision) string
	join = func(n *corpus.Provision) string {
		var b strings.Builder
		at := n.Span.Start
		for _, c := range n.Children {
			if c.Span.Start < at || c.Span.End > n.Span.End || c.Span.Len() < 0 {
				problem = fmt.Sprintf("%s %v does not fit into %s %v", c.Locator, c.Span, n.Locator, n.Span)
				return ""
			}
			b.WriteString(d.Text[at:c.Span.Start])
			b.WriteString(join(c))
			at = c.Span.End
		}
		if n.Kind != corpus.NodeRoot && (n.Locator == "" || seen[n.Locator]) {
			problem = "locator " + n.Locator + " is empty or comes twice"
		}
		seen[n.Locator] = true
		if n.Head.Start < n.Span.Start || n.Head.End > n.Span.End {
			problem = fmt.Sprintf("%s: head %v outside %v", n.Locator, n.Head, n.Span)
		}
		return b.String() + d.Text[at:n.Span.End]
	}
	if joined := join(d.Root); problem == "" && joined != d.Text {
		problem = "joined text differs from the source"
	}
	return problem
}

// checkPassages says what is wrong with the passages of d, if anything: they
// tile the text, are cut at rune borders, and have a name.
func checkPassages(d corpus.Document) string {
	at, runes := 0, 0
	for _, p := range Passages(&d) {
		if p.Span.Start != at || p.Span.End <= at || p.Span.End+p.Tail > len(d.Text) {
			return fmt.Sprintf("passage %s %v (tail %d) does not follow %d in %d bytes", p.Locator, p.Span, p.Tail, at, len(d.Text))
		}
		text := p.Text(d.Text)
		if !utf8.ValidString(text) || !utf8.ValidString(p.Indexed(d.Text)) {
			return p.Locator + " is cut inside a character"
		}
		if p.Locator == "" || p.Runes.Start != runes || p.Runes.Len() != utf8.RuneCountInString(text) {
			return fmt.Sprintf("passage %q: runes %v, want %d+%d", p.Locator, p.Runes, runes, utf8.RuneCountInString(text))
		}
		if n, _ := d.Root.Find(p.Locator); n == nil && p.Locator != "p_1" {
			return "passage names " + p.Locator + ", which is not in the tree"
		}
		at, runes = p.Span.End, p.Runes.End
	}
	if at != len(d.Text) {
		return fmt.Sprintf("passages end at %d of %d", at, len(d.Text))
	}
	return ""
}

// TestTreeProperty: whatever the lines, the tree holds every character and the
// passages tile the text.
func TestTreeProperty(t *testing.T) {
	pieces := []string{"第一条 甲。", "第二条 乙：", "第三条", "第一章 总则", "第二章", "第一编 总则", "第一节 丙", "（一）丁；", "(二) 戊。", "1.己", "（1）庚", "一、辛", "二、壬。癸",
		"目录", "附件1", "附则", "“第九条 子", "丑”", "序言", "一段没有标点的话", "　　缩进的一段。", "", "参考文献", "第二条之一 寅", strings.Repeat("很长的一句话，", 400) + "。", "\u200b", "\xf0\x9f\x90\xb2龍"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25).Draw(t, "lines"), "\n")
		kind := rapid.SampledFrom([]string{"", `{"kind":"regulation"}`, `{"kind":"essay"}`, `{"kind":"speech"}`}).Draw(t, "stated")
		d := Document(corpus.Source{Path: "x.txt", Text: text, Stated: []byte(kind)})
		if problem := checkTree(d); problem != "" {
			t.Fatal(problem)
		}
		if problem := checkPassages(d); problem != "" {
			t.Fatal(problem)
		}
	})
}

// TestTreeOnRealTexts: the same for every text file under shared/data.
func TestTreeOnRealTexts(t *testing.T) {
	count := 0
	err := filepath.WalkDir(sharedtest.Path(t), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".txt" && filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !utf8.Valid(data) {
			return err
		}
		d := Document(corpus.Source{Path: filepath.ToSlash(path), Text: strings.ReplaceAll(string(data), "\r\n", "\n")})
		if problem := checkTree(d); problem != "" {
			t.Errorf("%s: %s", path, problem)
		}
		if problem := checkPassages(d); problem != "" {
			t.Errorf("%s: %s", path, problem)
		}
		count++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files", count)
}

// FuzzParse: no text breaks the parser or the passages.
func FuzzParse(f *testing.F) {
	f.Add("示例办法\n第一条 甲。\n（一）乙\n\n附件", "a.md")
	f.Add("一、甲\n(一)乙。丙", "b.txt")
	f.Fuzz(func(t *testing.T, text, path string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		d := Document(corpus.Source{Path: path, Text: text})
		if problem := checkTree(d); problem != "" {
			t.Fatal(problem)
		}
		if problem := checkPassages(d); problem != "" {
			t.Fatal(problem)
		}
		if d.Fields.Title == "" || d.Fields.Kind == "" {
			t.Fatalf("no title or kind: %+v", d.Fields)
		}
	})
}
