package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"tiaowen/search/bleve/zap"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// Damaged compares the files that searches read with their sums, as opening an
// index does. What scorch is writing meanwhile is none of theirs.
func (e *Engine) Damaged() error {
	e.freshen()
	err := e.checkView()
	if errors.Is(err, os.ErrNotExist) {
		// A merge may have replaced the file since; if not, it was deleted.
		e.freshen()
		err = e.checkView()
	}
	return err
}

func (e *Engine) checkView() (err error) {
	v := e.acquire()
	if v == nil {
		return nil // closed
	}
	defer v.release()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	for _, s := range v.segs {
		file, ok := s.snap.Segment().(segment.PersistedSegment)
		if !ok {
			continue // not on disk yet
		}
		if err := zap.Verify(file.Path()); err != nil {
			return fmt.Errorf("segment %s: %w", filepath.Base(file.Path()), err)
		}
	}
	if info, err := v.gen.texts.Stat(); err != nil || info.Size() < int64(len(v.texts.data)) {
		return errors.Join(err, errors.New("texts are cut off"))
	}
	return checkRecords(v.table.rows, v.texts)
}

// checkRecords compares the record of every document with its sum.
func checkRecords(rows []*row, texts *mapping) error {
	for _, r := range rows {
		if r != nil && checksum(texts.record(r.place)) != r.place.Sum {
			return fmt.Errorf("the text of %s is damaged", r.head.ID)
		}
	}
	return nil
}
