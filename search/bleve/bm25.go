package bleve

// norms precomputes by length what does not hang on the term, where b is how much a long
// passage is held against it.
func (w *Weights) norms(t *table, b float64) (norm, spread []float32) {
	norm, spread = make([]float32, maxLength+1), make([]float32, maxLength+1)
	mean := float64(max(t.grams, 1)) / float64(max(t.passages, 1))
	for n := range norm {
		k := w.K1 * (1 - b + b*float64(n)/mean)
		spread[n] = float32(k)
		norm[n] = float32((w.K1 + 1) / (1 + k))
	}
	return norm, spread
}

// tabledLevels is how many rises are looked up rather than divided for.
const tabledLevels = 8

// risesOf precomputes by level and length what occurrences add.
func risesOf(peak float32, spread []float32) [tabledLevels + 1][]float32 {
	var out [tabledLevels + 1][]float32
	for level := 2; level <= tabledLevels; level++ {
		out[level] = make([]float32, len(spread))
		for n, k := range spread {
			out[level][n] = rise(level, peak, k)
		}
	}
	return out
}

// riseOf is what an occurrence adds in a passage of a length.
func (v *view) riseOf(level int, length uint16) float32 {
	if level <= tabledLevels {
		return v.rises[level][length]
	}
	return rise(level, v.peak, v.spread[length])
}

// rise is what the nth occurrence adds to n-1 of them.
func rise(n int, peak, spread float32) float32 {
	f := float32(n)
	return peak * (f/(f+spread) - (f-1)/(f-1+spread))
}
