package compare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

const (
	// pairSteps bounds the work on one pair of texts: 6,000 characters against
	// 6,000 that have nothing in common. Longer ones go by sentences first.
	pairSteps = 36_000_000
	// allSteps bounds the work on two versions.
	allSteps = 50 * pairSteps
)

// Texts compares two texts character by character. White space, width and
// script are no difference; a line break is.
func Texts(before, after string) []Op {
	d := newDiffer()
	return d.texts(before, after)
}

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
	a, b := cellsOf(before), cellsOf(after)
	return opsOf(a, b, d.compare(a.folded, b.folded))
}

// compare picks how closely two texts can be compared.
func (d *differ) compare(a, b []rune) []run {
	switch {
	case slices.Equal(a, b):
		return []run{{Equal, len(a)}}
	case d.affords(a, b):
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
	if firstName+rune(len(names)) > unicode.MaxRune || !d.affords(nameA, nameB) {
		return []run{{Delete, len(a)}, {Insert, len(b)}}
	}
	var out []run
	var gone, come []rune // changed in one place, not yet written
	for _, x := range d.library.DiffMainRunes(nameA, nameB, false) {
		n := utf8.RuneCountInString(x.Text)
		switch x.Type {
		case diffmatchpatch.DiffDelete:
			gone, as = append(gone, slices.Concat(as[:n]...)...), as[n:]
		case diffmatchpatch.DiffInsert:
			come, bs = append(come, slices.Concat(bs[:n]...)...), bs[n:]
		default:
			out = append(out, d.place(gone, come)...)
			out = append(out, run{Equal, len(slices.Concat(bs[:n]...))})
			as, bs, gone, come = as[n:], bs[n:], nil, nil
		}
	}
	return append(out, d.place(gone, come)...)
}

// place compares what was changed in one place of a long text.
func (d *differ) place(gone, come []rune) []run {
	if len(gone) > 0 && len(come) > 0 && d.affords(gone, come) {
		return d.characters(gone, come)
	}
	return []run{{Delete, len(gone)}, {Insert, len(come)}}
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

// firstName is where the planes above the first begin: a million characters
// without gaps.
const firstName = 0x10000

// nameSentences gives every sentence a character of its own, the same for the
// same sentence: the library compares characters.
func nameSentences(names map[string]rune, sentences [][]rune) []rune {
	var out []rune
	for _, s := range sentences {
		name, ok := names[string(s)]
		if !ok {
			name = firstName + rune(len(names))
			names[string(s)] = name
		}
		out = append(out, name)
	}
	return out
}
