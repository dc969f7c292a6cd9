package naming

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	hanYear   = regexp.MustCompile(`(?:一九|二[〇零o0])[〇零o0一二三四五六七八九]{2}年`)
	shortYear = regexp.MustCompile(`(^|[^0-9])([0-9]{2})年`)
	yearDigit = strings.NewReplacer("〇", "0", "零", "0", "o", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// FullYears writes the years of a folded text as the versions of works bear them:
// 二〇一八年 and 18年 as 2018年. It is for words that tell an edition: a title keeps
// its years as they are.
func FullYears(folded string) string {
	if !strings.Contains(folded, "年") {
		return folded
	}
	s := hanYear.ReplaceAllStringFunc(folded, yearDigit.Replace)
	return shortYear.ReplaceAllStringFunc(s, func(m string) string {
		year := m[len(m)-len("18年") : len(m)-len("年")]
		century := 20
		if year >= "50" {
			century = 19
		}
		return fmt.Sprintf("%s%d%s年", m[:len(m)-len("18年")], century, year)
	})
}
