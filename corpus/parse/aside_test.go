package parse

import (
	"strings"
	"testing"

	"tiaowen/corpus"
)

// asideCase is an article with lines in it that are none of its 款. The lines of the
// second article are given; want is what its 款 and 项 come to, shortened as by
// locatorsOf, and second the words of its second 款.
type asideCase struct {
	lines  string
	want   string
	second string
	// unsure says that a doubt will do for the right count.
	unsure bool
}

const asideSecond = "报告应当书面作出。"

// TestAsides: a paragraph in another language, a note, a page's number is no 款; where
// that is not sure the article is doubtful.
func TestAsides(t *testing.T) { checkAsides(t, asidesSeen) }

func checkAsides(t *testing.T, cases map[string]asideCase) {
	t.Helper()
	for name, c := range cases {
		if c.want == "" {
			c.want = "p1 p2"
		}
		if c.second == "" {
			c.second = asideSecond
		}
		text := "样本管理规定\n第一条　为了管理，制定本规定。\n第二条　" + strings.ReplaceAll(c.lines, "|", "\n") + "\n第三条　样本分为甲乙两类。\n第四条　本规定自发布之日起施行。\n"
		d := Document(corpus.Source{Path: "规定.txt", Text: text})
		article, _ := d.Root.Find("art_2")
		if article == nil {
			t.Errorf("%s: no second article", name)
			continue
		}
		second, _ := d.Root.Find("art_2__para_2")
		right := locatorsOf(d, "art_2") == c.want && second != nil && second.Lead(d.Text) == c.second
		doubtful := len(article.Objections) > 0
		switch {
		case !right && !doubtful:
			t.Errorf("%s: %s without a doubt", name, locatorsOf(d, "art_2"))
		case !c.unsure && !right:
			t.Errorf("%s: %s, and it is sure", name, locatorsOf(d, "art_2"))
		case !c.unsure && doubtful:
			t.Errorf("%s: doubtful: %s", name, article.Doubts())
		}
		for _, other := range []string{"art_1", "art_3", "art_4"} {
			if n, _ := d.Root.Find(other); n == nil || !c.unsure && len(n.Objections) > 0 || locatorsOf(d, other) != "p1" {
				t.Errorf("%s: %s is not what it was", name, other)
			}
		}
	}
}

var asidesSeen = map[string]asideCase{
	"English between":             {lines: "样本应当登记。|Samples shall be registered with the office in charge.|报告应当书面作出。"},
	"English after each":          {lines: "样本应当登记。|Samples shall be registered.|报告应当书面作出。|Reports shall be made in writing."},
	"English after the article":   {lines: "样本应当登记。|报告应当书面作出。|Article 2 Samples shall be registered.|Reports shall be made in writing."},
	"English items":               {lines: "有下列情形的，应当登记：|（一）新的；|（二）旧的。|报告应当书面作出。|Article 2 Samples shall be registered which are|(1) new ones of any kind;|(2) old ones of any kind.|Reports shall be made in writing.", want: "p1 p1i1 p1i2 p2"},
	"English item by item":        {lines: "有下列情形的，应当登记：|The following shall be registered:|（一）新的样本；|(1) samples that are new;|（二）旧的样本。|(2) samples that are old.|报告应当书面作出。|Reports shall be made in writing.", want: "p1 p1i1 p1i2 p2"},
	"Tibetan":                     {lines: "样本应当登记。|དཔེ་ཚད་ནི་ཐོ་འགོད་བྱ་དགོས།|报告应当书面作出。|སྙན་ཞུ་ནི་ཡི་གེའི་ལམ་ནས་བྱ་དགོས།"},
	"Uyghur":                      {lines: "样本应当登记。|ئەۋرىشكە تىزىملىتىلىشى كېرەك.|报告应当书面作出。|دوكلات يازما شەكىلدە بولۇشى كېرەك."},
	"Mongolian":                   {lines: "样本应当登记。|ᠵᠠᠭᠪᠤᠷ ᠢ ᠳᠠᠩᠰᠠᠯᠠᠨᠠ᠃|报告应当书面作出。|ᠮᠡᠳᠡᠭᠦᠯᠦᠯᠲᠡ ᠶᠢ ᠪᠢᠴᠢᠭ ᠢᠶᠡᠷ ᠭᠠᠷᠭᠠᠨᠠ᠃"},
	"Zhuang":                      {lines: "样本应当登记。|Gij yiengh neix itdingh aeu dwngjgeiq roengz bonj.|报告应当书面作出。"},
	"Cyrillic":                    {lines: "样本应当登记。|Дээжийг заавал бүртгэнэ.|报告应当书面作出。"},
	"Korean":                      {lines: "样本应当登记。|견본은 등록하여야 한다.|报告应当书面作出。|보고는 서면으로 한다."},
	"Traditional beneath each":    {lines: "样本应当登记。|樣本應當登記。|报告应当书面作出。|報告應當書面作出。"},
	"Traditional after":           {lines: "样本应当登记。|报告应当书面作出。|第二條　樣本應當登記。|報告應當書面作出。"},
	"an editor's note":            {lines: "样本应当登记。|（编者注：本款于次年改过。）|报告应当书面作出。"},
	"a note at the end":           {lines: "样本应当登记。|报告应当书面作出。|编者注：本条于次年改过。"},
	"a note in brackets":          {lines: "样本应当登记。|报告应当书面作出。|〔注〕本条于次年改过。"},
	"notes":                       {lines: "样本应当登记。|报告应当书面作出。|【注释】本条于次年改过。"},
	"a reading":                   {lines: "样本应当登记。|报告应当书面作出。|［解读］本条讲的是登记。|登记是管理的基础。"},
	"what it is about":            {lines: "样本应当登记。|报告应当书面作出。|【条文主旨】本条讲的是登记。"},
	"a commentary":                {lines: "样本应当登记。|报告应当书面作出。|【释义】|本条讲的是登记。|登记分为两种：|（一）初次登记；|（二）变更登记。|登记是管理的基础。"},
	"related rules":               {lines: "样本应当登记。|报告应当书面作出。|【相关规定】|《示例法》|第九条　示例应当登记。|第十二条　示例可以抽查。"},
	"a note between":              {lines: "样本应当登记。|注：本款于次年改过。|报告应当书面作出。", unsure: true},
	"a note without an end":       {lines: "样本应当登记。|编者注：本款于次年改过。|报告应当书面作出。", unsure: true},
	"a page's number":             {lines: "样本应当登记。|- 3 -|报告应当书面作出。"},
	"a page's number, dashes":     {lines: "样本应当登记。|—3—|报告应当书面作出。"},
	"a page of pages":             {lines: "样本应当登记。|第3页 共9页|报告应当书面作出。"},
	"a page":                      {lines: "样本应当登记。|第 3 页|报告应当书面作出。"},
	"a page's number among items": {lines: "有下列情形的，应当登记：|（一）新的；|— 4 —|（二）旧的。|报告应当书面作出。", want: "p1 p1i1 p1i2 p2"},
	"a figure alone":              {lines: "样本应当登记。|12|报告应当书面作出。", unsure: true},
	"a page inside a sentence":    {lines: "样本应当由样本办登记在|— 3 —|册，不得遗漏。|报告应当书面作出。", unsure: true},
	"columns in turn":             {lines: "样本应当由样本办登|Samples shall be registered|记在册，不得遗漏。|by the office in charge.|报告应当书面作出。|Reports are made in writing.", unsure: true},
	"two languages in a line":     {lines: "样本应当登记。 Samples shall be registered with the office in charge.|报告应当书面作出。", unsure: true},
	"a year of revision":          {lines: "样本应当登记。|（2019年修订）|报告应当书面作出。"},
	"the decision that revised":   {lines: "样本应当登记。|（根据2019年5月1日的修改决定修正）|报告应当书面作出。"},
	"a page's sizes":              {lines: "样本应当登记。|【字体：大 中 小】|报告应当书面作出。"},
	"a page's source":             {lines: "样本应当登记。|（本文来源：某网　责任编辑：某某）|报告应当书面作出。"},
	"an aside in brackets":        {lines: "样本应当登记。|（见附表）|报告应当书面作出。", unsure: true},
	"gone":                        {lines: "样本应当登记。|（已废止）|报告应当书面作出。", unsure: true},
	"bullets":                     {lines: "登记下列样本：|●新的；|●旧的。|报告应当书面作出。", unsure: true},
	"ticked boxes":                {lines: "登记下列样本：|□新的；|□旧的。|报告应当书面作出。", unsure: true},
	"dashes":                      {lines: "登记下列样本：|— 新的；|— 旧的。|报告应当书面作出。", unsure: true},
	"lines without marks":         {lines: "登记下列样本：|新的；|旧的；|外来的。|报告应当书面作出。", unsure: true},
	"grades":                      {lines: "奖励分为：|一等奖：金牌；|二等奖：银牌。|报告应当书面作出。", unsure: true},
	"at first":                    {lines: "登记程序如下：|首先，申请；|其次，审核。|报告应当书面作出。", unsure: true},
	"figures with a nought":       {lines: "登记下列样本：|01 新的；|02 旧的。|报告应当书面作出。", unsure: true},
	"a list without a colon":      {lines: "样本应当登记；|应当编号；|应当保管。|报告应当书面作出。", unsure: true},
	"a 款 that begins in brackets": {lines: "样本应当登记。|（新旧）样本（标本）都应当编号（三位）。", second: "（新旧）样本（标本）都应当编号（三位）。"},
	"a 款 that cites":              {lines: "样本应当登记。|第七条第二款规定的样本，不必登记。", second: "第七条第二款规定的样本，不必登记。"},
	"a 款 that cites itself":       {lines: "样本应当登记。|第一条所称样本，包括标本。", second: "第一条所称样本，包括标本。"},
	"a 款 of two numbers":          {lines: "样本应当登记。|第三条、第四条另有规定的除外。", second: "第三条、第四条另有规定的除外。"},
	"a 款 with a name in Latin":    {lines: "样本应当登记。|PDF、OFD格式的报告应当附原件。", second: "PDF、OFD格式的报告应当附原件。"},
}
