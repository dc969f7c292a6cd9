package main

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"tiaowen/corpus/problem"
)

// TestReadingOnly: where nothing can be written, a medium that is read only or a
// full disk, and after a kill too, there is still to be read, verified and backed up;
// it is said on the page, by readyz and by the doctor, nothing is called damaged,
// and a write that is refused is not there afterwards.
func TestReadingOnly(t *testing.T) {
	for _, mode := range []struct {
		name         string
		full, killed bool
		status       int
		code         problem.Kind
	}{
		{"read only", false, false, http.StatusServiceUnavailable, problem.ReadOnlyDisk},
		{"read only, killed", false, true, http.StatusServiceUnavailable, problem.ReadOnlyDisk},
		{"full", true, false, http.StatusInsufficientStorage, problem.DiskFull},
		{"full, killed", true, true, http.StatusInsufficientStorage, problem.DiskFull},
	} {
		t.Run(mode.name, func(t *testing.T) {
			disk := smallDisk(t, 16<<20)
			data := filepath.Join(disk, "data")
			s := startServer(t, data)
			s.send(t, http.MethodPut, "/api/v1/documents/甲", "application/json", []byte(`{"title":"甲办法","text":"甲办法\n第一条 独一无二的办法。"}`), nil)
			if mode.killed { // a copy of what a kill leaves
				killed := filepath.Join(disk, "killed")
				copyTree(t, data, killed)
				_ = os.Remove(filepath.Join(killed, libraryName+"-shm"))
				s.end(t)
				data = killed
			} else {
				s.end(t)
			}
			if mode.full {
				fill(t, filepath.Join(disk, "ballast"), 0)
			} else if err := syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
				t.Skipf("a disk cannot be made read-only here: %v", err)
			}
			before := listing(t, data)
			readOnly(t, data, mode.status, mode.code)
			if after := listing(t, data); !mode.full && after != before {
				t.Errorf("something was written:\n%s\nbefore:\n%s", after, before)
			}
			if !mode.full {
				return
			}
			if err := os.Remove(filepath.Join(disk, "ballast")); err != nil {
				t.Fatal(err)
			}
			s = startServer(t, data)
			if status := s.send(t, http.MethodGet, "/api/v1/documents/乙", "", nil, nil); status != http.StatusNotFound {
				t.Errorf("what was refused is there: %d", status)
			}
			if status := s.send(t, http.MethodPut, "/api/v1/documents/丙", "application/json", []byte(`{"text":"丙办法\n第一条 又能写了。"}`), nil); status != http.StatusCreated {
				t.Errorf("with room again: %d", status)
			}
			s.end(t)
		})
	}
}

// readOnly is what a data folder must do in which nothing can be written.
func readOnly(t *testing.T, data string, status int, code problem.Kind) {
	t.Helper()
	command(t, exitOK, "search", "--data", data, "独一无二")
	command(t, exitOK, "verify", "--data", data)
	backups := t.TempDir()
	command(t, exitOK, "backup", "--data", data, "--to", backups)
	back := filepath.Join(t.TempDir(), "back")
	command(t, exitOK, "restore", "--data", back, "--from", backups)
	command(t, exitOK, "search", "--data", back, "独一无二")
	var out, errs strings.Builder
	run(t.Context(), []string{"doctor", "--data", data}, nil, &out, &errs, os.Getenv)
	if says := out.String(); strings.Contains(says, "--force") || strings.Contains(says, "损坏") || !strings.Contains(says, code.Words().Title) {
		t.Errorf("doctor:\n%s", says)
	}
	s := startServer(t, data)
	defer s.end(t)
	if total(t, s.url, "独一无二") != 1 || !strings.Contains(read(t, s.url+"/documents/甲"), "独一无二的办法") {
		t.Error("not to be read")
	}
	for _, page := range []string{"/readyz", "/library"} {
		if says := read(t, s.url+page); !strings.Contains(says, code.Words().Title) {
			t.Errorf("%s does not say why nothing can be written: %s", page, says)
		}
	}
	var p struct{ Code problem.Kind }
	for method, path := range map[string]string{http.MethodPut: "/api/v1/documents/乙", http.MethodDelete: "/api/v1/documents/甲", http.MethodPatch: "/api/v1/documents/甲", http.MethodPost: "/api/v1/collections"} {
		body := map[string]string{http.MethodPut: `{"text":"乙办法\n第一条 写不进。"}`, http.MethodPatch: `{"source":"某处"}`, http.MethodPost: `{"name":"某夹"}`}[method]
		if got := s.send(t, method, path, "application/json", []byte(body), &p); got != status || p.Code != code {
			t.Errorf("%s %s: %d %s, want %d %s", method, path, got, p.Code, status, code)
		}
	}
	if got := s.send(t, http.MethodGet, "/api/v1/documents/乙", "", nil, nil); got != http.StatusNotFound {
		t.Errorf("what was refused is there: %d", got)
	}
}

// listing is what lies in a folder, with sizes.
func listing(t *testing.T, folder string) string {
	t.Helper()
	var out strings.Builder
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			fmt.Fprintln(&out, path, info.Size(), info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}
