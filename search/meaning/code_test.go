package meaning

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestDots: the kernels tell the same of every count of codes, of -128 too, which is in
// no code but may be in a damaged file.
func TestDots(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 20 {
		question, codes := wholes[int16](r, Width, 127), wholes[int8](r, n*Width, 127)
		for i := range codes {
			if r.IntN(10) == 0 {
				codes[i] = -128
			}
		}
		want, got := make([]int32, n), make([]int32, n)
		plain.dots(question, codes, want)
		fastest().dots(question, codes, got)
		if !slices.Equal(got, want) {
			t.Errorf("%d codes: %v, plainly %v", n, got, want)
		}
	}
}

// TestCode: a code tells of a text like those that were reduced by what its vector does,
// and the same on all processors.
func TestCode(t *testing.T) {
	e, slow := New(), newEncoder(plain)
	texts := []string{"党费每月交多少", "预备党员的预备期从什么时候算起", "入党以后要考察多久才能转正", "会议由支部书记主持，到会的人数过半才算有效。"}
	var vectors [][]float32
	var codes []int8
	for _, text := range texts {
		code := e.Code(text)
		if code != slow.Code(text) {
			t.Errorf("%q has another code on other processors", text)
		}
		codes, vectors = append(codes, code[:]...), append(vectors, e.Vector(text))
	}
	out := make([]int32, len(texts))
	for i := range texts {
		Dots((*Code)(codes[i*Width:]), codes, out)
		for j, vector := range vectors {
			var want float32
			for k, v := range vector {
				want += v * vectors[i][k]
			}
			if got := Cosine(out[j]); got < want-.06 || got > want+.02 {
				t.Errorf("%q and %q: %.3f, by vectors %.3f", texts[i], texts[j], got, want)
			}
		}
	}
}

// TestTogether: a code depends on its text alone, not on what was encoded before it or is
// at the same time.
func TestTogether(t *testing.T) {
	e := New()
	texts := []string{"党费每月交多少", strings.Repeat("支部大会每季度开一次。", 50), "", "会", "预备期多长"}
	want := map[string]Code{}
	for _, text := range texts {
		want[text] = New().Code(text)
	}
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			for j := range 12 {
				if text := texts[(i+j*j)%len(texts)]; e.Code(text) != want[text] {
					t.Errorf("%.40q has another code", text)
				}
			}
		})
	}
	group.Wait()
}

// TestModel: whatever changes Codes changes the name, or those that are kept would be
// compared with others.
func TestModel(t *testing.T) {
	e, sum := New(), sha256.New()
	for _, g := range goldens(t) {
		for _, n := range e.Code(g.text()) {
			sum.Write([]byte{byte(n)})
		}
	}
	if got := fmt.Sprintf("bge-small-zh-v1.5-%.6x", sum.Sum(nil)); got != Model {
		t.Errorf("the model is %s, not %s", got, Model)
	}
}

func BenchmarkDots(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	const n = 13000
	question, codes, out := wholes[int16](r, Width, 127), wholes[int8](r, n*Width, 127), make([]int32, n)
	for _, k := range []struct {
		name string
		kernel
	}{{"fastest", fastest()}, {"plain", plain}} {
		b.Run(k.name, func(b *testing.B) {
			b.SetBytes(n * Width)
			for b.Loop() {
				k.dots(question, codes, out)
			}
		})
	}
}
