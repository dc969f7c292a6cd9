package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"tiaowen/indexer"
)

// TestBackupWhileServing takes backups while a server takes files in; each can
// be restored and holds whole files.
func TestBackupWhileServing(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	texts := t.TempDir()
	done := make(chan error, 1)
	go func() {
		for n := range 10 {
			f := numberedRegulation(n, 1)
			path := filepath.Join(texts, fmt.Sprintf("%d.txt", n))
			if err := os.WriteFile(path, f.Data, 0o600); err != nil {
				done <- err
				return
			}
			var out, errs strings.Builder
			if code := run(t.Context(), []string{"import", "--data", data, path}, nil, &out, &errs, os.Getenv); code != exitOK {
				done <- errors.New(errs.String())
				return
			}
		}
		done <- nil
	}()
	for n := 0; ; n++ {
		to := filepath.Join(t.TempDir(), "b.zip")
		command(t, exitOK, "backup", "--data", data, "--to", to)
		command(t, exitOK, "verify", "--data", data)
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		default:
			continue
		}
		command(t, exitOK, "backup", "--data", data, "--to", to)
		command(t, exitOK, "doctor", "--data", data)
		command(t, exitWrong, "restore", "--data", data, "--from", to, "--force") // it is being served
		back := filepath.Join(t.TempDir(), "back")
		command(t, exitOK, "restore", "--data", back, "--from", to)
		again := startServer(t, back)
		for n := range 10 {
			if got := total(t, again.url, fmt.Sprintf("暗号%dx第1版", n)); got != 1 {
				t.Errorf("file %d is found %d times after the restore", n, got)
			}
		}
		again.end(t)
		t.Logf("%d backups", n+2)
		break
	}
	s.end(t)
}

// command runs the program and expects an exit code.
func command(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, errs strings.Builder
	if code := run(t.Context(), args, nil, &out, &errs, os.Getenv); code != want {
		t.Fatalf("%v: exit %d, want %d\n%s%s", args, code, want, out.String(), errs.String())
	}
	return out.String()
}

// TestDamagedBackup: a backup with a wrong bit is refused, or what comes out of
// it is what went in.
func TestDamagedBackup(t *testing.T) {
	_, data := lived(t)
	to := filepath.Join(t.TempDir(), "b.zip")
	if _, err := makeBackup(t.Context(), data, to); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	restored := func(archive []byte) ([]string, error) {
		path := filepath.Join(t.TempDir(), "b.zip")
		if err := os.WriteFile(path, archive, 0o600); err != nil {
			t.Fatal(err)
		}
		aside, _, err := unpackVerified(t.Context(), path, t.TempDir())
		if err != nil {
			return nil, err
		}
		return readRows(t, filepath.Join(aside, libraryName)), nil
	}
	want, err := restored(good)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(*damageSeed, 0))
	refused := 0
	for range *damages {
		bad := []byte(string(good))
		if random.IntN(4) == 0 {
			bad = bad[:random.IntN(len(bad))]
		} else {
			bad[random.IntN(len(bad))] ^= 1 << random.IntN(8)
		}
		got, err := restored(bad)
		if err != nil {
			refused++
		} else if !reflect.DeepEqual(got, want) {
			t.Error("something else came out of a damaged backup")
		}
	}
	t.Logf("%d of %d damaged backups refused", refused, *damages)
}

// TestBackupNamesNoPath: names in the manifest of a foreign archive are no way
// out of the folder.
func TestBackupNamesNoPath(t *testing.T) {
	path := filepath.Join(t.TempDir(), "b.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(f)
	w, err := archive.Create(manifestName)
	if err == nil {
		_, err = io.WriteString(w, `{"format":1,"files":[{"name":"library.db"},{"name":"../../escape"}]}`)
	}
	if err := errors.Join(err, archive.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := openBackup(path); err == nil || !strings.Contains(err.Error(), "不认识的文件") {
		t.Errorf("error %v", err)
	}
}

// TestServeHealsIndex: with a damaged index the server starts, answers whole,
// and the index is sound afterwards.
func TestServeHealsIndex(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, index string){
		"flipped bit": func(t *testing.T, index string) {
			files, _ := filepath.Glob(filepath.Join(index, "gen-*", "index", "*.zap"))
			raw, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			raw[len(raw)/2] ^= 4
			if err := os.WriteFile(files[0], raw, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"cut root": func(t *testing.T, index string) {
			files, _ := filepath.Glob(filepath.Join(index, "gen-*", "index", "root.bolt"))
			if err := os.Truncate(files[0], 5000); err != nil {
				t.Fatal(err)
			}
		},
		"gone": func(t *testing.T, index string) {
			if err := os.RemoveAll(index); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			b, err := openBench(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			var files []indexer.File
			for n := range 5 {
				files = append(files, numberedRegulation(n, 1))
			}
			if _, err := b.intake.AddAll(t.Context(), files); err != nil {
				t.Fatal(err)
			}
			if err := b.close(); err != nil {
				t.Fatal(err)
			}
			damage(t, filepath.Join(data, "index"))
			command(t, exitSome, "verify", "--data", data)
			s := startServer(t, data)
			for n := range 5 {
				if got := total(t, s.url, fmt.Sprintf("暗号%dx第1版", n)); got != 1 {
					t.Errorf("file %d is found %d times", n, got)
				}
			}
			command(t, exitOK, "verify", "--data", data) // beside the server
			s.end(t)
			command(t, exitOK, "verify", "--data", data)
		})
	}
}

// TestServeDamagedLibrary: a server over a damaged library refuses to start, or
// serves what is sound; it does not crash.
func TestServeDamagedLibrary(t *testing.T) {
	_, killed := lived(t)
	for name, damage := range map[string]func(raw []byte) []byte{
		"cut":     func(raw []byte) []byte { return raw[:len(raw)/2] },
		"zeroed":  func(raw []byte) []byte { clear(raw[len(raw)/3 : len(raw)/2]); return raw },
		"no head": func(raw []byte) []byte { clear(raw[:100]); return raw },
		"empty":   func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			copyTree(t, killed, data)
			if err := os.Remove(filepath.Join(data, libraryName+"-wal")); err != nil {
				t.Fatal(err)
			}
			raw, err := os.ReadFile(filepath.Join(data, libraryName))
			if err == nil {
				err = os.WriteFile(filepath.Join(data, libraryName), damage(raw), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			if out := command(t, exitSome, "doctor", "--data", data); !strings.Contains(out, "有误  资料库") || !strings.Contains(out, "tiaowen restore") {
				t.Errorf("doctor: %s", out)
			}
			s, err := openStore(t.Context(), quiet(data))
			if err != nil {
				t.Logf("refused: %v", err)
				return
			}
			for r, err := range s.library.All(t.Context()) {
				if err != nil {
					t.Logf("%s: %v", r.Document.ID, err)
				}
			}
			s.Close()
		})
	}
}
