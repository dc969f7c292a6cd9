package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"tiaowen/corpus"
)

// Op is a piece of text that both versions have, or one of them.
type Op struct {
	Kind OpKind `json:"op"`
	// Text is the new version's, or what was deleted.
	Text string `json:"text"`
	// Was is how the old version writes an equal text, if otherwise: in width,
	// script or white space.
	Was string `json:"was,omitempty"`
}

// OpKind is which version has a text.
type OpKind string

// The kinds of operations, as the API names them.
const (
	Equal  OpKind = "equal"
	Delete OpKind = "delete"
	Insert OpKind = "insert"
)

// Old is what the old version has of op.
func (op Op) Old() string {
	switch {
	case op.Kind == Insert:
		return ""
	case op.Kind == Equal && op.Was != "":
		return op.Was
	}
	return op.Text
}

// New is what the new version has of op.
func (op Op) New() string {
	if op.Kind == Delete {
		return ""
	}
	return op.Text
}

// Texts compares two texts character by character. White space, width and
// script are no difference; a line break is.
func Texts(before, after string) []Op {
	d := newDiffer()
	return d.texts(before, after)
}

const (
	// pairSteps bounds the work on one pair of texts: 6,000 characters against
	// 6,000 that have nothing in common. Longer ones go by sentences first.
	pairSteps = 36_000_000
	// allSteps bounds the work on two versions.
	allSteps = 50 * pairSteps
)

// differ compares texts until its steps are used up; then it still gives a true
// answer, but a coarser one.
type differ struct {
	library *diffmatchpatch.DiffMatchPatch
	steps   int
}

func newDiffer() differ {
	library := diffmatchpatch.New()
	library.DiffTimeout = 0 // bounded by steps, so that the answer is always the same
	return differ{library, allSteps}
}

func (d *differ) texts(before, after string) []Op {
	if before == after {
		return opsOf(cellsOf(before), cellsOf(after), []run{{Equal, len(cellsOf(after).folded)}})
	}
	a, b := cellsOf(before), cellsOf(after)
	return opsOf(a, b, d.compare(a.folded, b.folded))
}

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
		op := Op{Kind: r.kind}
		switch r.kind {
		case Delete:
			op.Text = a.text[a.starts[i]:a.starts[i+r.size]]
			i += r.size
		case Insert:
			op.Text = b.text[b.starts[j]:b.starts[j+r.size]]
			j += r.size
		default:
			op.Text = b.text[b.starts[j]:b.starts[j+r.size]]
			if was := a.text[a.starts[i]:a.starts[i+r.size]]; was != op.Text {
				op.Was = was
			}
			i, j = i+r.size, j+r.size
		}
		out = append(out, op)
	}
	return out
}

// compare picks how closely two texts can be compared.
func (d *differ) compare(a, b []rune) []run {
	if slices.Equal(a, b) {
		return []run{{Equal, len(a)}}
	}
	if d.affords(a, b) {
		return d.characters(a, b)
	}
	return d.sentences(a, b)
}

// affords takes the steps that comparing a and b may need, if there are enough.
// What both begin and end with costs nothing.
func (d *differ) affords(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	cost := len(a) * len(b)
	if cost > pairSteps || cost > d.steps {
		return false
	}
	d.steps -= cost
	return true
}

var opKinds = map[diffmatchpatch.Operation]OpKind{
	diffmatchpatch.DiffEqual: Equal, diffmatchpatch.DiffDelete: Delete, diffmatchpatch.DiffInsert: Insert,
}

// characters compares character by character, and gives up likenesses that are
// shorter than the changes around them: they are chance, and hard to read.
func (d *differ) characters(a, b []rune) []run {
	var out []run
	for _, x := range d.library.DiffCleanupSemantic(d.library.DiffMainRunes(a, b, false)) {
		out = append(out, run{opKinds[x.Type], utf8.RuneCountInString(x.Text)})
	}
	return out
}

// sentences compares sentence by sentence, and by characters only what was
// changed in one place.
func (d *differ) sentences(a, b []rune) []run {
	names := map[string]rune{}
	as, bs := cutSentences(a), cutSentences(b)
	nameA, nameB := nameSentences(names, as), nameSentences(names, bs)
	if !d.affords(nameA, nameB) {
		return []run{{Delete, len(a)}, {Insert, len(b)}}
	}
	var out []run
	var gone, come []rune // changed in one place, not yet written
	flush := func() {
		if len(gone) > 0 && len(come) > 0 && d.affords(gone, come) {
			out = append(out, d.characters(gone, come)...)
		} else {
			out = append(out, run{Delete, len(gone)}, run{Insert, len(come)})
		}
		gone, come = nil, nil
	}
	for _, x := range d.library.DiffMainRunes(nameA, nameB, false) {
		n := utf8.RuneCountInString(x.Text)
		switch x.Type {
		case diffmatchpatch.DiffDelete:
			gone, as = append(gone, slices.Concat(as[:n]...)...), as[n:]
		case diffmatchpatch.DiffInsert:
			come, bs = append(come, slices.Concat(bs[:n]...)...), bs[n:]
		default:
			flush()
			out = append(out, run{Equal, len(slices.Concat(bs[:n]...))})
			as, bs = as[n:], bs[n:]
		}
	}
	flush()
	return out
}

// cutSentences cuts after every stop and line break.
func cutSentences(text []rune) [][]rune {
	var out [][]rune
	for len(text) > 0 {
		end := slices.IndexFunc(text, func(r rune) bool { return strings.ContainsRune("。；;\n", r) }) + 1
		if end == 0 {
			end = len(text)
		}
		out, text = append(out, text[:end]), text[end:]
	}
	return out
}

// nameSentences gives every sentence a character of its own, the same for the
// same sentence: the library compares characters. The planes above the first
// hold a million and have no gaps.
func nameSentences(names map[string]rune, sentences [][]rune) []rune {
	var out []rune
	for _, s := range sentences {
		name, ok := names[string(s)]
		if !ok {
			name = min(rune(0x10000+len(names)), unicode.MaxRune)
			names[string(s)] = name
		}
		out = append(out, name)
	}
	return out
}

func countCharacters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
