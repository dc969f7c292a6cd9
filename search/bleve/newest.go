package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
)

// newestStands checks, before scorch opens an index, that all segments of its
// newest state are there. If one is missing scorch takes an older state without
// a word, and later deletes what that one needs. The file is read here and not
// through scorch, whose background work has begun by the time it can be asked.
func newestStands(dir string) error {
	path := filepath.Join(dir, "root.bolt")
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil // a new index
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: 3 * time.Second})
	if err != nil {
		return fmt.Errorf("root.bolt: %w", err)
	}
	defer db.Close()
	return db.View(func(tx *bbolt.Tx) error {
		states := tx.Bucket(util.BoltSnapshotsBucket)
		if states == nil {
			return nil
		}
		newest, _ := states.Cursor().Last()
		if newest == nil {
			return nil
		}
		state := states.Bucket(newest)
		if state == nil {
			return errors.New("root.bolt: the newest state is damaged")
		}
		return state.ForEachBucket(func(name []byte) error {
			segment := state.Bucket(name)
			file := segment.Get(util.BoltPathKey)
			if name[0] == util.BoltInternalKey[0] || name[0] == util.BoltMetaDataKey[0] || file == nil {
				return nil
			}
			if _, err := os.Stat(filepath.Join(dir, string(file))); err != nil {
				return fmt.Errorf("segment of the newest state: %w", err)
			}
			return nil
		})
	})
}
