package bleve

import (
	"encoding/binary"
	"hash/crc32"
	"hash/fnv"
	"sync/atomic"

	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// Encoder says what a text means; *meaning.Encoder is one.
type Encoder interface {
	// Code is what a question means.
	Code(text string) meaning.Code
	// Parts cuts a passage that is too long, with the lead before each part.
	Parts(lead, text string) []string
}

// means are what the passages of a view mean, as far as it is known. They come while the
// view is in use, so each search takes those there are when it begins.
type means struct {
	encoder *remembered
	file    *codes.View
	records []codes.Record // by ordinal, empty where it is not known
	mark    uint64         // names what is known; 0 of nothing
	known   int            // documents
	whole   bool           // it is known of all that are wanted
	party   bool           // it is known of all that are no law of the state
	refs    atomic.Int32
}

// meaningKey names what is encoded of a document: its title and its record, which holds the
// headings and the text.
func (r *row) meaningKey() (key codes.Key) {
	binary.LittleEndian.PutUint32(key[0:], r.place.Sum)
	binary.LittleEndian.PutUint32(key[4:], uint32(r.place.Length))
	binary.LittleEndian.PutUint32(key[8:], crc32.ChecksumIEEE([]byte(r.head.Fields.Title)))
	binary.LittleEndian.PutUint32(key[12:], uint32(r.place.Passages))
	return key
}

// meaningMark names what is known of a document. It hangs on nothing that changes when
// the index is opened again, as ordinals do.
func (r *row) meaningMark() uint64 {
	h := fnv.New64a()
	key := r.meaningKey()
	_, _ = h.Write(append(key[:], r.head.ID...))
	return h.Sum64()
}

// newMeans looks up the documents of a table.
func (e *Engine) newMeans(t *table) *means {
	file := e.codes.View()
	m := &means{encoder: e.encoder, file: file, records: make([]codes.Record, len(t.rows)), whole: true, party: true}
	m.refs.Store(1)
	for o, row := range t.rows {
		if row == nil {
			continue
		}
		if record, ok := file.Record(row.meaningKey()); ok {
			m.records[o] = record
			m.known++
			m.mark += row.meaningMark()
		} else if row.place.Passages > 0 {
			m.whole = m.whole && !e.wants(row)
			m.party = m.party && row.law
		}
	}
	if m.known > 0 {
		m.mark |= 1
	}
	return m
}

func (m *means) acquire() bool {
	for {
		n := m.refs.Load()
		if n == 0 {
			return false
		}
		if m.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

func (m *means) release() {
	if m != nil && m.refs.Add(-1) == 0 {
		m.file.Release()
	}
}

// acquireMeans are the means of a view, to be released; nil if there are none.
func (v *view) acquireMeans() *means {
	for {
		m := v.means.Load()
		if m == nil || m.acquire() {
			return m
		}
	}
}
