package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// likeness multiplies the query of a head with its keys.
func likeness() {
	TEXT("wideLikeness", NOSPLIT, "func(out, query, keys []float32)")
	out, n := Load(Param("out").Base(), GP64()), Load(Param("out").Len(), GP64())
	query, keys := Load(Param("query").Base(), GP64()), Load(Param("keys").Base(), GP64())
	q := make([]VecVirtual, headSize/8)
	for i := range q {
		q[i] = YMM()
		VMOVUPS(Mem{Base: query, Disp: 32 * i}, q[i])
	}
	eighth := eight("eighth", F32(.125)) // by the root of headSize
	Label("next")
	acc, product := zero(1)[0], YMM()
	for i := range q {
		VMULPS(Mem{Base: keys, Disp: 32 * i}, q[i], product)
		VADDPS(product, acc, acc)
	}
	sum := fold(acc, addFloats)
	VMULSS(eighth, sum, sum)
	VMOVSS(sum, Mem{Base: out})
	ADDQ(U32(4*size), keys)
	ADDQ(Imm(4), out)
	DECQ(n)
	JNZ(LabelRef("next"))
	VZEROUPPER()
	RET()
}

func addFloats(a, b, out Op) { VADDPS(a, b, out) }

// mix adds up the values of a head by their shares.
func mix() {
	TEXT("wideMix", NOSPLIT, "func(out, shares, values []float32)")
	out, shares, n := Load(Param("out").Base(), GP64()), Load(Param("shares").Base(), GP64()), Load(Param("shares").Len(), GP64())
	values := Load(Param("values").Base(), GP64())
	acc := zero(headSize / 8)
	share, product := YMM(), YMM()
	Label("next")
	VBROADCASTSS(Mem{Base: shares}, share)
	for i := range acc {
		VMULPS(Mem{Base: values, Disp: 32 * i}, share, product)
		VADDPS(product, acc[i], acc[i])
	}
	ADDQ(U32(4*size), values)
	ADDQ(Imm(4), shares)
	DECQ(n)
	JNZ(LabelRef("next"))
	for i := range acc {
		VMOVUPS(acc[i], Mem{Base: out, Disp: 32 * i})
	}
	VZEROUPPER()
	RET()
}

// exponent is what the constants of exp are kept in.
type exponent struct {
	least, log2e, magic, high, low, one Mem
	terms                               []Mem
}

func newExponent() exponent {
	e := exponent{least: eight("least", F32(-80)), log2e: eight("log2e", F32(1.44269504088896341)), magic: eight("magic", F32(12582912)),
		high: eight("ln2_high", F32(.693359375)), low: eight("ln2_low", F32(-2.12194440e-4)), one: eight("one", F32(1))}
	for i, v := range []float32{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		e.terms = append(e.terms, eight(fmt.Sprintf("exp_%d", i), F32(v)))
	}
	return e
}

// of replaces x by its exponential.
func (e exponent) of(x VecVirtual) {
	n, whole, t, p := YMM(), YMM(), YMM(), YMM()
	VMAXPS(e.least, x, x)
	VMULPS(e.log2e, x, n)
	VADDPS(e.magic, n, n)
	VPSLLD(Imm(23), n, whole)
	VSUBPS(e.magic, n, n)
	VMULPS(e.high, n, t)
	VSUBPS(t, x, x)
	VMULPS(e.low, n, t)
	VSUBPS(t, x, x)
	VMULPS(e.terms[0], x, p)
	for _, term := range e.terms[1:] {
		VADDPS(term, p, p)
		VMULPS(x, p, p)
	}
	VMULPS(x, p, p)
	VADDPS(x, p, p)
	VADDPS(e.one, p, p)
	VPADDD(whole, p, x)
}

// shares makes shares of a whole out of a row.
func shares() {
	e := newExponent()
	TEXT("wideShares", NOSPLIT, "func(x []float32)")
	start, count := Load(Param("x").Base(), GP64()), Load(Param("x").Len(), GP64())
	x, n := GP64(), GP64()
	each := func(name string, do func()) {
		MOVQ(start, x)
		MOVQ(count, n)
		Label(name)
		do()
		ADDQ(Imm(32), x)
		SUBQ(Imm(8), n)
		JG(LabelRef(name))
	}
	largest, v := YMM(), YMM()
	VMOVUPS(Mem{Base: start}, largest)
	each("largest", func() { VMAXPS(Mem{Base: x}, largest, largest) })
	top := fold(largest, func(a, b, out Op) { VMAXPS(a, b, out) })
	VBROADCASTSS(top, largest)
	sum := zero(1)[0]
	each("exp", func() {
		VMOVUPS(Mem{Base: x}, v)
		VSUBPS(largest, v, v)
		e.of(v)
		VMOVUPS(v, Mem{Base: x})
		VADDPS(v, sum, sum)
	})
	all, by := fold(sum, addFloats), YMM()
	one := XMM()
	VMOVSS(e.one, one)
	VDIVSS(all, one, one)
	VBROADCASTSS(one, by)
	each("share", func() {
		VMULPS(Mem{Base: x}, by, v)
		VMOVUPS(v, Mem{Base: x})
	})
	VZEROUPPER()
	RET()
}

// smooth is gelu for a row.
func smooth() {
	e := newExponent()
	TEXT("wideSmooth", NOSPLIT, "func(x []float32)")
	x, n := Load(Param("x").Base(), GP64()), Load(Param("x").Len(), GP64())
	unsigned, slope, half := eight("unsigned", U32(0x7fffffff)), eight("slope", F32(.3275911*.70710678118654752)), eight("minus_half", F32(-.5))
	var terms []Mem
	for i, v := range []float32{1.061405429 / 2, -1.453152027 / 2, 1.421413741 / 2, -.284496736 / 2, .254829592 / 2} {
		terms = append(terms, eight(fmt.Sprintf("erf_%d", i), F32(v)))
	}
	v, size, t, p, w, nought := YMM(), YMM(), YMM(), YMM(), YMM(), YMM()
	VXORPS(nought, nought, nought)
	Label("next")
	VMOVUPS(Mem{Base: x}, v)
	VANDPS(unsigned, v, size)
	VMULPS(slope, size, t)
	VADDPS(e.one, t, t)
	VMOVUPS(e.one, w)
	VDIVPS(t, w, t)
	VMULPS(terms[0], t, p)
	for _, term := range terms[1:] {
		VADDPS(term, p, p)
		VMULPS(t, p, p)
	}
	VMULPS(v, v, w)
	VMULPS(half, w, w)
	e.of(w)
	VMULPS(w, p, p)
	VMULPS(size, p, p)
	VMAXPS(nought, v, v)
	VSUBPS(p, v, v)
	VMOVUPS(v, Mem{Base: x})
	ADDQ(Imm(32), x)
	SUBQ(Imm(8), n)
	JG(LabelRef("next"))
	VZEROUPPER()
	RET()
}

// norm adds a row to another and brings that to mean 0 and variance 1.
func norm() {
	TEXT("wideNorm", NOSPLIT, "func(x, plus, weight, bias []float32)")
	x, plus := Load(Param("x").Base(), GP64()), Load(Param("plus").Base(), GP64())
	weight, bias := Load(Param("weight").Base(), GP64()), Load(Param("bias").Base(), GP64())
	part, least, one := eight("part", F32(1./size)), eight("least_variance", F32(1e-12)), eight("one", F32(1))
	k := GP64()
	each := func(name string, do func()) {
		XORQ(k, k)
		Label(name)
		do()
		ADDQ(Imm(8), k)
		CMPQ(k, U32(size))
		JLT(LabelRef(name))
	}
	at := func(base Register) Mem { return Mem{Base: base, Index: k, Scale: 4} }
	v, mean, by := YMM(), YMM(), YMM()
	sum := zero(1)[0]
	each("sum", func() {
		VMOVUPS(at(x), v)
		VADDPS(at(plus), v, v)
		VMOVUPS(v, at(x))
		VADDPS(v, sum, sum)
	})
	total := fold(sum, addFloats)
	VMULSS(part, total, total)
	VBROADCASTSS(total, mean)
	squares := zero(1)[0]
	each("squares", func() {
		VMOVUPS(at(x), v)
		VSUBPS(mean, v, v)
		VMULPS(v, v, v)
		VADDPS(v, squares, squares)
	})
	variance, unit := fold(squares, addFloats), XMM()
	VMULSS(part, variance, variance)
	VADDSS(least, variance, variance)
	VSQRTSS(variance, variance, variance)
	VMOVSS(one, unit)
	VDIVSS(variance, unit, unit)
	VBROADCASTSS(unit, by)
	each("out", func() {
		VMOVUPS(at(x), v)
		VSUBPS(mean, v, v)
		VMULPS(by, v, v)
		VMULPS(at(weight), v, v)
		VADDPS(at(bias), v, v)
		VMOVUPS(v, at(x))
	})
	VZEROUPPER()
	RET()
}
