package formula

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Many texts spell a formula without calling it by its number, and others call it
// and do not spell it. A list of four or more whose members all say the same word
// is rare enough to be put together with a name that counts just so many of it,
// if all such lists of a library have the same members.

// fewestUnnamed is how many members such a list has at least.
const fewestUnnamed = 4

// unnamed are the lists of a text that a name elsewhere may mean: Counted is the
// word that every member says.
func unnamed(text string) []Drawn {
	var out []Drawn
	sentences(text, func(s corpus.Span) {
		if s.Len() > 2*reach {
			return
		}
		if strings.Count(s.In(text), "、") >= fewestUnnamed-2 {
			for _, l := range byCommas(text, s) {
				if n, ok := sameEnd(text, l); ok {
					if l, ok := ending(text, l, n); ok {
						out = append(out, drawn(text, n, l))
					}
				}
			}
		}
		out = append(out, sameWord(text, s)...)
	})
	return out
}

// sameEnd is what the members of a list all end with, as if a name counted it.
func sameEnd(text string, l list) (name, bool) {
	if len(l.members) < fewestUnnamed || slices.ContainsFunc(l.members, func(m corpus.Span) bool { return isOpen(m.In(text)) }) {
		return name{}, false
	}
	last := []rune(l.members[len(l.members)-1].In(text))
	if len(last) < 3 {
		return name{}, false
	}
	return name{number: len(l.members), counted: string(last[len(last)-2:])}, true
}

// isOpen reports whether a member stands for others that are not named.
func isOpen(member string) bool {
	return slices.ContainsFunc([]string{"其他", "其它", "其余", "有关", "相关"}, func(word string) bool { return strings.HasPrefix(member, word) })
}

// sameWord are the lists of clauses that all begin with one word of two characters,
// as many as there are one behind the other; before the first others may stand.
func sameWord(text string, s corpus.Span) []Drawn {
	clauses := cut(text, s, clauseEnds)
	if len(clauses) < fewestUnnamed || len(clauses) > 4*most {
		return nil
	}
	var out []Drawn
	for i := 0; i+fewestUnnamed <= len(clauses); i++ {
		for _, word := range pairs(clauses[i].In(text)) {
			if i > 0 && strings.Count(clauses[i-1].In(text), word) == 1 {
				continue
			}
			n := i
			for n < len(clauses) && strings.Count(clauses[n].In(text), word) == 1 {
				n++
			}
			l := list{members: trimmed(text, clauses[i:n])}
			if n-i >= fewestUnnamed && n-i <= most && beginWith(text, &l, word) {
				out = append(out, drawn(text, name{number: n - i, counted: word}, l))
			}
		}
	}
	return out
}

// beginWith reports whether the members of a list begin with a word, and cuts off what
// stands before the first.
func beginWith(text string, l *list, word string) bool {
	for _, m := range l.members[1:] {
		if !strings.HasPrefix(m.In(text), word) {
			return false
		}
	}
	l.members[0].Start += strings.Index(l.members[0].In(text), word)
	return true
}

// pairs are the words of two Han characters in a clause, each once.
func pairs(s string) []string {
	var out []string
	last, at := rune(0), 0
	for i, r := range s {
		if last != 0 && !notHan(last) && !notHan(r) {
			if p := s[at : i+utf8.RuneLen(r)]; !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
		last, at = r, i
	}
	return out
}

// called are the names of a text that count a word with a measure (四个意识), by their
// keys. Without one (四不要) too much else is meant.
func called(text string) map[string]name {
	const most = 200
	out := map[string]name{}
	for _, n := range names(text) {
		if n.measured && n.quoted && n.number >= fewestUnnamed && n.counted != "" && len(out) < most {
			out[Key(n.span.In(text))] = n
		}
	}
	return out
}

// meant are the lists that a name means: with as many members that all say once
// what it counts; none if there are two that differ.
func meant(counted string, number int, lists []Spelled) []Spelled {
	var out []Spelled
	for _, l := range lists {
		if l.Number != number || !strings.Contains(counted, l.Counted) && !strings.Contains(l.Counted, counted) {
			continue
		}
		if slices.ContainsFunc(l.Members, func(m string) bool { return strings.Count(m, counted) != 1 }) {
			continue
		}
		if len(out) > 0 && !slices.EqualFunc(out[0].Members, l.Members, same) {
			return nil
		}
		out = append(out, l)
	}
	return out
}
