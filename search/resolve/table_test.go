package resolve

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

const outlined = `各有关单位：

一、总体要求

这里写要求。

二、主要任务

（一）建好样本

这里写第一项任务。

（二）用好样本

这里写第二项任务。

三、组织实施

这里写实施。
`

// table is a small library, all of it invented.
func table() searchtest.Shelf {
	s := searchtest.Shelf{}
	add := func(title string, on corpus.Date, body string, change ...func(*corpus.Fields)) {
		f := corpus.Fields{Title: title, Promulgated: on, Effective: on}
		for _, c := range change {
			c(&f)
		}
		s.Add(searchtest.Written(f, body))
	}
	rank := func(r corpus.Rank) func(*corpus.Fields) { return func(f *corpus.Fields) { f.Rank = r } }
	add("中国共产党样本管理工作条例（试行）", "2010-05-01", searchtest.ArticlesOf(1, 8), rank(corpus.RankCentralParty))
	add("中国共产党样本管理工作条例", "2019-06-01", searchtest.ArticlesOf(1, 12), rank(corpus.RankCentralParty))
	add("中国共产党样本管理工作条例", "2029-06-01", searchtest.ArticlesOf(1, 14), rank(corpus.RankCentralParty))
	add("中国共产党流动样本登记管理工作条例", "2015-01-01", searchtest.ArticlesOf(1, 5))
	add("关于中国共产党样本费收缴、使用和管理的规定", "2008-04-01", searchtest.Itemised, func(f *corpus.Fields) { f.DocNo = "示发〔2008〕3号" })
	add("中华人民共和国样本合同法", "2001-01-01", searchtest.ArticlesOf(1, 30), rank(corpus.RankStatute))
	add("中华人民共和国样本合同法实施条例", "2002-01-01", searchtest.ArticlesOf(1, 9), rank(corpus.RankAdministrative))
	add("中华人民共和国器物诉讼法", "2003-01-01", searchtest.ArticlesOf(1, 9), rank(corpus.RankStatute))
	add("示例法院关于适用《中华人民共和国样本合同法》若干问题的解释（一）", "2004-01-01", searchtest.ArticlesOf(1, 6), rank(corpus.RankInterpretation))
	add("示例法院关于适用《中华人民共和国样本合同法》若干问题的解释（二）", "2005-01-01", searchtest.ArticlesOf(1, 6), rank(corpus.RankInterpretation))
	add("关于加强样本工作的若干意见", "2006-01-01", outlined)
	add("样本总法典", "2020-01-01", "第一章　通则\n\n"+searchtest.ArticlesOf(1, 5), func(f *corpus.Fields) { f.Part = "总则" })
	add("样本总法典", "2020-01-01", "第一章　通则\n\n"+searchtest.ArticlesOf(6, 9), func(f *corpus.Fields) { f.Part = "器物编" })
	add("关于样本的讲话", "2021-07-09", "同志们：\n\n这里写讲话。\n", func(f *corpus.Fields) { f.Kind, f.Published = corpus.Speech, "2021-07-09" })
	add("样本税条例", "2011-01-01", searchtest.ArticlesOf(1, 120))
	add("双份样本登记办法", "2012-01-01", searchtest.ArticlesOf(1, 2))
	add("双份样本登记办法", "2012-01-01", searchtest.ArticlesOf(1, 2))
	return s
}

const tableAliases = `
关于中国共产党样本费收缴、使用和管理的规定 = 样本费规定
中国共产党样本章程 = 样章
中华人民共和国样本合同法 = 双名
关于样本的若干准则 = 双名
[事件]
2021-07-09 关于样本的讲话 = “7·9”样本讲话
2024-07 对样本作出的重要指示 = “7·29”样本指示
`

func tableResolver(t testing.TB) *Resolver {
	t.Helper()
	aliases, err := naming.ParseAliases(strings.NewReader(tableAliases))
	if err != nil {
		t.Fatal(err)
	}
	s := table()
	r := NewResolver(aliases, s)
	r.Put(s.Titled()...)
	return r
}

// brief is a resolution in a line: status or citation, and codes of notices.
func brief(t testing.TB, r *Resolver, text string, asOf corpus.Date) string {
	t.Helper()
	res, err := r.Resolve(context.Background(), text, asOf, searchtest.Today)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out := string(res.Status)
	if res.Status == search.ResolveOK {
		out = res.Citation
	}
	for _, c := range res.Choices {
		out += " | " + c.Citation
	}
	if res.Corrected != "" {
		out += " corrected"
	}
	return out
}

func TestResolve(t *testing.T) {
	r := tableResolver(t)
	const (
		now    = "《中国共产党样本管理工作条例》（2019年版）"
		fees   = "《关于中国共产党样本费收缴、使用和管理的规定》"
		moves  = "《中国共产党流动样本登记管理工作条例》"
		deal   = "《中华人民共和国样本合同法》"
		rules  = "《中华人民共和国样本合同法实施条例》"
		first  = "《示例法院关于适用〈中华人民共和国样本合同法〉若干问题的解释（一）》"
		second = "《示例法院关于适用〈中华人民共和国样本合同法〉若干问题的解释（二）》"
		ideas  = "《关于加强样本工作的若干意见》"
		code   = "《样本总法典》"
		twins  = "《双份样本登记办法》"
	)
	for _, group := range []struct {
		name  string
		asOf  corpus.Date
		cases map[string]string
	}{
		{"numerals", "", map[string]string{
			"样本管理工作条例第十二条":                 now + "第十二条",
			"样本管理工作条例 12条":                 now + "第十二条",
			"樣本管理工作條例第１２條":                 now + "第十二条",
			"《样本管理工作条例》 第 十2 条":            now + "第十二条",
			"样本税条例一百二条":                    "《样本税条例》第一百二十条",
			"样本税条例一百零二条":                   "《样本税条例》第一百零二条",
			"样本税条例廿三条":                     "《样本税条例》第二十三条",
			"样本税条例102":                     "《样本税条例》第一百零二条",
			"根据样本税条例第二条的规定":                "《样本税条例》第二条",
			"样本管理工作条例中的第二条是什么":             now + "第二条",
			"样本管理工作条例第二条 怎样报告":             "not_an_address",
			"样本管理工作条例第二条规定了什么":             now + "第二条",
			"样本管理工作条例第二条是怎么规定的":            now + "第二条",
			"第二条 样本管理工作条例":                 now + "第二条",
			"第二条 怎样报告":                     "not_an_address",
			"样本税条例第15-3条":                  "no_article | 《样本税条例》第十五条 | 《样本税条例》第十四条",
			"样本税条例第5-7条":                   "《样本税条例》第五条至第七条",
			strings.Repeat("1", 10000):     "not_an_address",
			strings.Repeat("二", 400) + "条": "not_an_address",
		}},
		{"titles", "", map[string]string{
			"中国共产党样本管理工作条例":          now,
			"样本管理条例第二条":              now + "第二条",
			"党样本管理工作条例第二条":           now + "第二条",
			"《中国共产党样本管理工作条例》的第二条":    now + "第二条",
			"样本费规定第一条":               fees + "第一条",
			"样本费收缴使用管理规定第一条":         fees + "第一条",
			"示发[2008]3号第一条":          fees + "第一条",
			"示发（2008）03号":            fees,
			fees + "（示发〔2008〕3号）第一条": fees + "第一条",
			"适用样本合同法若干问题的解释一第二条":     first + "第二条",
			first + "第二条":            first + "第二条",
			"样本费":                    "not_an_address",
			"第十二条":                   "not_an_address",
			"样本管理工作条例第条":             "not_an_address",
			"怎样理解三条":                 "not_an_address",
			"《样本管理工作条例》学习体会":         "not_an_address",
			"从未听说的办法第三条":             "no_document",
			"《从未听说》":                 "no_document",
			"样章第三条":                  "no_document",
			"双份样本登记办法":               twins,
			"双名第一条":                  "ambiguous | " + deal + "第一条",
		}},
		{"near titles", "", map[string]string{
			"流动样本登记工作条例第二条":        moves + "第二条", // scattered
			"登记管理工作条例第二条":          moves + "第二条",
			"管理工作条例第二条":            "ambiguous | " + now + "第二条 | " + moves + "第二条",
			"合同法第二条":               "ambiguous | " + deal + "第二条 | " + rules + "第二条 | " + first + "第二条 | " + second + "第二条",
			"合同法实施条例第二条":           rules + "第二条",
			"样本合同法实施条列第二条":         rules + "第二条 corrected",
			"样本合同法实施条第二条":          rules + "第二条 corrected",
			"样本合法同实施条例第二条":         rules + "第二条 corrected",
			"样本样合同法实施条例第二条":        rules + "第二条 corrected",
			"器具诉讼法第二条":             "ambiguous | 《中华人民共和国器物诉讼法》第二条",
			"条例第五条":                "ambiguous | " + now + "第五条 | " + moves + "第五条 | " + rules + "第五条 | 《样本税条例》第五条",
			"本条例第一百条":              "ambiguous | 《样本税条例》第一百条 | " + now + " | " + moves + " | " + rules,
			"样本工作":                 "not_an_address",
			"条例":                   "not_an_address",
			"yangbenshuitiaoli第二条": "《样本税条例》第二条 corrected",
			"ybstl第二条":             "《样本税条例》第二条 corrected",
			"yangben":              "not_an_address",
		}},
		{"provisions", "", map[string]string{
			"样本费规定第一条第二款":          fees + "第一条第二款",
			"样本费规定第二条第一款第（二）项":     fees + "第二条第一款第（二）项",
			"样本费规定2条1款2项":          fees + "第二条第一款第（二）项",
			"样本费规定第二条第（二）项":        fees + "第二条第一款第（二）项",
			"样本费规定第二条（三）":          fees + "第二条第二款第（三）项",
			"样本费规定第二条第一项":          "ambiguous | " + fees + "第二条第一款第（一）项 | " + fees + "第二条第二款第（一）项",
			"样本费规定第三条第（二）项":        fees + "第三条第（二）项",
			"样本费规定第三条第九项":          "no_item | " + fees + "第三条第（二）项 | " + fees + "第三条第（一）项",
			"样本费规定第四条第一项":          "no_item | " + fees + "第四条",
			"样本费规定第四条第二款":          "no_paragraph | " + fees + "第四条",
			"样本费规定第二条第三款":          "no_paragraph | " + fees + "第二条第二款 | " + fees + "第二条第一款",
			"样本费规定第零条":             "no_article | " + fees + "第一条 | " + fees + "第二条",
			"样本费规定第九百九十九条":         "no_article | " + fees + "第四条 | " + fees + "第三条",
			"样本费规定第三条之一":           "no_article | " + fees + "第三条 | " + fees + "第二条",
			"样本费规定第二章":             fees + "第二章",
			"样本费规定附件一":             "no_article",
			"样本费规定第二条第一款第（一）、（二）项": fees + "第二条第一款第（一）项、第（二）项",
			"样本费规定第一条和第三条":         fees + "第一条、第三条",
			"样本税条例第五至七条":           "《样本税条例》第五条至第七条",
			"样本税条例第五条至第七条、第九条":     "《样本税条例》第五条至第七条、第九条",
			"样本税条例第一至一百二十条":        "not_an_address",
			"样本税条例第一百一十九至一百三十条":    "no_article | 《样本税条例》第一百二十条 | 《样本税条例》第一百一十九条",
			"加强样本工作的若干意见第二部分":      ideas + "二、",
			"关于加强样本工作的若干意见二、（一）":   ideas + "二、（一）",
			"加强样本工作的若干意见第二条":       ideas + "二、",
			"加强样本工作的若干意见第二条第二项":    ideas + "二、（二）",
			"加强样本工作的若干意见九、":        "no_article | " + ideas + "三、 | " + ideas + "二、",
		}},
		{"parts", "", map[string]string{
			"样本总法典第七条":      code + "第七条",
			"样本总法典第五至六条":    code + "第五条、第六条",
			"样本总法典第一章":      "ambiguous | " + code + "器物编第一章 | " + code + "总则第一章",
			"样本总法典器物编第一章":   code + "器物编第一章",
			"《样本总法典》器物编第一章": code + "器物编第一章",
			"样本总法典":         code + " | " + code + " | " + code,
			"样本总法典总则编第二条":   code + "第二条",
			"样本总法典第二编":      code,
			"样本总法典第二编第一章":   code + "器物编第一章",
			"样本总法典第三编":      "no_article",
			"样本总法典第零编":      "no_article",
		}},
		{"versions", "", map[string]string{
			"样本管理工作条例（2019年修订）第二条":   now + "第二条",
			"样本管理工作条例（试行）第二条":        "《中国共产党样本管理工作条例（试行）》（2010年版）第二条",
			"样本管理工作条例（2010年5月1日）第二条": "《中国共产党样本管理工作条例（试行）》（2010年版）第二条",
			"2010年样本管理工作条例第二条":       "《中国共产党样本管理工作条例（试行）》（2010年版）第二条",
			"样本管理工作条例2010年版第二条":      "《中国共产党样本管理工作条例（试行）》（2010年版）第二条",
			"样本管理工作条例（2003年）第二条":     "no_document | " + now,
			"样章2010年版第二条":            "no_document",
		}},
		{"as of 2012", "2012-01-01", map[string]string{
			"样本管理工作条例第二条": "《中国共产党样本管理工作条例（试行）》（2010年版）第二条",
		}},
		{"as of 2030", "2030-01-01", map[string]string{
			"样本管理工作条例第十四条": "《中国共产党样本管理工作条例》（2029年版）第十四条",
		}},
		{"events", "", map[string]string{
			"“7·9”样本讲话":  "《关于样本的讲话》",
			"7.9样本讲话":    "《关于样本的讲话》",
			"“7·29”样本指示": "no_document",
		}},
	} {
		for text, want := range group.cases {
			t.Run(group.name+"/"+shortened(text), func(t *testing.T) {
				if diff := cmp.Diff(want, brief(t, r, text, group.asOf)); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40])
	}
	return s
}

// TestResolveDeadline: an address is not looked for longer than there is time,
// though all that it needs is at hand.
func TestResolveDeadline(t *testing.T) {
	r := tableResolver(t)
	for _, text := range []string{
		"样本税条例第一条至第一百二十条", "样本税条例第三条", "样本总法典第二条至第八条", "样本总法典", "加强样本工作的若干意见三",
		"双份样本登记办法第一条", "双名第一条",
	} {
		t.Run(text, func(t *testing.T) {
			brief(t, r, text, "") // what it needs is parsed now
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			if res, err := r.Resolve(ctx, text, "", searchtest.Today); !errors.Is(err, context.Canceled) {
				t.Errorf("resolved to %v with the error %v, want that of the context", res.Status, err)
			}
		})
	}
}
