package search

import "math"

// Rarity is BM25's idf of what count of all passages hold.
func Rarity(count, all int) float32 {
	return float32(math.Log(1 + (float64(all-count)+0.5)/(float64(count)+0.5)))
}
