package parse

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
)

// locatorsOf are the provisions of an article, shortened to what comes behind it.
func locatorsOf(d corpus.Document, article string) string {
	var out []string
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if below, ok := strings.CutPrefix(n.Locator, article+"__"); ok {
			out = append(out, below)
		}
		return true
	})
	return strings.NewReplacer("para_", "p", "__item_", "i", "__subitem_", "s").Replace(strings.Join(out, " "))
}

// TestListedItems: the ways in which people number items, and what only looks so.
func TestListedItems(t *testing.T) {
	const list = "p1 p1i1 p1i2 p1i3 p2"
	for name, c := range map[string]struct{ lines, want string }{
		"circled":            {"①甲情形；|②乙情形；|③丙情形。|报告应当书面作出。", list},
		"circled, a blank":   {"① 甲情形；|② 乙情形；|③ 丙情形。|报告应当书面作出。", list},
		"digit and dot":      {"⒈甲情形；|⒉乙情形；|⒊丙情形。|报告应当书面作出。", list},
		"digit in brackets":  {"⑴甲情形；|⑵乙情形；|⑶丙情形。|报告应当书面作出。", list},
		"numeral in bracket": {"㈠甲情形；|㈡乙情形；|㈢丙情形。|报告应当书面作出。", list},
		"half a bracket":     {"1）甲情形；|2）乙情形；|3）丙情形。|报告应当书面作出。", list},
		"narrow":             {"1)甲情形；|2)乙情形；|3)丙情形。|报告应当书面作出。", list},
		"letters":            {"a）甲情形；|b）乙情形；|c）丙情形。|报告应当书面作出。", list},
		"capitals":           {"A.甲情形；|B.乙情形；|C.丙情形。|报告应当书面作出。", list},
		"stems":              {"甲、一种情形；|乙、二种情形；|丙、三种情形。|报告应当书面作出。", list},
		"in turn":            {"第一，甲情形；|第二，乙情形；|第三，丙情形。|报告应当书面作出。", list},
		"one is":             {"一是甲情形；|二是乙情形；|三是丙情形。|报告应当书面作出。", list},
		"in steps":           {"第一步，甲情形；|第二步，乙情形；|第三步，丙情形。|报告应当书面作出。", list},
		"in classes":         {"第一类：甲情形；|第二类：乙情形；|第三类：丙情形。|报告应当书面作出。", list},
		"of them":            {"其一，甲情形；|其二，乙情形；|其三，丙情形。|报告应当书面作出。", list},
		"Roman":              {"Ⅰ. 甲情形；|Ⅱ. 乙情形；|Ⅲ. 丙情形。|报告应当书面作出。", list},
		"Roman in brackets":  {"（ⅰ）甲情形；|（ⅱ）乙情形；|（ⅲ）丙情形。|报告应当书面作出。", list},
		"letter in brackets": {"（a）甲情形；|（b）乙情形；|（c）丙情形。|报告应当书面作出。", list},
		"stem in brackets":   {"（甲）一种情形；|（乙）二种情形；|（丙）三种情形。|报告应当书面作出。", list},
		"A with (a)":         {"A. 甲类：|(a) 甲；|(b) 乙。|B. 乙类。|报告应当书面作出。", "p1 p1i1 p1i1s1 p1i1s2 p1i2 p2"},
		"two levels":         {"（一）甲类：|①甲；|②乙。|（二）乙类。|报告应当书面作出。", "p1 p1i1 p1i1s1 p1i1s2 p1i2 p2"},
		"levels turned":      {"①甲类：|a）甲；|b）乙。|②乙类。|报告应当书面作出。", "p1 p1i1 p1i1s1 p1i1s2 p1i2 p2"},
		"two lists":          {"①甲；|②乙。|有下列情形的，不必报告：|①丙；|②丁。", "p1 p1i1 p1i2 p2 p2i1 p2i2"},
		"an item goes on":    {"①甲情形；|前面所说，包括各种样本。|②乙情形。|报告应当书面作出。", "p1 p1i1 p1i2 p2"},
		"an item is missing": {"①甲情形；|③丙情形。", "p1 p1i1 p2"},
	} {
		text := "样本管理规定\n第一条　为了管理，制定本规定。\n第二条　有下列情形之一的，应当报告：\n" + strings.ReplaceAll(c.lines, "|", "\n") + "\n第三条　本规定自发布之日起施行。\n"
		if diff := cmp.Diff(c.want, locatorsOf(Document(corpus.Source{Path: "规定.txt", Text: text}), "art_2")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestUnannounced: where nothing announces a list, such a line is a paragraph.
func TestUnannounced(t *testing.T) {
	for name, lines := range map[string]string{
		"notes":   "样本应当登记。|①此处所称样本，见附则。",
		"in turn": "样本应当登记。|第一，登记要及时。",
		"stems":   "样本应当登记。|甲、乙两方各执一份。",
		"one is":  "样本应当登记。|一是一，二是二，不得混同。",
	} {
		text := "样本管理规定\n第一条　为了管理，制定本规定。\n第二条　" + strings.ReplaceAll(lines, "|", "\n") + "\n第三条　本规定自发布之日起施行。\n"
		if diff := cmp.Diff("p1 p2", locatorsOf(Document(corpus.Source{Path: "规定.txt", Text: text}), "art_2")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestArticleMarks: the ways in which articles are numbered.
func TestArticleMarks(t *testing.T) {
	for name, mark := range map[string]string{
		"a blank": "第%条　", "none": "第%条", "bold": "第%条 ", "brackets": "【第%条】", "brackets and a blank": "【第%条】　", "comma": "第%条、", "Traditional": "第%條　",
	} {
		for numbers, list := range map[string][]string{"plain": {"一", "二", "三"}, "formal": {"壹", "贰", "叁"}, "formal, Traditional": {"壹", "貳", "參"}, "figures": {"1", "2", "3"}, "wide": {"１", "２", "３"}} {
			text := "样本管理规定\n"
			for i, words := range []string{"为了管理样本，制定本规定。", "样本应当登记。", "本规定自发布之日起施行。"} {
				text += strings.ReplaceAll(mark, "%", list[i]) + words + "\n"
			}
			d := Document(corpus.Source{Path: "规定.txt", Text: text})
			node, _ := d.Root.Find("art_2")
			if node == nil || node.Body(d.Text) != "样本应当登记。" {
				t.Errorf("%s, %s: no second article", name, numbers)
			}
		}
	}
}
