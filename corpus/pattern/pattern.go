// Package pattern is regular expressions for texts in which they are seldom found. Of
// each it is worked out which words a text must hold one of, or it cannot match; a
// text without them is told in a single pass, at a small part of what the expression
// would cost. What is found is what package regexp finds.
package pattern

import "regexp"

// Pattern is an expression with the words that it needs. Its methods are those of
// regexp.Regexp; it is safe for use by many goroutines.
type Pattern struct {
	expression *regexp.Regexp
	needed     words
}

// MustCompile is regexp.MustCompile.
func MustCompile(expression string) *Pattern {
	return &Pattern{regexp.MustCompile(expression), wordsOf(neededBy(expression))}
}

// MatchString reports whether text holds a match.
func (p *Pattern) MatchString(text string) bool {
	return p.needed.in(text) && p.expression.MatchString(text)
}

// FindString is the first match in text, empty if there is none.
func (p *Pattern) FindString(text string) string {
	if !p.needed.in(text) {
		return ""
	}
	return p.expression.FindString(text)
}

// FindStringIndex is where the first match stands in text, nil if there is none.
func (p *Pattern) FindStringIndex(text string) []int {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindStringIndex(text)
}

// FindStringSubmatch is the first match in text and its groups, nil if there is none.
func (p *Pattern) FindStringSubmatch(text string) []string {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindStringSubmatch(text)
}

// FindStringSubmatchIndex is where those stand.
func (p *Pattern) FindStringSubmatchIndex(text string) []int {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindStringSubmatchIndex(text)
}

// FindAllString are the matches in text, at most most of them if that is not negative.
func (p *Pattern) FindAllString(text string, most int) []string {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindAllString(text, most)
}

// FindAllStringIndex is where those stand.
func (p *Pattern) FindAllStringIndex(text string, most int) [][]int {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindAllStringIndex(text, most)
}

// FindAllStringSubmatch are the matches in text with their groups.
func (p *Pattern) FindAllStringSubmatch(text string, most int) [][]string {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindAllStringSubmatch(text, most)
}

// FindAllStringSubmatchIndex is where those stand.
func (p *Pattern) FindAllStringSubmatchIndex(text string, most int) [][]int {
	if !p.needed.in(text) {
		return nil
	}
	return p.expression.FindAllStringSubmatchIndex(text, most)
}

// ReplaceAllString is text with its matches replaced.
func (p *Pattern) ReplaceAllString(text, by string) string {
	if !p.needed.in(text) {
		return text
	}
	return p.expression.ReplaceAllString(text, by)
}
