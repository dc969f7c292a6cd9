package remark

import (
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
)

// BenchmarkOneRun is of three thousand remarks on one run of a megabyte.
func BenchmarkOneRun(b *testing.B) {
	file := wordFile(b, p(r(strings.Repeat("甲乙丙丁戊己&lt;庚辛", 4_000)+scattered())), nil)
	text := textOf(b, file)
	instead := "改"
	remarks := many(text)
	for i := range remarks {
		remarks[i].Instead = &instead
	}
	for b.Loop() {
		if _, err := Write("稿.docx", file, text, remarks, Options{Track: true}); err != nil {
			b.Fatal(err)
		}
	}
}

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

// scattered is a text that packs no tighter than texts do.
func scattered() string {
	var b strings.Builder
	for i := range 200_000 {
		b.WriteRune(rune(0x4e00 + i*7919%20000))
	}
	return b.String()
}
