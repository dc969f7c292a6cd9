package library

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/problem"
)

// TestKinds: what is wrong with a library's file has a kind, as SQLite and the
// system report it.
func TestKinds(t *testing.T) {
	whole := t.TempDir()
	l, err := Open(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(whole, fileName))
	if err != nil {
		t.Fatal(err)
	}
	bad := append(append([]byte{}, good[:100]...), strings.Repeat("x", len(good)-100)...)
	for name, c := range map[string]struct {
		make func(path string) error
		want problem.Kind
	}{
		"no database":     {func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("text ", 200)), 0o600) }, problem.DamagedLibrary},
		"damaged pages":   {func(path string) error { return os.WriteFile(path, bad, 0o600) }, problem.DamagedLibrary},
		"a folder":        {func(path string) error { return os.Mkdir(path, 0o700) }, problem.IsAFolder},
		"below a file":    {func(path string) error { return os.WriteFile(filepath.Dir(path), nil, 0o600) }, problem.NotAFolder},
		"log is a folder": {func(path string) error { return os.Mkdir(path+"-wal", 0o700) }, problem.UnreadableLibrary},
	} {
		dir := filepath.Join(t.TempDir(), "data")
		if name != "below a file" {
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.make(filepath.Join(dir, fileName)); err != nil {
			t.Fatal(err)
		}
		l, err := Open(t.Context(), dir)
		if err == nil {
			l.Close()
		}
		if got := problem.KindOf(err); err == nil || got != c.want {
			t.Errorf("%s: %s (%v), want %s", name, got, err, c.want)
		}
	}
}
