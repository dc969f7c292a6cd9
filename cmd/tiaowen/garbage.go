package main

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A server's answers are garbage as soon as they are sent, and what it holds is little:
// collecting it when there is twice as much garbage as is held, instead of as much, costs
// half as often. But memory does not grow beyond leastLimit for it, or twice what is held,
// if that is more; and of a server that rests it is given back.
const (
	garbagePercent = 200
	leastLimit     = 256 << 20 // bytes: of an office's library some 100 MB are held under load
	limitEvery     = time.Minute
	// restsBelow is how much a server at rest takes in such a time, to count itself.
	restsBelow = 8 << 20
)

// collectSeldom sets that until the context ends, unless the environment says how garbage
// is to be collected.
func collectSeldom(ctx context.Context) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(garbagePercent)
	tick := time.NewTicker(limitEvery)
	defer tick.Stop()
	before, rested := uint64(0), false
	for {
		debug.SetMemoryLimit(memoryLimit(metric(heldMetric)))
		taken := metric(takenMetric)
		if rests := taken-before < restsBelow; rests && !rested {
			debug.FreeOSMemory()
			rested = true
		} else {
			rested = rests
		}
		before = metric(takenMetric)
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// memoryLimit is how much memory garbage may bring a server to that holds so many bytes.
func memoryLimit(held uint64) int64 { return max(leastLimit, 2*int64(held)) }

// What was in use when garbage was last collected, and what was ever taken, in bytes.
const (
	heldMetric  = "/gc/heap/live:bytes"
	takenMetric = "/gc/heap/allocs:bytes"
)

// metric is what the runtime says of itself; 0 if it does not know.
func metric(name string) uint64 {
	read := []metrics.Sample{{Name: name}}
	metrics.Read(read)
	if read[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return read[0].Value.Uint64()
}
