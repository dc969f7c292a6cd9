package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestKilledBackups: what a backup left that was killed goes with the next one; what
// another is still at stays. So it is with verifying.
func TestKilledBackups(t *testing.T) {
	data, to := filepath.Join(t.TempDir(), "data"), t.TempDir()
	s := startServer(t, data)
	s.end(t)
	for _, tt := range []struct {
		dir, prefix string
		args        []string
	}{
		{to, backupAside, []string{"backup", "--data", data, "--to", to}},
		{data, scratchPattern, []string{"verify", "--data", data}},
	} {
		killed := filepath.Join(tt.dir, tt.prefix+"123")
		place(t, killed, "library.db", "backup.zip")
		place(t, tt.dir, tt.prefix+"123"+asideLock, tt.prefix+"456"+asideLock)
		older := filepath.Join(tt.dir, tt.prefix+"789") // of a program that made no locks
		place(t, older, "library.db")
		busy, done, err := workAside(tt.dir, tt.prefix)
		if err != nil {
			t.Fatal(err)
		}
		command(t, exitOK, tt.args...)
		left, err := filepath.Glob(filepath.Join(tt.dir, tt.prefix+"*"))
		if err != nil || len(left) != 2 || left[0] != busy || left[1] != busy+asideLock {
			t.Errorf("%v: %v is left, %v", tt.args, left, err)
		}
		done()
		if _, err := os.Stat(busy + asideLock); err == nil {
			t.Error("the lock is left")
		}
	}
}
