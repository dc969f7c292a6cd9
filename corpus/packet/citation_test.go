package packet

import (
	"testing"

	"tiaowen/corpus"
)

func TestCitation(t *testing.T) {
	amended := corpus.Fields{Title: "示例监督法", Kind: corpus.Regulation, Promulgated: "2024-12-25", Effective: "2018-03-20"}
	tests := []struct {
		name        string
		passage     Passage
		short, full string
	}{
		{
			"regulation with all dates", NewPassage("a", "art_12__para_1", "", "《示例市机关党支部工作规定（试行）》第十二条第一款", regulation()),
			"《示例市机关党支部工作规定（试行）》（2018年10月28日施行）第十二条第一款",
			"中共示例市委办公室：《示例市机关党支部工作规定（试行）》（示委办发〔2018〕51号，2018年10月20日公布，2018年10月28日施行）第十二条第一款",
		},
		{
			"the library's year gives way to the day", NewPassage("a", "art_12", "", "《示例规定》（2018年版）第十二条", corpus.Fields{Title: "示例规定", Kind: corpus.Regulation, Effective: "2018-10-28"}),
			"《示例规定》（2018年10月28日施行）第十二条",
			"《示例规定》（2018年10月28日施行）第十二条",
		},
		{
			"place from the locator", NewPassage("a", "art_120-1__para_2__item_3", "", "", corpus.Fields{Title: "示例法", Kind: corpus.Regulation}),
			"《示例法》第一百二十条之一第二款第（三）项",
			"《示例法》第一百二十条之一第二款第（三）项",
		},
		{
			"amended in place", NewPassage("a", "art_3", "", "", amended),
			"《示例监督法》（2024年12月25日版）第三条",
			"《示例监督法》（2024年12月25日版）第三条",
		},
		{
			"effect on the day of issue", NewPassage("a", "", "", "", corpus.Fields{Title: "示例办法", Kind: corpus.Regulation, Issuer: []string{"甲委", "乙部"}, Adopted: "2019-01-02", Promulgated: "2019-01-05", Effective: "2019-01-05", URL: "https://example.test/a"}),
			"《示例办法》（2019年1月5日施行）",
			"甲委、乙部：《示例办法》（2019年1月2日通过，2019年1月5日公布施行），https://example.test/a",
		},
		{
			"only issued", NewPassage("a", "chp_3__sec_1", "", "", corpus.Fields{Title: "示例意见", Kind: corpus.Regulation, Promulgated: "2020-05"}),
			"《示例意见》（2020年5月公布）第三章第一节",
			"《示例意见》（2020年5月公布）第三章第一节",
		},
		{
			"title within a title", NewPassage("a", "", "", "", corpus.Fields{Title: "关于印发《示例办法》的通知", Kind: corpus.Regulation}),
			"《关于印发〈示例办法〉的通知》", "《关于印发〈示例办法〉的通知》",
		},
		{
			"official paper", NewPassage("o", "h_2", "", "《示例通知》二、", corpus.Fields{Title: "示例通知", Kind: corpus.Official, Issuer: []string{"示例市委"}, DocNo: "示委发〔2020〕3号", Promulgated: "2020-05-01", Source: "示例日报"}),
			"《示例通知》（示委发〔2020〕3号，2020年5月1日）二",
			"示例市委：《示例通知》（示委发〔2020〕3号，2020年5月1日）二，示例日报",
		},
		{
			"official paper without number", NewPassage("o", "", "", "", corpus.Fields{Title: "示例通知", Kind: corpus.Official, Published: "2020-05"}),
			"《示例通知》（2020年5月）", "《示例通知》（2020年5月）",
		},
		{
			"speech", NewPassage("s", "h_2__h_1", "", "《把支部建在一线》二、（一）", speech()),
			"林示范：《把支部建在一线》，示例市机关党的建设工作会议，2024年5月16日",
			"林示范：《把支部建在一线》，示例市机关党的建设工作会议，2024年5月16日，“二、（一）”部分",
		},
		{
			"occasion in the title", NewPassage("s", "p_1", "", "", corpus.Fields{Title: "在示例会议上的讲话", Kind: corpus.Speech, Speaker: "林示范", Occasion: "示例会议", Published: "2024"}),
			"林示范：《在示例会议上的讲话》，2024年", "林示范：《在示例会议上的讲话》，2024年",
		},
		{
			"report of an organ", NewPassage("s", "", "", "", corpus.Fields{Title: "工作报告", Kind: corpus.Speech, Issuer: []string{"示例市委"}}),
			"示例市委：《工作报告》", "示例市委：《工作报告》",
		},
		{
			"essay of four authors", NewPassage("e", "p_3", "", "《“三张清单”管好党员活动日》", essay()),
			"周一、吴二、郑三等：《“三张清单”管好党员活动日》，示例日报，2023年7月",
			"周一、吴二、郑三、王四（示例市直机关工委）：《“三张清单”管好党员活动日》，示例日报，2023年7月",
		},
		{
			"essay with a heading and a DOI", NewPassage("e", "", "", "《题》“怎么办”", corpus.Fields{Title: "题", Kind: corpus.Essay, Authors: []string{"周一"}, DOI: "10.1/x"}),
			"周一：《题》", "周一：《题》，“怎么办”部分，DOI：10.1/x",
		},
		{"title alone", NewPassage("e", "", "", "", corpus.Fields{Title: "题", Kind: corpus.Essay}), "《题》", "《题》"},
		{"nothing but the library's words", NewPassage("x", "art_1", "", "《失传规定》第一条", corpus.Fields{}), "《失传规定》第一条", "《失传规定》第一条"},
		{"nothing at all", NewPassage("x", "art_1", "", "", corpus.Fields{}), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Citation(tt.passage); got != tt.short {
				t.Errorf("Citation = %s\nwant       %s", got, tt.short)
			}
			if got := FullSource(tt.passage); got != tt.full {
				t.Errorf("FullSource = %s\nwant         %s", got, tt.full)
			}
		})
	}
}

func TestReference(t *testing.T) {
	web := essay()
	web.Source, web.URL, web.Published = "示例网", "https://example.test/b.html", "2023-07-01"
	journal := essay()
	journal.Source, journal.DOI = "示例党建研究", "10.1000/xyz"
	law := corpus.Fields{Title: "示例法", Kind: corpus.Regulation, URL: "https://example.test/law"}
	tests := []struct {
		name         string
		fields       corpus.Fields
		y2015, y2025 string
	}{
		{
			"official paper", corpus.Fields{Title: "示例通知", Kind: corpus.Official, Issuer: []string{"示例市委"}, DocNo: "示委发〔2020〕3号", Promulgated: "2020-05-01"},
			"示例市委. 示例通知: 示委发〔2020〕3号[Z]. 2020-05-01.", "示例市委. 示例通知：示委发〔2020〕3号[A]. 2020-05-01.",
		},
		{
			"regulation", regulation(),
			"中共示例市委办公室. 示例市机关党支部工作规定（试行）: 示委办发〔2018〕51号[Z]. 2018-10-20.",
			"中共示例市委办公室. 示例市机关党支部工作规定（试行）：示委办发〔2018〕51号[A]. 2018-10-20.",
		},
		{
			"regulation on the web, no date", law,
			"示例法[EB/OL]. https://example.test/law.",
			"示例法[A/OL]. https://example.test/law.",
		},
		{
			"speech", speech(),
			"林示范. 把支部建在一线: 示例市机关党的建设工作会议[Z]. 2024-05-16.",
			"林示范. 把支部建在一线：示例市机关党的建设工作会议[Z]. 2024-05-16.",
		},
		{
			"report", corpus.Fields{Title: "《工作报告》", Kind: corpus.Speech, Genre: corpus.GenreReport, Issuer: []string{"示例市委"}, Published: "2026"},
			"示例市委. 工作报告[R]. 2026.", "示例市委. 工作报告[R]. 2026.",
		},
		{
			"essay in a newspaper", essay(),
			"周一, 吴二, 郑三, 等. “三张清单”管好党员活动日[N]. 示例日报, 2023-07.",
			"周一，吴二，郑三，等. “三张清单”管好党员活动日[N]. 示例日报，2023-07.",
		},
		{
			"essay on the web", web,
			"周一, 吴二, 郑三, 等. “三张清单”管好党员活动日[EB/OL]. (2023-07-01). https://example.test/b.html.",
			"周一，吴二，郑三，等. “三张清单”管好党员活动日[EB/OL]. （2023-07-01）. https://example.test/b.html.",
		},
		{
			"essay in a journal", journal,
			"周一, 吴二, 郑三, 等. “三张清单”管好党员活动日[J/OL]. 示例党建研究, 2023. DOI:10.1000/xyz.",
			"周一，吴二，郑三，等. “三张清单”管好党员活动日[J/OL]. 示例党建研究，2023. DOI:10.1000/xyz.",
		},
		{
			"essay in a journal known by its name", corpus.Fields{Title: "题", Kind: corpus.Essay, Source: "《示例学报》", Published: "2025-08-25"},
			"题[J]. 示例学报, 2025.", "题[J]. 示例学报，2025.",
		},
		{"gazette", corpus.Fields{Title: "题", Kind: corpus.Regulation, Source: "示例公报"}, "题[Z]. 示例公报.", "题[A]. 示例公报."},
		{"DOI alone", corpus.Fields{Title: "题", Kind: corpus.Essay, DOI: "10.1/x"}, "题[EB/OL]. DOI:10.1/x.", "题[EB/OL]. DOI:10.1/x."},
		{"title alone", corpus.Fields{Title: "题", Kind: corpus.Essay}, "题[Z].", "题[Z]."},
		{"nothing", corpus.Fields{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Reference(tt.fields, Style2015); got != tt.y2015 {
				t.Errorf("2015: %s\nwant  %s", got, tt.y2015)
			}
			if got := Reference(tt.fields, Style2025); got != tt.y2025 {
				t.Errorf("2025: %s\nwant  %s", got, tt.y2025)
			}
			if Reference(tt.fields, "") != tt.y2015 {
				t.Error("the zero style is not that of 2015")
			}
		})
	}
}

func TestPlaceOf(t *testing.T) {
	tests := map[string]string{
		"art_10": "第十条", "art_26__para_1__item_6__subitem_2": "第二十六条第一款第（六）项第2目", "part_2__subpart_1": "第二编第一分编",
		"p_7": "", "history": "", "": "", "art_5~2": "第五条", "art_99999999999999999999": "", "h_2__h_1": "", "garbage__x": "",
	}
	for locator, want := range tests {
		if got := placeOf(locator); got != want {
			t.Errorf("placeOf(%q) = %q, want %q", locator, got, want)
		}
	}
}
