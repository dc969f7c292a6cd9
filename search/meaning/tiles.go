package meaning

// tile multiplies the numbers of four outputs with two rows: out[:4] and
// out[outs:outs+4] are the results.
type tile func(out []float32, outs int, whole []int16, by []float32, numbers []int8, scale, bias []float32)

// byTiles takes a few rows at a time through all outputs: so many that they stay in the
// processor's nearest memory beside the numbers of four outputs.
func byTiles(t tile) func(m *matrix, out []float32, whole []int16, by []float32) {
	const atHand = 8192
	return func(m *matrix, out []float32, whole []int16, by []float32) {
		rows := max(2, atHand/m.in)
		for len(by) > 0 {
			n := min(rows, len(by))
			for o := 0; o < m.out; o += 4 {
				numbers, scale, bias := m.numbers[o*m.in:(o+4)*m.in], m.scale[o:o+4], m.bias[o:o+4]
				for i := 0; i < n; i += 2 {
					t(out[i*m.out+o:], m.out, whole[i*m.in:(i+2)*m.in], by[i:i+2], numbers, scale, bias)
				}
			}
			out, whole, by = out[n*m.out:], whole[n*m.in:], by[n:]
		}
	}
}
