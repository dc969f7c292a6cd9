package bleve

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"tiaowen/search/bleve/zap"
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
		if err := zap.Verify(f); err != nil {
			return fmt.Errorf("segment %s: %w", filepath.Base(f), err)
		}
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
