package check

import "slices"

const (
	// leastSpliced is the length of the pieces that a quotation is put together from,
	// mostSpliced their number.
	leastSpliced, mostSpliced = 6, 4
	// mostShuffled is the number of the pieces of one passage that are put in another
	// order, mostTried of how many passages that is tried.
	mostShuffled, mostTried = 6, 12
	// leftOver is how many letters at the end may be of nowhere: a 的 that was added.
	leftOver = 2
)

// splice finds the fewest runs of candidates that cover a piece of n letters, from left
// to right; none if they do not, or if one is enough.
func splice(n int, found []candidate) []place {
	return cover(n, found, leastSpliced, mostSpliced)
}

// shuffle finds a passage all of whose runs cover a piece of n letters in another order
// than they stand in; none if there is none.
func shuffle(n int, found []candidate) []place {
	for i := range found[:min(len(found), mostTried)] {
		out := cover(n, found[i:i+1], seedLength-1, mostShuffled)
		byStart := func(a, b place) int { return a.span.Start - b.span.Start }
		if len(out) > 1 && !slices.IsSortedFunc(out, byStart) {
			return out
		}
	}
	return nil
}

// cover covers a piece with runs of at least some letters, each time by the one that
// reaches furthest; none if that cannot be, or takes more than most.
func cover(n int, found []candidate, least, most int) []place {
	var out []place
	for at := 0; at < n; {
		if len(out) == most {
			return nil
		}
		var best *candidate
		var longest run
		for i := range found {
			for _, r := range found[i].runs {
				if r.draft <= at && r.draft+r.length > max(at, longest.draft+longest.length) {
					best, longest = &found[i], r
				}
			}
		}
		if best == nil || longest.draft+longest.length-at < least {
			if n-at <= leftOver && len(out) > 1 {
				break
			}
			return nil
		}
		out, at = append(out, best.placeOf(longest)), longest.draft+longest.length
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
