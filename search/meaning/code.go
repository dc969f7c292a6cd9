package meaning

import (
	_ "embed"
	"math"
)

// Model names what Codes are made by: weights, tokens, arithmetic and all. Codes of two
// Models have nothing in common. It ends in the beginning of the checksum of the Codes of
// testdata/golden.jsonl.
const Model = "bge-small-zh-v1.5-b8fc1c77b84a"

// Width is the length of a Code, in bytes.
const Width = 256

// Code is the vector of a text, reduced to fewer and shorter numbers, from -127 to 127.
// The product of two Codes tells their cosine, see Cosine.
type Code [Width]int8

// steps is how many steps of a Code the number one has: so many that of real texts
// hardly any number is cut off.
const steps = 400

// shorterFile is what Codes are made with, by the command pca: the scales of Width
// outputs as float32 and their Size numbers, a byte each.
//
//go:embed pca.bin
var shorterFile string

func readShorter(file string) matrix {
	r := reader{file}
	return matrix{in: Size, out: Width, bias: make([]float32, Width), scale: r.floats(Width), numbers: r.numbers(Size * Width)}
}

// code reduces a vector.
func (r *room) code(shorter *matrix, vector []float32) (out Code) {
	r.round(append(r.wide[:0], append(vector, make([]float32, Size)...)...), Size) // rows go in pairs
	r.multiply(shorter, r.out[:2*Width])
	for i, v := range r.out[:Width] {
		out[i] = int8(min(127, max(-127, math.RoundToEven(float64(v)*steps))))
	}
	return out
}

// Cosine is how alike two texts are of whose Codes dot is the product: 1 for the same
// text, and about .3 for texts that have nothing in common.
func Cosine(dot int32) float32 { return float32(dot) * (1. / (steps * steps)) }

// Dots sets out[i] to the product of the question with the i-th of codes, which lie
// there without a gap: there are len(out) times Width bytes.
func Dots(question *Code, codes []int8, out []int32) {
	if len(codes) != len(out)*Width {
		panic("meaning: codes and out of different lengths")
	}
	var wider [Width]int16
	for i, v := range question {
		wider[i] = int16(v)
	}
	fastest().dots(wider[:], codes, out)
}
