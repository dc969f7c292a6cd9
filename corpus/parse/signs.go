package parse

import (
	"strings"
	"unicode/utf8"
)

// A pattern is tried on every line of a text, and few lines have what it asks for. So a
// line is first asked for words of which every match must hold one: that costs a
// fiftieth, and most lines hold none.

// holdsAny reports whether text holds any of the words.
func holdsAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// mayEndOthers reports whether a line may hold what endsOthers or listOpens match.
func mayEndOthers(text string) bool { return holdsAny(text, "废止", "失效", "停止", "不再") }

// mayBegin reports whether a line may hold what takesEffect matches.
func mayBegin(text string) bool {
	return holdsAny(text, "施行", "执行", "实施", "生效", "试行", "实行", "暂行")
}

// mayGap reports whether a line may hold what innerGap matches.
func mayGap(line string) bool { return holdsAny(line, " ", "\u3000", "\t") }

// mayBeLatin reports whether a line may begin with a Latin letter.
func mayBeLatin(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return first < '\u3000'
}
