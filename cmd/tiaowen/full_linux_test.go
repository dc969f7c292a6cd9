package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"tiaowen/corpus/library"
	"tiaowen/indexer"
	"tiaowen/search"
)

// smallDisk mounts a file system of so many bytes.
func smallDisk(t *testing.T, size int) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Skipf("no small disk can be made here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// TestFullDisk fills the disk while files come in. The one that did not fit is
// told so, what was taken before is still found, and when there is room again
// writing goes on, without a restart.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t, 8<<20)
	data := filepath.Join(disk, "data")
	ballast := filepath.Join(disk, "ballast")
	b, err := openBench(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := b.close(); err != nil {
			t.Error(err)
		}
	}()
	var kept []int // what was acknowledged
	next := 0
	add := func() error {
		next++
		_, err := b.intake.AddAll(t.Context(), []indexer.File{numberedRegulation(next, 1)})
		if err == nil {
			kept = append(kept, next)
		}
		return err
	}
	if err := add(); err != nil {
		t.Fatal(err)
	}
	for round := range 5 {
		fill(t, ballast, 40<<10*(round+1))
		for err = nil; err == nil; {
			err = add()
		}
		if !errors.Is(err, library.ErrFull) {
			t.Fatalf("round %d: file %d: %v, want ErrFull", round, next, err)
		}
		for _, n := range kept {
			res, err := b.engine.Search(t.Context(), search.Query{Text: fmt.Sprintf(`"暗号%dx第"`, n), Today: "2026-01-01"})
			if err != nil || res.Total != 1 {
				t.Fatalf("round %d: file %d is found %d times, %v", round, n, res.Total, err)
			}
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		if err := add(); err != nil {
			t.Fatalf("round %d: there is room again: %v", round, err)
		}
		if v, err := verifyData(t.Context(), data); err != nil || !v.OK {
			t.Fatalf("round %d: verify: %+v %v", round, v, err)
		}
	}
	t.Logf("%d files, the disk was full 5 times", next)
}

// fill writes a file that leaves so much room.
func fill(t *testing.T, path string, room int) {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &s); err != nil {
		t.Fatal(err)
	}
	free := int(s.Bavail) * int(s.Bsize)
	if err := os.WriteFile(path, make([]byte, max(free-room, 0)), 0o600); err != nil {
		t.Fatal(err)
	}
}
