package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// What is made aside before it gets its name, or is only looked at, lies in a folder
// of its own beside it. A command that is killed leaves the folder: the next one
// takes it away, unless somebody is still at it, which its lock tells.
const (
	backupAside = ".tiaowen-backup-"
	asideLock   = ".lock" // the folder's name with this
)

// workAside makes such a folder in dir; done takes it away.
func workAside(dir, prefix string) (folder string, done func(), err error) {
	if folder, err = os.MkdirTemp(dir, prefix); err != nil {
		return "", nil, err
	}
	lock := flock.New(folder + asideLock)
	if _, err := lock.TryLock(); err != nil {
		_ = os.RemoveAll(folder)
		return "", nil, err
	}
	return folder, func() {
		_ = os.RemoveAll(folder)
		_ = os.Remove(lock.Path())
		_ = lock.Unlock()
	}, nil
}

// sweepAside takes away those in dir that nobody is at.
func sweepAside(dir, prefix string) {
	there, _ := os.ReadDir(dir)
	for _, entry := range there {
		if !strings.HasPrefix(entry.Name(), prefix) {
			continue
		}
		folder := filepath.Join(dir, strings.TrimSuffix(entry.Name(), asideLock))
		lock := flock.New(folder + asideLock)
		if free, err := lock.TryLock(); err != nil || !free {
			continue
		}
		_ = os.RemoveAll(folder)
		_ = os.Remove(lock.Path())
		_ = lock.Unlock()
	}
}
