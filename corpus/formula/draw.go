package formula

import (
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

// Drawn is a formula as one place of one document spells it.
type Drawn struct {
	Name    string
	Number  int
	Counted string
	Members []string
	// Text is the list as it stands there, Span where.
	Text string
	Span corpus.Span
	// Locator is the provision it stands in.
	Locator string
}

// Draw is what a document says of formulas, in the order of the text.
func Draw(d *corpus.Document) []Drawn {
	all := names(d.Text)
	if len(all) == 0 {
		return nil
	}
	var out []Drawn
	next := 0
	sentences(d.Text, func(s corpus.Span) {
		const most = 30 // names in a sentence; a list of them spells none
		for met := 0; next < len(all) && all[next].span.Start < s.End; next++ {
			if met++; met > most {
				continue
			}
			if l, ok := beside(d.Text, around(d.Text, s, all[next].span), all[next]); ok {
				out = append(out, drawn(d.Text, all[next], l))
			}
		}
	})
	out = append(out, elsewhere(d.Text, all, out)...)
	out = append(out, items(d, all)...)
	place(d, out)
	slices.SortStableFunc(out, func(a, b Drawn) int { return a.Span.Start - b.Span.Start })
	return out
}

func drawn(text string, n name, l list) Drawn {
	out := Drawn{Name: n.span.In(text), Number: n.number, Counted: n.counted, Span: l.span(), Text: l.span().In(text)}
	for _, m := range l.members {
		out.Members = append(out.Members, m.In(text))
	}
	return out
}

// fits reports whether a list can be that of a name: of one in quotation marks
// any whose members are words or alike; of another one whose members all say what
// it counts.
func (n name) fits(text string, l list) bool {
	longest := 0
	for _, m := range l.members {
		length := utf8.RuneCountInString(m.In(text))
		if length == 0 || isOpen(m.In(text)) {
			return false
		}
		longest = max(longest, length)
	}
	if longest > 40 || l.unfinished {
		return false
	}
	const fewest = 3 // two of something are no formula unless the text says so
	if !n.quoted && n.number < fewest {
		return false
	}
	for _, m := range l.members {
		if !n.quoted && (n.counted == "" || !strings.Contains(m.In(text), n.counted)) {
			return false
		}
	}
	return true
}

// inClauses is the list of clauses that fill a stretch, if they are alike: equally
// long, or with the same beginning or end.
func inClauses(text string, s corpus.Span, number int) []list {
	parts := cut(text, s, "，,；;")
	if len(parts) != number || number < 2 {
		return nil
	}
	l := list{members: trimmed(text, parts)}
	l.finish(text)
	if alike(text, l.members) {
		return []list{l}
	}
	return nil
}

func alike(text string, members []corpus.Span) bool {
	length, first, last := true, true, true
	var n int
	var a, z rune
	for i, m := range members {
		in := m.In(text)
		f, _ := utf8.DecodeRuneInString(in)
		e, _ := utf8.DecodeLastRuneInString(in)
		if c := utf8.RuneCountInString(in); i == 0 {
			n, a, z = c, f, e
		} else {
			length, first, last = length && c == n, first && f == a, last && e == z
		}
	}
	return n > 1 && (length || first || last)
}
