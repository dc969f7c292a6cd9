package resolve

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

func shelfOf(texts ...string) searchtest.Shelf {
	s := searchtest.Shelf{}
	for _, text := range texts {
		title, _, _ := strings.Cut(text, "\n")
		s.Add(parse.Document(corpus.Source{Path: title + ".txt", Text: text}))
	}
	return s
}

// TestForce: what an address is told about texts that are gone, in doubt, or
// not yet those of the day.
func TestForce(t *testing.T) {
	r := resolverOf(shelfOf(
		"样本法典\n（2020年5月28日公布）\n第一条　为了样本，制定本法。\n第二条　本法自2021年1月1日起施行。《中华人民共和国样品法》、《样板条例》同时废止。《样张规则》、《样稿规则》不再适用。\n",
		"样张规则\n（2002年1月1日公布）\n第一条　为了样张，制定本规则。\n第二条　本规则自公布之日起施行。\n",
		"最高机关关于适用《样品法》若干问题的解释（一）\n（2010年1月1日公布）\n第一条　样品法第三条所称样品，包括复制品。\n第二条　本解释自公布之日起施行。\n",
		"样板条例\n（2001年1月1日公布）\n第一条　为了样板，制定本条例。\n第二条　本条例自公布之日起施行。\n",
		"样式规定\n（2000年1月1日公布　2015年3月1日修订）\n第一条　为了样式，制定本规定。\n第二条　本规定自2000年2月1日起施行。\n",
		"样式规定\n（2000年1月1日公布　2023年3月1日修订）\n第一条　为了样式，制定本规定。\n第二条　本规定自2000年2月1日起施行。\n",
		"某市试行办法\n（2018年3月5日印发）\n第一条　为了试行，制定本办法。\n第二条　本办法自印发之日起施行，试行期二年。\n",
	))
	for _, tt := range []struct {
		q      string
		day    corpus.Date
		status search.ResolveStatus
		notice string // and its address
		at     string
	}{
		{"样品法第三十二条", "", search.NoDocument, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"《中华人民共和国样品法》第三条第二款", "", search.NoDocument, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"样品法", "", search.NoDocument, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"样张规则第一条", "", search.ResolveOK, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"样张规则第一条", "", search.ResolveOK, "lapsed", ""},
		{"样稿规则第一条", "", search.NoDocument, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"样板条例第一条", "", search.ResolveOK, "repealed_by", "样本法典_2020-05-28#art_2"},
		{"最高机关关于适用《样品法》若干问题的解释（一）第一条", "", search.ResolveOK, "unverified_status", "样本法典_2020-05-28#art_2"},
		{"最高机关关于适用《样品法》若干问题的解释（一）第一条", "2015-01-01", search.ResolveOK, "", ""},
		{"某市试行办法第一条", "", search.ResolveOK, "unverified_status", "某市试行办法_2018-03-05#art_2"},
		{"某市试行办法第一条", "2019-01-01", search.ResolveOK, "", ""},
		{"样式规定第一条", "2010-01-01", search.ResolveOK, "not_held", "样式规定_2015-03-01#art_1"},
		{"样式规定第一条", "2016-01-01", search.ResolveOK, "newer_version", "样式规定_2015-03-01#art_1"},
		{"样式规定第一条", "1990-01-01", search.ResolveOK, "not_yet", "样式规定_2015-03-01#art_1"},
		{"样式规定2015年版第一条", "", search.ResolveOK, "newer_version", "样式规定_2015-03-01#art_1"},
		{"样式规定第一条（2015年）", "", search.ResolveOK, "newer_version", "样式规定_2015-03-01#art_1"},
		{"样式规定第1条（2015年版）", "", search.ResolveOK, "newer_version", "样式规定_2015-03-01#art_1"},
		{"《样式规定》第一条（2023年修订）", "", search.ResolveOK, "older_version", "样式规定_2023-03-01#art_1"},
		{"样式规定第一条2023年版", "", search.ResolveOK, "older_version", "样式规定_2023-03-01#art_1"},
	} {
		res, err := r.Resolve(context.Background(), tt.q, tt.day, "2026-11-30")
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(res.Notices, func(n search.Notice) bool { return n.Code == tt.notice })
		switch {
		case res.Status != tt.status:
			t.Errorf("%s on %s: %s, want %s", tt.q, tt.day, res.Status, tt.status)
		case tt.notice == "" && len(res.Notices) > 0, tt.notice != "" && i < 0:
			t.Errorf("%s on %s: notices %+v, want %q", tt.q, tt.day, res.Notices, tt.notice)
		case tt.at != "" && i >= 0 && res.Notices[i].Address != tt.at && res.Address != tt.at:
			t.Errorf("%s on %s: %s, %+v, want %s", tt.q, tt.day, res.Address, res.Notices[i], tt.at)
		}
	}
}
