package procedure

import (
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

func textOf(title string, date corpus.Date, body string) Text {
	d := searchtest.Written(corpus.Fields{Title: title, Promulgated: date, Effective: date}, body)
	d.ID = d.Fields.BaseID()
	return Text{Document: &d, Title: search.CiteTitle(title)}
}

const sampling = `第一章　总则

第一条　为了做好示例样本的登记，制定本办法。

第二章　登记

第二条　党支部收到样本后，应当在三日内登记在册，并填写登记表。

第三条　样本登记的手续是：送样人提出书面申请；保管员查看封条；库房负责人签字。

第四条　登记的主要程序是：

（一）送样人说明样本的来源；

（二）两名保管员共同查看。

第五条　库房应当每季度清点一次。

库房负责人应当在清点后十日内报告所在单位。

第三章　监督和责任

第六条　上级单位应当每年检查一次样本登记。

第四章　附则

第七条　本办法由示例单位负责解释。
`

// TestPropose: of the text that bears the name every article of the parts that lay down
// steps is drawn, cut by its order and its deadlines.
func TestPropose(t *testing.T) {
	p := Propose("样本登记", []Text{textOf("示例仓库规定", "2015-01-01", "第一条　样本登记由库房承担。\n"), textOf("示例样本登记办法", "2020-01-01", sampling)})
	want := [][2]string{{"第二条", "收到样本后三日内"}, {"第三条", ""}, {"第三条", ""}, {"第三条", ""}, {"第四条第（一）项", ""}, {"第四条第（二）项", ""},
		{"第五条第一款", "每季度清点一次"}, {"第五条第二款", "十日内"}}
	var got [][2]string
	for _, s := range p.Steps {
		got = append(got, [2]string{strings.TrimPrefix(s.Citations[0], "《示例样本登记办法》"), s.Deadline})
	}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i][0] != want[i][0] || !strings.Contains(got[i][1], want[i][1]) {
			t.Errorf("step %d is %v, want %v", i+1, got[i], want[i])
		}
	}
	if first := p.Steps[0]; first.Bearer != "党支部" || !slices.Equal(first.Materials, []string{"登记表"}) || !strings.Contains(first.Title, "登记在册") {
		t.Errorf("first step %+v", first)
	}
	if second := p.Steps[1]; second.Title != "送样人提出书面申请" {
		t.Errorf("second step %+v", second)
	}
	if p.Until != "2020-01-01" || p.Name != "样本登记" {
		t.Errorf("got %+v", p)
	}
	if again, err := Parse(strings.NewReader(p.String())); err != nil || len(again.All()[0].Steps) != len(p.Steps) {
		t.Errorf("what is proposed is not in the form of the file: %v\n%s", err, p)
	}
}

// TestProposeMentioned: where no text bears the name, the 款 that speak of it are drawn,
// of the text that does so most first; where none does, nothing.
func TestProposeMentioned(t *testing.T) {
	texts := []Text{
		textOf("示例仓库规定", "2015-01-01", "第一条　库房应当每年盘点一次。\n\n第二条　车辆应当按期年检。\n\n保管员应当在三日内办理样本借出登记。\n"),
		textOf("示例保管规定", "2016-01-01", "第一条　借出样本的，应当由送样人登记。\n\n第二条　样本的借出时间不超过五日。\n"),
	}
	texts = append(texts, textOf("示例保管规定", "2010-01-01", "第一条　借出样本的，应当由送样人登记。\n")) // an older copy
	p := Propose("样本借出", texts)
	var got []string
	for _, s := range p.Steps {
		got = append(got, s.Citations...)
	}
	if want := []string{"《示例保管规定》第一条", "《示例保管规定》第二条", "《示例仓库规定》第二条第二款"}; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
	if p := Propose("车船调度", texts); len(p.Steps) != 0 {
		t.Errorf("of what no text speaks: %v", p)
	}
	if p := Propose("", texts); len(p.Steps) != 0 {
		t.Errorf("of nothing: %v", p)
	}
}

// TestRealProposals: of the things that the file knows the program finds most of the
// articles by itself, and what it writes can be read back and cites what is there.
func TestRealProposals(t *testing.T) {
	shelf := searchtest.RealShelf(t, "party/regulations")
	r := resolverOf(shelf)
	var texts []Text
	for _, known := range shelf.Titled() {
		d, w := shelf[known.ID], search.CiteTitle(known.Fields.Title)
		texts = append(texts, Text{Document: &d, Title: w})
	}
	for name, least := range map[string]int{"发展党员": 35, "党费收缴": 12, "换届选举": 3, "接转组织关系": 5, "处分处置": 2} {
		p := Propose(name, texts)
		if len(p.Steps) < least {
			t.Errorf("%s: %d steps", name, len(p.Steps))
		}
		again, err := Parse(strings.NewReader(p.String()))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checked, err := NewChecker(r, "", "2026-11-30").Check(t.Context(), again.All()[0])
		if err != nil || checked.Status != OK {
			t.Errorf("%s: %s, %v", name, checked.Status, err)
		}
	}
	deadlines := 0
	for _, s := range Propose("发展党员", texts).Steps {
		if s.Deadline != "" && s.Bearer != "" {
			deadlines++
		}
	}
	if deadlines < 5 {
		t.Errorf("%d steps with a deadline and who answers for it", deadlines)
	}
}

// TestProposeDoubt: what must be looked up of a text stands beside what was drawn from
// it.
func TestProposeDoubt(t *testing.T) {
	text := textOf("示例样本登记办法", "2020-01-01", sampling)
	text.Cautions = []corpus.Caution{{Code: "unverified_status", Label: "效力待核", Message: "所依据的条例已经废止"}}
	article, _ := text.Document.Root.Find("art_2")
	text.Document.Diagnostics = append(text.Document.Diagnostics, corpus.Diagnostic{Code: corpus.DoubtfulStructure, Span: &article.Span,
		Objections: []corpus.Objection{{Code: "gap", Message: "缺了一项", Span: article.Span}}})
	for i, s := range Propose("样本登记", []Text{text}).Steps {
		if !strings.Contains(s.Note, "效力待核：所依据的条例已经废止") || strings.Contains(s.Note, "款项划分存疑：缺了一项") != (i == 0) {
			t.Errorf("step %d says %q", i+1, s.Note)
		}
	}
}
