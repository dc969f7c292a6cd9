package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// skeleton are the locators of a text below its front, paragraphs and items only where
// there are several.
func skeleton(d corpus.Document) string {
	var out []string
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodeRoot, corpus.NodeTitle, corpus.NodeFront:
		case corpus.NodeParagraph:
			if n.Number > 1 || len(n.Children) > 0 {
				out = append(out, n.Locator)
			}
		default:
			out = append(out, n.Locator)
		}
		return true
	})
	return strings.Join(out, " ")
}

const annexBody = "样本管理办法\n第一条　为了管理样本，制定本办法。\n第二条　样本的登记按附件1办理。\n"

// TestAnnexed: articles inside an annex are its own, whatever its heading looks like.
func TestAnnexed(t *testing.T) {
	const articles = "第一条　为了登记样本，制定本规则。\n第二条　有下列情形的，重新登记：\n（一）变更名称；\n（二）变更单位。\n登记由专人办理。\n第三条　本规则由样本办负责解释。\n"
	const inside = "art_1 art_2 %[1]s %[1]s__art_1 %[1]s__art_2 %[1]s__art_2__para_1 %[1]s__art_2__para_1__item_1 %[1]s__art_2__para_1__item_2 %[1]s__art_2__para_2 %[1]s__art_3"
	one := strings.ReplaceAll(inside, "%[1]s", "annex_1")
	for name, c := range map[string]struct{ text, want string }{
		"a number, its title below":   {annexBody + "附件1\n样本登记规则\n" + articles, one},
		"a numeral":                   {annexBody + "附件一\n样本登记规则\n" + articles, one},
		"a title behind a colon":      {annexBody + "附件1：样本登记规则\n" + articles, one},
		"a title at once":             {annexBody + "附件1样本登记规则\n" + articles, one},
		"a title in its marks":        {annexBody + "附件一《样本登记规则》\n" + articles, one},
		"no number":                   {annexBody + "附件\n样本登记规则\n" + articles, one},
		"附 alone":                     {annexBody + "附：\n样本登记规则\n" + articles, one},
		"附 and a title":               {annexBody + "附：样本登记规则\n" + articles, one},
		"an appendix":                 {annexBody + "附录\n样本登记规则\n" + articles, one},
		"blanks":                      {annexBody + "附　件 1\n样本登记规则\n" + articles, one},
		"brackets":                    {annexBody + "【附件一】\n样本登记规则\n" + articles, one},
		"the number in brackets":      {annexBody + "附件（一）\n样本登记规则\n" + articles, one},
		"a wide figure":               {annexBody + "附件１：\n样本登记规则\n" + articles, one},
		"Traditional":                 {"樣本管理辦法\n第一條　為了管理樣本，制定本辦法。\n第二條　樣本的登記按附件1辦理。\n附件1\n樣本登記規則\n" + articles, one},
		"a list of annexes above":     {annexBody + "附件：1.样本登记规则\n2.样本登记表\n样本办\n2020年1月2日\n附件1\n样本登记规则\n" + articles, strings.Replace(one, "annex_1 ", "note_1 annex_1 ", 1)},
		"the annex is named above":    {annexBody + "附件：样本登记规则\n样本办\n2020年1月2日\n附件\n样本登记规则\n" + articles, strings.Replace(one, "annex_1 ", "note_1 annex_1 ", 1)},
		"chapters":                    {annexBody + "附件1\n样本登记规则\n第一章　总则\n第一条　甲。\n第二章　登记\n第一节　受理\n第二条　乙。\n丙。\n", "art_1 art_2 annex_1 annex_1__chp_1 annex_1__art_1 annex_1__chp_2 annex_1__chp_2__sec_1 annex_1__art_2 annex_1__art_2__para_2"},
		"several":                     {annexBody + "附件1\n样本登记规则\n第一条　甲。\n第二条　乙。\n附件2\n样本保管规则\n第一条　丙。\n丁。\n附件3\n样本表\n名称\t数量\n", "art_1 art_2 annex_1 annex_1__art_1 annex_1__art_2 annex_2 annex_2__art_1 annex_2__art_1__para_2 annex_3"},
		"headings":                    {annexBody + "附件1\n登记要点\n一、受理\n（一）当场受理。\n（二）书面受理。\n二、登记\n登记由专人办理。\n登记簿永久保存。\n", "art_1 art_2 annex_1 annex_1__h_1 annex_1__h_1__h_1 annex_1__h_1__h_2 annex_1__h_2 annex_1__h_2__para_2"},
		"an annex of the annex":       {annexBody + "附件1\n样本登记规则\n第一条　甲。\n附表\n登记表\n栏目甲\n栏目乙\n", "art_1 art_2 annex_1 annex_1__art_1 annex_1~2 annex_1~2__para_2"},
		"articles of another text":    {annexBody + "附：有关规定\n第二十三条　扰乱秩序的，处警告。\n第四十条　妨碍登记的，处罚款。\n", "art_1 art_2 annex_1 annex_1__para_2"},
		"the text goes on":            {annexBody + "附表1\n栏目甲\n栏目乙\n第三条　本办法自发布之日起施行。\n", "art_1 art_2 annex_1 art_3"},
		"said of an annex in a 款":     {annexBody + "附件一所列的样本，不予登记。\n第三条　本办法自发布之日起施行。\n", "art_1 art_2 art_2__para_2 art_3"},
		"the supplementary provision": {annexBody + "附则\n第三条　本办法自发布之日起施行。\n", "art_1 art_2 h_1 art_3"},
	} {
		parts := Split(corpus.Source{Path: "办法.txt", Text: c.text})
		if len(parts) != 1 {
			t.Errorf("%s: %d texts", name, len(parts))
			continue
		}
		if diff := cmp.Diff(c.want, skeleton(Document(parts[0]))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
