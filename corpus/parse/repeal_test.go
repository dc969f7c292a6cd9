package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

func TestRepealedTitles(t *testing.T) {
	for text, want := range map[string][]string{
		"本细则自发布之日起施行。《示例细则（试行）》（示发〔1990〕3号）同时废止。": {"示例细则（试行）"},
		"《甲办法》和《乙规定》同时废止。":                        {"甲办法", "乙规定"},
		"《甲办法》第三条同时废止。":                           nil,
		"本办法施行后，过去规定一律废止。":                        nil,
		"废止《甲办法》的决定由乙作出。":                         nil,
		"2001年发布的《丙条例》同时废止。":                      {"丙条例"},
	} {
		var got []string
		for _, r := range repealsIn(text, "") {
			got = append(got, r.Title)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

// TestRepealLists: lists of what is repealed, with the clause and the number.
func TestRepealLists(t *testing.T) {
	r := func(title, no string) corpus.Repeal { return corpus.Repeal{Title: title, DocNo: no} }
	for name, tt := range map[string]struct {
		text string
		want []corpus.Repeal
	}{
		"decision": {"某市人民政府关于废止部分规章的决定\n2020年1月1日 某市人民政府令第8号公布\n现决定废止下列规章：\n一、《甲办法》（某市人民政府令第3号）\n二、《乙规定》\n三、《丙细则》第五条\n本决定自公布之日起施行。\n",
			[]corpus.Repeal{r("甲办法", "某市人民政府令第3号"), r("乙规定", "")}},
		"bare titles": {"某市关于废止部分文件的决定\n2020年1月1日 某市人民政府公布\n下列文件予以废止：\n1．某市甲办法（某发〔2001〕5号）\n2．某市乙规定\n3．关于丙事项的通知（某发〔2003〕7号）\n本决定自公布之日起施行。\n",
			[]corpus.Repeal{r("某市甲办法", "某发〔2001〕5号"), r("某市乙规定", ""), r("某市关于丙事项的通知", "某发〔2003〕7号")}},
		"amended apart": {"某市关于废止和修改部分文件的决定\n2020年1月1日 某市人民政府公布\n一、废止下列文件：\n1. 《甲办法》\n2. 《乙办法》\n二、修改下列文件：\n1. 《丙办法》\n2. 《丁办法》\n",
			[]corpus.Repeal{r("甲办法", ""), r("乙办法", "")}},
		"annex": {"样本法\n（2020年1月1日公布）\n第一条 为了样本，制定本法。\n第二条 本法自公布之日起施行。\n附件一\n下列条例和决定，自本法施行之日起，予以废止：\n1．甲暂行条例\n2．关于乙的决定\n附件二\n下列决定予以保留：\n1．关于丙的决定\n",
			[]corpus.Repeal{r("甲暂行条例", ""), r("关于乙的决定", "")}},
		"no list": {"样本办法\n（2020年1月1日公布）\n第一条 有下列情形之一的，许可证予以废止：\n（一）违反本办法；\n（二）转让许可证；\n（三）其他违反规定的。\n第二条 本办法自公布之日起施行。\n", nil},
	} {
		d := Document(corpus.Source{Path: name + ".txt", Text: tt.text})
		var got []corpus.Repeal
		for _, g := range d.Fields.Repeals {
			if g.Clause != "" {
				if n, _ := d.Root.Find(g.Clause); n == nil {
					t.Errorf("%s: no clause %s", name, g.Clause)
				}
			}
			got = append(got, corpus.Repeal{Title: g.Title, DocNo: g.DocNo})
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (%s): %s", name, d.Fields.Kind, diff)
		}
	}
}
