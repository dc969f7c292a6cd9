package codes

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Sweep leaves out, if they are more than half of the file or a record is damaged, the
// records of texts that nobody goes by any more: the file is written anew beside and takes the place of the
// old one. It reports whether it did. No view may have been given away before: a file
// that is mapped cannot be replaced everywhere.
func (f *File) Sweep(live func(Key) bool) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	kept := int64(len(header()))
	for key, p := range f.view.places {
		if live(key) {
			kept += size(p.n)
		}
	}
	if f.fault == nil && 2*kept > f.size {
		return false, nil
	}
	if err := f.rewrite(live); err != nil {
		return false, fmt.Errorf("sweep codes: %w", err)
	}
	return true, nil
}

// removeLeft removes what a crash left of files written anew: they may be large.
func removeLeft(path string) {
	left, _ := filepath.Glob(path + "-*")
	for _, name := range left {
		_ = os.Remove(name)
	}
}

func (f *File) rewrite(live func(Key) bool) error {
	path := f.f.Name()
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(next.Name()) // gone when it has taken the place
	_, err = next.Write(header())
	for key, p := range f.view.places {
		if err == nil && live(key) {
			_, err = next.Write(f.view.data[p.offset:][:size(p.n)])
		}
	}
	if err == nil {
		err = next.Sync()
	}
	if err = errors.Join(err, next.Close()); err != nil {
		return err
	}
	return f.replace(next.Name(), path)
}

// replace puts another file in the place of the file, and reads the one that is there
// then: the old one if it could not be replaced.
func (f *File) replace(by, path string) error {
	f.view.Release()
	f.view = newView(nil, nil)
	failed := errors.Join(f.f.Close(), os.Rename(by, path))
	opened, err := os.OpenFile(path, os.O_RDWR, 0o600)
	if err != nil {
		return errors.Join(failed, err)
	}
	f.f = opened
	return errors.Join(failed, f.read(true))
}
