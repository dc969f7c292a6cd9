package extract

import (
	"regexp"
	"slices"
	"strings"
)

// pdfRule is a thin line drawn across a page, as above the notes at its foot.
type pdfRule struct {
	page        int
	left, right float64
	base        float64
}

// noteStart is how a note begins: with a mark that no list of provisions has in
// smaller print, or, below a rule, with a plain number.
var (
	noteStart      = regexp.MustCompile(`^\s*(?:[①-⑳❶-❿⓪㊟※*＊†‡]|\[[0-9０-９]{1,3}\]|［[0-9０-９]{1,3}］|〔[0-9０-９一二三四五六七八九十]{1,3}〕|【[0-9]{1,3}】|\([0-9]{1,3}\)|注[0-9①-⑳]*[：:])`)
	noteStartBelow = regexp.MustCompile(`^\s*[0-9０-９]{1,3}[\s.．、\p{Han}《“]`)
)

// takeNotes takes the notes at the foot of pages out of the text, one by one.
// Notes are in smaller print, below everything else on their page, and begin
// with a mark; what only looks like one stays and is doubted.
func takeNotes(lines []pdfLine, rules []pdfRule) (text []pdfLine, notes [][]pdfLine) {
	usual := textSize(lines)
	onPage := map[int][]pdfRule{}
	for _, r := range rules {
		onPage[r.page] = append(onPage[r.page], r)
	}
	for start := 0; start < len(lines); {
		end := start
		for end < len(lines) && lines[end].page == lines[start].page {
			end++
		}
		page := lines[start:end]
		raised := raisedOn(page)
		foot, below := footLines(page, usual, onPage[page[0].page])
		if marked := markedFoot(page, raised); len(marked) > len(foot) {
			foot, below = marked, true
		}
		for _, i := range foot {
			starts := noteStart.MatchString(page[i].text) || below && noteStartBelow.MatchString(page[i].text) || answers(page[i], raised)
			if starts || i == foot[0] {
				notes = append(notes, nil)
			}
			notes[len(notes)-1] = append(notes[len(notes)-1], page[i])
		}
		slices.Sort(foot)
		for i, line := range page {
			if _, isNote := slices.BinarySearch(foot, i); !isNote {
				text = append(text, line)
			}
		}
		start = end
	}
	return text, notes
}

// answers reports whether a line begins with a mark that is raised in the text.
func answers(line pdfLine, raised map[string]bool) bool {
	head := noteHead.FindString(line.text)
	rest := line.text[len(head):]
	return head != "" && raised[bareMark(head)] && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, "、") && !strings.HasPrefix(rest, "．")
}

// markedFoot are the lines from the first that answers a raised mark down to
// the foot of a page, in whatever print. They stand off from the text, and each
// mark is answered once.
func markedFoot(page []pdfLine, raised map[string]bool) (foot []int) {
	if len(raised) == 0 {
		return nil
	}
	order := make([]int, len(page))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -compare(page[a].base, page[b].base) })
	leading := measure(page).leading
	for k, i := range order {
		if k == 0 || !answers(page[i], raised) {
			continue
		}
		above := page[order[k-1]]
		if above.base-page[i].base > 1.25*leading || page[i].size < 0.93*above.size {
			return order[k:]
		}
	}
	return nil
}

// textSize is the size of most characters.
func textSize(lines []pdfLine) float64 {
	sizes := map[float64]int{}
	best, most := 1.0, 0
	for _, l := range lines {
		size := float64(int(l.size*4+0.5)) / 4
		if sizes[size] += len(l.text); sizes[size] > most {
			best, most = size, sizes[size]
		}
	}
	return best
}

// footLines are the lines of a page that are notes, and whether they stand
// below a rule.
func footLines(page []pdfLine, usual float64, rules []pdfRule) (foot []int, below bool) {
	const smaller = 0.93
	lowest, first := 0.0, true // of the lines in the usual print
	for _, l := range page {
		if l.size > smaller*usual && (first || l.base < lowest) {
			lowest, first = l.base, false
		}
	}
	rule, ruled := footRule(page, rules)
	var top float64
	for i, l := range page {
		if l.size <= smaller*usual && (first || l.base < lowest-0.2*usual) || ruled && l.base < rule && l.size < 0.98*usual {
			if len(foot) == 0 || l.base > top {
				top = l.base
			}
			foot = append(foot, i)
		}
	}
	if first || len(foot) == 0 || len(foot)*2 > len(page) {
		return nil, false
	}
	slices.SortStableFunc(foot, func(a, b int) int { return -compare(page[a].base, page[b].base) })
	below = ruled && top < rule
	opening := strings.TrimSpace(page[foot[0]].text)
	switch {
	case noteStart.MatchString(opening), below && noteStartBelow.MatchString(opening):
		return foot, below
	case below && page[foot[0]].size <= smaller*usual:
		return foot, below // a note that goes on from the page before
	}
	if marked := slices.IndexFunc(foot, func(i int) bool { return noteStart.MatchString(page[i].text) }); marked > 0 {
		for _, i := range foot {
			page[i].doubt |= doubtNote
		}
	}
	return nil, false
}

// footRule is the height of the lowest short rule on a page that begins where
// the lines begin and has text above and below it.
func footRule(page []pdfLine, rules []pdfRule) (base float64, ok bool) {
	const most = 40 // of a page; more are tables
	if len(rules) > most {
		return 0, false
	}
	left, right := page[0].left, page[0].right
	low, high := page[0].base, page[0].base
	for _, l := range page {
		left, right = min(left, l.left), max(right, l.right)
		low, high = min(low, l.base), max(high, l.base)
	}
	for i, r := range rules {
		width := r.right - r.left
		if slices.ContainsFunc(rules, func(o pdfRule) bool { return o != rules[i] && abs(o.left-r.left) < 2 }) {
			continue // of a table
		}
		const shortest, longest = 0.1, 0.6 // of the text's width: longer ones frame pages or tables
		if width < shortest*(right-left) || width > longest*(right-left) || abs(r.left-left) > 0.1*(right-left) {
			continue
		}
		if r.base > low && r.base < low+0.5*(high-low) && (!ok || r.base < base) {
			base, ok = r.base, true
		}
	}
	return base, ok
}
