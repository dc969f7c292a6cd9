package main

import (
	"runtime"
	"testing"
)

// TestMetrics: what is in use is known, and a server that holds much may use more than
// that, so that it does not collect without end.
func TestMetrics(t *testing.T) {
	held := make([]byte, 8<<20)
	runtime.GC()
	n := metric(heldMetric)
	if taken := metric(takenMetric); taken < n {
		t.Errorf("%d bytes in use, %d ever taken", n, taken)
	}
	if runtime.KeepAlive(held); n < uint64(len(held)) {
		t.Errorf("%d bytes in use of which %d are in one piece", n, len(held))
	}
	for _, held := range []uint64{0, 40 << 20, 1 << 30} {
		if limit := memoryLimit(held); limit < leastLimit || limit < 2*int64(held) {
			t.Errorf("%d bytes are held, the limit is %d", held, limit)
		}
	}
}
