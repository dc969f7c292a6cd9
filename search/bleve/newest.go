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

// newestSegments lists the files of an index's newest state, before scorch opens
// it. If one is missing scorch takes an older state without a word, and later
// deletes what that one needs. The list is read here and not through scorch,
// whose background work has begun by the time it can be asked.
func newestSegments(dir string) (files []string, err error) {
	path := filepath.Join(dir, "root.bolt")
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil, nil // a new index
	}
	if err := verifyBolt(path); err != nil {
		return nil, fmt.Errorf("root.bolt: %w", err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: 3 * time.Second})
	if err != nil {
		return nil, fmt.Errorf("root.bolt: %w", err)
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
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
			file := state.Bucket(name).Get(util.BoltPathKey)
			if name[0] != util.BoltInternalKey[0] && name[0] != util.BoltMetaDataKey[0] && file != nil {
				files = append(files, filepath.Join(dir, string(file)))
			}
			return nil
		})
	})
	return files, err
}
