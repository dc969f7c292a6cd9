package meaning

import "golang.org/x/sys/cpu"

// fastest is the kernel for this processor.
func fastest() kernel {
	if cpu.X86.HasAVX2 {
		return wide
	}
	return plain
}

// Kernel names what this processor computes with.
func Kernel() string {
	if cpu.X86.HasAVX2 {
		return "AVX2"
	}
	return plainName
}

// wide is written for processors with AVX2, by the command in kernel.
var wide = kernel{byTiles(wideTile), wideDots, wideLikeness, wideMix, wideShares, wideSmooth, wideNorm, wideMost, wideRound}

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
