package main

import (
	"slices"
	"testing"
	"time"

	"tiaowen/search"
)

// BenchmarkAnswer says what the answer box adds to a search: p50 in microseconds for a
// question, out of hits that were found, and for what asks nothing.
func BenchmarkAnswer(b *testing.B) {
	s := answerStore(b)
	for _, c := range []struct{ name, text string }{{"question", "支委会多久开一次"}, {"none", "三会一课"}} {
		b.Run(c.name, func(b *testing.B) {
			res, err := s.asker.Search(b.Context(), search.Query{Text: c.text, Today: "2026-11-22"})
			if err != nil {
				b.Fatal(err)
			}
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if s.answerer.Asks(c.text) {
					if _, err := s.answerer.Answer(b.Context(), c.text, res.Hits); err != nil {
						b.Fatal(err)
					}
				}
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
		})
	}
}
