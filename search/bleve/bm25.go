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

// tabledTimes is for how many occurrences what they are worth is looked up rather than
// added up.
const tabledTimes = 8

// worthsOf precomputes by occurrences and length, in its low bits, what they are worth
// before rarity.
func worthsOf(peak float32, norm, spread []float32) *[(tabledTimes + 1) << lengthBits]float32 {
	out := new([(tabledTimes + 1) << lengthBits]float32)
	copy(out[1<<lengthBits:], norm)
	for times := 2; times <= tabledTimes; times++ {
		for length, k := range spread {
			out[times<<lengthBits|length] = out[(times-1)<<lengthBits|length] + rise(times, peak, k)
		}
	}
	return out
}

// rise is what the nth occurrence adds to n-1 of them.
func rise(n int, peak, spread float32) float32 {
	f := float32(n)
	return peak * (f/(f+spread) - (f-1)/(f-1+spread))
}
