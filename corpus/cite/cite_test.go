package cite

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"

	"github.com/google/go-cmp/cmp"
)

// citationCase is a text in which 【…】 are the spans to be found; want tells
// them, one after another.
type citationCase struct {
	name, text string
	want       []string
}

// check parses the text without the marks and compares what is found.
func (c citationCase) check(t *testing.T, stated string) {
	t.Run(c.name, func(t *testing.T) {
		doc := parse.Document(corpus.Source{Path: "x.txt", Text: strings.NewReplacer("【", "", "】", "").Replace(c.text), Stated: []byte(stated)})
		var got []string
		var b strings.Builder
		at := 0
		for _, x := range Find(&doc) {
			b.WriteString(doc.Text[at:x.Span.Start] + "【" + x.Span.In(doc.Text) + "】")
			at = x.Span.End
			got = append(got, tell(x))
		}
		b.WriteString(doc.Text[at:])
		if diff := cmp.Diff(c.text, b.String()); diff != "" {
			t.Errorf("spans: %s", diff)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("targets: %s", diff)
		}
	})
}

// tell writes a citation as kind title#locator,locator.
func tell(c corpus.Citation) string {
	var locators []string
	for _, p := range c.Pointers {
		l := p.Locator()
		if p.From != corpus.Absolute {
			l = "?"
		}
		if p.Through {
			l += "-"
		}
		locators = append(locators, l)
	}
	return fmt.Sprintf("%s %s#%s", c.Kind, c.Names(), strings.Join(locators, ","))
}

func TestCitationsInEssays(t *testing.T) {
	for _, c := range []citationCase{
		{"title in marks", "按照【《样例工作条例》第三条第二款】办理。", []string{"titled 样例工作条例#art_3__para_2"}},
		{"title alone", "大家学习了【《样例工作条例》】。", []string{"titled 样例工作条例#"}},
		{"two titles", "按照【《甲办法》】【《乙办法》第一条】办理。", []string{"titled 甲办法#", "titled 乙办法#art_1"}},
		{"document number between", "按照【《关于样品问题的解释》（法释〔2007〕3号）第七条第一款】办理。", []string{"titled 关于样品问题的解释#art_7__para_1"}},
		{"version between", "按照【《样例工作条例》（2019年修订）第五条】办理。", []string{"titled 样例工作条例#art_5"}},
		{"的 between", "按照【《样例工作条例》的第五条】办理。", []string{"titled 样例工作条例#art_5"}},
		{"title in title", "按照【《关于〈样例工作条例〉第二条的答复》第一条】办理。", []string{"titled 关于〈样例工作条例〉第二条的答复#art_1"}},
		{"marks in marks", "按照【《关于修改《样例办法》的决定》】办理。", []string{"titled 关于修改《样例办法》的决定#"}},
		{"known name", "应当依照【刑法第三百八十五条】处理。", []string{"titled 刑法#art_385"}},
		{"name of the Party", "依据【党纪处分条例第三十条】处理。", []string{"titled 党纪处分条例#art_30"}},
		{"full name without marks", "依照【中华人民共和国刑法第三百八十五条】处理。", []string{"titled 中华人民共和国刑法#art_385"}},
		{"implementing rules", "按照【监察法实施条例第五条】办理。", []string{"titled 监察法实施条例#art_5"}},
		{"unknown name", "依照【样品交接办法第八条】处理。", []string{"titled 样品交接办法#art_8"}},
		{"name learned", "【《中华人民共和国样品调解仲裁法》】公布后，依据【调解仲裁法第九条】申请。", []string{"titled 中华人民共和国样品调解仲裁法#", "defined 中华人民共和国样品调解仲裁法#art_9"}},
		{"known name without number", "刑法和党章都有规定。", nil},
		{"general part", "规定在【刑法总则第四章第八节】。", []string{"titled 刑法#part_1__chp_4__sec_8"}},
		{"preamble", "依据【宪法序言第七自然段】。", []string{"titled 宪法#preamble__para_7"}},
		{"part of a document", "依照【《样品标准的规定》第一部分样品类第十八条】办理。", []string{"titled 样品标准的规定#art_18"}},
		{"list", "按照【《甲办法》第二条】、【第五条第一款】和【第三款】办理。", []string{"titled 甲办法#art_2", "titled 甲办法#art_5__para_1", "titled 甲办法#art_5__para_3"}},
		{"shared unit", "按照【《甲办法》第五条第（二）、（三）项】办理。", []string{"titled 甲办法#art_5__item_2,art_5__item_3"}},
		{"range", "按照【《甲办法》第五条至第七条】办理。", []string{"titled 甲办法#art_5-,art_7"}},
		{"range without 第", "按照【《甲办法》第一百四十一条至一百四十四条】办理。", []string{"titled 甲办法#art_141-,art_144"}},
		{"first paragraphs", "按照【《甲办法》第七条前两款】办理。", []string{"titled 甲办法#art_7__para_1-,art_7__para_2"}},
		{"之规定", "依照【《甲办法》第一百二十条】之规定。", []string{"titled 甲办法#art_120"}},
		{"branch", "依照【《甲办法》第一百二十条之一】的规定。", []string{"titled 甲办法#art_120-1"}},
		{"spaces and width", "依照【《甲办法》第 １２ 条】规定。", []string{"titled 甲办法#art_12"}},
		{"traditional", "依照【《甲辦法》第十二條】規定。", []string{"titled 甲辦法#art_12"}},
	} {
		c.check(t, `{"kind":"essay","title":"一篇文章"}`)
	}
}

func TestDefinedNames(t *testing.T) {
	for _, c := range []citationCase{
		{"in brackets", "学习【《样例工作条例》】（以下简称《条例》）。按照【《条例》第三条】办理。", []string{"titled 样例工作条例#", "defined 样例工作条例#art_3"}},
		{"before the number", "依据【《样例工作条例》（以下简称《条例》）第二条】。【《条例》】很好。", []string{"titled 样例工作条例#art_2", "defined 样例工作条例#"}},
		{"下称", "依据【《样例工作条例》】（下称“条例”），按【条例第四条】办理。", []string{"titled 样例工作条例#", "defined 样例工作条例#art_4"}},
		{"with brackets in the name", "依据【《甲条例（试行）》】（以下简称《条例（试行）》），【《条例（试行）》第一条】。", []string{"titled 甲条例（试行）#", "defined 甲条例（试行）#art_1"}},
		{"after a number", "依据【《关于样品的解释》】（法释〔2009〕19号，以下简称《解释》），【《解释》第六条】。", []string{"titled 关于样品的解释#", "defined 关于样品的解释#art_6"}},
		{"without brackets", "依据【《样例工作条例》】，以下简称《条例》，按【《条例》第四条】办理。", []string{"titled 样例工作条例#", "defined 样例工作条例#art_4"}},
		{"two at once", "依据【《甲办法》】、【《乙规定》】（以下分别简称《办法》、《规定》），按【《办法》第一条】和【《规定》第二条】办理。", []string{"titled 甲办法#", "titled 乙规定#", "defined 甲办法#art_1", "defined 乙规定#art_2"}},
		{"nobody defined it", "原【《条例》第二十四条】和其中的【第（二）项】。", []string{"bare 条例#art_24", "bare 条例#art_24__item_2"}},
		{"not a title", "中国样品协会（以下简称协会）按照【《甲办法》第一条】办理。", []string{"titled 甲办法#art_1"}},
	} {
		c.check(t, `{"kind":"essay","title":"一篇文章"}`)
	}
}

func TestCarriedNumbers(t *testing.T) {
	for _, c := range []citationCase{
		{"same sentence", "【《甲办法》第二条】是总则，【第七条】是罚则。", []string{"titled 甲办法#art_2", "carried 甲办法#art_7"}},
		{"title alone before", "【《甲办法》】施行，其中【第三条】规定了期限。", []string{"titled 甲办法#", "carried 甲办法#art_3"}},
		{"name without marks before", "公务员法施行，其中【第24条】规定了条件。", []string{"carried 公务员法#art_24"}},
		{"number cited before", "【《甲办法》第二十七条】讲程序。根据【《乙办法》第九条】的规定，样品不予退还，经过相当长的时间以后仍然应当适用【第二十七条】。", []string{"titled 甲办法#art_27", "titled 乙办法#art_9", "carried 甲办法#art_27"}},
		{"next paragraph", "【《甲办法》第二条】是总则。\n\n除【第二条】之外，【第五条】也是。", []string{"titled 甲办法#art_2", "carried 甲办法#art_2", "carried 甲办法#art_5"}},
		{"nothing named", "第一条，要认真；第二条，要细致。前款也要看。", nil},
		{"该规定 is another", "【《甲办法》第二条】讲程序。省里另有要求，该规定虽然较早，但其中第九条仍然有用。", []string{"titled 甲办法#art_2"}},
		{"该办法 is the same", "【《甲办法》第二条】讲程序。该办法虽然较早，但其中【第九条】仍然有用。", []string{"titled 甲办法#art_2", "carried 甲办法#art_9"}},
		{"基本法 is not 本法", "依照【香港特别行政区基本法第二条】处理。", []string{"titled 香港特别行政区基本法#art_2"}},
		{"同条例", "【《甲条例》第二条】讲程序，【同条例第五条】讲期限。", []string{"titled 甲条例#art_2", "relative 甲条例#art_5"}},
		{"同条", "【《甲条例》第二条第一款】讲程序，【同条第二款】讲期限。", []string{"titled 甲条例#art_2__para_1", "relative 甲条例#art_2__para_2"}},
		{"合同法 is not 同法", "依照【合同法第五十二条】处理。", []string{"titled 合同法#art_52"}},
		{"quoted provisions", "1.【《甲条例》】\n\n第三条　样品应当完整。\n\n不符合【前款】规定的退回。", []string{"titled 甲条例#", "relative 甲条例#art_3__para_1"}},
	} {
		c.check(t, `{"kind":"essay","title":"一篇文章"}`)
	}
}

func TestCitationTraps(t *testing.T) {
	for _, c := range []citationCase{
		{"money", "该款项应当退还，前款项目也一样。", nil},
		{"eight rules", "落实中央八项规定精神，有下列情形之一的。", nil},
		{"counted", "提出三十条意见，修第一条线路，抓第三项目标，上第一节课。", nil},
		{"counted after a number", "【《甲办法》第八条】和十项制度。", []string{"titled 甲办法#art_8"}},
		{"本条约 and the like", "本条约、本项目、本条件、同条件下，合同条款。", nil},
		{"a book", "见【《样品论》】第一章第四节。", []string{"titled 样品论#"}},
		{"placeholder", "依照【《甲办法》】第××条。", []string{"titled 甲办法#"}},
		{"open mark", "《【甲办法第一条】", []string{"titled 甲办法#art_1"}},
	} {
		c.check(t, `{"kind":"essay","title":"一篇文章"}`)
	}
}

func TestQuotations(t *testing.T) {
	for _, c := range []citationCase{
		{"前款", "【《甲条例》第九条】规定，“借用样品的，依照【前款】规定处理”。", []string{"titled 甲条例#art_9", "relative 甲条例#art_9__para_1"}},
		{"本条例", "【《甲条例》第九条】规定，“具有【本条例第七条】规定情形的，从轻”。", []string{"titled 甲条例#art_9", "self 甲条例#art_7"}},
		{"bare number", "【《甲条例》第九条】规定：“具有【第七条】规定情形的，从轻”。", []string{"titled 甲条例#art_9", "self 甲条例#art_7"}},
		{"named without number", "【《乙条例》第一条】在先。【《甲条例》】规定“前款所列样品”。", []string{"titled 乙条例#art_1", "titled 甲条例#"}},
	} {
		c.check(t, `{"kind":"essay","title":"一篇文章"}`)
	}
}

func TestCitationsInRegulations(t *testing.T) {
	const head = "样例管理条例\n\n第一条 为了管理样品，根据【《中华人民共和国标本法》】（以下简称标本法），制定本条例。\n\n第二条 样品分为两类。\n\n样品应当登记。\n\n"
	law := "titled 中华人民共和国标本法#"
	for _, c := range []citationCase{
		{"itself", head + "第三条 违反【本条例第二条第一款】的，依照【第一条】处理。\n\n依照第六条 处理。", []string{law, "self #art_2__para_1", "self #art_1", "self #art_6"}},
		{"paragraphs before", head + "第三条 甲样。\n\n乙样。\n\n依照【前款】或者【前两款】、【第一款】处理。", []string{law, "relative #art_3__para_2", "relative #art_3__para_1-,art_3__para_2", "relative #art_3__para_1"}},
		{"article before", head + "第三条 依照【前条第二款】处理。", []string{law, "relative #art_2__para_2"}},
		{"items", head + "第三条 有下列情形之一的：\n\n（一）甲；\n\n（二）【第（一）项】以外的；\n\n（三）【前两项】以外的。\n\n有【前款第一项】情形的，退回。", []string{law, "relative #art_3__para_1__item_1", "relative #art_3__para_1__item_1-,art_3__para_1__item_2", "relative #art_3__para_1__item_1"}},
		{"range and shared", head + "第三条 依照【前条】、【第一条至第二条】和【第二条第（一）、（二）项】处理。", []string{law, "relative #art_2", "self #art_1-,art_2", "self #art_2__item_1,art_2__item_2"}},
		{"defined", head + "第三条 【标本法第五条】、【第六条】所称标本。", []string{law, "defined 中华人民共和国标本法#art_5", "defined 中华人民共和国标本法#art_6"}},
		{"of another", head + "第三条 依照【刑法第三百条之一】的规定处理；符合【第二条】的除外。", []string{law, "titled 刑法#art_300-1", "self #art_2"}},
		{"本《条例》", head + "第三条 依照【本【《条例》第二条】】处理。", nil},
	} {
		if strings.HasPrefix(c.name, "本《") {
			c.text = head + "第三条 依照本【《条例》第二条】处理。"
			c.want = []string{law, "self #art_2"}
		}
		c.text = strings.Replace(c.text, "依照第六条 处理", "依照【第六条】 处理", 1)
		c.check(t, "")
	}
}

func TestAmendments(t *testing.T) {
	const title = "关于修改【《样例工作规定》】的决定\n\n"
	named := "titled 样例工作规定#"
	for _, c := range []citationCase{
		{"itself means the amended", title + "一、将【第三条】修改为：“【本规定第二条】的样品，依照【前款】处理。”\n\n二、原【第四条】作为【第五条】。", []string{named,
			"carried 样例工作规定#art_3", "self 样例工作规定#art_2", "relative 样例工作规定#art_3__para_1", "carried 样例工作规定#art_4", "carried 样例工作规定#art_5"}},
		{"paragraphs are counted", title + "一、将【第三条】修改为：\n\n“样品应当登记。\n\n“违反【前款】规定的，退回。\n\n“对于【前两款】所列样品，可以抽查。”", []string{named,
			"carried 样例工作规定#art_3", "relative 样例工作规定#art_3__para_1", "relative 样例工作规定#art_3__para_1-,art_3__para_2"}},
		{"a paragraph added", title + "一、在【第八条】中增加两款作为【第二款】、【第三款】：“有【前款】情形的，退回。\n\n“有【前款】情形的，重做。”", []string{named,
			"carried 样例工作规定#art_8", "relative 样例工作规定#art_8__para_2", "relative 样例工作规定#art_8__para_3", "relative 样例工作规定#art_8__para_1", "relative 样例工作规定#art_8__para_2"}},
		{"another law", title + "一、将【刑法第九条】修改为：“依照【本法第七条】处理。”", []string{named, "titled 刑法#art_9", "self 刑法#art_7"}},
	} {
		c.check(t, `{"kind":"regulation","title":"关于修改《样例工作规定》的决定"}`)
	}
}

func TestCitationNotes(t *testing.T) {
	doc := parse.Document(corpus.Source{Path: "x.txt", Text: "按照2016年《甲条例》第三条、《乙条例》（2019年修订）第五条、《丙解释》（法释〔2007〕3号）第一条办理。", Stated: []byte(`{"kind":"essay","title":"一篇文章"}`)})
	var got []string
	for _, c := range Find(&doc) {
		got = append(got, fmt.Sprintf("%s %d %s %s %s", c.Title, c.Year, c.Version, c.DocNo, c.Node))
	}
	want := []string{"甲条例 2016   p_1", "乙条例 2019 2019年修订  p_1", "丙解释 0  法释〔2007〕3号 p_1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzFind: whatever the text, the spans are in order, apart, at rune
// borders and not empty.
func FuzzFind(f *testing.F) {
	f.Add("按照《甲条例》（以下简称《条例》）第三条、第五条，“依照前款”。\n\n“《条例》第九条。”", "essay")
	f.Add("样例条例\n\n第一条 甲。\n\n乙依照前款、本条例第二条之一第（一）、（二）项。", "regulation")
	f.Add("关于修改《甲》的决定\n\n一、将第三条修改为：“依照本法第二条。", "regulation")
	f.Add("《《《（以下分别简称《甲》、《乙》）第一部分第二条总则第三章同条例第一条", "speech")
	f.Fuzz(func(t *testing.T, text, kind string) {
		doc := parse.Document(corpus.Source{Path: "x.txt", Text: strings.ToValidUTF8(text, ""), Stated: []byte(`{"kind":"` + map[bool]string{true: "regulation", false: "essay"}[kind == "regulation"] + `"}`)})
		at := 0
		for _, c := range Find(&doc) {
			if c.Span.Start < at || c.Span.Empty() || c.Span.End > len(doc.Text) || !utf8.ValidString(c.Span.In(doc.Text)) {
				t.Fatalf("%q: span %v after %d", doc.Text, c.Span, at)
			}
			at = c.Span.End
		}
	})
}
