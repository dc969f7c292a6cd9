package check

// alignment is where in a source a text stands, nearly: from start to end, with same of
// its letters equal, in order. skipped counts the source's letters that it leaves out.
type alignment struct {
	start, end    int
	same, skipped int
}

// What a difference costs. To leave a clause out is one slip, however long the clause.
const (
	costWrong  = 10 // another letter, or one too many
	costSkip   = 20 // to begin to leave out
	costSkipOn = 1  // every further letter left out
	costEqual  = -3 // so that of two ways of one cost the one with more in common is taken
)

// align finds the cheapest way to read a text in a source, which may begin and end
// anywhere in it. It takes len(text)·len(source) steps.
func align(text, source []rune) alignment {
	type cell struct {
		cost, start, same, skipped int32
	}
	const never = 1 << 28
	n := len(source)
	// at are the cells of a row that end in a letter of the text, gap those that end in
	// one of the source's that was left out.
	at, gap, next := make([]cell, n+1), make([]cell, n+1), make([]cell, n+1)
	for j := range at {
		at[j] = cell{start: int32(j)}
		gap[j] = cell{cost: never}
	}
	for i, r := range text {
		next[0] = cell{cost: at[0].cost + costWrong}
		for j := 1; j <= n; j++ {
			best := better(at[j-1].cost, gap[j-1].cost)
			from := at[j-1]
			if best {
				from = gap[j-1]
			}
			if source[j-1] == r {
				from.cost += costEqual
				from.same++
			} else {
				from.cost += costWrong
			}
			up := at[j]
			if gap[j].cost < up.cost {
				up = gap[j]
			}
			if up.cost += costWrong; up.cost < from.cost {
				from = up
			}
			next[j] = from
		}
		at, next = next, at
		gap[0] = cell{cost: never}
		if i == len(text)-1 {
			break
		}
		for j := 1; j <= n; j++ {
			open, on := at[j-1], gap[j-1]
			open.cost += costSkip
			on.cost += costSkipOn
			if open.cost <= on.cost {
				gap[j] = open
			} else {
				gap[j] = on
			}
			gap[j].skipped++
		}
	}
	end := 0
	for j := range at {
		if at[j].cost < at[end].cost {
			end = j
		}
	}
	return alignment{start: int(at[end].start), end: end, same: int(at[end].same), skipped: int(at[end].skipped)}
}

// better reports whether to come from a gap is cheaper.
func better(at, gap int32) bool { return gap < at }
