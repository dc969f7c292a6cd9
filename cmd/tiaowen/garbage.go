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
// if that is more.
const (
	garbagePercent = 200
	leastLimit     = 256 << 20 // bytes: of an office's library some 100 MB are held under load
	limitEvery     = time.Minute
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
	for {
		debug.SetMemoryLimit(memoryLimit(heldBytes()))
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// memoryLimit is how much memory garbage may bring a server to that holds so many bytes.
func memoryLimit(held uint64) int64 { return max(leastLimit, 2*int64(held)) }

// heldBytes is what was in use when garbage was last collected.
func heldBytes() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return live[0].Value.Uint64()
}
