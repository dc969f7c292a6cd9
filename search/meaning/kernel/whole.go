package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

// tile multiplies four outputs' numbers with two rows.
func tile() {
	TEXT("wideTile", NOSPLIT, "func(out []float32, outs int, whole []int16, by []float32, numbers []int8, scale, bias []float32)")
	in, row, numbers, k := GP64(), make([]Register, 2), make([]Register, 4), GP64()
	Load(Param("whole").Len(), in)
	SHRQ(Imm(1), in)
	row[0] = Load(Param("whole").Base(), GP64())
	row[1] = GP64()
	LEAQ(Mem{Base: row[0], Index: in, Scale: 2}, row[1])
	numbers[0] = Load(Param("numbers").Base(), GP64())
	for i := 1; i < 4; i++ {
		numbers[i] = GP64()
		LEAQ(Mem{Base: numbers[i-1], Index: in, Scale: 1}, numbers[i])
	}
	acc := zero(8) // of the first row four, of the second four
	XORQ(k, k)
	Label("next")
	first, second, n, product := YMM(), YMM(), YMM(), YMM()
	VMOVDQU(Mem{Base: row[0], Index: k, Scale: 2}, first)
	VMOVDQU(Mem{Base: row[1], Index: k, Scale: 2}, second)
	for o := range 4 {
		VPMOVSXBW(Mem{Base: numbers[o], Index: k, Scale: 1}, n)
		VPMADDWD(first, n, product)
		VPADDD(product, acc[o], acc[o])
		VPMADDWD(second, n, product)
		VPADDD(product, acc[4+o], acc[4+o])
	}
	ADDQ(Imm(16), k)
	CMPQ(k, in)
	JLT(LabelRef("next"))
	out, outs := Load(Param("out").Base(), GP64()), Load(Param("outs"), GP64())
	by, scale, bias := Load(Param("by").Base(), GP64()), Load(Param("scale").Base(), GP64()), Load(Param("bias").Base(), GP64())
	for i := range 2 {
		sums := four(acc[4*i : 4*i+4])
		VCVTDQ2PS(sums, sums)
		share := XMM()
		VBROADCASTSS(Mem{Base: by, Disp: 4 * i}, share)
		VMULPS(share, sums, sums)
		VMULPS(Mem{Base: scale}, sums, sums)
		VADDPS(Mem{Base: bias}, sums, sums)
		VMOVUPS(sums, Mem{Base: out})
		if i == 0 {
			LEAQ(Mem{Base: out, Index: outs, Scale: 4}, out)
		}
	}
	VZEROUPPER()
	RET()
}

// four adds up each of four.
func four(acc []VecVirtual) VecVirtual {
	VPHADDD(acc[1], acc[0], acc[0])
	VPHADDD(acc[3], acc[2], acc[2])
	VPHADDD(acc[2], acc[0], acc[0])
	half := XMM()
	VEXTRACTI128(Imm(1), acc[0], half)
	VPADDD(acc[0].AsX(), half, half)
	return half
}

// dots multiplies codes with a question, four at a time and then one.
func dots() {
	TEXT("wideDots", NOSPLIT, "func(question []int16, codes []int8, out []int32)")
	question := Load(Param("question").Base(), GP64())
	codes := Load(Param("codes").Base(), GP64())
	out := Load(Param("out").Base(), GP64())
	count := Load(Param("out").Len(), GP64())
	for _, together := range []int{4, 1} {
		name := map[int]string{4: "four", 1: "one"}[together]
		Label(name)
		CMPQ(count, Imm(uint64(together)))
		JLT(LabelRef(name + "_done"))
		acc := zero(4)
		k := GP64()
		XORQ(k, k)
		Label(name + "_next")
		n, q := YMM(), YMM()
		VMOVDQU(Mem{Base: question, Index: k, Scale: 2}, q)
		for i := range together {
			VPMOVSXBW(Mem{Base: codes, Index: k, Scale: 1, Disp: i * width}, n)
			VPMADDWD(q, n, n)
			VPADDD(n, acc[i], acc[i])
		}
		ADDQ(Imm(16), k)
		CMPQ(k, U32(width))
		JLT(LabelRef(name + "_next"))
		sums := four(acc)
		if together == 4 {
			VMOVDQU(sums, Mem{Base: out})
		} else {
			VMOVD(sums, Mem{Base: out})
		}
		ADDQ(U32(together*width), codes)
		ADDQ(Imm(uint64(4*together)), out)
		SUBQ(Imm(uint64(together)), count)
		JMP(LabelRef(name))
		Label(name + "_done")
	}
	VZEROUPPER()
	RET()
}

// most finds the largest of a row, without signs.
func most() {
	TEXT("wideMost", NOSPLIT, "func(row []float32) float32")
	row, n := Load(Param("row").Base(), GP64()), Load(Param("row").Len(), GP64())
	mask := eight("unsigned", U32(0x7fffffff))
	acc, v := zero(1)[0], YMM()
	sign := YMM()
	VMOVUPS(mask, sign)
	Label("next")
	VANDPS(Mem{Base: row}, sign, v)
	VMAXPS(v, acc, acc)
	ADDQ(Imm(32), row)
	SUBQ(Imm(8), n)
	JG(LabelRef("next"))
	Store(fold(acc, func(a, b, out Op) { VMAXPS(a, b, out) }), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// round makes whole numbers of a row.
func round() {
	TEXT("wideRound", NOSPLIT, "func(out []int16, row []float32, by float32)")
	out, row, n := Load(Param("out").Base(), GP64()), Load(Param("row").Base(), GP64()), Load(Param("row").Len(), GP64())
	by, low, high := YMM(), YMM(), YMM()
	address, err := Param("by").Resolve()
	if err != nil {
		panic(err)
	}
	VBROADCASTSS(address.Addr, by)
	Label("next")
	VMULPS(Mem{Base: row}, by, low)
	VMULPS(Mem{Base: row, Disp: 32}, by, high)
	VCVTPS2DQ(low, low)
	VCVTPS2DQ(high, high)
	VPACKSSDW(high, low, low)
	VPERMQ(Imm(0xd8), low, low)
	VMOVDQU(low, Mem{Base: out})
	ADDQ(Imm(64), row)
	ADDQ(Imm(32), out)
	SUBQ(Imm(16), n)
	JG(LabelRef("next"))
	VZEROUPPER()
	RET()
}
