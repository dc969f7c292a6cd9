package bleve

import "slices"

// few is how many passages are looked into rather than narrowed any further.
const few = 64

// common are the passages of a segment that are on all lists, and perhaps some more,
// ascending. It sorts the lists.
func (r *reader) common(s *segmentView, lists []*list) []uint32 {
	slices.SortFunc(lists, func(a, b *list) int { return a.Count - b.Count })
	all := make([]uint32, 0, lists[0].Count)
	r.each(s, lists[0], func(numbers []uint32) { all = append(all, numbers...) })
	for _, l := range lists[1:] {
		if len(all) <= few {
			break
		}
		c := l.Cursor()
		all = all[:c.Keep(all, all)]
	}
	return all
}

// both are the numbers that are in both of two, ascending.
func both(a, b []uint32) (out []uint32) {
	for _, n := range a {
		for len(b) > 0 && b[0] < n {
			b = b[1:]
		}
		if len(b) > 0 && b[0] == n {
			out = append(out, n)
		}
	}
	return out
}

// union are the numbers that are in either of two, ascending.
func union(a, b []uint32) []uint32 {
	if len(a) == 0 {
		return b
	}
	out := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] == b[0] {
			b = b[1:]
			continue
		}
		if b[0] < a[0] {
			a, b = b, a
		}
		out, a = append(out, a[0]), a[1:]
	}
	return append(append(out, a...), b...)
}
