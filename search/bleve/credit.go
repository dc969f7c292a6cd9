package bleve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus/match"
)

// credited is a string of the question that stands in a passage: what it weighs
// there, and its rarest two letters alone.
type credited struct {
	text          string
	value, rarest float32
}

// credit counts what two neighbouring letters added to the string they are of:
// the longest of the question that stands in the passage.
func (e *explanation) credit(typed, synonyms *[]credited, c contribution, folded string) {
	for _, w := range e.asked.weighted {
		if !strings.Contains(w.Text, c.text) {
			continue
		}
		list, text := typed, c.text
		for _, piece := range match.PiecesIn(folded, w.Text) {
			if strings.Contains(piece, c.text) {
				text = piece
				break
			}
		}
		if w.Weight != 1 {
			list, text = synonyms, text+e.instead(w.Text)
		}
		i := slices.IndexFunc(*list, func(h credited) bool { return h.text == text })
		if i < 0 {
			i = len(*list)
			*list = append(*list, credited{text: text})
		}
		(*list)[i].value += c.value
		(*list)[i].rarest = max((*list)[i].rarest, c.value)
		return
	}
}

// instead says for which word of the question a synonym was put in.
func (e *explanation) instead(folded string) string {
	for _, s := range e.asked.replaced {
		if s.To.Folded == folded {
			return "（问‘" + s.From.Text + "’）"
		}
	}
	return ""
}

// appendCredited writes strings as one part, the rarest first.
func appendCredited(out []part, label string, list []credited) []part {
	if len(list) == 0 {
		return out
	}
	slices.SortStableFunc(list, func(a, b credited) int { return cmp.Compare(b.rarest, a.rarest) })
	sum := float32(0)
	var texts []string
	for i, h := range list {
		sum += h.value
		if i < shownStrings {
			texts = append(texts, fmt.Sprintf("“%s” %.2f", h.text, h.value))
		}
	}
	if more := len(list) - shownStrings; more > 0 {
		texts = append(texts, fmt.Sprintf("另 %d 处", more))
	}
	return append(out, part{label + strings.Join(texts, "、"), false, sum})
}

// chained joins neighbouring pairs of letters that overlap to the string they
// are of.
func chained(names []string) []string {
	var out []string
	for _, name := range names {
		_, width := utf8.DecodeRuneInString(name)
		if last := len(out) - 1; last >= 0 && width < len(name) && strings.HasSuffix(out[last], name[:width]) {
			out[last] += name[width:]
			continue
		}
		out = append(out, name)
	}
	return out
}
