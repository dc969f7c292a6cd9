package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// verifySegments checks the files of an index before scorch opens it, which
// trusts them: a flipped bit would be served, a cut file would end the process.
// What a merge left that was never finished is none of its newest state.
func verifySegments(dir string) error {
	files, err := newestSegments(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := verifySegment(f); err != nil {
			return fmt.Errorf("segment %s: %w", filepath.Base(f), err)
		}
	}
	return nil
}

// verifySegment compares a segment file with the sum in its last four bytes.
func verifySegment(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if info.Size() < 4 {
		return errors.New("file is cut off")
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyBuffer(struct{ io.Writer }{sum}, io.LimitReader(f, info.Size()-4), make([]byte, 1<<18)); err != nil {
		return err
	}
	var want [4]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	if sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return errors.New("damaged")
	}
	return nil
}

// verifyBolt checks that the file holds all pages that its first page says it
// has: reading beyond the end of a mapped file ends the process.
func verifyBolt(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// After 16 bytes of page header: magic, version, page size, flags, root
	// page and sequence, free list, number of pages.
	var meta [64]byte
	if _, err := f.ReadAt(meta[:], 0); err != nil {
		return errors.New("file is cut off")
	}
	pageSize := int64(binary.LittleEndian.Uint32(meta[24:]))
	pages := int64(binary.LittleEndian.Uint64(meta[56:]))
	if binary.LittleEndian.Uint32(meta[16:]) != 0xED0CDAED || pageSize < 512 || pages*pageSize > info.Size() {
		return errors.New("file is cut off or damaged")
	}
	return nil
}
