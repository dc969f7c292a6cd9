package main

import (
	"math"
	"testing"
)

// TestDirections: those that vectors differ in most are found, and stay at right angles
// and one long when they are mixed.
func TestDirections(t *testing.T) {
	axes, s := mixed(unmixed(16)), newSquare(16)
	for n, axis := range axes { // the more, the later the axis
		v := make([]float32, 16)
		for k := range v {
			v[k] = float32(float64(n) * axis[k])
		}
		s.addProduct(v)
	}
	found := s.directions(4)
	var all float64
	for i := range 16 {
		all += float64(i * i)
	}
	if want := (15*15 + 14*14 + 13*13 + 12*12) / all; !(math.Abs(s.kept(found)-want) < 1e-3) {
		t.Errorf("%.4f is kept, want %.4f", s.kept(found), want)
	}
	rows := mixed(found)
	for i, a := range rows {
		for j, b := range rows {
			want := 0.
			if i == j {
				want = 1
			}
			if got := dot(a, b); !(math.Abs(got-want) < 1e-9) {
				t.Errorf("rows %d and %d: %v", i, j, got)
			}
		}
	}
}

// unmixed are the axes themselves.
func unmixed(n int) [][]float64 {
	out := newSquare(n)
	for i := range out {
		out[i][i] = 1
	}
	return out
}
