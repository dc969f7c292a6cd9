package parse

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Collections print a text in Simplified and in Traditional characters, line by line or
// one after the other: what is said again is no 款.

// copies tells lines that say again in other characters what was said.
type copies struct {
	// said are the lines heard, by how they fold.
	said map[string]string
	// before are the last lines heard, for what is nearly said again.
	before []string
	// running says that the line before was a copy.
	running bool
}

// copyReach is how many lines back a line that is nearly a copy may be.
const copyReach = 12

// newCopies is nil for a text in one writing, of which nothing is said again in another.
func newCopies(lines []line) *copies {
	if !slices.ContainsFunc(lines, func(l line) bool { return traditionalIn(l.text) > 1 }) {
		return nil
	}
	return &copies{said: map[string]string{}}
}

// key is how a line is known again.
func (c *copies) key(text string) string {
	if c == nil {
		return ""
	}
	return corpus.Fold(text)
}

func (c *copies) hear(text, key string) {
	if c == nil {
		return
	}
	if _, ok := c.said[key]; !ok {
		c.said[key] = text
	}
	c.before = append(c.before, text)
	if len(c.before) > copyReach {
		c.before = c.before[1:]
	}
}

func (c *copies) copied(text, key string) bool {
	if c == nil {
		return false
	}
	was, ok := c.said[key]
	if ok && (c.running || otherScript(text, was)) {
		c.running = true
		return true
	}
	if !ok && traditionalIn(text) > 1 && traditionalIn(text)*10 >= utf8.RuneCountInString(text) {
		for _, was := range c.before {
			if traditionalIn(was) == 0 && alike(key, corpus.Fold(was)) {
				c.running = true
				return true
			}
		}
	}
	c.running = false
	return false
}

// otherScript reports whether two texts that fold alike are written in Simplified and in
// Traditional characters.
func otherScript(a, b string) bool {
	less, more := min(traditionalIn(a), traditionalIn(b)), max(traditionalIn(a), traditionalIn(b))
	return more > 1 && less*4 <= more && more*10 >= utf8.RuneCountInString(a)
}

// traditionalIn counts the characters that have a Simplified form.
func traditionalIn(text string) int {
	n := 0
	for _, r := range text {
		if (plainHan(r) || unicode.Is(unicode.Han, r)) && corpus.FoldRune(r) != r {
			n++
		}
	}
	return n
}

// alike reports whether two texts share most of their pairs of characters.
func alike(a, b string) bool {
	if len(a) > 2*len(b) || len(b) > 2*len(a) {
		return false
	}
	pairs := map[[2]rune]int{}
	each := func(s string, visit func([2]rune)) (n int) {
		before, _ := utf8.DecodeRuneInString(s)
		for _, r := range s[utf8.RuneLen(before):] {
			visit([2]rune{before, r})
			before = r
			n++
		}
		return n
	}
	if a == "" || b == "" {
		return false
	}
	all := each(a, func(p [2]rune) { pairs[p]++ })
	shared := 0
	all += each(b, func(p [2]rune) {
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	})
	return all >= 8 && shared*2*5 >= all*3
}
