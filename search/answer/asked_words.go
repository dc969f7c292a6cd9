package answer

import (
	"strings"
	"unicode/utf8"

	"tiaowen/search"
)

// periods are the words for a period in a question, longest first, with how a
// requirement writes it.
var periods = []struct{ word, per string }{
	{"每半年", "半年"}, {"半年", "半年"}, {"每季度", "季度"}, {"一季度", "季度"}, {"一个季度", "季度"}, {"每个月", "月"}, {"一个月", "月"}, {"每月", "月"},
	{"每一年", "年"}, {"每年", "年"}, {"一年", "年"}, {"全年", "年"}, {"每周", "周"}, {"一周", "周"}, {"每个星期", "周"}, {"每天", "日"}, {"一天", "日"},
}

// period takes the period that a piece names out of it.
func (q *question) period(piece string) string {
	switch q.seeks[0] {
	case search.SoughtBearer, search.SoughtConsequence, search.SoughtDuty, search.SoughtStart, search.SoughtPermission:
		return piece
	}
	for _, p := range periods {
		if before, after, ok := strings.Cut(piece, p.word); ok {
			q.per = p.per
			return before + " " + after
		}
	}
	return piece
}

// thresholdWords stand behind a number from which on something follows.
var thresholdWords = []string{"才", "要", "算", "可以", "就", "能", "应", "会"}

// measures are units that no other may answer: who asks for years is not told of a month.
var measures = []string{"户", "票", "人", "年"}

// timesWords ask how many times.
var timesWords = []string{"几次", "多少次", "几回", "多少回", "几遍", "几趟"}

// belowWords ask under what number something follows.
var belowWords = []string{"以下", "不足", "不够", "不到", "不满", "低于", "少于"}

// leastWords and mostWords ask for one end.
var (
	leastWords = []string{"最少", "至少", "最短", "最低", "起码", "不少于", "不能少于"}
	mostWords  = []string{"最多", "最长", "最高", "不超过", "不能超过", "上限", "最迟", "最晚"}
)

func boundOf(text string) int {
	switch {
	case hasAny(text, leastWords):
		return -1
	case hasAny(text, mostWords):
		return 1
	}
	return 0
}

func hasAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// letters counts the characters of a text.
func letters(text string) int { return utf8.RuneCountInString(text) }
