package bleve

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// shown makes what is shown of hits, while there is time.
func (c *collector) shown(ctx context.Context, hits []hit, m *marker) ([]search.Hit, error) {
	var out []search.Hit
	for _, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		out = append(out, c.hit(h, m))
	}
	return out, ctx.Err()
}

// hit makes what is shown of a passage that was found.
func (c *collector) hit(h hit, m *marker) search.Hit {
	s := c.segmentOf(h.number)
	n := h.number - s.base
	row := c.table.rows[s.ordinal[n]]
	r := c.texts.record(row.place)
	p := r.passage(int(s.part[n] & partMask))
	text := string(r.text()[p.Span.Start : p.Span.End+p.Tail])
	out := search.Hit{Document: row.headOn(c.q.AsOf), Passage: p, Score: float64(h.score)}
	folded := string(c.folded(s, n))
	out.Text, out.Matches = m.mark(text, p.Span.Len(), folded)
	out.Snippet = search.Snippet(out.Text, out.Matches, search.SnippetRunes)
	out.Citation = citation(row.head.Fields, p)
	if c.q.Explain {
		out.Why = c.explain(h, folded)
	}
	return out
}

// citation is how a passage is cited: a provision by its label, anything else
// by its document.
func citation(f corpus.Fields, p corpus.Passage) string {
	title := search.CiteTitle(f.Title)
	if f.Kind == corpus.Regulation && strings.HasPrefix(p.Locator, "art_") {
		return title + p.Label
	}
	return title
}

// marker marks in a passage what was searched.
type marker struct {
	needles []string // strings, folded
	words   lexicon  // words of a question, folded
	runs    []string // the same uncut, for want of words
}

func (c *collector) newMarker(m matched) *marker {
	k := &marker{needles: m.needles}
	for _, w := range m.words {
		if utf8.RuneCountInString(w) > 1 {
			k.words.add(w)
		}
	}
	for _, w := range m.ranked {
		k.runs = append(k.runs, w.Text)
		if w.Weight != 1 && utf8.RuneCountInString(w.Text) > 1 {
			k.words.add(w.Text)
		}
	}
	return k
}

// mark finds the matches in a text of which the first own bytes are the
// passage's: they begin there, and the text is cut after the own bytes or
// after the last string that runs over them.
func (k *marker) mark(text string, own int, folded string) (string, []corpus.Span) {
	var spans []corpus.Span
	for _, needle := range k.needles {
		spans = appendAll(spans, folded, needle)
	}
	wanted := len(spans)
	spans = k.appendFound(spans, folded)
	spans = sources(text, spans)
	end := own
	for _, s := range spans[:wanted] {
		if s.Start < own {
			end = max(end, s.End)
		}
	}
	spans = slices.DeleteFunc(spans, func(s corpus.Span) bool { return s.Start >= own || s.End > end })
	return text[:end], search.Merge(spans)
}

// appendAll adds where a string stands in text.
func appendAll(spans []corpus.Span, text, s string) []corpus.Span {
	for at := 0; ; {
		i := strings.Index(text[at:], s)
		if i < 0 {
			return spans
		}
		spans = append(spans, corpus.Span{Start: at + i, End: at + i + len(s)})
		at += i + len(s)
	}
}

// lexicon looks for many words at once: looking for one after the other is most
// of what a long question costs.
type lexicon struct {
	byFirst map[rune][]string
	// begins has the low bytes of the letters that words begin with: nearly every
	// letter of a text is passed over by it.
	begins [256]bool
}

func (l *lexicon) add(word string) {
	first, _ := utf8.DecodeRuneInString(word)
	if l.byFirst == nil {
		l.byFirst = map[rune][]string{}
	}
	if !slices.Contains(l.byFirst[first], word) {
		l.byFirst[first] = append(l.byFirst[first], word)
		l.begins[byte(first)] = true
	}
}

// appendAll adds where the words stand in text.
func (l *lexicon) appendAll(spans []corpus.Span, text string) []corpus.Span {
	for i, r := range text {
		if !l.begins[byte(r)] {
			continue
		}
		for _, w := range l.byFirst[r] {
			if strings.HasPrefix(text[i:], w) {
				spans = append(spans, corpus.Span{Start: i, End: i + len(w)})
			}
		}
	}
	return spans
}

// sources turns spans of the folded text into spans of the text.
func sources(text string, spans []corpus.Span) []corpus.Span {
	var borders []int // in the folded text
	for _, s := range spans {
		borders = append(borders, s.Start, s.End)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	// begin and end of the characters that begin and end at a border
	begins, ends := make([]int, len(borders)), make([]int, len(borders))
	at, next := 0, 0
	for i, r := range text {
		f := corpus.FoldRune(r)
		if f < 0 {
			continue
		}
		if next < len(borders) && at == borders[next] {
			begins[next] = i
			next++
		}
		at += utf8.RuneLen(f)
		if next == len(borders) {
			break
		}
		if at == borders[next] {
			ends[next] = i + utf8.RuneLen(r)
		}
	}
	out := make([]corpus.Span, len(spans))
	for i, s := range spans {
		start, _ := slices.BinarySearch(borders, s.Start)
		end, _ := slices.BinarySearch(borders, s.End)
		out[i] = corpus.Span{Start: begins[start], End: ends[end]}
	}
	return out
}

// appendFound adds where the words of the question stand in a folded text; if
// none does, the longest pieces of it that do.
func (k *marker) appendFound(spans []corpus.Span, folded string) []corpus.Span {
	before := len(spans)
	if spans = k.words.appendAll(spans, folded); len(spans) > before {
		return spans
	}
	for _, run := range k.runs {
		for _, piece := range pieces(run, folded) {
			spans = appendAll(spans, folded, piece)
		}
	}
	return spans
}

// pieces cuts from run, from left to right, the longest strings of two letters
// or more that stand in text.
func pieces(run, text string) []string {
	var out []string
	for i := 0; i < len(run); {
		_, width := utf8.DecodeRuneInString(run[i:])
		end := i + width
		for end < len(run) {
			_, next := utf8.DecodeRuneInString(run[end:])
			if !strings.Contains(text, run[i:end+next]) {
				break
			}
			end += next
		}
		if end > i+width {
			out = append(out, run[i:end])
			i = end
		} else {
			i += width
		}
	}
	return out
}
