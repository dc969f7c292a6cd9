package bleve

import (
	"cmp"
	"slices"
)

// near is a passage with how near it is to a question.
type near struct {
	number uint32
	worth  float32 // the cosine, and a little of what its document is counts
	order  uint64  // what breaks ties; it does not hang on segments
	group  uint32  // of those that say the same; 0: it stands for itself
}

// compare puts the nearer one first.
func (a near) compare(b near) int {
	return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.order, b.order))
}

// nearby keeps the nearest of the passages that it is shown. Those that say the same
// count once: thirty copies of a sentence leave room for others.
type nearby struct {
	depth int
	least float32 // what is worth less is not kept
	best  []near
}

func (l *nearby) add(n near) {
	if n.worth < l.least {
		return
	}
	if l.best = append(l.best, n); len(l.best) >= 4*l.depth+64 {
		l.sort()
	}
}

// sort leaves what is to be kept, the nearest first.
func (l *nearby) sort() {
	slices.SortFunc(l.best, near.compare)
	kept := l.best[:0]
	for _, n := range l.best {
		if len(kept) == l.depth {
			break
		}
		if n.group == 0 || !slices.ContainsFunc(kept, func(k near) bool { return k.group == n.group }) {
			kept = append(kept, n)
		}
	}
	if l.best = kept; len(kept) == l.depth {
		l.least = kept[len(kept)-1].worth
	}
}
