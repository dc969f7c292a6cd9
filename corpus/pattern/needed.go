package pattern

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// What an expression needs is told from its parts. A part is known whole if it can
// match but few texts; parts in a row that are known whole make longer words.

const (
	// mostWhole is how many texts a part that is known whole can match at most.
	mostWhole = 64
	// longWord is the length, in characters, from which a word is not told from others.
	longWord = 3
)

// part is what is known of a part of an expression.
type part struct {
	whole []string // all that it can match; nil if that is not known
	needs []string // of which every match holds one; nil if nothing is known
}

// neededBy are words of which every text that an expression matches holds one; none if
// there are no such words, or if it looks at the beginning of a text alone, which costs
// less than looking for words in the rest.
func neededBy(expression string) []string {
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil || atBeginning(tree) {
		return nil
	}
	return partOf(tree).asNeeds()
}

// atBeginning reports whether all matches of an expression begin where the text does.
func atBeginning(tree *syntax.Regexp) bool {
	switch tree.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpCapture, syntax.OpConcat:
		return len(tree.Sub) > 0 && atBeginning(tree.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(tree.Sub, func(sub *syntax.Regexp) bool { return !atBeginning(sub) })
	}
	return false
}

func partOf(tree *syntax.Regexp) part {
	switch tree.Op {
	case syntax.OpLiteral:
		if tree.Flags&syntax.FoldCase == 0 && !slices.Contains(tree.Rune, utf8.RuneError) {
			return part{whole: []string{string(tree.Rune)}}
		}
	case syntax.OpCharClass:
		return part{whole: charactersOf(tree.Rune)}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return part{whole: []string{""}}
	case syntax.OpCapture:
		return partOf(tree.Sub[0])
	case syntax.OpQuest:
		return eitherOf([]part{{whole: []string{""}}, partOf(tree.Sub[0])})
	case syntax.OpPlus:
		return part{needs: partOf(tree.Sub[0]).asNeeds()}
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return part{needs: partOf(tree.Sub[0]).asNeeds()}
		}
	case syntax.OpAlternate:
		return eitherOf(partsOf(tree))
	case syntax.OpConcat:
		return inRow(partsOf(tree))
	}
	return part{}
}

func partsOf(tree *syntax.Regexp) []part {
	var out []part
	for _, sub := range tree.Sub {
		out = append(out, partOf(sub))
	}
	return out
}

// charactersOf are those of a class, given as ranges; nil if they are many.
func charactersOf(ranges []rune) []string {
	var out []string
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if len(out) == mostWhole || r == utf8.RuneError { // which bytes that are none are, too
				return nil
			}
			out = append(out, string(r))
		}
	}
	return out
}

func eitherOf(parts []part) part {
	var whole, needs []string
	for _, p := range parts {
		if whole = append(whole, p.whole...); p.whole == nil || len(whole) > mostWhole {
			whole = nil
			break
		}
	}
	for _, p := range parts {
		words := p.asNeeds()
		if words == nil {
			return part{whole: whole}
		}
		needs = append(needs, words...)
	}
	return part{whole, needs}
}

func inRow(parts []part) part {
	var best []string
	row, all := []string{""}, true
	for _, p := range parts {
		if longer := joined(row, p.whole); longer != nil {
			row = longer
			continue
		}
		best = better(better(best, part{whole: row}.asNeeds()), p.asNeeds())
		row, all = []string{""}, false
		if p.whole != nil {
			row = p.whole
		}
	}
	if all {
		return part{whole: row}
	}
	return part{needs: better(best, part{whole: row}.asNeeds())}
}

// joined are the beginnings with every end; nil if they are many or not known.
func joined(beginnings, ends []string) []string {
	if len(beginnings)*len(ends) > mostWhole {
		return nil
	}
	var out []string
	for _, b := range beginnings {
		for _, e := range ends {
			out = append(out, b+e)
		}
	}
	return out
}

// asNeeds are the words of which every match of p holds one, none twice over.
func (p part) asNeeds() []string {
	words := p.needs
	if p.whole != nil {
		words = p.whole
	}
	words = slices.Clone(words)
	slices.SortFunc(words, func(a, b string) int { return len(a) - len(b) })
	var out []string
	for _, word := range words {
		if word == "" {
			return nil
		}
		if !slices.ContainsFunc(out, func(o string) bool { return strings.Contains(word, o) }) {
			out = append(out, word)
		}
	}
	return out
}

// better is which of two lists of words is the one that fewer texts hold one of, as far
// as words tell: longer ones, then fewer.
func better(a, b []string) []string {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	case shortest(a) != shortest(b):
		if shortest(a) > shortest(b) {
			return a
		}
		return b
	case len(b) < len(a):
		return b
	}
	return a
}

func shortest(words []string) int {
	n := longWord
	for _, word := range words {
		n = min(n, utf8.RuneCountInString(word))
	}
	return n
}
