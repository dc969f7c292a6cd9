package formula

import "testing"

// BenchmarkDraw draws from every shared text.
func BenchmarkDraw(b *testing.B) {
	docs := shared(b, "law")
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, d := range docs {
			Draw(d)
		}
	}
}
