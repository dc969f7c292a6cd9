package answer

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Words cut text and know what names things; package indexer/words has them.
type Words interface {
	// Cut cuts folded text into words, all of it.
	Cut(text string) []string
	// Noun reports whether a word names things.
	Noun(word string) bool
}

// sort is what a word of a question is to it.
type sort int

const (
	name   sort = iota // names a thing: an answer is about it, or is none
	deed               // what is done, in several letters
	letter             // a single one, which says little
	number             // 7, 两次
)

// unit is a word of what a question is about.
type unit struct {
	word string // folded
	// same are other names of it, wider what it is a kind of.
	same, wider []string
	sort        sort
	// lead is the deed that is asked of: it must stand in the clause, in any of its names.
	lead bool
	// light is a word of small meaning: it counts where it stands, and need not.
	light bool
	// not is a deed that is not done.
	not bool
	// pairs are the unit with the one beside it: words cut apart that are one in a text.
	pairs []string
	// inside are the other words of the question that the unit is a part of.
	inside []string
	// none says that the question speaks of there being none.
	none bool
	// whole says that 的 behind it makes it belong to something else.
	whole bool
	// tied is a letter that belongs to the word beside it, before it or behind it.
	tied, before bool
	// counted is what the number asked for counts: 几名介绍人.
	counted bool
}

// endings are letters that make another thing of the word before them.
const endings = "期率费金证表书数线款权史龄课站室号簿"

// tie marks the letters that belong to a word beside them.
func tie(list []unit) {
	for i := range list {
		u := &list[i]
		if u.sort != letter || len(u.pairs) == 0 {
			continue
		}
		next := i+1 < len(list) && slices.Contains(u.pairs, u.word+list[i+1].word)
		behind := i > 0 && slices.Contains(u.pairs, list[i-1].word+u.word)
		u.before = next && u.same == nil && list[i+1].sort == name
		u.tied = u.before || behind && strings.Contains(endings, u.word) && list[i-1].sort != number
	}
}

func (a *Answerer) unit(word string) unit {
	u := unit{word: word, light: a.names.light[word]}
	u.same, u.wider = a.names.of(word)
	if stem, ok := strings.CutPrefix(word, "不"); ok && u.same == nil && stem != "" {
		u.sort, u.not = deed, true
		same, _ := a.names.of(stem)
		for _, s := range append([]string{stem}, same...) {
			u.same = append(u.same, "不"+s, "未"+s, "没有"+s)
		}
		return u
	}
	switch {
	case isNumber(word):
		u.sort = number
	case utf8.RuneCountInString(word) == 1:
		u.sort = letter
	case a.names.things[word] || u.same == nil && a.words.Noun(word) || endsAsBody(word):
		u.sort = name
	default:
		u.sort = deed
	}
	return u
}

func endsAsBody(word string) bool {
	return letters(word) > 2 && slices.ContainsFunc(bodies, func(b string) bool { return word != b && strings.HasSuffix(word, b) })
}

// thingEndings are letters that words of the field end with which name no deed.
const thingEndings = "员费部会组委书课龄籍人系织权金证表章旗徽法规"

// endsAsThing reports whether a word names a thing by its end, whatever the dictionary
// takes it for.
func endsAsThing(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune(thingEndings, last)
}

func isNumber(word string) bool {
	return strings.TrimLeft(word, "0123456789一二两三四五六七八九十百千半个次名年月日天.") == ""
}
