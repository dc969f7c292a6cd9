package main

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// square is a symmetric matrix, row by row.
type square [][]float64

func newSquare(n int) square {
	out := make(square, n)
	for i := range out {
		out[i] = make([]float64, n)
	}
	return out
}

// addProduct adds the products of each two numbers of v.
func (s square) addProduct(v []float32) {
	for i, a := range v {
		for j, b := range v {
			s[i][j] += float64(a) * float64(b)
		}
	}
}

// directions finds the first n eigenvectors by orthogonal iteration: what is multiplied
// with s again and again turns to them. The last ones, which are nearly as good as the
// next, need not have settled.
func (s square) directions(n int) [][]float64 {
	const rounds = 100
	q := newSquare(len(s))[:n]
	for i := range q {
		q[i][i] = 1
	}
	for range rounds {
		for i := range q {
			q[i] = s.times(q[i])
			for _, before := range q[:i] {
				share := dot(q[i], before)
				for k := range before {
					q[i][k] -= share * before[k]
				}
			}
			long := math.Sqrt(dot(q[i], q[i]))
			for k := range q[i] {
				q[i][k] /= long
			}
		}
	}
	return q
}

func (s square) times(v []float64) []float64 {
	out := make([]float64, len(v))
	for i := range out {
		out[i] = dot(s[i], v)
	}
	return out
}

// kept is which part of the squares of all vectors lies in the directions.
func (s square) kept(directions [][]float64) float64 {
	var all, part float64
	for i := range s {
		all += s[i][i]
	}
	for _, d := range directions {
		part += dot(d, s.times(d))
	}
	return part / all
}

// mixed adds up all directions, with signs, for each row.
func mixed(directions [][]float64) [][]float64 {
	out := make([][]float64, len(directions))
	by := 1 / math.Sqrt(float64(len(directions)))
	for i := range out {
		out[i] = make([]float64, len(directions[0]))
		for j, d := range directions {
			sign := by
			if bits.OnesCount(uint(i&j))%2 == 1 {
				sign = -by
			}
			for k, v := range d {
				out[i][k] += sign * v
			}
		}
	}
	return out
}

// rounded is what weights.go of the package reads: the scales of the rows as float32 and
// the rows as whole numbers from -127 to 127.
func rounded(rows [][]float64) []byte {
	var scales, numbers []byte
	for _, row := range rows {
		var most float64
		for _, v := range row {
			most = max(most, math.Abs(v))
		}
		scale := float32(most / 127)
		scales = binary.LittleEndian.AppendUint32(scales, math.Float32bits(scale))
		for _, v := range row {
			numbers = append(numbers, byte(int8(math.RoundToEven(v/float64(scale)))))
		}
	}
	return append(scales, numbers...)
}

func dot(a, b []float64) (sum float64) {
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}
