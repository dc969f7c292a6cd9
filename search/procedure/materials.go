package procedure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What is handed in has no sign of its own in a text: it is known by what papers are
// called, and cut out between the words that stand around such names.
var (
	paper   = regexp.MustCompile(`(?:申请书|志愿书|介绍信|登记表|审批表|汇总表|名册|材料|报告|请示|证明|证书|收据|记录|委托书|审查意见|考察意见|书面意见)$`)
	between = regexp.MustCompile(`[^\p{Han}]|可以|应当|作为|连同|以及|提交|递交|提供|出具|形成|填写|写入|写出|查阅|审查有关|有关|收到|整理|移交|转交|本人|[的和与及将把其等]`)
	titled  = regexp.MustCompile(`《([^》]{2,24}(?:书|表|证|函))》`)
)

// longestPaper is how long the name of a paper is, in code points: what is longer is a
// sentence.
const longestPaper = 14

// bareKinds are names of papers that say nothing by themselves.
var bareKinds = []string{"材料", "报告", "记录", "证明", "审查意见", "考察意见", "书面意见", "档案材料"}

// materialsOf are the papers that a text names, each once, in its order.
func materialsOf(text string) []string {
	var out []string
	add := func(name string) {
		if n := utf8.RuneCountInString(name); n >= 2 && n <= longestPaper && !slices.Contains(bareKinds, name) && !slices.Contains(out, name) && len(out) < mostEach {
			out = append(out, name)
		}
	}
	text = titled.ReplaceAllStringFunc(text, func(s string) string {
		name := strings.TrimPrefix(strings.Trim(s, "《》"), "中国共产党")
		return "，" + name + "，"
	})
	for _, piece := range between.Split(text, -1) {
		if paper.MatchString(piece) {
			add(piece)
		}
	}
	return out
}
