package compare

import "tiaowen/corpus"

// cells is a text as it is compared: folded characters, each with the piece of
// the text it stands for. White space belongs to the character before it.
type cells struct {
	folded []rune
	starts []int // in text, with its length at the end
	text   string
}

func cellsOf(text string) cells {
	c := cells{text: text}
	for i, r := range text {
		if f := corpus.FoldRune(r); f >= 0 || r == '\n' {
			c.folded = append(c.folded, max(f, '\n'))
			c.starts = append(c.starts, i)
		}
	}
	if len(c.folded) == 0 && text != "" {
		c.folded, c.starts = []rune{' '}, []int{0}
	}
	if len(c.starts) > 0 {
		c.starts[0] = 0
	}
	c.starts = append(c.starts, len(text))
	return c
}

// take is the text of n cells from the i-th on.
func (c cells) take(i, n int) string { return c.text[c.starts[i]:c.starts[i+n]] }

// run is a number of cells of one kind.
type run struct {
	kind OpKind
	size int
}

// opsOf writes runs out as texts.
func opsOf(a, b cells, runs []run) []Op {
	var out []Op
	i, j := 0, 0
	for _, r := range runs {
		if r.size == 0 {
			continue
		}
		switch r.kind {
		case Delete:
			out = append(out, Op{Kind: Delete, Text: a.take(i, r.size)})
			i += r.size
		case Insert:
			out = append(out, Op{Kind: Insert, Text: b.take(j, r.size)})
			j += r.size
		default:
			out = append(out, equalOp(a.take(i, r.size), b.take(j, r.size)))
			i, j = i+r.size, j+r.size
		}
	}
	return out
}
