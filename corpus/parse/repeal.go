package parse

import (
	"regexp"
	"strings"
)

var (
	repealClause = regexp.MustCompile(`(?:《[^《》]{2,60}(?:〈[^〉]*〉[^《》]*)?》[^《》。；]{0,40})+(?:同时|即行|予以|一律)?废止`)
	titleInMarks = regexp.MustCompile(`《([^《》]{2,60})》`)
	termClause   = regexp.MustCompile(`有效期(?:限)?(?:至|到)([0-9〇零一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)`)
)

// repealedTitles lists the titles that a closing clause repeals. A clause about
// single provisions (《…》第三条同时废止) repeals no document.
func repealedTitles(text string) []string {
	var out []string
	for _, clause := range repealClause.FindAllString(text, -1) {
		for _, m := range titleInMarks.FindAllStringSubmatchIndex(clause, -1) {
			after := clause[m[1]:]
			if strings.HasPrefix(after, "第") || strings.HasPrefix(after, "中") || strings.HasPrefix(after, "的第") {
				continue
			}
			out = append(out, clause[m[2]:m[3]])
		}
	}
	return out
}
