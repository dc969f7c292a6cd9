package check

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

func TestCitations(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"there", "按照《样本读书会办法》第三条办理。", []string{"ok " + newRule + "#art_3"}},
		{"short name", "《样本读书会办法》（以下简称《办法》）发布。按照《办法》第五条第（二）项办理，同条第二款除外。", []string{"ok " + newRule, "alias_ok " + newRule + "#art_5__para_1__item_2", "alias_ok " + newRule + "#art_5__para_2"}},
		{"no such article", "按照《样本读书会办法》第九条办理。", []string{"no_article"}},
		{"no such 款", "按照《样本读书会办法》第五条第三款办理。", []string{"no_paragraph"}},
		{"no such 项", "按照《样本读书会办法》第五条第（七）项办理。", []string{"no_item"}},
		{"not held", "按照《从未听说的办法》第五条办理。", []string{"no_document"}},
		{"gone", "按照《旧图书借阅规定》第一条办理。", []string{"repealed 旧图书借阅规定_2001-01-01#art_1"}},
		{"not yet", "按照《示例仓库管理规定》第一条办理。", []string{"not_yet 示例仓库管理规定_2030-01-01#art_1"}},
		{"a version", "按照2010年《样本读书会办法》第三条办理。", []string{"ok " + oldRule + "#art_3"}},
		{"a list of a version", "按照《样本读书会办法》（2010年）第二条和第三条办理。", []string{"ok " + oldRule + "#art_2", "ok " + oldRule + "#art_3"}},
		{"a list", "按照《样本读书会办法》第一条、第三条办理。", []string{"ok " + newRule + "#art_1", "ok " + newRule + "#art_3"}},
		{"generic", "按照《条例》第一条办理。", []string{"ambiguous"}},
		{"generic, of the one that is named", "按照《样本读书会办法》办理。书目见《办法》第四条。", []string{"ok " + newRule, "alias_ok " + newRule + "#art_4"}},
		{"generic, of none that has such an article", "按照《样本读书会办法》办理。书目见《办法》第九条。", []string{"ok " + newRule, "ambiguous"}},
		{"generic, of the old one", "按照《样本读书会办法》办理。书目见原《办法》第四条。", []string{"ok " + newRule, "ambiguous"}},
		{"generic, of one of two", "按照《样本读书会办法》和《从未听说的办法》办理。书目见《办法》第四条。", []string{"ok " + newRule, "no_document", "ambiguous"}},
		{"another genre", "按照《样本读书会办法》第三条办理，本方案第一条至第二条自印发之日起执行。", []string{"ok " + newRule + "#art_3"}},
		{"the genre of what is cited", "按照《样本读书会办法》第三条办理，本办法第一条也一样。", []string{"ok " + newRule + "#art_3", "ok " + newRule + "#art_1"}},
		{"its own genre", "关于读书的通知\n\n按照《样本读书会办法》第三条办理，本通知第一条至第二条自印发之日起执行。", []string{"ok " + newRule + "#art_3"}},
	} {
		var got []string
		for _, one := range checked(t, c.text).Citations {
			line := string(one.Status)
			if one.Address != "" {
				line += " " + one.Address
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestOwnProvisions: a draft of a rule cites itself, the rule it defines a name for, and
// what stands before.
func TestOwnProvisions(t *testing.T) {
	const text = "新样本读书会实施细则\n\n第一条　根据《样本读书会办法》（以下简称《办法》），制定本细则。\n\n第二条　带头人按照《办法》第二条、第九条推选。\n\n推选时应当记录。\n\n第三条　违反本细则第二条第二款、第三款的，由带头人提醒；违反前条规定的，也一样。\n\n依照前款提醒的，应当记录，本条第一款另有规定的除外。\n\n第四条　第三条至第五条自公布之日起施行，第二条规定，带头人由成员推选，每两年推选一次。\n"
	var got []string
	for _, c := range checked(t, text).Citations {
		got = append(got, c.Span.In(text)+" "+string(c.Status)+" "+c.Address)
	}
	want := []string{
		"《样本读书会办法》 ok " + newRule,
		"《办法》第二条 alias_ok " + newRule + "#art_2", "第九条 no_article ",
		"本细则第二条第二款 ok #art_2__para_2", "第三款 no_paragraph ", "前条 ok #art_2",
		"前款 ok #art_3__para_1", "本条第一款 ok #art_3__para_1",
		"第三条至第五条 no_article ", "第二条 ok #art_2",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestContent: what a sentence says is held against the provision that it cites.
func TestContent(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"right", "《样本读书会办法》第三条规定，读书会每月二十日开一次，先读后议，当场记在簿上。", "ok"},
		{"in other words", "按照《样本读书会办法》第三条规定，读书会每月开一次会，边读边议。", "ok"},
		{"another article", "《样本读书会办法》第二条规定，读书会的书目由带头人拟定，经全体成员讨论后公布。", "content_mismatch " + newRule + "#art_4"},
		{"in brackets", "读书会的书目由带头人拟定，经全体成员讨论后公布（《样本读书会办法》第二条）。", "content_mismatch " + newRule + "#art_4"},
		{"a former number", "《样本读书会办法》第二条规定，读书会每月二十日开一次，先读后议，当场记在簿上。", "moved " + newRule + "#art_3"},
		{"a number", "《样本读书会办法》第二条规定，读书会设带头人一名，每三年推选一次，可以连任。", "content_mismatch -两 +三"},
		{"of Han and Arabic", "《样本读书会办法》第二条规定，读书会设带头人1名，每2年推选1次，可以连任。", "ok"},
		{"of two numbers each by its own words", "《样本读书会办法》第五条规定，借书须在五日内归还，成员因故不能到会的，可以在会前五日内向带头人说明。", "content_mismatch -十"},
		{"how strongly", "《样本读书会办法》第五条第二款规定，成员因故不能到会的，应当在会前五日内向带头人说明。", "content_mismatch -可以 +应当"},
		{"a unit", "《样本读书会办法》第五条第（二）项规定，借书须在十五个月内归还。", "content_mismatch -日 +个月"},
		{"another 款", "《样本读书会办法》第五条第一款规定，成员因故不能到会的，可以在会前五日内向带头人说明。", "content_mismatch " + newRule + "#art_5__para_2"},
		{"what is meant by it", "有《样本读书会办法》第二条规定的情形，又将书目由带头人拟定，经全体成员讨论后公布的，另行通知。", "ok"},
		{"a list", "《样本读书会办法》第三条和第四条规定，读书会的书目由带头人拟定，经全体成员讨论后公布。", "ok ok"},
		{"somebody's doing", "根据《样本读书会办法》第二条，李某把月亮从水塘里捞了上来，大家都去看他怎样捞。", "ok"},
	} {
		var got []string
		for _, one := range checked(t, c.text).Citations {
			line := string(one.Status)
			if one.Suggestion != nil {
				line += " " + one.Suggestion.Address
			}
			got = append(got, line+changesOf(one.Diff))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestBounds: at least and at most the same number are two things, but what lies below a
// number may be told of a rule for what lies from it on. A sentence may tell of a long
// rule no more than how often.
func TestBounds(t *testing.T) {
	s := searchtest.Shelf{}
	s.Add(searchtest.Written(corpus.Fields{Title: "样本歌咏队办法", Promulgated: "2020-01-01", Effective: "2020-01-01"},
		"第一条　歌咏队的成员人数一般不超过五十人。\n\n第二条　成员七人以上的歌咏队，应当推选领唱一名。\n\n第三条　歌咏队例会一般每月召开1次，组织成员练习新歌、交流心得、商量下一次演出的曲目和服装等。\n"))
	k := checkerOf(s)
	for _, c := range []struct{ text, want string }{
		{"《样本歌咏队办法》第一条规定，歌咏队的成员人数一般不超过50人。", "ok"},
		{"《样本歌咏队办法》第一条规定，歌咏队的成员人数一般不得多于五十人。", "ok"},
		{"《样本歌咏队办法》第一条规定，歌咏队的成员人数一般不少于五十人。", "content_mismatch"},
		{"《样本歌咏队办法》第一条规定，歌咏队的成员人数一般在五十人以上。", "content_mismatch"},
		{"《样本歌咏队办法》第三条规定，歌咏队例会一般每月召开一次。", "ok"},
		{"《样本歌咏队办法》第三条规定，歌咏队例会一般每季度召开一次。", "content_mismatch"},
		{"《样本歌咏队办法》第二条规定，成员七人以上的歌咏队，应当推选领唱一名。", "ok"},
		{"《样本歌咏队办法》第二条规定，成员不足七人的歌咏队，可以不推选领唱。", "ok"},
	} {
		got, err := k.Check(t.Context(), Read(c.text, "", "2026-11-30"))
		if err != nil || len(got.Citations) != 1 || string(got.Citations[0].Status) != c.want {
			t.Errorf("%s: %+v %v, want %s", c.text, got.Citations, err, c.want)
		}
	}
}

// TestSince: of a clause of a former version it is said what the newest made of it.
func TestSince(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"按照2010年《样本读书会办法》第一条办理。", "没有改动"},
		{"按照2010年《样本读书会办法》第四条办理。", "第五条"},
		{"按照2010年《样本读书会办法》第三条办理。", "第四条"},
		{"按照《样本读书会办法》第一条办理。", ""},
	} {
		one := checked(t, c.text).Citations[0]
		said := ""
		for _, n := range one.Notices {
			if n.Address != "" {
				said += n.Message
			}
		}
		if one.Status != OK || !strings.Contains(said, c.want) || c.want == "" && said != "" {
			t.Errorf("%s: %s %+v", c.text, one.Status, one.Notices)
		}
	}
}

// TestRealErrors: the errors that were found in public programs.
func TestRealErrors(t *testing.T) {
	shelf := searchtest.RealShelf(t, "party/regulations")
	r := checkerOf(shelf)
	for _, c := range []struct{ text, want, lacks string }{
		{"《发展党员工作细则》第八条：收到入党申请书后，一个月内派人同入党申请人谈话。", "中国共产党发展党员工作细则#art_7", ""},
		{"收到入党申请书后一个月内派人同入党申请人谈话（《发展党员工作细则》第十三条）。", "中国共产党发展党员工作细则#art_7", ""},
		{"党员每年参加集中学习培训不少于32学时（《党员教育管理工作条例》第九条）。", "", "第二十一条"},
	} {
		report, err := r.Check(t.Context(), Read(c.text, "", searchtest.Today))
		if err != nil || len(report.Citations) != 1 {
			t.Fatal(err, report)
		}
		got := report.Citations[0]
		if got.Status != ContentMismatch || c.want != "" && (got.Suggestion == nil || got.Suggestion.Address != c.want) {
			t.Errorf("%s: %s %+v", c.text, got.Status, got.Suggestion)
		}
		said := slices.ContainsFunc(got.Notices, func(n search.Notice) bool { return n.Code == "lacking" && strings.Contains(n.Message, c.lacks) })
		if said != (c.lacks != "") {
			t.Errorf("%s: %+v", c.text, got.Notices)
		}
	}
}

// TestSeed: the misquotation that one of the texts carries this project began with is
// told beside the right words, which a library with that letter would hold.
func TestSeed(t *testing.T) {
	shelf := searchtest.RealShelf(t, "seeds")
	var draft corpus.Document
	said, letter := corpus.Span{}, searchtest.Shelf{}
	for _, d := range shelf {
		for _, q := range quotations(d.Text) {
			if words := q.inner.In(d.Text); strings.HasPrefix(words, "标准") && strings.Contains(d.Text[max(0, q.outer.Start-40):q.outer.Start], "说过") {
				draft, said = d, q.inner
				right := strings.Replace(words, "引领创新", "引领时代", 1)
				letter.Add(searchtest.Written(corpus.Fields{Title: "一封贺信", Kind: corpus.Speech, Speaker: "习近平", Published: "2016-09-12"}, "值此大会召开之际，谨致祝贺。\n\n"+right+"\n"))
			}
		}
	}
	report, err := checkerOf(letter).Check(t.Context(), Draft{Document: &draft, Today: searchtest.Today})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range report.Quotes {
		if said.Contains(q.Span) && told(q) == "altered <总书记> 一封贺信_2016-09-12#p_3 -时代 +创新" {
			return
		}
	}
	t.Errorf("%+v", report.Quotes)
}
