package library

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"time"
)

// SQLite keeps what was committed last in a log beside the file, and takes of it
// what its checksums vouch for: a wrong bit ends the log there, and the commits
// behind it are silently gone. So the log is read here too. Format: a header of
// 32 bytes (magic, version, page size, count, two salts, two sums), then frames
// of 24 bytes (page, size of the file after a commit or 0, the salts, two sums)
// and a page. Frames of an earlier round, with other salts, may stand behind the
// last and mean nothing.
const (
	logMagic       = 0x377f0682 // with the lowest bit: sums are of big-endian words
	logHeaderSize  = 32
	frameHeadSize  = 24
	largestLogPage = 65536
)

// logLooks is how often a log that does not fit is looked at: a frame may just
// be being written.
const logLooks = 5

// log looks whether the log at path goes on behind a frame that does not fit.
func (v *verifier) log(path string) error {
	for range logLooks {
		raw, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && (len(raw) == 0 || wholeLog(raw)) {
			return nil
		}
		if err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	v.add(Fault{What: "日志 " + fileName + "-wal 损坏：最后的改动可能丢失"})
	return nil
}

func wholeLog(raw []byte) bool {
	if len(raw) < logHeaderSize {
		return false
	}
	word := func(at int) uint32 { return binary.BigEndian.Uint32(raw[at:]) }
	order := binary.ByteOrder(binary.LittleEndian)
	if word(0)&1 == 1 {
		order = binary.BigEndian
	}
	size := int(word(8))
	a, b := logSum(order, raw[:24], 0, 0)
	if word(0)&^1 != logMagic || size < 512 || size > largestLogPage || a != word(24) || b != word(28) {
		return false
	}
	fits := true
	for at := logHeaderSize; at+frameHeadSize+size <= len(raw); at += frameHeadSize + size {
		if word(at+8) != word(16) || word(at+12) != word(20) {
			fits = false
			continue
		}
		if fits {
			a, b = logSum(order, raw[at:at+8], a, b)
			a, b = logSum(order, raw[at+frameHeadSize:at+frameHeadSize+size], a, b)
			fits = a == word(at+16) && b == word(at+20)
		}
		if !fits {
			return false
		}
	}
	return true
}

func logSum(order binary.ByteOrder, raw []byte, a, b uint32) (uint32, uint32) {
	for ; len(raw) >= 8; raw = raw[8:] {
		a += order.Uint32(raw) + b
		b += order.Uint32(raw[4:]) + a
	}
	return a, b
}
