package check

import (
	"cmp"
	"slices"
)

// grown is a run that was grown over slips.
type grown struct {
	start, end, from, to int
	same                 int
}

// alike reports whether a stretch is long enough, and enough of it is equal.
func (g grown) alike() bool {
	n := max(g.end-g.start, g.to-g.from)
	return g.end-g.start >= leastUnmarked && float64(g.same) >= leastAlike*float64(n)
}

// better compares two stretches of a draft: the longer one is better, then that of which
// more is equal, then that of which the source has less beside.
func (g grown) better(than grown) int {
	return cmp.Or(cmp.Compare(g.end-g.start, than.end-than.start), cmp.Compare(g.same, than.same), cmp.Compare(than.to-than.from, g.to-g.from),
		cmp.Compare(than.start, g.start))
}

const (
	// window is how many letters further on the two texts must meet again after a slip,
	// met how many letters have to be equal there.
	window, met = 12, 4
)

// grow goes on from a run in both directions as long as draft and source are nearly
// equal: a slip is bridged if they meet again soon, and behind it as much is equal as
// was wrong before.
func grow(draft, source []rune, r run, done int) grown {
	out := grown{r.draft, r.draft + r.length, r.source, r.source + r.length, r.length}
	for out.end < len(draft) && out.to < len(source) {
		if draft[out.end] == source[out.to] {
			out.end, out.to, out.same = out.end+1, out.to+1, out.same+1
			continue
		}
		a, b, ok := meet(draft[out.end:], source[out.to:])
		if !ok {
			break
		}
		out.end, out.to = out.end+a, out.to+b
	}
	for out.start > done && out.from > 0 {
		if draft[out.start-1] == source[out.from-1] {
			out.start, out.from, out.same = out.start-1, out.from-1, out.same+1
			continue
		}
		a, b, ok := meet(backwards(draft[max(done, out.start-window-met):out.start]), backwards(source[max(0, out.from-window-met):out.from]))
		if !ok {
			break
		}
		out.start, out.from = out.start-a, out.from-b
	}
	return out
}

// meet is after how many letters each two texts meet again, the fewest there are.
func meet(draft, source []rune) (a, b int, ok bool) {
	for n := 1; n <= window; n++ {
		for a := max(0, n-window); a <= n; a++ {
			if b := n - a; equalAt(draft, source, a, b) {
				return a, b, true
			}
		}
	}
	return 0, 0, false
}

// equalAt reports whether enough letters are equal at two places.
func equalAt(draft, source []rune, a, b int) bool {
	return a+met <= len(draft) && b+met <= len(source) && slices.Equal(draft[a:a+met], source[b:b+met])
}

func backwards(r []rune) []rune {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}
