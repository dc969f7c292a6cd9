package bleve

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/fnv"

	"tiaowen/search"
)

// A cursor is the place of the last hit shown, and a mark of the query and the
// state of the index that it belongs to. Since places do not hang on segments,
// going on means to collect only what comes after.
//
// Hits that were looked at twice are in another order than their places: there
// a cursor is a place that no hit has, with the number of hits shown before it.
const cursorBytes = 24

// shownBefore is the cursor among hits that were looked at twice.
func shownBefore(n int) sortKey { return sortKey{0, uint64(n)} }

// cursorMark names the query, but for its page, what the index held and what it was
// ranked by.
func (v *view) cursorMark(q search.Query) uint64 {
	q.Cursor, q.Limit, q.Explain, q.Synonyms = "", 0, false, nil
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d %x %+v", v.gen.name, v.seq, v.weighing, q)
	return h.Sum64()
}

func (v *view) cursor(q search.Query, at sortKey) string {
	raw := binary.BigEndian.AppendUint64(nil, v.cursorMark(q))
	raw = binary.BigEndian.AppendUint64(raw, at.high)
	raw = binary.BigEndian.AppendUint64(raw, at.low)
	return base64.RawURLEncoding.EncodeToString(raw)
}

// after reads the cursor of a query: before all hits if it has none.
func (v *view) after(q search.Query) (sortKey, error) {
	if q.Cursor == "" {
		return beforeAll, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err != nil || len(raw) != cursorBytes || binary.BigEndian.Uint64(raw) != v.cursorMark(q) {
		return sortKey{}, search.ErrCursor
	}
	return sortKey{binary.BigEndian.Uint64(raw[8:]), binary.BigEndian.Uint64(raw[16:])}, nil
}
