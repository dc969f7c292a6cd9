package meaning

// room is where a text is worked on: rows of numbers, one a token. It grows with the
// longest text that was in it.
type room struct {
	model  *model
	kernel kernel

	x, q, k, v []float32 // Size a token
	likeness   []float32 // of a token to all

	// Of block tokens:
	mixed, out []float32 // Size a token
	wide       []float32 // inner a token
	whole      []int16   // rounded, up to inner a token
	by         []float32 // the scales of whole
}

// block is how many tokens are taken through a step together: few enough that what lies
// between two steps stays near the processor.
const block = 16

func newRoom(m *model, k kernel) *room {
	return &room{
		model: m, kernel: k,
		mixed: make([]float32, block*Size), out: make([]float32, block*Size), wide: make([]float32, block*inner),
		whole: make([]int16, block*inner), by: make([]float32, block),
	}
}

// reserve makes place for n tokens.
func (r *room) reserve(n int) {
	if len(r.x) >= n*Size {
		return
	}
	n = (n + block - 1) / block * block
	r.x, r.q, r.k, r.v = make([]float32, n*Size), make([]float32, n*Size), make([]float32, n*Size), make([]float32, n*Size)
	r.likeness = make([]float32, n)
}

// vector is that of the first token of the last layer, made one long.
func (r *room) vector(tokens []int) []float32 {
	n := len(tokens)
	even := n + n%2 // rows go in pairs; the one more is of no token
	r.reserve(even)
	clear(r.x[:even*Size])
	for i, token := range tokens {
		x := r.x[i*Size : (i+1)*Size]
		r.model.word.add(x, token)
		r.model.position.add(x, i)
		r.kernel.norm(x, r.model.kind, r.model.embedded.weight, r.model.embedded.bias)
	}
	for i := range r.model.layers {
		l := &r.model.layers[i]
		r.compare(l, even)
		for from := 0; from < even; from += block {
			r.through(l, n, from, min(from+block, even))
		}
	}
	out := append([]float32(nil), r.x[:Size]...)
	unit(out)
	return out
}

// compare makes queries, keys and values of all tokens.
func (r *room) compare(l *layer, n int) {
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		r.round(r.x[from*Size:to*Size], Size)
		r.multiply(&l.query, r.q[from*Size:to*Size])
		r.multiply(&l.key, r.k[from*Size:to*Size])
		r.multiply(&l.value, r.v[from*Size:to*Size])
	}
}

// through takes the tokens from from to to, of n, through the rest of a layer.
func (r *room) through(l *layer, n, from, to int) {
	x, count := r.x[from*Size:to*Size], (to-from)*Size
	r.attend(n, from, to)
	r.round(r.mixed[:count], Size)
	r.multiply(&l.attended, r.out[:count])
	r.norm(x, r.out, l.afterAttention)
	r.round(x, Size)
	wide := r.wide[:(to-from)*inner]
	r.multiply(&l.widened, wide)
	r.kernel.smooth(wide)
	r.round(wide, inner)
	r.multiply(&l.narrowed, r.out[:count])
	r.norm(x, r.out, l.afterInner)
}

// attend mixes the values of all n tokens into each of some by how like its query is to
// their keys (Vaswani et al. 2017), head by head.
func (r *room) attend(n, from, to int) {
	const none = -1e30
	likeness := r.likeness[:(n+7)/8*8]
	for h := 0; h < Size; h += headSize {
		for i := from; i < to; i++ {
			r.kernel.likeness(likeness[:n], r.q[i*Size+h:][:headSize], r.k[h:])
			for j := n; j < len(likeness); j++ {
				likeness[j] = none
			}
			r.kernel.shares(likeness)
			r.kernel.mix(r.mixed[(i-from)*Size+h:][:headSize], likeness[:n], r.v[h:])
		}
	}
}

// mostWhole is what activations are rounded to: the products of inner of them with
// weights of a byte still add up to less than 1<<31.
const mostWhole = 4095

// round rounds the rows of x to whole numbers of at most mostWhole, each by its own
// scale.
func (r *room) round(x []float32, size int) {
	r.whole, r.by = r.whole[:len(x)], r.by[:len(x)/size]
	for i := range r.by {
		row := x[i*size : (i+1)*size]
		most := r.kernel.most(row)
		if most == 0 {
			most = 1
		}
		r.by[i] = most / mostWhole
		r.kernel.round(r.whole[i*size:(i+1)*size], row, mostWhole/most)
	}
}

// multiply puts into out what m makes of the rounded rows.
func (r *room) multiply(m *matrix, out []float32) { r.kernel.multiply(m, out, r.whole, r.by) }

// norm adds plus to the rows of x and brings them to what the layer learnt.
func (r *room) norm(x, plus []float32, to norm) {
	for i := 0; i < len(x); i += Size {
		r.kernel.norm(x[i:i+Size], plus[i:i+Size], to.weight, to.bias)
	}
}
