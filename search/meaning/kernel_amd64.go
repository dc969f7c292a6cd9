package meaning

import "golang.org/x/sys/cpu"

// fastest is the kernel for this processor.
func fastest() kernel {
	if cpu.X86.HasAVX2 {
		return wide
	}
	return plain
}

// wide is written for processors with AVX2, by the command in kernel.
var wide = kernel{wideMultiply, wideDots, wideLikeness, wideMix, wideShares, wideSmooth, wideNorm, wideMost, wideRound}

// atHand is how many whole numbers stay in the processor's nearest memory beside the
// numbers of four outputs.
const atHand = 8192

// wideMultiply takes a few rows at a time through all outputs.
func wideMultiply(m *matrix, out []float32, whole []int16, by []float32) {
	rows := max(2, atHand/m.in)
	for len(by) > 0 {
		n := min(rows, len(by))
		for o := 0; o < m.out; o += 4 {
			numbers, scale, bias := m.numbers[o*m.in:(o+4)*m.in], m.scale[o:o+4], m.bias[o:o+4]
			for i := 0; i < n; i += 2 {
				wideTile(out[i*m.out+o:], m.out, whole[i*m.in:(i+2)*m.in], by[i:i+2], numbers, scale, bias)
			}
		}
		out, whole, by = out[n*m.out:], whole[n*m.in:], by[n:]
	}
}

// wideTile multiplies the numbers of four outputs with two rows: out[:4] and
// out[outs:outs+4] are the results.
//
//go:noescape
func wideTile(out []float32, outs int, whole []int16, by []float32, numbers []int8, scale, bias []float32)

//go:noescape
func wideDots(question []int16, codes []int8, out []int32)

//go:noescape
func wideLikeness(out, query, keys []float32)

//go:noescape
func wideMix(out, shares, values []float32)

//go:noescape
func wideShares(x []float32)

//go:noescape
func wideSmooth(x []float32)

//go:noescape
func wideNorm(x, plus, weight, bias []float32)

//go:noescape
func wideMost(row []float32) float32

//go:noescape
func wideRound(out []int16, row []float32, by float32)
