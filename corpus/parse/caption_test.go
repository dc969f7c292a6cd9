package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// headed are the headings of a text and of its articles, a 款 as a bar.
func headed(d corpus.Document) string {
	var out []string
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodeChapter, corpus.NodeSection, corpus.NodeHeading, corpus.NodePart:
			out = append(out, n.Heading())
		case corpus.NodeArticle:
			out = append(out, n.Heading())
			if len(n.Objections) > 0 {
				out = append(out, "?")
			}
		case corpus.NodeParagraph:
			out = append(out, "|")
		}
		return true
	})
	return strings.Join(out, " ")
}

// TestCaptions: what an article or a part of a text is called is no 款.
func TestCaptions(t *testing.T) { checkHeaded(t, headedSeen) }

// TestCaptionsHeldBack: the same, of cases not looked at while the rules were written.
func TestCaptionsHeldBack(t *testing.T) { checkHeaded(t, headedHeldBack) }

func checkHeaded(t *testing.T, cases map[string][2]string) {
	t.Helper()
	for name, c := range cases {
		d := Document(corpus.Source{Path: "规定.txt", Text: "样本管理规定\n" + strings.ReplaceAll(c[0], "|", "\n") + "\n"})
		if diff := cmp.Diff(c[1], headed(d)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

var headedSeen = map[string][2]string{
	"in brackets":              {"第一条（目的）为了管理，制定本规定。|第二条（登记）样本应当登记。", "第一条 目的 | 第二条 登记 |"},
	"in brackets, apart":       {"第一条　（目的与依据）|为了管理，制定本规定。|第二条　（登记）|样本应当登记。|报告应当书面作出。", "第一条 目的与依据 | 第二条 登记 | |"},
	"in black brackets":        {"第一条　【目的】为了管理，制定本规定。|第二条　【登记】|样本应当登记。", "第一条 目的 | 第二条 登记 |"},
	"long":                     {"第一条　【样本管理部门与样本使用单位在登记、变更、注销和保管中各自的职责以及相互之间的配合与争议的处理办法等】样本办负责登记。|第二条　【登记】样本应当登记。", "第一条 样本管理部门与样本使用单位在登记、变更、注销和保管中各自的职责以及相互之间的配合与争议的处理办法等 | 第二条 登记 |"},
	"on the line below":        {"第一条|（目的与依据）|为了管理，制定本规定。|第二条|（登记）|样本应当登记。", "第一条 目的与依据 | 第二条 登记 |"},
	"a line":                   {"第一条　目的与依据|为了管理，制定本规定。|第二条　登记|样本应当登记。|报告应当书面作出。|第三条　施行|本规定自发布之日起施行。", "第一条 目的与依据 | 第二条 登记 | | 第三条 施行 |"},
	"a line of its own":        {"第一条|目的与依据|为了管理，制定本规定。|第二条|登记|样本应当登记。|第三条|施行|本规定自发布之日起施行。", "第一条 目的与依据 | 第二条 登记 | 第三条 施行 |"},
	"a line, with items":       {"第一条　目的|为了管理，制定本规定。|第二条　登记|下列样本应当登记：|（一）新的；|（二）旧的。|第三条　施行|本规定自发布之日起施行。", "第一条 目的 | 第二条 登记 | 第三条 施行 |"},
	"one line like a caption":  {"第一条　为了管理，制定本规定。|第二条　登记|样本应当登记。|第三条　样本不得遗失。|第四条　本规定自发布之日起施行。", "第一条 | 第二条 ? | | 第三条 | 第四条 |"},
	"bare heads":               {"总则|第一条　为了管理，制定本规定。|分则|第二条　样本应当登记。|附则|第三条　本规定自发布之日起施行。", "总则 第一条 | 分则 第二条 | 附则 第三条 |"},
	"bare heads with blanks":   {"总　则|第一条　为了管理，制定本规定。|罚 则|第二条　样本应当登记。|附　　则|第三条　本规定自发布之日起施行。", "总则 第一条 | 罚则 第二条 | 附则 第三条 |"},
	"a head after no stop":     {"总则|第一条　为了管理，制定本规定|罚则|第二条　样本应当登记|附则|第三条　本规定自发布之日起施行", "总则 第一条 ? | 罚则 第二条 ? | 附则 第三条 ? |"},
	"heads of several words":   {"一般规定|第一条　为了管理，制定本规定。|法律责任|第二条　样本应当登记。|其他规定|第三条　本规定自发布之日起施行。", "一般规定 第一条 | 法律责任 第二条 | 其他规定 第三条 |"},
	"a head above sections":    {"总则|第一节　目的|第一条　为了管理，制定本规定。|分则|第二节　登记|第二条　样本应当登记。", "总则 第一节 目的 第一条 | 分则 第二节 登记 第二条 |"},
	"a number and a line":      {"第一章|总则|第一条　为了管理，制定本规定。|第二章|附则|第二条　本规定自发布之日起施行。", "第一章 总则 第一条 | 第二章 附则 第二条 |"},
	"a bracket that is a text": {"第一条　（本条删去。）|第二条　样本应当登记。", "第一条 | 第二条 |"},
}

var headedHeldBack = map[string][2]string{
	"square brackets":         {"第一条 [目的]为了管理，制定本规定。|第二条 [登记]样本应当登记。", "第一条 目的 | 第二条 登记 |"},
	"narrow brackets":         {"第一条(目的)|为了管理，制定本规定。|第二条(登记)|样本应当登记。", "第一条 目的 | 第二条 登记 |"},
	"tortoise brackets":       {"第一条　〔目的〕|为了管理，制定本规定。|第二条　〔登记〕|样本应当登记。|报告应当书面作出。", "第一条 目的 | 第二条 登记 | |"},
	"below, in black":         {"第一条|【目的】|为了管理，制定本规定。|第二条|【登记】|样本应当登记。", "第一条 目的 | 第二条 登记 |"},
	"a line, Traditional":     {"第一條　目的與依據|為了管理，制定本規定。|第二條　登記|樣本應當登記。|第三條　施行|本規定自發布之日起施行。", "第一條 目的與依據 | 第二條 登記 | 第三條 施行 |"},
	"a line, one without":     {"第一条　目的|为了管理，制定本规定。|第二条　登记|样本应当登记。|第三条　变更|变更应当登记。|第四条　注销|注销应当登记。|第五条　本规定自发布之日起施行。", "第一条 目的 | 第二条 登记 | 第三条 变更 | 第四条 注销 | 第五条 |"},
	"a line with 、":           {"第一条　目的、依据|为了管理，制定本规定。|第二条　登记、变更和注销|样本应当登记。|第三条　施行|本规定自发布之日起施行。", "第一条 目的、依据 | 第二条 登记、变更和注销 | 第三条 施行 |"},
	"a line in chapters":      {"第一章　总则|第一条　目的|为了管理，制定本规定。|第二条　登记|样本应当登记。|第二章　附则|第三条　施行|本规定自发布之日起施行。", "第一章 总则 第一条 目的 | 第二条 登记 | 第二章 附则 第三条 施行 |"},
	"a long line":             {"第一条　关于制定本规定的目的以及与其他各项有关规定之间的相互关系|为了管理，制定本规定。|第二条　关于样本的登记|样本应当登记。|第三条　关于施行|本规定自发布之日起施行。", "第一条 关于制定本规定的目的以及与其他各项有关规定之间的相互关系 | 第二条 关于样本的登记 | 第三条 关于施行 |"},
	"a bare head in the text": {"第一条　为了管理，制定本规定。|第二条　样本应当登记。|报告应当书面作出。|附则|第三条　本规定自发布之日起施行。", "第一条 | 第二条 | | 附则 第三条 |"},
	"a head, two blanks":      {"总  则|第一条　为了管理，制定本规定。|分  则|第二条　样本应当登记。|附  则|第三条　本规定自发布之日起施行。", "总则 第一条 | 分则 第二条 | 附则 第三条 |"},
	"punishments":             {"第一条　为了管理，制定本规定。|罚则|第二条　遗失样本的，给予批评。|附则|第三条　本规定自发布之日起施行。", "第一条 | 罚则 第二条 | 附则 第三条 |"},
	"general and special":     {"总　则|第一章　目的|第一条　为了管理，制定本规定。|分　则|第二章　登记|第二条　样本应当登记。", "总则 第一章 目的 第一条 | 分则 第二章 登记 第二条 |"},
	"in Traditional":          {"總則|第一條　為了管理，制定本規定。|附則|第二條　本規定自發布之日起施行。", "總則 第一條 | 附則 第二條 |"},
	"no captions":             {"第一条　样本办|负责登记。|第二条　样本应当登记。|第三条　报告应当书面作出。|第四条　本规定自发布之日起施行。", "第一条 ? | | 第二条 | 第三条 | 第四条 |"},
}
