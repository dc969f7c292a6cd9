package zap

// holders are the documents that hold a term, ascending by number. If they are counted
// it is also known how often each holds it and where first.
type holders struct {
	counted       bool
	documents     []uint32
	times, places []byte
}

func (h *holders) clear() {
	h.documents, h.times, h.places = h.documents[:0], h.times[:0], h.places[:0]
}

func (h *holders) add(document uint32, times, place uint8) {
	h.documents = append(h.documents, document)
	if h.counted {
		h.times, h.places = append(h.times, times), append(h.places, place)
	}
}
