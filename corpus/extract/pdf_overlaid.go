package extract

import (
	"slices"
	"strings"
)

// dropOverlaid takes out upright writing that lies over or under the text: the
// same words at the same place of several pages between lines that leave no
// room for them, or words much larger than the lines they lie on, or light ones.
func dropOverlaid(lines []pdfLine) (kept []pdfLine, out []removed) {
	pages := map[int][]int{}
	groups := map[string][]int{}
	for i, l := range lines {
		pages[l.page] = append(pages[l.page], i)
		groups[strings.TrimSpace(l.text)] = append(groups[strings.TrimSpace(l.text)], i)
	}
	leading, usual := measure(lines).leading, medianSize(lines)
	repeated := func(i int) bool {
		same := samePlace(lines, groups[strings.TrimSpace(lines[i].text)], i)
		return same > 1 && 5*same >= 2*len(pages)
	}
	const most = 3000 // lines of a page; none has more
	for i, l := range lines {
		if len(pages[l.page]) > most {
			kept = append(kept, l)
			continue
		}
		on := overlapped(lines, pages[l.page], i, leading)
		large := l.size > 1.6*usual
		// Of two lines over each other the one that comes again lies over the text.
		over := len(on) > 1 || slices.ContainsFunc(on, func(other int) bool { return !repeated(other) })
		if len(on) > 2 && l.size > 2*usual || over && repeated(i) || l.faint && large && (len(on) > 0 || repeated(i)) {
			out = append(out, removed{NoteWatermark, l.page, strings.TrimSpace(l.text)})
			continue
		}
		kept = append(kept, l)
	}
	return kept, out
}

// overlapped are the lines of the page that a line lies on.
func overlapped(lines []pdfLine, page []int, at int, leading float64) (on []int) {
	l := lines[at]
	for _, i := range page {
		other := lines[i]
		large := l.size > 1.5*other.size
		common := min(other.right, l.right) - max(other.left, l.left)
		if i == at || common <= 0 || other.column != l.column || large && common < 0.6*(l.right-l.left) {
			continue
		}
		low, high := l.base-0.55*leading, l.base+0.55*leading
		if large {
			low, high = l.base-0.5*other.size, l.base+0.75*l.size
		}
		if low < other.base && other.base < high {
			on = append(on, i)
		}
	}
	return on
}

// samePlace is on how many pages the words of a line stand where it stands.
func samePlace(lines []pdfLine, group []int, at int) int {
	l := lines[at]
	seen := map[int]bool{}
	for _, i := range group {
		if other := lines[i]; abs(other.base-l.base) < 0.2*l.size && abs(other.left-l.left) < 0.2*l.size {
			seen[other.page] = true
		}
	}
	return len(seen)
}

func medianSize(lines []pdfLine) float64 {
	var sizes []float64
	for _, l := range lines {
		sizes = append(sizes, l.size)
	}
	return quantile(sizes, 0.5)
}
