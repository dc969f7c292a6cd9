package meaning

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var vectors = flag.String("vectors", "testdata/golden.jsonl", "what golden.py made of texts")

// golden is what others make of a text: the first tokens and the vector.
type golden struct {
	Text   string
	Times  int
	Tokens []int
	Vector []byte // 16 bits a number
}

func (g golden) text() string { return strings.Repeat(g.Text, max(1, g.Times)) }

func (g golden) cosine(vector []float32) (out float64) {
	for i, v := range vector {
		out += float64(v) * float64(int16(binary.LittleEndian.Uint16(g.Vector[2*i:]))) / 32767
	}
	return out
}

func goldens(t *testing.T) (out []golden) {
	t.Helper()
	f, err := os.Open(*vectors)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var g golden
		if err := json.Unmarshal(s.Bytes(), &g); err != nil || len(g.Vector) != 2*Size {
			t.Fatalf("%.80s: %v", s.Text(), err)
		}
		out = append(out, g)
	}
	if len(out) == 0 {
		t.Fatal("no vectors")
	}
	return out
}

// TestGolden: the tokens are those of the library that the model was made with, and the
// vectors are, nearly, what onnxruntime computes with the weights as they were before
// they were rounded.
func TestGolden(t *testing.T) {
	e, lowest, sum := New(), 1., 0.
	all := goldens(t)
	for _, g := range all {
		if got := e.tokens.tokens(g.text(), positions); !slices.Equal(got[:min(len(got), len(g.Tokens))], g.Tokens) {
			t.Errorf("tokens of %.80q:\n%v, want\n%v", g.Text, got, g.Tokens)
		}
		cosine := g.cosine(e.Vector(g.text()))
		if cosine < .998 {
			t.Errorf("%.80q: cosine %.4f", g.Text, cosine)
		}
		lowest, sum = min(lowest, cosine), sum+cosine
	}
	t.Logf("%d texts: least cosine %.5f, mean %.5f", len(all), lowest, sum/float64(len(all)))
}
