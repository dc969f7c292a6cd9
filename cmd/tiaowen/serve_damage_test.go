//go:build unix

package main

import (
	"database/sql"
	"net/http"
	"net/url"
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

// TestServeDamagedText: a text, or a file, that is damaged in the library has an
// error of its own, on the page too, and keeps no other from being read.
func TestServeDamagedText(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	s.send(t, http.MethodPut, "/api/v1/documents/甲", "application/json", []byte(`{"title":"甲办法","text":"甲办法\n第一条 独一无二的办法。"}`), nil)
	s.send(t, http.MethodPut, "/api/v1/documents/乙", "application/json", []byte(`{"title":"乙办法","text":"乙办法\n第一条 完好的办法。"}`), nil)
	db, err := sql.Open("sqlite", filepath.Join(data, libraryName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, damage := range []string{`DROP TRIGGER documents_update`, `DROP TRIGGER originals_update`,
		`UPDATE documents SET text = replace(text, '独一', '独二') WHERE id = '甲'`,
		`UPDATE originals SET packed = x'00' WHERE sha256 = (SELECT f.sha256 FROM files f JOIN documents d ON d.path = f.path WHERE d.id = '甲')`} {
		if _, err := db.Exec(damage); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"", "/text", "/original", "/provisions/art_1"} {
		var p struct{ Code string }
		if status := s.send(t, http.MethodGet, "/api/v1/documents/甲"+path, "", nil, &p); status != http.StatusServiceUnavailable || p.Code != "damaged_text" {
			t.Errorf("%s: %d %q", path, status, p.Code)
		}
		if answer, err := http.Get(s.url + "/api/v1/documents/" + url.PathEscape("乙") + path); err != nil || answer.StatusCode != http.StatusOK {
			t.Errorf("the other%s: %v %v", path, answer, err)
		} else {
			answer.Body.Close()
		}
	}
	s.end(t)
}
