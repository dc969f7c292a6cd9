package meaning

import (
	"math"
	"sync"
)

// Encoder turns texts into vectors. It is safe for use by many goroutines.
type Encoder struct {
	tokens  tokenizer
	model   *model
	shorter matrix // from Size to Width
	kernel  kernel
	rooms   sync.Pool // of *room
}

// New reads the model that comes with the program. It takes some milliseconds and a
// megabyte: the weights stay where they are.
func New() *Encoder { return newEncoder(fastest()) }

func newEncoder(k kernel) *Encoder {
	return &Encoder{tokens: readVocabulary(vocabularyFile), model: readModel(weightsFile), shorter: readShorter(shorterFile), kernel: k}
}

// Vector is what a text means: Size numbers, of which the sum of squares is 1. Of a text
// longer than the model reads only the beginning counts (see Parts).
func (e *Encoder) Vector(text string) []float32 {
	r := e.room()
	defer e.rooms.Put(r)
	return r.vector(e.tokens.tokens(text, positions))
}

// Code is the vector of a text in Width bytes.
func (e *Encoder) Code(text string) Code {
	r := e.room()
	defer e.rooms.Put(r)
	return r.code(&e.shorter, r.vector(e.tokens.tokens(text, positions)))
}

func (e *Encoder) room() *room {
	r, ok := e.rooms.Get().(*room)
	if !ok {
		r = newRoom(e.model, e.kernel)
	}
	return r
}

// unit makes x one long.
func unit(x []float32) {
	var squares float64
	for _, v := range x {
		squares += float64(v) * float64(v)
	}
	by := 1 / math.Sqrt(squares)
	for i, v := range x {
		x[i] = float32(float64(v) * by)
	}
}
