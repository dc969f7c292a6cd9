package resolve

import (
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// Within finds the one regulation that a question names, 支部工作条例 in
// 支部工作条例什么时候施行, and what is asked of it. The longest name counts. It
// reports false where there is none, or where one name is that of several texts
// or of one in several files.
func (r *Resolver) Within(text string, day corpus.Date) (document search.Titled, asked string, ok bool) {
	letters := unsaid.Replace(naming.Letters(corpus.Fold(text)))
	signature := naming.Sign(letters)
	r.mu.RLock()
	defer r.mu.RUnlock()
	longest := ""
	for i := range r.titles.list {
		l := &r.titles.list[i]
		if l.key.Lacks(signature) == 0 && len(l.name.Key) > len(longest) && l.entry.Fields.Kind == corpus.Regulation && l.name.StandsIn(letters) {
			longest = l.name.Key
		}
	}
	if longest == "" {
		return search.Titled{}, "", false
	}
	m, _ := r.exactly(newTyped(longest), day)
	if !m.Sure || len(m.Editions[0].Parts) != 1 {
		return search.Titled{}, "", false
	}
	asked = strings.TrimSpace(strings.Replace(letters, longest, " ", 1))
	return m.Editions[0].Parts[0], asked, utf8.RuneCountInString(asked) > 1
}

// unsaid takes out of a question what keys of names leave out.
var unsaid = strings.NewReplacer("中华人民共和国", "", "中国共产党", "", "的", "", "和", "", "与", "", "及", "",
	"工作条例", "条例", "工作细则", "细则", "工作规则", "规则", "工作规定", "规定", "工作办法", "办法")
