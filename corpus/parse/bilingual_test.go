package parse

import (
	"strings"
	"testing"

	"tiaowen/corpus"
)

// The constitution of a body in two languages, in the shapes in which such texts come.
var (
	bilingualHan = []string{
		"样本协会章程", "（2020年1月2日样本协会第一次大会通过）", "总纲", "样本协会是样本工作者的先锋队。", "样本协会以管好样本为最高理想。", "样本协会的基本路线是登记、保管、利用。",
		"第一章　会员", "第一条　年满十八岁的样本工作者，可以申请加入样本协会。", "第二条　会员必须履行下列义务：", "（一）学习样本知识。", "（二）登记样本。", "（三）按期交纳会费。", "会员应当参加一个小组的活动。",
		"第二章　组织制度", "第三条　样本协会实行民主集中制。", "会员个人服从组织。", "第四条　本章程自通过之日起施行。",
	}
	bilingualLatin = []string{
		"Constitution of the Samples Society", "(Adopted at the First Congress of the Samples Society on January 2, 2020)", "General Program", "The Samples Society is the vanguard of those who work with samples.", "Its highest ideal is that samples be kept well.", "Its basic line is to register, to keep and to use.",
		"Chapter I Membership", "Article 1. Any person of eighteen years who works with samples may apply for membership in the Society.", "Article 2. Members must fulfil the following duties:", "(1) to study samples;", "(2) to register samples; and", "(3) to pay membership dues.", "Members shall take part in the activities of a group.",
		"Chapter II Organizational System", "Article 3. The Society practises democratic centralism.", "Individual members are subordinate to the organization.", "Article 4. This Constitution enters into force upon adoption.",
	}
	bilingualTibetan = []string{
		"དཔེ་ཚད་མཐུན་ཚོགས་ཀྱི་སྒྲིག་ཡིག", "(༢༠༢༠ལོའི་ཟླ་༡ཚེས་༢ཉིན་གྲོས་འཆམ་བྱུང་)", "སྤྱིའི་ལམ་སྟོན།", "དཔེ་ཚད་མཐུན་ཚོགས་ནི་སྔོན་སྐྱོད་དཔུང་སྡེ་ཡིན།", "དཔེ་ཚད་བདག་སྐྱོང་བྱེད་པ་ནི་ཕུགས་བསམ་ཡིན།", "ཐོ་འགོད་དང་ཉར་ཚགས་བེད་སྤྱོད་བྱ་རྒྱུ་ཡིན།",
		"ལེའུ་དང་པོ། ཚོགས་མི།", "དོན་ཚན་དང་པོ། ལོ་བཅོ་བརྒྱད་ལོན་པའི་མི་ཚོགས་མིར་ཞུ་ཆོག", "དོན་ཚན་གཉིས་པ། ཚོགས་མིས་འོས་འགན་སྒྲུབ་དགོས།", "(༡) ཤེས་བྱ་སྦྱོང་བ།", "(༢) དཔེ་ཚད་ཐོ་འགོད་བྱེད་པ།", "(༣) ཚོགས་དངུལ་སྤྲོད་པ།", "ཚོགས་མིས་བྱ་འགུལ་ལ་ཞུགས་དགོས།",
		"ལེའུ་གཉིས་པ། སྒྲིག་འཛུགས་ལམ་ལུགས།", "དོན་ཚན་གསུམ་པ། དམངས་གཙོའི་གཅིག་སྡུད་ལམ་ལུགས་ལག་བསྟར་བྱེད།", "མི་སྒེར་གྱིས་སྒྲིག་འཛུགས་ལ་བརྩི་སྲུང་བྱ་དགོས།", "དོན་ཚན་བཞི་པ། སྒྲིག་ཡིག་འདི་གྲོས་འཆམ་བྱུང་བའི་ཉིན་ནས་ལག་བསྟར་བྱ།",
	}
	bilingualTraditional = []string{
		"樣本協會章程", "（2020年1月2日樣本協會第一次大會通過）", "總綱", "樣本協會是樣本工作者的先鋒隊。", "樣本協會以管好樣本為最高理想。", "樣本協會的基本路線是登記、保管、利用。",
		"第一章　會員", "第一條　年滿十八歲的樣本工作者，可以申請加入樣本協會。", "第二條　會員必須履行下列義務：", "（一）學習樣本知識。", "（二）登記樣本。", "（三）按期交納會費。", "會員應當參加一個小組的活動。",
		"第二章　組織制度", "第三條　樣本協會實行民主集中制。", "會員個人服從組織。", "第四條　本章程自通過之日起施行。",
	}
)

// articleRuns are the lines of an article each, and those between them.
var articleRuns = [][2]int{{0, 2}, {2, 6}, {6, 7}, {7, 8}, {8, 13}, {13, 14}, {14, 16}, {16, 17}}

func lineByLine(a, b []string) string {
	var out []string
	for i := range a {
		out = append(out, a[i], b[i])
	}
	return strings.Join(out, "\n")
}

func articleByArticle(a, b []string) string {
	var out []string
	for _, r := range articleRuns {
		out = append(append(out, a[r[0]:r[1]]...), b[r[0]:r[1]]...)
	}
	return strings.Join(out, "\n")
}

func oneAfterTheOther(a, b []string) string {
	return strings.Join(a, "\n") + "\n\n" + strings.Join(b, "\n")
}

// columnsInTurn are two columns of fixed width, read line by line from left to right.
func columnsInTurn(a, b []string) string {
	var out []string
	for i := range a {
		left, right := columnOf(a[i], 14), columnOf(b[i], 32)
		for len(left)+len(right) > 0 {
			if len(left) > 0 {
				out, left = append(out, left[0]), left[1:]
			}
			if len(right) > 0 {
				out, right = append(out, right[0]), right[1:]
			}
		}
	}
	return strings.Join(out, "\n")
}

func columnOf(text string, width int) []string {
	var out []string
	for r := []rune(text); len(r) > 0; {
		n := min(width, len(r))
		out, r = append(out, string(r[:n])), r[n:]
	}
	return out
}

// TestBilingual: whatever the shape, the 款, 项 and 自然段 are those of the Chinese text
// alone, or their article is doubtful.
func TestBilingual(t *testing.T) {
	alone := Document(corpus.Source{Path: "章程.txt", Text: strings.Join(bilingualHan, "\n")})
	want := countable(alone)
	if len(want) < 18 {
		t.Fatalf("the text alone has %d", len(want))
	}
	for name, other := range map[string][]string{"English": bilingualLatin, "Tibetan": bilingualTibetan, "Traditional": bilingualTraditional} {
		for shape, mix := range map[string]func(a, b []string) string{"line by line": lineByLine, "article by article": articleByArticle, "one after the other": oneAfterTheOther, "columns in turn": columnsInTurn} {
			t.Run(name+", "+shape, func(t *testing.T) {
				parts := Split(corpus.Source{Path: "章程.txt", Text: mix(bilingualHan, other)})
				if len(parts) != 1 {
					t.Fatalf("%d texts", len(parts))
				}
				d := Document(parts[0])
				if d.Fields.Title != "样本协会章程" {
					t.Errorf("title %s", d.Fields.Title)
				}
				got := countable(d)
				for locator, text := range want {
					is, there := got[locator]
					article, _, _ := strings.Cut(locator, "__")
					n, _ := d.Root.Find(article)
					doubtful := n != nil && len(n.Objections) > 0
					switch {
					case there && is != text && !doubtful:
						t.Errorf("%s is %q", locator, is)
					case shape != "columns in turn" && (!there || is != text):
						t.Errorf("%s is %q and not what it was", locator, is)
					case shape != "columns in turn" && doubtful:
						t.Errorf("%s: %s", locator, n.Doubts())
					}
				}
				if shape != "columns in turn" && len(got) != len(want) {
					t.Errorf("%d provisions, not %d", len(got), len(want))
				}
			})
		}
	}
}

// countable are the texts of the provisions that people count.
func countable(d corpus.Document) map[string]string {
	out := map[string]string{}
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodeParagraph, corpus.NodeItem:
			out[n.Locator] = corpus.Fold(n.Lead(d.Text))
		case corpus.NodeChapter, corpus.NodeArticle:
			out[n.Locator] = n.Heading()
		}
		return true
	})
	return out
}
