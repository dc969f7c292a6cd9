package meaning

// fastest is plain but for what costs most: every processor of this kind has NEON.
func fastest() kernel {
	k := plain
	k.multiply, k.dots, k.likeness, k.mix = byTiles(neonTile), neonDots, neonLikeness, neonMix
	return k
}

// neonTile is a tile.
func neonTile(out []float32, outs int, whole []int16, by []float32, numbers []int8, scale, bias []float32) {
	var sums [8]int32
	neonSums(&sums, whole, numbers)
	for i, scaled := range by {
		for o, sum := range sums[4*i : 4*i+4] {
			out[i*outs+o] = float32(float32(float32(sum)*scaled)*scale[o]) + bias[o]
		}
	}
}

// neonDots takes four codes as the numbers of four outputs.
func neonDots(question []int16, codes []int8, out []int32) {
	var sums [8]int32
	twice := append(append(make([]int16, 0, 2*Width), question...), question...)
	for len(out) >= 4 {
		neonSums(&sums, twice, codes[:4*Width])
		copy(out, sums[:4])
		out, codes = out[4:], codes[4*Width:]
	}
	plainDots(question, codes, out)
}

// neonSums sets sums to the products of the first of two rows with each of four rows of
// numbers and those of the second; 16 divides the lengths of rows.
//
//go:noescape
func neonSums(sums *[8]int32, whole []int16, numbers []int8)

//go:noescape
func neonLikeness(out, query, keys []float32)

//go:noescape
func neonMix(out, shares, values []float32)

// Kernel names what this processor computes with.
func Kernel() string { return "NEON" }
