package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/library"
	"tiaowen/corpus/problem"
)

// TestRemedies: only a library that is damaged is to be restored, never one that
// may not be read, is another program's, or could not be looked at.
func TestRemedies(t *testing.T) {
	for name, tt := range map[string]struct {
		err     error
		restore bool
		says    string
	}{
		"damaged":       {&problem.Error{Kind: problem.DamagedLibrary}, true, "restore"},
		"no permission": {problem.In("资料库", &fs.PathError{Op: "open", Path: "x/library.db", Err: fs.ErrPermission}), false, "权限"},
		"perm of SQL":   {&problem.Error{Kind: problem.NoPermission}, false, "权限"},
		"cannot open":   {&problem.Error{Kind: problem.UnreadableLibrary}, false, "权限"},
		"read only":     {&problem.Error{Kind: problem.ReadOnlyDisk}, false, ""},
		"newer":         {library.ErrNewer, false, ""},
		"ended":         {context.Canceled, false, ""},
		"unknown":       {errors.New("something"), false, "不要恢复"},
	} {
		if got := remedyOf(tt.err); strings.Contains(got, "restore") != tt.restore || !strings.Contains(got, tt.says) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestDoctorWithoutPermission: of a sound library whose files may not be read, the doctor
// says that, and does not speak of restoring.
func TestDoctorWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	data, _ := lived(t)
	for _, name := range []string{libraryName, filepath.Join("index", "CURRENT"), "index", ""} {
		path := filepath.Join(data, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		found := checkStore(t.Context(), data, globals{})
		if err := os.Chmod(path, info.Mode()); err != nil {
			t.Fatal(err)
		}
		if f := found[0]; f.State != wrong || strings.Contains(f.Remedy, "restore") || !strings.Contains(f.Says+f.Remedy, "权限") {
			t.Errorf("%s: %+v", name, f)
		}
	}
	if found := checkStore(t.Context(), data, globals{}); found[0].State != well {
		t.Errorf("with its permissions: %+v", found)
	}
}
