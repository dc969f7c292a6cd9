package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/compare"
	"tiaowen/search/searchtest"
)

// told writes a quotation as one line: status, whom it is given to, normalisations, the
// sources and what was changed.
func told(q Quote) string {
	out := string(q.Status)
	if q.AttributedTo != "" {
		out += " <" + q.AttributedTo + ">"
	}
	for _, n := range q.Normalized {
		out += " " + string(n)
	}
	for _, s := range q.Sources {
		out += " " + s.Address
	}
	return out + changesOf(q.Diff)
}

// changesOf writes what a diff takes out and puts in.
func changesOf(diff []compare.Op) (out string) {
	for _, op := range diff {
		switch op.Kind {
		case compare.Delete:
			out += " -" + op.Text
		case compare.Insert:
			out += " +" + op.Text
		}
	}
	return out
}

const (
	oldRule, newRule = "样本读书会办法_2010-01-01", "样本读书会办法_2020-01-01"
	gan, miao        = "在样本读书会上的讲话_2015-05-01#p_2", "在图书室开放时的讲话_2012-03-01#p_2"
)

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"to the character", "甘有为同志指出：“把书读薄，是把道理读透；把书读厚，是把见识读宽。”", []string{"exact <甘有为同志> " + gan}},
		{"without the stop", "甘有为同志指出，“把书读薄，是把道理读透”。", []string{"exact <甘有为同志> " + gan}},
		{"another sign", "甘有为同志指出：“把书读薄，是把道理读透，把书读厚，是把见识读宽。”", []string{"exact_normalized <甘有为同志> punctuation " + gan}},
		{"Traditional", "甘有为同志指出：「把書讀薄，是把道理讀透；把書讀厚，是把見識讀寬。」", []string{"exact_normalized <甘有为同志> script " + gan}},
		{"a draft in Traditional", "甘有為同志強調：「把書讀薄，是把道理讀透」；《樣本讀書會辦法》第三條規定：「讀書會每月二十日開一次，先讀後議」。", []string{"exact_normalized <甘有為同志> script " + gan, "exact_normalized <《樣本讀書會辦法》第三條> script " + newRule + "#art_3__para_1"}},
		{"told behind", "“种树的人不问树荫归谁，修路的人不问脚印是谁”，苗青山说。", []string{"exact <苗青山> " + miao}},
		{"one word", "甘有为强调：“标尺助推手艺发展，标尺引领创新进步。”", []string{"altered <甘有为> 在样本读书会上的讲话_2015-05-01#p_4 -时代 +创新"}},
		{"one word of a person", "甘有为同志强调：“标尺助推手艺发展，标尺引领创新进步。”", []string{"altered <甘有为同志> 在样本读书会上的讲话_2015-05-01#p_4 -时代 +创新"}},
		{"its last letter", "甘有为强调：“标尺助推手艺发展，标尺引领时代进程。”", []string{"altered <甘有为> 在样本读书会上的讲话_2015-05-01#p_4 -步 +程"}},
		{"its last word, cut short", "甘有为强调：“标尺助推手艺发明”。", []string{"altered <甘有为> 在样本读书会上的讲话_2015-05-01#p_4 -展 +明"}},
		{"a letter more at its end", "甘有为同志指出：“把书读薄，是把道理读透了。”", []string{"altered <甘有为同志> " + gan + " +了"}},
		{"its first letter", "甘有为同志指出：“将书读薄，是把道理读透。”", []string{"altered <甘有为同志> " + gan + " -把 +将"}},
		{"a letter more at its beginning", "甘有为同志指出：“要把书读薄，是把道理读透。”", []string{"altered <甘有为同志> " + gan + " +要"}},
		{"left out and said", "甘有为同志强调：“读书是一件要紧的事……只要大家愿意来、坐得住、有收获，就是好办法。”", []string{"elided <甘有为同志> " + gan + " 在样本读书会上的讲话_2015-05-01#p_3"}},
		{"left out silently", "甘有为同志强调：“我们办读书会，而是为了养成天天读、时时想、常常议的风气。”", []string{"altered <甘有为同志> " + gan + " -不是为了凑热闹，"}},
		{"of two places", "甘有为同志强调：“把书读薄，是把道理读透，只要大家愿意来、坐得住、有收获，就是好办法。”", []string{"stitched <甘有为同志> " + gan + " 在样本读书会上的讲话_2015-05-01#p_3"}},
		{"another's", "甘有为同志说：“种树的人不问树荫归谁，修路的人不问脚印是谁。”", []string{"misattributed <甘有为同志> " + miao}},
		{"said behind", "“种树的人不问树荫归谁，修路的人不问脚印是谁。”苗青山同志说。", []string{"exact <苗青山同志> " + miao}},
		{"nowhere", "甘有为同志说：“月亮是从东边的水塘里慢慢升起来的。”", []string{"not_in_corpus <甘有为同志>"}},
		{"a phrase", "甘有为同志强调“三个尺子”。大家增强“四个样本意识”。", nil},
		{"of a rule", "《样本读书会办法》第三条规定：“读书会每月二十日开一次，先读后议，当场记在簿上。”", []string{"exact <《样本读书会办法》第三条> " + newRule + "#art_3__para_1"}},
		{"of a rule without marks", "样本读书会办法规定，“读书会每月二十日开一次，先读后议，当场记在簿上”。", []string{"exact <样本读书会办法> " + newRule + "#art_3__para_1"}},
		{"as he said", "正如甘有为同志所说，“把书读薄，是把道理读透”，要常读。", []string{"exact <甘有为同志> " + gan}},
		{"a lead and one item", "《样本读书会办法》第五条规定：“成员应当遵守下列要求：（二）爱护图书，借书须在十五日内归还。”", []string{"elided <《样本读书会办法》第五条> " + newRule + "#art_5__para_1"}},
		{"a term", "《样本读书会办法》规定的“带头人负责制度”和其他制度。", nil},
		{"its number altered", "甘有为同志指出：“山里的读书会可以围着火塘办，河边的读书会可以坐在船头办，3.5倍”。", []string{"altered <甘有为同志> 在样本读书会上的讲话_2015-05-01#p_3 +，3.5倍"}},
		{"of its former version", "《样本读书会办法》规定：“读书会每月十日开一次，先读后议，当场记在簿上。”", []string{"superseded <《样本读书会办法》> " + oldRule + "#art_2__para_1 " + newRule + "#art_3__para_1 -二"}},
		{"of the version named", "《样本读书会办法》（2010年）规定：“读书会每月十日开一次，先读后议，当场记在簿上。”", []string{"exact <《样本读书会办法》> " + oldRule + "#art_2__para_1"}},
		{"of both versions", "《样本读书会办法》提出，“提高成员的阅读水平”。", []string{"exact <《样本读书会办法》> " + oldRule + "#art_1__para_1 " + newRule + "#art_1__para_1"}},
		{"a number", "《样本读书会办法》规定：“借书须在五十日内归还”。", []string{"altered <《样本读书会办法》> " + newRule + "#art_5__para_1__item_2 -十 +十"}},
		{"of a rule, but a speech", "《样本读书会办法》规定：“种树的人不问树荫归谁，修路的人不问脚印是谁。”", []string{"misattributed <《样本读书会办法》> " + miao}},
		{"of a text that is not held and is named without marks", "党章规定：“读书会每月二十日开一次，先读后议，当场记入簿上。”", []string{"not_in_corpus <党章>"}},
		{"of what is not held", "《从未听说的办法》规定：“读书会每月二十日开一次，先读后议。”", []string{"not_in_corpus <《从未听说的办法》> " + newRule + "#art_3__para_1"}},
		{"five styles", "甘有为同志指出：“把书读薄，是把道理读透”；甘有为同志指出：‘把书读薄，是把道理读透’；甘有为同志指出：「把书读薄，是把道理读透」；甘有为同志指出：『把书读薄，是把道理读透』；甘有为同志指出：\"把书读薄，是把道理读透\"",
			[]string{"exact <甘有为同志> " + gan, "exact <甘有为同志> " + gan, "exact <甘有为同志> " + gan, "exact <甘有为同志> " + gan, "exact <甘有为同志> " + gan}},
		{"one after another", "甘有为同志强调，“把书读薄，是把道理读透”，“把书读厚，是把见识读宽”。", []string{"exact <甘有为同志> " + gan, "exact <甘有为同志> " + gan}},
	} {
		var got []string
		for _, q := range checked(t, c.text).Quotes {
			if q.Marked {
				got = append(got, told(q))
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestUnattested: words that are given to a person and stand in a text that is nobody's
// speech are his only if that gives them to him too.
func TestUnattested(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"苗青山同志指出：“读书会每月二十日开一次，先读后议，当场记在簿上。”", true},
		{"苗青山同志指出：“种树的人不问树荫归谁，修路的人不问脚印是谁。”", false},
		{"《样本读书会办法》规定：“读书会每月二十日开一次，先读后议，当场记在簿上。”", false},
		{"总书记指出：“读书会每月二十日开一次，先读后议，当场记在簿上。”", false},
	} {
		got := checked(t, c.text).Quotes
		if len(got) != 1 || got[0].Status != Exact || got[0].Unattested != c.want {
			t.Errorf("%s: %+v", c.text, got)
		}
	}
}

// TestUnmarked: what stands in a source without marks is said, and is not said of short
// pieces, of titles, or of what a draft has from itself.
func TestUnmarked(t *testing.T) {
	const words = "读书会的书目由带头人拟定，经全体成员讨论后公布，公布后不得随意更换"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"to the letter", "我们的做法是：" + words + "，大家都满意。", []string{"exact " + oldRule + "#art_3__para_1 " + newRule + "#art_4__para_1"}},
		{"nearly", "我们的做法是：" + strings.Replace(words, "讨论后", "商量后", 1) + "，大家都满意。", []string{"altered " + oldRule + "#art_3__para_1 " + newRule + "#art_4__para_1 -讨论 +商量"}},
		{"in other signs", strings.Replace(words, "拟定，", "拟定；", 1) + "。", []string{"exact_normalized punctuation " + oldRule + "#art_3__para_1 " + newRule + "#art_4__para_1"}},
		{"a short piece", "我们每月二十日开一次，先读后议。", nil},
		{"another text", "今年春天雨水多，图书室的屋顶漏了两回，大家凑钱请人修好了，又买了三只书架放在窗下。", nil},
		{"a paragraph of a speech", "读书是一件要紧的事。把书读薄，是把道理读透；把书读厚，是把见识读宽。我们办读书会，不是为了凑热闹，而是为了养成天天读、时时想、常常议的风气。", []string{"exact " + gan}},
	} {
		var got []string
		for _, q := range checked(t, c.text).Quotes {
			if q.Marked || !strings.Contains(c.text, q.Span.In(c.text)) {
				t.Errorf("%s: %+v", c.name, q)
			}
			got = append(got, told(q))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	s := shelfOf()
	d := s[newRule]
	delete(s, oldRule)
	r, err := checkerOf(s).Check(t.Context(), Draft{Document: &d, Today: searchtest.Today})
	if err != nil || len(r.Quotes) > 0 {
		t.Errorf("of itself: %+v %v", r.Quotes, err)
	}
}

func TestQuotations(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“甲”和‘乙’", "0:甲 0:乙"},
		{"“甲‘乙’丙”", "0:甲‘乙’丙 1:乙"},
		{"“甲", ""},
		{"甲”", ""},
		{"“甲“乙”", "0:乙"},
		{"”甲“乙”", "0:乙"},
		{"“甲’乙”", "0:甲’乙"},
		{"‘甲“乙’丙”", "0:甲“乙"},
		{"\"甲\"乙\"丙\"", "0:甲 0:丙"},
		{"\"甲\n乙\"丙\"", "0:丙"},
		{"“甲\n　　“乙”", "0:甲\n　　“乙"},
		{"「甲『乙』」", "0:甲『乙』 1:乙"},
	} {
		var got []string
		for _, q := range quotations(c.text) {
			got = append(got, fmt.Sprintf("%d:%s", q.depth, q.inner.In(c.text)))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

// TestDeep: a thousand quotations in one another are told apart.
func TestDeep(t *testing.T) {
	text := strings.Repeat("“甲", 1000) + strings.Repeat("”", 1000)
	got := quotations(text)
	if len(got) != 1000 || got[999].depth != 999 || got[0].outer.Len() != len(text) {
		t.Errorf("%d found, the last %+v", len(got), got[len(got)-1])
	}
}
