//go:build unix

package main

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestServeDamaged: an index that is cut off while it is served costs an answer
// or two that ask to come again, and is made anew by itself. (Elsewhere than on
// Unix a file that is mapped cannot be cut off.)
func TestServeDamaged(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	want := total(t, s.url, "三会一课")
	texts, _ := filepath.Glob(filepath.Join(data, "index", "gen-*", "texts"))
	if len(texts) != 1 {
		t.Fatalf("texts: %v", texts)
	}
	if err := os.Truncate(texts[0], 0); err != nil {
		t.Fatal(err)
	}
	refused := false
	for began := time.Now(); ; {
		answer, err := http.Get(s.url + "/readyz")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			break
		}
		refused = true
		if answer.Header.Get("Retry-After") == "" {
			t.Error("nobody is told to come again")
		}
		if time.Since(began) > time.Minute {
			t.Fatal("the index is not made anew")
		}
	}
	if !refused {
		t.Error("the damage went unnoticed")
	}
	if got := total(t, s.url, "三会一课"); got != want {
		t.Errorf("%d hits in the new index, %d before", got, want)
	}
	s.end(t)
}
