package bleve

import (
	"os"
	"path/filepath"
	"testing"

	"tiaowen/search"
)

// TestDamaged: what is damaged while it is searched is found by asking, and gone
// once the index is made anew.
func TestDamaged(t *testing.T) {
	for _, pattern := range []string{"index/*.zap", "texts"} {
		t.Run(pattern, func(t *testing.T) {
			dir := t.TempDir()
			e := openIn(t, dir)
			rebuild(t, e, shelf(), 1)
			if err := e.Damaged(); err != nil {
				t.Fatalf("whole, and yet: %v", err)
			}
			files, _ := filepath.Glob(filepath.Join(dir, e.gen.name, pattern))
			if len(files) == 0 {
				t.Fatal("no such file")
			}
			flip(t, files[0])
			if e.Damaged() == nil {
				t.Fatal("a flipped bit is not found")
			}
			rebuild(t, e, shelf(), 1)
			if err := e.Damaged(); err != nil || ask(t, e, search.Query{}).Total == 0 {
				t.Errorf("made anew, and yet: %v", err)
			}
		})
	}
}

// flip changes a bit in the middle of a file, where it stands.
func flip(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	one := make([]byte, 1)
	if _, err := f.ReadAt(one, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	one[0] ^= 4
	if _, err := f.WriteAt(one, info.Size()/2); err != nil {
		t.Fatal(err)
	}
}
