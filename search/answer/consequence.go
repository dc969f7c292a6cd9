package answer

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// consequences are words of what follows for whoever does what stands before them.
var consequences = []string{"予以", "给予", "处理", "处置", "处分", "除名", "撤销", "取消", "追究", "责令", "问责", "退党", "停止党籍", "停发", "延长预备期", "终止",
	"无效", "批评教育", "限期改正", "辞退", "免职", "免去", "开除", "罚款", "约谈", "通报", "不予", "没收", "不能发展", "不得发展", "调离", "诫勉"}

// consequencesIn are the parts of a passage in which something follows.
func consequencesIn(text string) (out []found) {
	for s := range between(text, corpus.Span{End: len(text)}, sentenceEnds+"；") {
		if value := consequenceOf(s.In(text)); !value.Empty() {
			out = append(out, found{s, value.Shift(s.Start), false})
		}
	}
	return append(out, listedConsequences(text)...)
}

// listedConsequences are the 项 that say when what their lead says follows.
func listedConsequences(text string) (out []found) {
	var value corpus.Span
	for line := range lines(text) {
		one := line.In(text)
		switch {
		case !isItem(one):
			value = corpus.Span{}
			if strings.HasSuffix(one, "：") {
				if v := consequenceOf(strings.TrimSuffix(one, "：")); !v.Empty() {
					value = v.Shift(line.Start)
				}
			}
		case !value.Empty() && !hasAny(one, consequences):
			out = append(out, found{line, value, false})
		}
	}
	return out
}

// consequenceOf is what follows in a part of a sentence, from the first piece that says so
// to its end, and where the condition before it ends; empty if nothing follows or nothing
// stands before it.
func consequenceOf(text string) corpus.Span {
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "，,"); i >= 0 {
			end = start + i
		}
		if start > 0 && hasAny(text[start:end], consequences) && !strings.HasSuffix(text[start:end], "的") {
			whole := corpus.Span{Start: start, End: len(strings.TrimRight(text, "。；;，, \n"))}
			return corpus.TrimSpan(text, whole)
		}
		if end == len(text) {
			break
		}
		_, width := utf8.DecodeRuneInString(text[end:])
		start = end + width
	}
	return corpus.Span{}
}
