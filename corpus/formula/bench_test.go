package formula

import "testing"

// BenchmarkBook takes up every shared text.
func BenchmarkBook(b *testing.B) {
	docs := shared(b, "law")
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		var book Book
		for _, d := range docs {
			book.Put(d)
		}
		lists := 0
		for _, l := range book.unnamed {
			lists += len(l)
		}
		b.ReportMetric(float64(lists), "lists")
	}
}
