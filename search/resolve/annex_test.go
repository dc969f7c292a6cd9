package resolve

import (
	"context"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// annexShelf holds texts with annexes: of articles, of headings, of both words, and a
// paper that has articles only in its annexes.
func annexShelf() searchtest.Shelf {
	s := searchtest.Shelf{}
	for _, text := range []string{
		"样品管理办法\n（2020年1月1日公布）\n第一条　为了管理样品，制定本办法。\n第二条　登记依照附件1第二条第二款和附件二（二）办理。\n第三条　本办法自公布之日起施行。\n" +
			"附件1\n样品登记规则\n第一章　总则\n第一条　为了登记样品，制定本规则。\n第二条　有下列情形的，重新登记：\n（一）变更名称；\n（二）变更单位。\n依照前条和本规则第一条办理；本办法第三条另有规定的除外。\n第三条　本规则由样品办解释。\n" +
			"附件2\n登记要点\n（一）当场受理。\n（二）书面受理。\n附表1\n登记表\n栏目甲\n栏目乙\n",
		"样品保管条例\n（2021年1月1日公布）\n第一条　为了保管样品，制定本条例。\n附录\n保管规则\n第一条　样品应当入库。\n第二条　样品应当登记。\n出库应当记录。\n",
		"样品基本条例\n（2022年1月1日公布）\n第一条　为了样品，制定本条例。\n附件一：样品的产生办法\n一、样品由样品办产生。\n二、产生的样品分为：\n（一）甲样；\n（二）乙样。\n产生办法另定。\n附件二：样品的清单\n一、清单。\n",
		"示例市样本办公室关于做好样本登记工作的通知\n示样办〔2020〕3号\n各区样本办：\n现将有关事项通知如下：\n一、提高认识。各区要重视样本登记工作。\n二、按时登记。登记要点见附件1，登记流程见附件2。\n" +
			"附件：1.样本登记要点\n2.样本登记流程\n示例市样本办公室\n2020年3月4日\n附件1\n样本登记要点\n一、受理\n（一）当场受理。\n（二）书面受理。\n二、登记\n登记由专人办理。\n" +
			"附件2\n样本登记流程\n第一条　样本应当登记。\n第二条　登记由专人办理。\n不得遗漏。\n第三条　本流程由样本办解释。\n",
		"示例市样本办公室关于印发《样本入库办法》的通知\n示样办〔2020〕4号\n各区样本办：\n现将《样本入库办法》印发给你们，请遵照执行。\n附件：1.样本入库办法\n2.样本入库表\n示例市样本办公室\n2020年3月5日\n" +
			"附件1\n样本入库办法\n第一条　样本应当入库。\n第二条　入库由专人办理。\n附件2\n样本入库表\n栏目甲\n栏目乙\n",
	} {
		for _, part := range parse.Split(corpus.Source{Path: "x.txt", Text: text}) {
			s.Add(parse.Document(part))
		}
	}
	return s
}

// TestAnnexAddresses: what is named in an annex is found, the text's own is not mixed
// up with it, and the citation given leads back.
func TestAnnexAddresses(t *testing.T) {
	r := resolverOf(annexShelf())
	for text, want := range map[string]string{
		"样品管理办法第一条":                      "art_1",
		"样品管理办法第三条":                      "art_3",
		"样品管理办法最后一条":                     "art_3",
		"样品管理办法附件1":                      "annex_1",
		"样品管理办法附件1第一条":                   "annex_1__art_1",
		"样品管理办法（附件1）第一条":                 "annex_1__art_1",
		"《样品管理办法》（附件2）（二）":               "annex_2__h_2",
		"样品基本条例（附件一）第二条":                 "annex_1__h_2",
		"样品管理办法附件一第一条":                   "annex_1__art_1",
		"《样品管理办法》附件1第二条第二款":              "annex_1__art_2__para_2",
		"《样品管理办法》的附件1第二条第（二）项":           "annex_1__art_2__para_1__item_2",
		"样品管理办法附件（一）第三条":                 "annex_1__art_3",
		"违反样品管理办法附件1第二条":                 "annex_1__art_2",
		"样品管理办法附件1最后一条":                  "annex_1__art_3",
		"样品管理办法附件1第一章":                   "annex_1__chp_1",
		"样品管理办法附件1第一条至第三条":               "annex_1__art_1 annex_1__art_2 annex_1__art_3",
		"样品管理办法附件1第一条、第三条":               "annex_1__art_1 annex_1__art_3",
		"样品管理办法附件1第二条（一）":                "annex_1__art_2__para_1__item_1",
		"样品管理办法附件2（二）":                   "annex_2__h_2",
		"样品管理办法附件二（一）":                   "annex_2__h_1",
		"样品管理办法附件2第（一）项":                 "annex_2__h_1",
		"样品管理办法附表1":                      "annex_1~2",
		"样品管理办法附件1第九条":                   "no_article",
		"样品管理办法附件9第一条":                   "no_article",
		"样品管理办法附件1第二条第三款":                "no_paragraph",
		"样品管理办法附件2（九）":                   "no_item",
		"样品保管条例附录第一条":                    "annex_1__art_1",
		"样品保管条例附件第二条第二款":                 "annex_1__art_2__para_2",
		"样品保管条例附件1第二条":                   "annex_1__art_2",
		"样品保管条例第二条":                      "no_article",
		"样品基本条例附件一第二条":                   "annex_1__h_2",
		"《样品基本条例》附件一的二、（二）":              "annex_1__h_2__h_2",
		"样品基本条例附件一：二、（一）":                "annex_1__h_2__h_1",
		"《样品基本条例》附件二的一、":                 "annex_2__h_1",
		"样品管理办法附件1第一条、样品保管条例第一条":         "annex_1__art_1 art_1",
		"示例市样本办公室关于做好样本登记工作的通知附件2第二条第二款": "annex_2__art_2__para_2",
		"《关于做好样本登记工作的通知》附件1第二条":          "annex_1__h_2",
		"示样办〔2020〕3号附件1的一、（二）":           "annex_1__h_1__h_2",
		"示例市样本办公室关于做好样本登记工作的通知第二条":       "h_2",
		"示例市样本办公室关于做好样本登记工作的通知第三条":       "annex_2__art_3",
		"示例市样本办公室关于印发《样本入库办法》的通知附件1第二条":  "art_2",
		"样本入库办法第二条":                      "art_2",
	} {
		res, err := r.Resolve(context.Background(), text, "", searchtest.Today)
		if err != nil {
			t.Fatal(err)
		}
		got := string(res.Status)
		if res.Status == search.ResolveOK {
			got = locators(res)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
			continue
		}
		if res.Status != search.ResolveOK {
			continue
		}
		again, err := r.Resolve(context.Background(), res.Citation, "", searchtest.Today)
		if err != nil || again.Status != search.ResolveOK || locators(again) != want {
			t.Errorf("%s: cited as %s, which is %s %s", text, res.Citation, again.Status, locators(again))
		}
	}
}

func locators(res search.Resolution) string {
	var out []string
	for _, p := range res.Provisions {
		out = append(out, p.Locator)
	}
	return strings.Join(out, " ")
}

// TestAnnexCited: the same in what texts cite, from outside and from within.
func TestAnnexCited(t *testing.T) {
	s := annexShelf()
	r := resolverOf(s)
	essay := parse.Document(corpus.Source{Path: "x.txt", Stated: []byte(`{"kind":"essay","title":"一篇文章"}`),
		Text: "登记依照《样品管理办法》附件1第二条、第三条和附件2办理，不是《样品管理办法》第二条，也不是样品保管条例附录第一条。"})
	if got, want := citeAll(t, r, &essay), "ok annex_1__art_2,ok annex_1__art_3,ok annex_2,ok art_2,ok annex_1__art_1"; got != want {
		t.Errorf("an essay: %s, want %s", got, want)
	}
	for id := range s {
		d := s[id]
		if d.Fields.Title != "样品管理办法" {
			continue
		}
		var got []string
		for _, c := range cite.Find(&d) {
			out, err := r.Cite(context.Background(), &d, c, "", searchtest.Today)
			if err != nil {
				t.Fatal(err)
			}
			var where []string
			for _, a := range out.Addresses {
				where = append(where, a[strings.IndexByte(a, '#')+1:])
			}
			got = append(got, strings.Join(where, " "))
		}
		want := "annex_1__art_2__para_2,annex_2,annex_1__art_1,annex_1__art_1,art_3"
		if strings.Join(got, ",") != want {
			t.Errorf("the text itself: %v, want %s", got, want)
		}
	}
}
