package search

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func runs(texts ...string) []Run {
	var out []Run
	for _, s := range texts {
		out = append(out, Run{Text: s, Folded: corpus.Fold(s)})
	}
	return out
}

func whole(text string, parts ...string) Run {
	return Run{Text: text, Folded: corpus.Fold(text), Parts: runs(parts...)}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Parsed
	}{
		{"empty", "", Parsed{}},
		{"only punctuation", "，。！ \u3000", Parsed{Text: "，。！"}},
		{"one run", "三会一课", Parsed{Runs: runs("三会一课")}},
		{"runs", "支委会、党费 2018年", Parsed{Runs: runs("支委会", "党费", "2018年"), Joined: []string{"支委会、党费"}}},
		{"twice", "党费 黨費", Parsed{Runs: runs("党费")}},
		{"width and case", "ＧＤＰ", Parsed{Runs: runs("ＧＤＰ")}},
		{"invisible", "党\u200b费\x00", Parsed{Text: "党费", Runs: runs("党费")}},
		{"quoted", `"党费，收缴" 标准`, Parsed{Quoted: runs("党费，收缴"), Runs: runs("标准")}},
		{"Chinese marks", "“支部”大会", Parsed{Quoted: runs("支部"), Runs: runs("大会")}},
		{"nested marks", "“说“好”的”", Parsed{Quoted: runs("说“好”的")}},
		{"escaped mark", `"说\"好\""`, Parsed{Quoted: runs(`说"好"`)}},
		{"unbalanced", `党费" 标准`, Parsed{Runs: runs("党费", "标准")}},
		{"unbalanced Chinese", "“党费", Parsed{Runs: runs("党费")}},
		{"quoted punctuation", `"。。" 党费`, Parsed{Runs: runs("党费")}},
		{"mark inside a word", `党"费用"标准`, Parsed{Quoted: runs("费用"), Runs: runs("党", "标准")}},
		{"excluded", "党费 -标准 -“收 缴”", Parsed{Runs: runs("党费"), Not: []string{"标准", "收缴"}}},
		{"lone hyphen", "党费 - 标准", Parsed{Runs: runs("党费", "标准")}},
		{"hyphen inside", "2018-10", Parsed{Runs: []Run{whole("2018-10", "2018", "10")}}},
		{"decimals", "标准3.5万元", Parsed{Runs: []Run{whole("标准3.5万元", "标准3", "5万元")}}},
		{"percent", "１．２％，以内", Parsed{Runs: append([]Run{whole("１．２％", "１", "２")}, runs("以内")...), Joined: []string{"1.2%,以内"}}},
		{"percent alone", "20%", Parsed{Runs: []Run{whole("20%", "20")}}},
		{"percent inside", "5%以上", Parsed{Runs: []Run{whole("5%以上", "5", "以上")}}},
		{"thousands", "1,234", Parsed{Runs: []Run{whole("1,234", "1", "234")}}},
		{"between figures", "1949〕35", Parsed{Runs: []Run{whole("1949〕35", "1949", "35")}}},
		{"a name with a sign", "GB/T和A-10", Parsed{Runs: []Run{whole("GB/T和A-10", "GB", "T和A", "10")}}},
		{"the time", "10:30", Parsed{Runs: []Run{whole("10:30", "10", "30")}}},
		{"a sign between Han", "党费/团费,会费", Parsed{Runs: runs("党费", "团费", "会费"), Joined: []string{"党费/团费,会费"}}},
		{"filters", "kind:讲话 year：2018 issuer:中央 title:“支部 工作” 党员", Parsed{
			Filter: Filter{"kind": {"speech"}, "year": {"2018"}, "issuer": {"中央"}}, Titles: []string{"支部工作"}, Runs: runs("党员")}},
		{"no such filter", "kind:书 note:某", Parsed{Runs: runs("kind", "书", "note", "某"), Joined: []string{"kind:书", "note:某"}}},
		{"question word", "党支部多久开一次会", Parsed{Runs: runs("党支部多久开一次会"), Question: true, Asks: true}},
		{"short with question word", "多久", Parsed{Runs: runs("多久"), Asks: true}},
		{"longer than a phrase", strings.Repeat("党", MaxPhrase+1), Parsed{Runs: runs(strings.Repeat("党", MaxPhrase+1)), Question: true, Asks: true}},
		{"a phrase", strings.Repeat("党", MaxPhrase), Parsed{Runs: runs(strings.Repeat("党", MaxPhrase))}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Parse(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if c.want.Text == "" {
				c.want.Text = got.Text
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseLimits(t *testing.T) {
	many := make([]string, MaxTerms+1)
	for i := range many {
		many[i] = strconv.Itoa(i)
	}
	for _, c := range []struct{ name, text, reason string }{
		{"too long", strings.Repeat("党", MaxText+1), "too_long"},
		{"too many", strings.Join(many, " "), "too_many_terms"},
		{"not text", "党\xff", "not_utf8"},
		{"surrogate", "\xed\xa0\x80", "not_utf8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var q *QueryError
			if _, err := Parse(c.text); !errors.As(err, &q) || q.Reason != c.reason || q.Field != "q" {
				t.Errorf("error %v, want %s", err, c.reason)
			}
		})
	}
	for _, text := range []string{strings.Repeat("党", MaxText), strings.Join(many[1:], " ")} {
		if _, err := Parse(text); err != nil {
			t.Error(err)
		}
	}
}

func TestWeigh(t *testing.T) {
	for _, c := range []struct {
		run  string
		want []Weighted
	}{
		{"支部多久开会", []Weighted{{"支部", 1}, {"开会", 1}}},
		{"什么是党费", []Weighted{{"是党费", 1}}},
		{"党费", []Weighted{{"党费", 1}}},
		{"多久", []Weighted{{"多久", 1}}},
		{"怎么怎样", []Weighted{{"怎么怎样", 1}}},
	} {
		got, _ := Weigh(runs(c.run), nil, General, Factors{})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.run, diff)
		}
	}
	got, _ := Weigh(runs("支部多久开会吗"), nil, General, Factors{QuestionWord: 0.5})
	if diff := cmp.Diff([]Weighted{{"支部", 1}, {"多久", 0.5}, {"开会", 1}, {"吗", 0.5}}, got); diff != "" {
		t.Errorf("question words that count: %s", diff)
	}
}

// FuzzParse: whatever is typed is understood or refused with a reason, and
// what is understood is within the limits.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`“a“b”`, `"\"`, `-"`, `title:"`, "kind:：", "-", "\u200d", "year:99999", `e:"title:"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Parse(text)
		if err != nil {
			if q := (*QueryError)(nil); !errors.As(err, &q) {
				t.Fatalf("error %v gives no reason", err)
			}
			return
		}
		for _, r := range p.Runs {
			if r.Folded == "" || !strings.Contains(p.Text, r.Text) {
				t.Fatalf("run %q of %q", r.Text, text)
			}
		}
	})
}
