package meaning

import (
	_ "embed"
	"encoding/binary"
	"math"
	"unsafe"
)

//go:embed weights.bin
var weightsFile string

// Sizes of the model.
const (
	// Size is the length of a vector.
	Size      = 512
	heads     = 8
	headSize  = Size / heads
	inner     = 4 * Size
	layers    = 4
	positions = 512 // the longest text, in tokens
	words     = 21128
)

// table is one of the tables that tokens are looked up in, with a scale for each row.
type table struct {
	scale   []float32
	numbers []int8
}

// add adds a row to x.
func (t table) add(x []float32, row int) {
	scale := t.scale[row]
	for i, n := range t.numbers[row*Size : (row+1)*Size] {
		x[i] += float32(float32(n) * scale)
	}
}

// matrix maps vectors of in numbers to such of out; the numbers of one output lie
// together.
type matrix struct {
	in, out     int
	scale, bias []float32
	numbers     []int8
}

// norm is what a layer's vectors are brought to.
type norm struct{ weight, bias []float32 }

// layer is one layer of the model.
type layer struct {
	query, key, value, attended, widened, narrowed matrix
	afterAttention, afterInner                     norm
}

// model is all of it.
type model struct {
	word, position table
	// kind is added to every token: the model knows two kinds, of which one is used.
	kind     []float32
	embedded norm
	layers   [layers]layer
}

// reader reads weights.bin, whose form the command make explains.
type reader struct{ rest string }

func (r *reader) take(n int) string {
	out := r.rest[:n]
	r.rest = r.rest[n:]
	return out
}

func (r *reader) floats(n int) []float32 {
	out, data := make([]float32, n), []byte(r.take(4*n))
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return out
}

// numbers are taken without a copy: they stay pages of the program's file.
func (r *reader) numbers(n int) []int8 {
	return unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(r.take(n)))), n) // read only
}

func (r *reader) table(rows int) table { return table{r.floats(rows), r.numbers(rows * Size)} }

func (r *reader) matrix(in, out int) matrix {
	return matrix{in: in, out: out, bias: r.floats(out), scale: r.floats(out), numbers: r.numbers(in * out)}
}

func (r *reader) norm() norm { return norm{r.floats(Size), r.floats(Size)} }

func readModel(file string) *model {
	r := reader{file}
	m := &model{word: r.table(words), position: r.table(positions), kind: r.floats(2 * Size)[:Size], embedded: r.norm()}
	for i := range m.layers {
		m.layers[i] = layer{
			query: r.matrix(Size, Size), key: r.matrix(Size, Size), value: r.matrix(Size, Size), attended: r.matrix(Size, Size),
			widened: r.matrix(Size, inner), narrowed: r.matrix(inner, Size),
			afterAttention: r.norm(), afterInner: r.norm(),
		}
	}
	return m
}
