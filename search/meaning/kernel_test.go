package meaning

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func floats(r *rand.Rand, n int, by float64) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.NormFloat64() * by)
	}
	return out
}

func wholes[T int8 | int16](r *rand.Rand, n, most int) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = T(r.IntN(2*most+1) - most)
	}
	return out
}

// TestKernel: what is written for this processor gives bit for bit what is written
// plainly.
func TestKernel(t *testing.T) {
	fast, r := fastest(), rand.New(rand.NewPCG(1, 2))
	same := func(what string, n int, do func(k kernel) []float32) {
		t.Helper()
		if want, got := do(plain), do(fast); !slices.Equal(got, want) {
			t.Errorf("%s of %d: %v, plainly %v", what, n, got[:8], want[:8])
		}
	}
	for _, in := range []int{512, 2048} {
		for rows := 2; rows <= block; rows += 2 {
			m := &matrix{in: in, out: 24, scale: floats(r, 24, .01), bias: floats(r, 24, 1), numbers: wholes[int8](r, 24*in, 127)}
			whole, by := wholes[int16](r, rows*in, mostWhole), floats(r, rows, .01)
			same("multiply", rows, func(k kernel) []float32 {
				out := make([]float32, rows*24)
				k.multiply(m, out, whole, by)
				return out
			})
		}
	}
	for n := 1; n < 40; n++ {
		query, keys, shares := floats(r, headSize, 1), floats(r, n*Size, 1), floats(r, n, 1)
		same("likeness", n, func(k kernel) []float32 { out := make([]float32, n+8); k.likeness(out[:n], query, keys); return out })
		same("mix", n, func(k kernel) []float32 { out := make([]float32, headSize); k.mix(out, shares, keys); return out })
		row := floats(r, 8*n, 20)
		same("shares", n, func(k kernel) []float32 { out := slices.Clone(row); k.shares(out); return out })
		same("smooth", n, func(k kernel) []float32 { out := slices.Clone(row); k.smooth(out); return out })
		x, plus, weight, bias := floats(r, Size, 3), floats(r, Size, 3), floats(r, Size, 1), floats(r, Size, 1)
		same("norm", n, func(k kernel) []float32 { out := slices.Clone(x); k.norm(out, plus, weight, bias); return out })
		row = floats(r, 16*n, 20)
		same("most", n, func(k kernel) []float32 { return append(make([]float32, 8), k.most(row)) })
		same("round", n, func(k kernel) []float32 {
			whole := make([]int16, len(row))
			k.round(whole, row, 37.3)
			out := make([]float32, len(row))
			for i, v := range whole {
				out[i] = float32(v)
			}
			return out
		})
	}
}

// TestExp and TestGelu: what they come short of the library's is as documented.
func TestExp(t *testing.T) {
	for x := float32(-79.9); x <= 0; x += .0037 {
		if got, want := float64(exp(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 1e-6 {
			t.Errorf("exp(%v) is %v, want %v", x, got, want)
		}
	}
	if got := exp(-1e30); got < 0 || got > 1e-30 {
		t.Errorf("exp of very little is %v", got)
	}
}

func TestGelu(t *testing.T) {
	for x := float32(-20); x <= 20; x += .0011 {
		want := float64(x) * (1 + math.Erf(float64(x)/math.Sqrt2)) / 2
		if got := float64(gelu(x)); math.Abs(got-want) > 3e-7*math.Abs(float64(x))+1e-30 {
			t.Errorf("gelu(%v) is %v, want %v", x, got, want)
		}
	}
}

func bench(b *testing.B, text string) {
	for _, k := range []struct {
		name string
		kernel
	}{{"fastest", fastest()}, {"plain", plain}} {
		b.Run(k.name, func(b *testing.B) {
			e := newEncoder(k.kernel)
			b.ReportMetric(float64(e.tokens.count(text)+2), "tokens")
			for b.Loop() {
				e.Code(text)
			}
		})
	}
}

func BenchmarkQuestion(b *testing.B) {
	bench(b, "预备党员的预备期从什么时候开始算起要多久")
}

func BenchmarkPassage(b *testing.B) {
	bench(b, strings.Repeat("支部应当每半年讨论一次这项工作并且听取意见", 10))
}
