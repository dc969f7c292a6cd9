package codes

import (
	"sync/atomic"

	mmap "github.com/blevesearch/mmap-go"
)

// View is the file in one state. Whoever got it from File.View reads it until he
// releases it, whatever is appended meanwhile.
type View struct {
	data   mmap.MMap
	places map[Key]place
	refs   atomic.Int32
}

// place is where a record lies, and how many codes it has.
type place struct {
	offset int64
	n      int
}

func newView(data mmap.MMap, places map[Key]place) *View {
	v := &View{data: data, places: places}
	v.refs.Store(1)
	return v
}

// Len is how many texts there are.
func (v *View) Len() int { return len(v.places) }

// Has reports whether there is a record of a key.
func (v *View) Has(key Key) bool {
	_, ok := v.places[key]
	return ok
}

// Record is what the text of a key means; ok is false if there is none.
func (v *View) Record(key Key) (r Record, ok bool) {
	p, ok := v.places[key]
	if !ok {
		return Record{}, false
	}
	body := v.data[p.offset+headSize:][:size(p.n)-headSize]
	return Record{body[:4*p.n], body[4*p.n:]}, true
}

// Release lets go of the view.
func (v *View) Release() {
	if v.refs.Add(-1) == 0 && v.data != nil {
		_ = v.data.Unmap()
	}
}
