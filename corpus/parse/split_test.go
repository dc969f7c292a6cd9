package parse

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
)

func TestSplit(t *testing.T) {
	articles := "第一条 甲。\n第二条 乙。\n第三条 丙。\n"
	for name, tt := range map[string]struct {
		text string
		want []string // titles, doc numbers after a space
	}{
		"one regulation":  {"示例工作条例\n" + articles, []string{"示例工作条例"}},
		"two regulations": {"培训手册\n示例工作条例\n" + articles + "另一个示例办法\n总则\n" + articles, []string{"示例工作条例", "另一个示例办法"}},
		"a notice stays with what it forwards": {"示例工作条例\n" + articles + "关于印发《示例规定（试行）》的通知\n（示发〔2020〕3号）\n各单位：\n现将《示例规定（试行）》印发给你们。\n示例规定（试行）\n" + articles,
			[]string{"示例工作条例", "示例规定（试行） 示发〔2020〕3号"}},
		"a notice of its own": {"示例工作条例\n" + articles + "示办发〔2021〕4号\n关于做好示例工作的通知\n各单位：\n请做好工作。\n示例办法\n" + articles,
			[]string{"示例工作条例", "关于做好示例工作的通知 示办发〔2021〕4号", "示例办法"}},
		"a title over two lines":                    {"示例工作条例\n" + articles + "某某大学党员干部学习培训登记\n暂行办法\n" + articles, []string{"示例工作条例", "某某大学党员干部学习培训登记暂行办法"}},
		"an annex that starts anew without a title": {"示例工作条例\n" + articles + "附件\n表格的说明\n", []string{"示例工作条例"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			joined := ""
			for _, s := range Split(corpus.Source{Path: "x.txt", Text: tt.text}) {
				f := Document(s).Fields
				got = append(got, strings.TrimSpace(f.Title+" "+f.DocNo))
				joined += s.Text
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if joined != tt.text {
				t.Error("the parts do not join to the file")
			}
		})
	}
}

// TestHandbook: the handbook comes in as its documents, a notice apart from what it
// prints; the title with a
// character missing is noticed.
func TestHandbook(t *testing.T) {
	data, err := os.ReadFile(sharedtest.Path(t, "party", "handbook.md"))
	if err != nil {
		t.Fatal(err)
	}
	parts := Split(corpus.Source{Path: "handbook.md", Text: strings.ReplaceAll(string(data), "## ", "")})
	var articles []int
	misprints, missing := 0, 0
	for _, s := range parts {
		d := Document(s)
		n := 0
		d.Root.Walk(func(p *corpus.Provision, _ []*corpus.Provision) bool {
			if p.Kind == corpus.NodeArticle {
				n++
			}
			return true
		})
		articles = append(articles, n)
		for _, x := range d.Diagnostics {
			switch x.Code {
			case "title_misprint":
				misprints++
			case "missing_number":
				missing++
			}
		}
	}
	if diff := cmp.Diff([]int{37, 45, 39, 33, 44, 0, 0, 0, 0, 13, 0, 17, 21, 21}, articles); diff != "" {
		t.Error("articles of each document:", diff)
	}
	if misprints != 1 || missing < 1 {
		t.Errorf("%d misprinted titles, %d missing numbers noticed", misprints, missing)
	}
}
