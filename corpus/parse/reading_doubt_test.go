package parse_test

import (
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
)

// What was recognised from pictures is doubted wherever it is quoted: in each
// article, and in a text of headings and paragraphs, which has none.
func TestRecognisedIsDoubted(t *testing.T) {
	recognised := []corpus.Diagnostic{{Code: "recognised", Severity: corpus.Warning, Message: "识别"}}
	for name, text := range map[string]string{
		"articles":   "某室保管规定\n第一条　为了保管器材，制定本规定。\n第二条　器材由两人保管。\n逾期不还的，停止使用。\n第三条　本规定自印发之日起施行。\n",
		"headings":   "关于器材保管的若干准则\n一、保管要有人\n器材由两人保管，每日清点，不得离岗。\n二、使用要登记\n使用的人应当登记，按期归还，不得转借。\n",
		"paragraphs": "关于器材保管的几点说明\n器材由两人保管，每日清点，不得离岗。\n使用的人应当登记，按期归还，不得转借。\n",
	} {
		d := parse.Document(corpus.Source{Path: name + ".txt", Text: text, Diagnostics: recognised})
		asked := 0
		d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
			if n.Kind != corpus.NodeParagraph && n.Kind != corpus.NodeArticle && n.Kind != corpus.NodeHeading {
				return true
			}
			asked++
			doubted := false
			for _, a := range append(append([]*corpus.Provision{}, above...), n) {
				doubted = doubted || strings.Contains(a.Doubts(), "识别")
			}
			if !doubted {
				t.Errorf("%s: %s (%s) is not doubted", name, n.Locator, n.Kind)
			}
			return true
		})
		if asked == 0 {
			t.Errorf("%s: nothing to ask", name)
		}
	}
}
