package remark

import (
	"testing"

	"tiaowen/corpus/sharedtest"
)

// BenchmarkWrite is of three thousand remarks on half a megabyte of text.
func BenchmarkWrite(b *testing.B) {
	path := sharedtest.Path(b, "extract", "office_real", "bug65649.docx")
	file := read(b, path)
	text := textOf(b, file)
	remarks := many(text)
	for b.Loop() {
		if _, err := Write("稿.docx", file, text, remarks, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
