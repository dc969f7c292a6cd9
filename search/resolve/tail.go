package resolve

import (
	"regexp"
	"strings"
)

// tail is what stands after a number.
type tail struct {
	// beyond names what is smaller than any provision, or not said exactly (但书,
	// 第二句, 所列情形, 等): the provision is answered, and that it is the whole of it.
	beyond string
	// fresh says that words of a sentence follow (要求, 执行), so that only what is
	// a title in full, or looks like one, is taken for an address.
	fresh bool
}

// beyondProvision matches a tail that no locator can tell.
var beyondProvision = regexp.MustCompile(`^(?:中的|中|的|之)?(?:[前后中]半?[段句]|[前后]半?部分|` +
	`(?:第[0-9一二三四五六七八九十]{1,3}|首|末|最后一?|倒数第[0-9一二三四五六七八九十]|前[一二两三]|后[一二两三])(?:个?分?句话?|个?分号|个?(?:自然)?段)|` +
	`(?:关于|有关|对于?)[^第条,;。:、]{2,24}(?:的|之)(?:有关|相关)?(?:规定|内容|要求|条款)|规定的[^第条,;。:的]{2,12}罪|` +
	`但书(?:部分|条款)?|本文|(?:有关|相关)(?:规定|内容|条款|要求)|` +
	`(?:所|中)?(?:列举|列明|规定|列)的?(?:各[项款种类])?(?:情形|情况|事项|行为|职权|职责|任务|条件|义务|权利|权限|程序)(?:之一)?|` +
	`各[项款目](?:规定|情形|内容|任务|职责|要求)?|` +
	`等(?:有关|相关)?(?:条款|规定|内容|[0-9一二三四五六七八九十两]{0,3}[条款项])?|` +
	`\((?:节选|节录|摘录|摘要|选摘|部分|摘)\)|节选|节录|摘录|选摘|部分|精神)`)

// ofSentence matches what goes on with the sentence that an address was taken from.
var ofSentence = regexp.MustCompile(`^(?:的?要求|执行|办理|处理|处罚)`)

// readTail reads what stands after a number up to the end of s; false if it is
// more than a tail.
func readTail(s string) (t tail, ok bool) {
	for s != "" {
		if m := beyondProvision.FindString(s); m != "" {
			if t.beyond == "" {
				t.beyond = strings.Trim(m, "()")
			}
			t.fresh, s = true, s[len(m):]
			continue
		}
		if m := ofSentence.FindString(s); m != "" {
			t.fresh, s = true, s[len(m):]
			continue
		}
		cut := trimAsked(s)
		if cut == s {
			return t, false
		}
		s = cut
	}
	return t, true
}

// isTail reports whether s, after a title, adds nothing to it.
func isTail(s string) bool {
	for s != "" {
		cut := trimAsked(s)
		if cut == s {
			return false
		}
		s = cut
	}
	return true
}

// trimAsked drops words with which one asks for a text.
func trimAsked(s string) string {
	for _, w := range []string{"的", "之", "规定", "内容", "全文", "原文", "条文", "具体", "是什么", "说什么", "讲什么", "怎么说", "怎么写",
		"怎么", "如何", "是", "了什么", "讲了什么", "说了什么", "写了什么", "什么", "呢", "》", `"`, "”"} {
		s = strings.TrimPrefix(s, w)
	}
	return s
}
