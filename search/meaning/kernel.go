package meaning

// plainName is what Kernel calls plain Go, which is about ten times as slow.
const plainName = "plain"

// kernel is what the encoder spends its time in. Every kernel gives the same bits, so
// that vectors kept on one machine are compared with questions asked on another: no
// product is fused with a sum, and sums of floating point are taken in eight lanes that
// are folded together (see fold).
type kernel struct {
	// multiply puts into out what m makes of rows of whole numbers, each by its own
	// scale. The number of rows is even.
	multiply func(m *matrix, out []float32, whole []int16, by []float32)
	// dots sets out[i] to the product of question with the i-th of codes.
	dots func(question []int16, codes []int8, out []int32)
	// likeness sets out[i] to the product of a head's query with the key of the i-th
	// token, by the root of headSize; keys are Size apart.
	likeness func(out, query, keys []float32)
	// mix sets out to the sum of values by their shares; values are Size apart.
	mix func(out, shares, values []float32)
	// shares makes shares of one out of x (softmax), whose length 8 divides.
	shares func(x []float32)
	// smooth puts gelu of each number in its place; 8 divides the length.
	smooth func(x []float32)
	// norm adds plus to x, brings it to mean 0 and variance 1 and then to weight and
	// bias; all are Size long.
	norm func(x, plus, weight, bias []float32)
	// most is the largest number without its sign, round are the nearest whole numbers
	// of row times by; 16 divides their lengths.
	most  func(row []float32) float32
	round func(out []int16, row []float32, by float32)
}
