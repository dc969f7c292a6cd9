// Kernel writes wide_amd64.s, the parts of the encoder that cost most, for processors
// with AVX2. It is a module of its own, so that what it needs is none of the program's:
//
//	cd search/meaning/kernel && go run . -out ../wide_amd64.s
//
// Nothing is fused and every sum is taken in the order in which plain.go takes it, so
// that both give the same bits.
package main

import (
	"github.com/mmcloughlin/avo/attr"
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	size     = 512 // of a vector of the model
	headSize = 64
	width    = 256 // of a code
)

func main() {
	ConstraintExpr("amd64")
	tile()
	dots()
	likeness()
	mix()
	shares()
	smooth()
	norm()
	most()
	round()
	Generate()
}

// zero clears so many registers.
func zero(n int) []VecVirtual {
	out := make([]VecVirtual, n)
	for i := range out {
		out[i] = YMM()
		VXORPS(out[i], out[i], out[i])
	}
	return out
}

// fold leaves in every lane of the lower half what add makes of all eight: first and
// fifth, that and third and seventh, and so on.
func fold(acc VecVirtual, add func(a, b, out Op)) VecVirtual {
	half, other := XMM(), XMM()
	VEXTRACTF128(Imm(1), acc, half)
	add(half, acc.AsX(), half)
	VPERMILPS(Imm(0x4e), half, other)
	add(other, half, half)
	VPERMILPS(Imm(0xb1), half, other)
	add(other, half, half)
	return half
}

// constants are those asked for already, by name.
var constants = map[string]Mem{}

// eight is a constant that holds v eight times.
func eight(name string, v Constant) Mem {
	if m, ok := constants[name]; ok {
		return m
	}
	m := GLOBL(name, attr.RODATA|attr.NOPTR)
	for i := range 8 {
		DATA(4*i, v)
	}
	constants[name] = m
	return m
}
