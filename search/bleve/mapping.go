package bleve

import (
	"fmt"
	"os"
	"sync/atomic"

	mmap "github.com/blevesearch/mmap-go"
)

// mapping is the file of texts in memory, up to a length.
type mapping struct {
	data mmap.MMap
	// bytes counts the bytes of a sample.
	bytes [256]int
	refs  atomic.Int32
}

// mapTexts maps the first size bytes of a file.
func mapTexts(f *os.File, size int64) (*mapping, error) {
	m := &mapping{}
	m.refs.Store(1)
	if size == 0 {
		return m, nil
	}
	data, err := mmap.MapRegion(f, int(size), mmap.RDONLY, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("map %s: %w", f.Name(), err)
	}
	m.data = data
	for _, b := range data[:min(len(data), sample)] {
		m.bytes[b]++
	}
	return m, nil
}

const sample = 1 << 16

// rarest is where in s the byte stands that is the rarest in these texts.
func (m *mapping) rarest(s string) int {
	best := 0
	for i := range len(s) {
		if m.bytes[s[i]] < m.bytes[s[best]] {
			best = i
		}
	}
	return best
}

func (m *mapping) record(p place) record { return record(m.data[p.Offset : p.Offset+p.Length]) }

func (m *mapping) release() {
	if m.refs.Add(-1) == 0 && m.data != nil {
		_ = m.data.Unmap()
	}
}
