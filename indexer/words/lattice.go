package words

import (
	"slices"

	"tiaowen/corpus"
	"tiaowen/indexer/words/trie"
)

// lattice is a clause as it is cut, by its atoms: a Han character is one, and so is a
// run of letters and digits of scripts that are written in words.
type lattice struct {
	at    int    // where what is added next stands in the text
	runes []rune // of all atoms
	// closes has for every rune the number of the atom that ends with it, -1 if none does.
	closes []int
	atoms  []atom
	words  []corpus.Span
}

// atom is where one stands, and the best way to its end: of what distance it is, and
// with which atom its last word begins.
type atom struct {
	span     corpus.Span
	distance float32
	from     int
}

// begin makes l one of a clause that begins at a place of the text.
func (l *lattice) begin(at int) {
	l.at, l.runes, l.closes, l.atoms = at, l.runes[:0], l.closes[:0], l.atoms[:0]
}

// add adds a character of so many bytes: of one or two to the atom before, if that is
// of such, too.
func (l *lattice) add(r rune, size int) {
	last := len(l.atoms) - 1
	if size <= 2 && last >= 0 && l.runes[len(l.runes)-1] < 0x800 {
		l.closes[len(l.closes)-1] = -1
		l.atoms[last].span.End += size
	} else {
		last++
		l.atoms = append(l.atoms, atom{span: corpus.Span{Start: l.at, End: l.at + size}})
	}
	l.runes, l.closes = append(l.runes, r), append(l.closes, last)
	l.at += size
}

// cut calls visit with the words of the clause: those on the way of least distance.
func (l *lattice) cut(c *cutter, visit func(corpus.Span)) {
	first := 0 // the first rune of the atom
	for n := range l.atoms {
		before := float32(0)
		if n > 0 {
			before = l.atoms[n-1].distance
		}
		known := l.follow(&c.general, n, first, before)
		if !l.follow(&c.own, n, first, before) && !known {
			l.reach(n, before+strange, n)
		}
		for l.closes[first] < 0 {
			first++
		}
		first++
	}
	l.words = l.words[:0]
	for n := len(l.atoms) - 1; n >= 0; {
		from := l.atoms[n].from
		l.words = append(l.words, corpus.Span{Start: l.atoms[from].span.Start, End: l.atoms[n].span.End})
		n = from - 1
	}
	for _, w := range slices.Backward(l.words) {
		visit(w)
	}
}

// follow goes on with every word that begins with an atom, of which the first rune is
// given. It reports whether the atom alone is one.
func (l *lattice) follow(v *vocabulary, n, first int, before float32) (alone bool) {
	at, ok := trie.Root, true
	for i := first; i < len(l.runes); i++ {
		if at, ok = v.Step(at, l.runes[i]); !ok {
			return alone
		}
		if end := l.closes[i]; end >= 0 {
			if kind := v.Kind(at); kind != 0 {
				l.reach(end, before+v.distances[kind], n)
				alone = alone || end == n
			}
		}
	}
	return alone
}

// reach notes a way to the end of an atom, if it is shorter than those before.
func (l *lattice) reach(end int, distance float32, from int) {
	if a := &l.atoms[end]; a.distance == 0 || distance < a.distance {
		a.distance, a.from = distance, from
	}
}
