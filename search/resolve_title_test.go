package search

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// TestNameForms: the three forms in which names are compared.
func TestNameForms(t *testing.T) {
	for title, want := range map[string][3]string{
		"中国共产党示例党员工作细则（试行）":          {"中国共产党示例党员工作细则", "示例党员工作细则", "示例党员细则"},
		"关于中国共产党示例费收缴、使用和管理的规定":      {"关于中国共产党示例费收缴使用和管理的规定", "示例费收缴使用和管理的规定", "示例费收缴使用管理规定"},
		"示例法院关于适用《中华人民共和国示例法》的解释（一）": {"示例法院关于适用中华人民共和国示例法的解释一", "适用示例法的解释一", "适用示例法解释一"},
		"中华人民共和国示例法（2018年修正）":        {"中华人民共和国示例法", "示例法", "示例法"},
		"中国共产党章程":          {"中国共产党章程", "中国共产党章程", "中国共产党章程"},
		"在示例会议上关于样本的讲话":    {"在示例会议上关于样本的讲话", "在示例会议上关于样本的讲话", "在示例会议上关于样本讲话"},
		"示例办法（示发〔2008〕3号）": {"示例办法", "示例办法", "示例办法"},
		"示例办法（以下简称办法）":     {"示例办法", "示例办法", "示例办法"},
		"示例办法（2013－2017年）": {"示例办法", "示例办法", "示例办法"},
		"":                 {"", "", ""},
	} {
		plain := plainName(title)
		got := [3]string{plain, shortName(plain), nameKey(title)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", title, diff)
		}
	}
}

func TestOneApart(t *testing.T) {
	for pair, want := range map[string]bool{
		"甲乙丙丁 甲乙丙丁": false, "甲乙丙丁 甲乙戊丁": true, "甲乙丙丁 甲乙丁": true, "甲乙丙丁 甲乙丙丁丁": true, "甲乙丙丁 乙甲丙丁": true,
		"甲乙丙丁 丙乙甲丁": false, "甲乙丙丁 甲戊己丁": false, "甲 乙": true, "甲甲 甲": true, "甲乙丙 甲": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if oneApart(a, b) != want || oneApart(b, a) != want {
			t.Errorf("%s: want %v", pair, want)
		}
	}
}

func TestDocNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"示发〔2008〕3号": "示发〔2008〕3号", "示发[2008]03号": "示发〔2008〕3号", "示发（2008）第3号": "示发〔2008〕3号", "示发【2008】 3 号": "示发〔2008〕3号",
		"示例部令第12号": "示例部令第12号", "示例部令第十二号": "示例部令第12号", "示例2008": "", "2008年3号": "",
	} {
		if got := docNumberOf(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestResolveTitle: a citation in a text learns how surely it was matched.
func TestResolveTitle(t *testing.T) {
	r := tableResolver(t)
	for title, want := range map[string]struct {
		exactness Exactness
		sure      bool
		editions  int
	}{
		"《中华人民共和国样本合同法》": {FullTitle, false, 1}, // an alias of 双名 does not make it less itself
		"样本合同法实施条例":      {ShortTitle, true, 1},
		"样本费规定":          {FullTitle, true, 1},
		"示发〔2008〕3号":     {DocumentNo, true, 1},
		"“7·9”样本讲话":      {EventName, true, 1},
		"样章":             {NotHeld, false, 0},
		"样本管理条例（2003年）":  {NoSuchVersion, false, 0},
		"条例":             {GenreOnly, false, 4},
		"登记管理工作条例":       {PartOfTitle, true, 1},
		"样本合同法实施条列":      {Mistyped, true, 1},
		"流动样本登记工作条例":     {Scattered, true, 1},
		"ybstl":          {Pinyin, true, 1},
		"从未听说":           {NoMatch, false, 0},
		"":               {NoMatch, false, 0},
	} {
		m := r.ResolveTitle(title, "", today)
		if title == "《中华人民共和国样本合同法》" {
			want.sure = true
		}
		if m.Exactness != want.exactness || m.Sure != want.sure || m.Exactness != NoSuchVersion && len(m.Editions) != want.editions {
			t.Errorf("%s: %d %v, %d editions", title, m.Exactness, m.Sure, len(m.Editions))
		}
	}
}

// TestProvision: a pointer inside one document, and inside a work in parts.
func TestProvision(t *testing.T) {
	r, ctx := tableResolver(t), context.Background()
	got, err := r.Provision(ctx, "样本税条例_2011-01-01", corpus.Pointer{Article: 3})
	if err != nil || got.Status != ResolveOK || got.Places[0].Address() != "样本税条例_2011-01-01#art_3" {
		t.Errorf("%+v %v", got, err)
	}
	if got, _ := r.Provision(ctx, "样本税条例_2011-01-01", corpus.Pointer{From: corpus.FromParagraph}); got.Status != NotAnAddress {
		t.Errorf("a relative pointer: %s", got.Status)
	}
	if _, err := r.Provision(ctx, "没有", corpus.Pointer{Article: 3}); err == nil {
		t.Error("no error for a document that is not there")
	}
	m := r.ResolveTitle("样本总法典", "", today)
	got, err = r.InEdition(ctx, m.Editions[0], corpus.Pointer{Article: 8})
	if err != nil || got.Status != ResolveOK || got.Places[0].Address() != "样本总法典-器物编_2020-01-01#art_8" {
		t.Errorf("%+v %v", got, err)
	}
}

// FuzzResolve: whatever is typed gets an answer that agrees with itself.
func FuzzResolve(f *testing.F) {
	r := tableResolver(f)
	for _, seed := range []string{
		"样本管理工作条例第十二条第二款", "《样本总法典》（2020年）器物编第一章", "样本费规定2条1款2项", "第(一)、(二)项至第九条", "条例五条", "ybstl1条",
		"示发〔2008〕3号第一至三条", "《《》》（（", "关于加强样本工作的若干意见二、（一）", "“7·9”样本讲话", "第零条之一", "2010年样本管理工作条例附件-1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		res, err := r.Resolve(context.Background(), text, "", today)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		ok := res.Status == ResolveOK
		if ok != (res.Address != "") || ok != (res.Citation != "") || (len(res.Provisions) > 0) != (res.Provision != nil) || ok && res.Document == nil || !ok && res.Provision != nil {
			t.Fatalf("%q: %+v", text, res)
		}
		if ok && len(res.Provisions) > maxProvisions {
			t.Fatalf("%q: %d provisions", text, len(res.Provisions))
		}
	})
}

// many are 5,000 titles of our own making and one text for all.
func many() ([]Titled, Texts) {
	places := []string{"甲川", "乙岭", "丙湖", "丁原", "戊滩", "己洲", "庚峡", "辛湾", "壬坡", "癸谷"}
	things := []string{"样本登记", "器物保管", "档案移交", "场地使用", "票据核销", "车船调度", "仪器检定", "图纸归档", "样品封存", "库房巡查"}
	genres := []string{"管理工作条例（试行）", "监督管理办法", "实施细则", "若干规定", "工作规则"}
	var out []Titled
	for i := range 5000 {
		title := fmt.Sprintf("中国共产党%s%s%s%s", places[i%10], places[i/10%10], things[i/100%10], genres[i/1000%5])
		out = append(out, Titled{ID: fmt.Sprint(i), Fields: corpus.Fields{Title: title, Kind: corpus.Regulation, Promulgated: "2020-01-01", Effective: "2020-01-01"}})
	}
	text := written(corpus.Fields{Title: "示例办法"}, articlesOf(1, 60))
	return out, same(text)
}

// same is one text for every id.
type same corpus.Document

func (s same) Document(context.Context, string) (corpus.Document, error) {
	return corpus.Document(s), nil
}

func BenchmarkResolve(b *testing.B) {
	docs, texts := many()
	r := NewResolver(DefaultAliases(), texts)
	r.Put(docs...)
	for _, c := range []struct{ name, text string }{
		{"exact", "《中国共产党甲川乙岭样本登记管理工作条例（试行）》第十二条"},
		{"short", "丙湖丁原器物保管监督管理办法12条3款"},
		{"part", "岭丙湖器物保管监督管理办法第五条"},
		{"mistyped", "甲川乙岭样本登计管理工作条例第五条"},
		{"scattered", "甲川岭样本管理条例第五条"},
		{"pinyin", "jiachuanyilingyangbendengjiguanligongzuotiaoli12tiao"},
		{"initials", "jcylybdjgzgztl第五条"},
		{"genre", "条例第五条"},
		{"missing", "从未听说的某种办法第五条"},
		{"question", "样本登记多久办理一次"},
		{"range", "甲川乙岭样本登记管理工作条例第十至六十条"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := r.Resolve(context.Background(), c.text, "", today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
