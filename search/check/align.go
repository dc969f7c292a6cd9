package check

// alignment is where in a source a text stands, nearly: from start to end, with same of
// its letters equal, in order. skipped counts the source's letters that it leaves out.
// Up to last it may as well end: the text's last letters are then other letters for the
// source's rather than too many.
type alignment struct {
	start, end, last int
	same, skipped    int
}

// What a difference costs. To leave a clause out is one slip, however long the clause.
const (
	costWrong  = 10 // another letter, or one too many
	costSkip   = 20 // to begin to leave out
	costSkipOn = 1  // every further letter left out
	costEqual  = -3 // so that of two ways of one cost the one with more in common is taken
	costNever  = 1 << 28
)

// way is the cheapest way to read the beginning of a text up to a place of the source:
// what it costs, where in the source it begins, and what alignment counts.
type way struct{ cost, start, same, skipped int32 }

// cheaper is the cheaper of two ways, the first if they cost the same.
func cheaper(a, b way) way {
	if b.cost < a.cost {
		return b
	}
	return a
}

func (w way) and(cost int32) way {
	w.cost += cost
	return w
}

// align finds the cheapest way to read a text in a source, which may begin and end
// anywhere in it. It takes len(text)·len(source) steps.
func align(text, source []rune) alignment {
	n := len(source)
	// at are the ways that end in a letter of the text, gap those that end in one of the
	// source's that was left out.
	at, gap, next := make([]way, n+1), make([]way, n+1), make([]way, n+1)
	for j := range at {
		at[j], gap[j] = way{start: int32(j)}, way{cost: costNever}
	}
	for i, r := range text {
		next[0] = at[0].and(costWrong)
		for j := 1; j <= n; j++ {
			next[j] = cheaper(over(cheaper(at[j-1], gap[j-1]), source[j-1] == r), cheaper(at[j], gap[j]).and(costWrong))
		}
		at, next = next, at
		if i < len(text)-1 { // nothing is left out at the end
			skip(at, gap)
		}
	}
	end := 0
	for j := range at {
		if at[j].cost < at[end].cost {
			end = j
		}
	}
	best, last := at[end], end
	for last < n && at[last+1] == best {
		last++
	}
	return alignment{start: int(best.start), end: end, last: last, same: int(best.same), skipped: int(best.skipped)}
}

// over is a way that goes on over a letter of both.
func over(w way, equal bool) way {
	if equal {
		w.same++
		return w.and(costEqual)
	}
	return w.and(costWrong)
}

// skip finds the ways that leave out one more letter of the source.
func skip(at, gap []way) {
	gap[0] = way{cost: costNever}
	for j := 1; j < len(at); j++ {
		gap[j] = cheaper(at[j-1].and(costSkip), gap[j-1].and(costSkipOn))
		gap[j].skipped++
	}
}
