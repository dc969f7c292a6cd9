package main

import (
	"path/filepath"
	"syscall"
	"testing"

	"tiaowen/corpus/problem"
)

// TestReadOnlyDisk: where nothing can be written, the disk is named as what it is.
func TestReadOnlyDisk(t *testing.T) {
	disk := smallDisk(t, 8<<20)
	if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("a disk cannot be made read-only here: %v", err)
	}
	data := filepath.Join(disk, "data")
	stdout, _ := failed(t, t.Context(), []string{"import", "--data", data, "--json", "."})
	checkComplaint(t, stdout, failure{code: problem.ReadOnlyDisk, message: "资料库文件夹 " + data + " 只能读，不能写"})
}
