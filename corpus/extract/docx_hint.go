package extract

import (
	"regexp"
	"strings"
	"unicode"
)

// namelessTitle are titles that programs give to what nobody gave one.
var namelessTitle = regexp.MustCompile(`(?i)^(microsoft |wps |untitled|无标题|未命名|文档 ?\d*$|新建|document ?\d*$|doc\d*$|title$|标题$|幻灯片)`)

// plausibleTitle is what a document's properties call its title, empty if a
// program made it up.
func plausibleTitle(s string) string {
	const longest = 300 // bytes
	if s = strings.TrimSpace(s); len(s) > longest || namelessTitle.MatchString(s) {
		return ""
	}
	return s
}

// plausibleAuthor is the author that a document's properties name. Mostly that
// is the name of a computer or a licence; only Chinese names are believed.
func plausibleAuthor(s string) string {
	s = strings.TrimSpace(s)
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) && !strings.ContainsRune("·、，,；; \u3000", r) {
			return ""
		}
	}
	for _, machine := range []string{"用户", "管理员", "电脑", "作者", "系统", "中国"} {
		if strings.Contains(s, machine) {
			return ""
		}
	}
	return s
}
