package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/search"
)

// cut cuts a folded text into words: by the dictionary, but for words with other names
// where these are longer.
func (a *Answerer) cut(text string) (out []string) {
	gap := 0 // where what belongs to no word yet begins
	take := func(word string, at int) {
		if gap < at {
			out = append(out, a.words.Cut(text[gap:at])...)
		}
		out = append(out, word)
		gap = at + len(word)
	}
	at := 0
	for _, w := range a.words.Cut(text) {
		for i, r := range w {
			if at+i < gap {
				continue
			}
			name := a.names.longest(text[at+i:])
			if name == "" || i == 0 && len(name) < len(w) || i > 0 && letters(name) < minInside {
				if i == 0 && letters(w) > 1 && a.names.longest(text[at+i+len(string(r)):]) == "" {
					break
				}
				continue
			}
			take(name, at+i)
		}
		at += len(w)
	}
	if gap < len(text) {
		out = append(out, a.words.Cut(text[gap:])...)
	}
	return out
}

// minInside is how many letters a word must have to begin inside of one that the
// dictionary cut.
const minInside = 3

// bodies are what the names of those who meet and decide end with: with the word before
// it they are one name, which no part of it stands for (村民会议 is not 村民代表会议).
var bodies = []string{"会议", "大会", "委员会", "小组", "小组会", "会", "组", "长", "员"}

// joined puts together what is one word: the parts of the name of a body, a deed with
// 不 before it, a place with 里 behind it, letters that no dictionary knows together
// (滞, 纳, 金).
func (a *Answerer) joined(words []string) (out []string) {
	open := false
	words = a.split(words)
	for i, w := range words {
		last := len(out) - 1
		single := utf8.RuneCountInString(w) == 1 && !a.fillers[w] && a.names.same[w] == nil && strings.ContainsFunc(w, search.IsLetter)
		switch {
		case last >= 0 && letters(w) > 1 && slices.Contains(bodies, w) && !a.fillers[out[last]] && utf8.RuneCountInString(out[last]) > 1:
			out[last] += w
		case last >= 0 && strings.HasPrefix(w, "不") && w != "不" && letters(out[last]) == 1 && !a.fillers[out[last]]: // 劝不动
			out[last] += w
		case last >= 0 && (out[last] == "不" || out[last] == "没") && i > 0 && !a.fillers[w]:
			out[last] = "不" + w
		case last >= 0 && out[last] == "副":
			out[last] += w
		case last >= 0 && single && open:
			out[last] += w
		default:
			out = append(out, strings.TrimSuffix(w, place(w)))
		}
		open = single
	}
	return out
}

// split cuts a word that ends with a thing of another name, as 村|支部.
func (a *Answerer) split(words []string) (out []string) {
	for _, w := range words {
		for i := range w {
			if i > 0 && a.names.things[w[i:]] && !a.names.things[w] && letters(w[i:]) > 1 {
				out, w = append(out, w[:i]), w[i:]
				break
			}
		}
		out = append(out, w)
	}
	return out
}

// place is what makes a place of a single letter: 省里, 村里.
func place(word string) string {
	if utf8.RuneCountInString(word) == 2 && strings.HasSuffix(word, "里") {
		return "里"
	}
	return ""
}
