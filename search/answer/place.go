package answer

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// doneTo reports whether what a deed is done to, or who else the question names, stands
// with the deed in the clause itself, or around it where the clause names nothing that it
// is done to.
func (c *clause) doneTo(q *question) bool {
	return slices.ContainsFunc(q.units, func(u unit) bool {
		return !u.lead && !u.light && (u.sort == name || u.sort == deed) && (u.in(c.own) > 0 || !strings.Contains(c.own, "对") && c.near(u) > 0)
	})
}

// asks reports whether a clause asks something of all of a kind: it is its bearer, or
// what the clause begins with.
func (c *clause) asks(kind string) bool {
	for _, text := range []string{c.bearer, c.own} {
		text = strings.TrimPrefix(strings.TrimPrefix(text, "每个"), "各级")
		if strings.HasPrefix(text, kind) {
			return true
		}
	}
	return false
}

// scope reports whether a unit is what the whole text is for: 高校 in the title of
// 高等学校…条例.
func (c *clause) scope(u unit) bool {
	title := strings.TrimPrefix(strings.TrimPrefix(c.title, "中国共产党"), "中华人民共和国")
	title = strings.TrimPrefix(title, "普通")
	for _, w := range append([]string{u.word}, u.same...) {
		if u.sort == name && c.seeks != search.SoughtBearer && strings.HasPrefix(title, w) {
			return true
		}
	}
	return false
}

// ties reports whether a single letter stands in the clause, which makes another thing of
// the word it belongs to: 团|支部, 处分|期.
func (c *clause) ties(u unit) bool {
	for _, text := range []string{c.own, c.bearer, c.sentence} {
		for _, w := range slices.Concat(u.pairs, u.same) {
			if strings.Contains(text, w) {
				return true
			}
		}
		if u.before && strings.Contains(text, u.word) {
			return true
		}
	}
	return c.scope(u)
}

// follows reports whether a deed stands behind the value of a clause: what comes of it.
func (c *clause) follows(u unit) bool {
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	return u.light || u.in(c.bearer) > 0 || u.in(c.lead) > 0 || value.End <= c.part.End && u.in(corpus.Fold(c.hit.Text[value.End:c.part.End])) > 0
}

// lasts reports whether it is a deed that lasts as long as the value of a clause says, or
// that is to be done in it: it stands before the value, or right behind.
func (c *clause) lasts(u unit) bool {
	if c.goesOn || u.light {
		return true
	}
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	if value.Start < c.part.Start {
		return true
	}
	behind := []rune(corpus.Fold(c.hit.Text[value.End:max(value.End, c.part.End)]))
	for _, word := range append([]string{u.word}, u.same...) {
		if n := letters(word) + mostBehindValue; n < len(behind) {
			behind = behind[:n]
		}
	}
	return u.in(corpus.Fold(c.hit.Text[c.part.Start:value.End])) > 0 || u.in(c.bearer) > 0 || u.in(string(behind)) > 0
}

// mostBehindValue is how many letters may stand between a value and the deed that is to be
// done in it: 三十日内予以审批.
const mostBehindValue = 3

// counts reports whether the number of a clause counts what was asked for.
func (c *clause) counts(u unit) bool {
	value := c.value.Shift(-c.hit.Passage.Span.Start)
	behind := []rune(corpus.Fold(c.hit.Text[value.End:max(value.End, c.part.End)]))
	for _, w := range append([]string{u.word}, u.same...) {
		if n := min(len(behind), letters(w)+mostCounted); u.stands(string(behind[:n])+" ", w) {
			return true
		}
	}
	before, _, _ := strings.Cut(c.piece, corpus.Fold(c.valueText()))
	return u.in(before) > 0
}

// mostCounted is how many letters may stand between a number and what it counts: 两名正式党员
// 作入党介绍人.
const mostCounted = 7
