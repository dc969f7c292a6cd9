package extract

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var pageNumber = regexp.MustCompile(`^(?:[-—–－·.\s]*[0-9０-９]{1,4}(?:\s*/\s*[0-9]{1,4})?[-—–－·.\s]*|第\s*[0-9０-９一二三四五六七八九十]+\s*页(?:\s*[,，/、]?\s*共\s*[0-9０-９一二三四五六七八九十]+\s*页)?)$`)

// edge is a line's place on its page.
type edge struct {
	outermost bool // in the top or bottom row
	top       bool // of the two, if apart
	apart     bool // among the first or last rows and off from the text
}

// edges finds each line's place. Pages may write their foot before their text.
func edges(lines []pdfLine) []edge {
	out := make([]edge, len(lines))
	leading := measure(lines).leading
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		rows := rowsOf(lines[start:end])
		head, foot := headRows(rows, leading)
		for i := start; i < end; i++ {
			row := slices.IndexFunc(rows, func(base float64) bool { return sameRow(base, lines[i]) })
			out[i] = edge{outermost: row == 0 || row == len(rows)-1, top: row < head, apart: row < head || row >= len(rows)-foot}
		}
		start = end
	}
	return out
}

// headRows says how many rows at the top and the bottom of a page stand off
// from the rest by more than lines do: three at most and a third of all, for
// the rest must be what a page is made for.
func headRows(rows []float64, leading float64) (head, foot int) {
	const edgeRows, off = 3, 1.4
	for i := range min(edgeRows, len(rows)/3) {
		if rows[i]-rows[i+1] > off*leading {
			head = i + 1
		}
		if last := len(rows) - 1 - i; rows[last-1]-rows[last] > off*leading {
			foot = i + 1
		}
	}
	return head, foot
}

// rowsOf are the base lines of a page from top to bottom.
func rowsOf(lines []pdfLine) []float64 {
	bases := make([]pdfLine, len(lines))
	copy(bases, lines)
	slices.SortStableFunc(bases, func(a, b pdfLine) int { return -compare(a.base, b.base) })
	var rows []float64
	for _, l := range bases {
		if len(rows) == 0 || !sameRow(rows[len(rows)-1], l) {
			rows = append(rows, l.base)
		}
	}
	return rows
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func sameRow(base float64, l pdfLine) bool { return abs(base-l.base) <= 0.5*l.size }

// dropRunning takes out page numbers, and what stands above or below the text
// of most pages at the same height, the same but for the figures in it.
func dropRunning(lines []pdfLine) (kept []pdfLine, out joined) {
	places := edges(lines)
	running := runningLines(lines, places)
	addFacing(running, lines, places)
	addOutermost(running, lines, places)
	seen := map[string]bool{}
	for i, line := range lines {
		text := strings.TrimSpace(line.text)
		switch {
		case len(lines) > 1 && places[i].outermost && pageNumber.MatchString(text):
			out.numbers++
		case running[i]:
			if key := runningKey(text); !seen[key] {
				seen[key] = true
				out.running = append(out.running, text)
			}
		default:
			kept = append(kept, line)
		}
	}
	return kept, out
}

// runningLines says of each line whether it is repeated on the pages: on three
// at least, and on two in five, as left and right pages may differ.
func runningLines(lines []pdfLine, places []edge) map[int]bool {
	pages := map[int]bool{}
	groups := map[string][]int{}
	for i, line := range lines {
		pages[line.page] = true
		if !places[i].apart {
			continue
		}
		side := "v"
		if places[i].top {
			side = "^"
		}
		key := side + runningKey(line.text)
		groups[key] = append(groups[key], i)
	}
	out := map[int]bool{}
	for key, group := range groups {
		const leastPages = 3
		level := sameHeight(lines, group)
		n := countPages(lines, level)
		if len(key) > 1 && (n >= leastPages && 5*n >= 2*len(pages) || n > 1 && 3*n >= len(pages) && countsPages(lines, level)) {
			for _, i := range level {
				out[i] = true
			}
		}
	}
	return out
}

// addFacing adds the heads of left and right pages, and those that change with
// the chapters: most pages have one at the same height and in the same print,
// and each comes again on another page.
func addFacing(running map[int]bool, lines []pdfLine, places []edge) {
	pages := map[int]bool{}
	heights := map[string][]int{}
	for i, line := range lines {
		pages[line.page] = true
		if places[i].apart {
			key := fmt.Sprint(places[i].top, int(line.base+0.5), int(line.size*2+0.5))
			heights[key] = append(heights[key], i)
		}
	}
	const leastPages = 3
	for _, level := range heights {
		texts := map[string]map[int]bool{}
		for _, i := range level {
			key := runningKey(lines[i].text)
			if texts[key] == nil {
				texts[key] = map[int]bool{}
			}
			texts[key][lines[i].page] = true
		}
		again := slices.DeleteFunc(slices.Clone(level), func(i int) bool { return len(texts[runningKey(lines[i].text)]) < 2 })
		if n := countPages(lines, again); n >= leastPages && 4*n >= 3*len(pages) {
			for _, i := range again {
				running[i] = true
			}
		}
	}
}

// addOutermost adds what stands first or last on most pages, word for word the
// same at one height, though no white sets it off: no text begins its pages so.
func addOutermost(running map[int]bool, lines []pdfLine, places []edge) {
	pages := map[int]int{} // how many lines they have
	groups := map[string][]int{}
	for _, line := range lines {
		pages[line.page]++
	}
	const leastPages, leastLines = 3, 8
	tall := func(i int) bool { return pages[lines[i].page] >= leastLines }
	for i, line := range lines {
		text := strings.TrimSpace(line.text)
		if places[i].outermost && !endsWithStop(text) {
			groups[text] = append(groups[text], i)
		}
	}
	for _, group := range groups {
		if !slices.ContainsFunc(group, tall) {
			continue
		}
		level := sameHeight(lines, group)
		if n := countPages(lines, level); n >= leastPages && 5*n >= 3*len(pages) {
			for _, i := range level {
				running[i] = true
			}
		}
	}
}

// runningStrips tells the turned words that come again on most of the pages
// that have any, as on the spine of a book, from those of one page.
func runningStrips(all []removed) (others []removed, strips []string) {
	pages := map[string]map[int]bool{}
	for _, r := range all {
		if r.code == NoteTurned {
			key := runningKey(r.text)
			if pages[key] == nil {
				pages[key] = map[int]bool{}
			}
			pages[key][r.page] = true
		}
	}
	const leastPages = 3
	seen := map[string]bool{}
	for _, r := range all {
		key := runningKey(r.text)
		if r.code != NoteTurned || len(pages[key]) < leastPages {
			others = append(others, r)
		} else if !seen[key] {
			seen[key] = true
			strips = append(strips, r.text)
		}
	}
	return others, strips
}

// countsPages reports whether a figure in these lines, equal but for figures,
// goes on with the pages.
func countsPages(lines []pdfLine, group []int) bool {
	offset := map[int]map[int]bool{} // by the place of the figure
	for _, i := range group {
		for place, figure := range figures.FindAllString(lines[i].text, -1) {
			n, err := strconv.Atoi(figure)
			if err != nil {
				return false
			}
			if offset[place] == nil {
				offset[place] = map[int]bool{}
			}
			offset[place][n-lines[i].page] = true
		}
	}
	for _, offsets := range offset {
		if len(offsets) == 1 {
			return true
		}
	}
	return false
}

var figures = regexp.MustCompile(`[0-9]+`)

// runningKey is a line without what changes from page to page.
func runningKey(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return -1
		case unicode.IsDigit(r):
			return '0'
		}
		return r
	}, text)
}

// sameHeight are those of the group that stand where its middle one stands.
func sameHeight(lines []pdfLine, group []int) []int {
	bases := make([]float64, len(group))
	for i, n := range group {
		bases[i] = lines[n].base
	}
	middle := quantile(bases, 0.5)
	return slices.DeleteFunc(slices.Clone(group), func(n int) bool { return !sameRow(middle, lines[n]) })
}

func countPages(lines []pdfLine, group []int) int {
	pages := map[int]bool{}
	for _, n := range group {
		pages[lines[n].page] = true
	}
	return len(pages)
}
