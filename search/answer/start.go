package answer

import (
	"regexp"

	"tiaowen/corpus"
)

// starts is from when on something counts: 从支部大会通过其为预备党员之日算起.
var starts = regexp.MustCompile(`(?:从|自)[^，。；：\n]{2,60}?(?:之日|当日|当月|次日|之时)(?:起)?(?:开始)?(?:计算|算起|起算|算)?`)

// startsIn are the parts of a passage that say from when on something counts.
func startsIn(text string) (out []found) {
	for _, at := range starts.FindAllStringIndex(text, -1) {
		value := corpus.Span{Start: at[0], End: at[1]}
		out = append(out, found{part(text, value), value, false})
	}
	return out
}
