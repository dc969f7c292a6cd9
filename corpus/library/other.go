package library

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tiaowen/corpus/problem"
)

// other is the file of a library that may be another process's, open to be read
// only: no table is made or changed, and what lies in the log stays there.
type other struct {
	*sql.DB
	scratch string // a folder that goes with it, empty for none
}

// Close closes it.
func (o *other) Close() error { return errors.Join(o.DB.Close(), removeScratch(o.scratch)) }

func removeScratch(folder string) error {
	if folder == "" {
		return nil
	}
	return os.RemoveAll(folder)
}

// openOther opens the library in dir. SQLite makes an index of the log beside the
// file; on a medium that is read only, or full, it cannot. Then nobody writes there
// either: without a log the file alone is all there is, and one with a log is read
// from a copy.
func openOther(ctx context.Context, dir string) (*other, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	o, err := openAs(path, "")
	if err != nil {
		return nil, err
	}
	var version int
	failed := o.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	if failed == nil || !unwritable(dir) {
		return o, nil // what is wrong shows where it is read
	}
	if err := o.Close(); err != nil {
		return nil, err
	}
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		return openAs(path, "&immutable=1")
	}
	return openCopy(path)
}

func openAs(path, more string) (*other, error) {
	db, err := sql.Open("sqlite", fileURI(path, "mode=ro&_busy_timeout=10000&_pragma=cell_size_check(1)"+more))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return &other{DB: db}, nil
}

// openCopy opens a copy of a file and its log.
func openCopy(path string) (*other, error) {
	scratch, err := os.MkdirTemp("", "tiaowen-reading-")
	if err != nil {
		return nil, err
	}
	err = errors.Join(copyTo(path, filepath.Join(scratch, fileName)), copyTo(path+"-wal", filepath.Join(scratch, fileName+"-wal")))
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(scratch))
	}
	o, err := openAs(filepath.Join(scratch, fileName), "")
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(scratch))
	}
	o.scratch = scratch
	return o, nil
}

func copyTo(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// Blank reports whether the file in dir holds no tables: a new one, or one whose log
// is lost that held all there was. Nothing is made of it.
func Blank(ctx context.Context, dir string) (bool, error) {
	o, err := openOther(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("look at library %s: %w", dir, kinded(err))
	}
	defer o.Close()
	var version int
	if err := o.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version); err != nil {
		return false, fmt.Errorf("look at library %s: %w", dir, kinded(err))
	}
	return version == 0, nil
}

// probeSize is what SQLite's index of the log takes at first, twice over.
const probeSize = 64 << 10

// unwritable reports whether the medium takes nothing: it is read only, or full. A
// folder that this user may not write in is another matter.
func unwritable(dir string) bool { return problem.Unwritten(Writable(dir)) }

// Writable is nil if something can be written in a folder, else why not.
func Writable(dir string) error {
	probe, err := os.CreateTemp(dir, ".probe-")
	if err != nil {
		return err
	}
	_, err = probe.Write(make([]byte, probeSize))
	if err = errors.Join(err, probe.Close(), os.Remove(probe.Name())); err != nil {
		return fmt.Errorf("write in %s: %w", dir, err)
	}
	return nil
}
