package meaning

import "math"

// plain is for every processor. Conversions to float32 keep the compiler from fusing a
// product with a sum.
var plain = kernel{plainMultiply, plainDots, plainLikeness, plainMix, plainShares, plainSmooth, plainNorm, plainMost, plainRound}

// plainMultiply takes two outputs at once: their numbers lie in one word of 64 bits, 32
// apart, so that one product is both. The upper one is one too small where the lower one
// is negative, which half sets right.
func plainMultiply(m *matrix, out []float32, whole []int16, by []float32) {
	pairs := make([]int64, m.in)
	for o := 0; o < m.out; o += 2 {
		first, second := m.numbers[o*m.in:][:len(pairs)], m.numbers[(o+1)*m.in:][:len(pairs)]
		for k := range pairs {
			pairs[k] = int64(first[k]) + int64(second[k])<<32
		}
		for i := 0; i < len(by); i += 2 {
			one, two := plainPairs(pairs, whole[i*m.in:(i+1)*m.in], whole[(i+1)*m.in:(i+2)*m.in])
			for j, sums := range [2]int64{one, two} {
				at := (i+j)*m.out + o
				low := int32(sums)
				high := int32((sums - int64(low)) >> 32)
				out[at] = float32(float32(float32(low)*by[i+j])*m.scale[o]) + m.bias[o]
				out[at+1] = float32(float32(float32(high)*by[i+j])*m.scale[o+1]) + m.bias[o+1]
			}
		}
	}
}

func plainPairs(pairs []int64, first, second []int16) (one, two int64) {
	first, second = first[:len(pairs)], second[:len(pairs)]
	for k, pair := range pairs {
		one += pair * int64(first[k])
		two += pair * int64(second[k])
	}
	return one, two
}

func plainDots(question []int16, codes []int8, out []int32) {
	q := (*[Width]int16)(question)
	for i := range out {
		code := (*[Width]int8)(codes[i*Width:])
		var even, odd int32
		for k := 0; k < Width; k += 2 {
			even += int32(code[k]) * int32(q[k])
			odd += int32(code[k+1]) * int32(q[k+1])
		}
		out[i] = even + odd
	}
}

// fold adds up lanes as the instructions for it do: halves, quarters, the rest.
func fold(l *[8]float32) float32 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

func plainLikeness(out, query, keys []float32) {
	query = query[:headSize]
	for i := range out {
		key := keys[i*Size:][:headSize]
		var lanes [8]float32
		for k := 0; k < headSize; k += 8 {
			q, v := (*[8]float32)(query[k:]), (*[8]float32)(key[k:])
			for l := range lanes {
				lanes[l] += float32(q[l] * v[l])
			}
		}
		out[i] = fold(&lanes) * (1. / 8)
	}
}

func plainMix(out, shares, values []float32) {
	out = out[:headSize]
	clear(out)
	for i, share := range shares {
		value := (*[headSize]float32)(values[i*Size:])
		for d := range out {
			out[d] += float32(share * value[d])
		}
	}
}

func plainShares(x []float32) {
	largest := x[0]
	for _, v := range x {
		if v > largest {
			largest = v
		}
	}
	var lanes [8]float32
	for i, v := range x {
		x[i] = exp(v - largest)
		lanes[i%8] += x[i]
	}
	by := 1 / fold(&lanes)
	for i := range x {
		x[i] *= by
	}
}

// magic is what one adds to a number and takes off again to have it whole.
const magic = 3 << 22

// exp is e to the x for x from -80 to 0, and what it is there for less; its relative
// error is below 1e-6 (expf of Moshier's Cephes).
func exp(x float32) float32 {
	if x < -80 {
		x = -80
	}
	n := float32(x*math.Log2E) + magic
	whole := math.Float32bits(n) << 23
	n -= magic
	x -= float32(n * .693359375)
	x -= float32(n * -2.12194440e-4)
	p := float32(x * 1.9875691500e-4)
	p = float32((p + 1.3981999507e-3) * x)
	p = float32((p + 8.3334519073e-3) * x)
	p = float32((p + 4.1665795894e-2) * x)
	p = float32((p + 1.6666665459e-1) * x)
	p = float32((p + 5.0000001201e-1) * x)
	return math.Float32frombits(math.Float32bits(float32(p*x)+x+1) + whole)
}

func plainSmooth(x []float32) {
	for i, v := range x {
		x[i] = gelu(v)
	}
}

// gelu is x times the normal distribution's share below x (Hendrycks and Gimpel 2016),
// by formula 7.1.26 of Abramowitz and Stegun 1964 for the error function: its error is
// below 3e-7 times x.
func gelu(x float32) float32 {
	size, step := x, x
	if x < 0 {
		size, step = -x, 0
	}
	t := 1 / (float32(size*(.3275911/math.Sqrt2)) + 1)
	p := float32(t * (1.061405429 / 2))
	p = float32((p + -1.453152027/2) * t)
	p = float32((p + 1.421413741/2) * t)
	p = float32((p + -.284496736/2) * t)
	p = float32((p + .254829592/2) * t)
	return step - float32(float32(p*exp(float32(x*x)*-.5))*size)
}

func plainNorm(x, plus, weight, bias []float32) {
	x, plus, weight, bias = x[:Size], plus[:Size], weight[:Size], bias[:Size]
	var sums, squares [8]float32
	for i := range x {
		x[i] += plus[i]
		sums[i%8] += x[i]
	}
	mean := fold(&sums) * (1. / Size)
	for i, v := range x {
		v -= mean
		squares[i%8] += float32(v * v)
	}
	by := 1 / float32(math.Sqrt(float64(float32(fold(&squares)*(1./Size))+1e-12)))
	for i, v := range x {
		x[i] = float32(float32((v-mean)*by)*weight[i]) + bias[i]
	}
}

func plainMost(row []float32) (most float32) {
	for _, v := range row {
		if v < 0 {
			v = -v
		}
		if v > most {
			most = v
		}
	}
	return most
}

func plainRound(out []int16, row []float32, by float32) {
	for i, v := range row {
		out[i] = int16(math.Float32bits(float32(v*by)+magic) - math.Float32bits(magic))
	}
}
