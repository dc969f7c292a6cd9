package bleve

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"hash/fnv"

	"tiaowen/corpus"
	"tiaowen/search"
)

// bookmark is where a walk goes on. A cursor is one, written down. It says so in words
// that hold in every state of the library: by where the last document shown stands in
// the order, and by the locator of its last passage.
type bookmark struct {
	query uint64      // which query it is of
	state uint64      // which state of the index it was made in
	day   corpus.Date // on which the walk began
	// shown is how many hits were shown before, where it is these that are counted:
	// at the beginning, and of hits that were looked at twice. Else it is -1, and what
	// follows is the place of the last hit shown.
	shown int
	high  uint64
	key   orderKey
	part  uint32
	// Where the order is one that holds in every state: the locator of the passage, how
	// many before it have the same, and sums of those of the passages before it, the
	// nearest first, in case that it goes.
	locator string
	again   uint32
	before  []uint32
}

// neighbours is how many passages before the last one shown may go along with it.
const neighbours = 8

// queryMark names a query, but for its page and for what may change while it is walked
// through: the day, the synonyms, what an address is found to name, whether there is time
// for meanings.
func queryMark(q search.Query) uint64 {
	q.Cursor, q.Limit, q.Beside, q.Explain, q.Synonyms, q.Today, q.AsFound, q.Meaning = "", 0, 0, false, nil, "", false, ""
	h := fnv.New64a()
	fmt.Fprintf(h, "%+v", q)
	return h.Sum64()
}

// cursorFormat stands before every cursor, and another one before the next kind.
const cursorFormat = 2

// String is the cursor.
func (b *bookmark) String() string {
	raw := binary.BigEndian.AppendUint64([]byte{cursorFormat}, b.query)
	raw = binary.BigEndian.AppendUint64(raw, b.state)
	raw = appendString(raw, string(b.day))
	raw = binary.AppendVarint(raw, int64(b.shown))
	if b.shown < 0 {
		raw = binary.BigEndian.AppendUint64(raw, b.high)
		raw = binary.AppendVarint(raw, b.key.number)
		raw = appendString(appendString(raw, b.key.text), b.key.id)
		raw = binary.AppendUvarint(raw, uint64(b.part))
		raw = appendString(raw, b.locator)
		raw = binary.AppendUvarint(raw, uint64(b.again))
		for _, sum := range b.before {
			raw = binary.BigEndian.AppendUint32(raw, sum)
		}
	}
	raw = binary.BigEndian.AppendUint32(raw, crc32.ChecksumIEEE(raw))
	return base64.RawURLEncoding.EncodeToString(raw)
}

// readBookmark reads a cursor that is of a query.
func readBookmark(cursor string, query uint64) (*bookmark, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(raw) < 4 || binary.BigEndian.Uint32(raw[len(raw)-4:]) != crc32.ChecksumIEEE(raw[:len(raw)-4]) {
		return nil, search.ErrCursor
	}
	r := &cursorReader{left: raw[:len(raw)-4]}
	if format := r.bytes(1); r.bad || format[0] != cursorFormat {
		return nil, search.ErrCursor
	}
	b := &bookmark{query: r.uint64(), state: r.uint64(), day: corpus.Date(r.text()), shown: int(r.varint())}
	if b.shown < 0 {
		b.high = r.uint64()
		b.key = orderKey{number: r.varint(), text: r.text(), id: r.text()}
		b.part, b.locator, b.again = uint32(r.uvarint()), r.text(), uint32(r.uvarint())
		for len(r.left) > 0 && !r.bad {
			b.before = append(b.before, binary.BigEndian.Uint32(append(r.bytes(4), 0, 0, 0, 0)))
		}
	}
	if r.bad || len(r.left) > 0 || b.query != query || b.day != "" && !b.day.Valid() || len(b.before) > neighbours {
		return nil, search.ErrCursor
	}
	return b, nil
}

// cursorReader reads one piece of a cursor after the other. What is cut short is bad.
type cursorReader struct {
	left []byte
	bad  bool
}

func (r *cursorReader) bytes(n int) []byte {
	if n < 0 || n > len(r.left) {
		r.bad, r.left = true, nil
		return nil
	}
	out := r.left[:n:n]
	r.left = r.left[n:]
	return out
}

func (r *cursorReader) uint64() uint64 {
	raw := r.bytes(8)
	if r.bad {
		return 0
	}
	return binary.BigEndian.Uint64(raw)
}

func (r *cursorReader) uvarint() uint64 {
	n, width := binary.Uvarint(r.left)
	if r.bytes(max(width, 0)); width <= 0 {
		r.bad = true
	}
	return n
}

func (r *cursorReader) varint() int64 {
	n, width := binary.Varint(r.left)
	if r.bytes(max(width, 0)); width <= 0 {
		r.bad = true
	}
	return n
}

func (r *cursorReader) text() string { return string(r.bytes(int(min(r.uvarint(), 1<<20)))) }
