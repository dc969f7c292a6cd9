package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestLostLog: that the log beside the library's file is gone, with the last changes,
// is a loss before and after the next start, and after the next writes, until a
// person accepts it; a restored library has lost nothing.
func TestLostLog(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	put := func(id string) {
		s.send(t, http.MethodPut, "/api/v1/documents/"+id, "application/json", []byte(`{"text":"`+id+`办法\n第一条 写进去了。"}`), nil)
	}
	put("甲")
	s.end(t) // the log is written back
	s = startServer(t, data)
	put("乙")
	backups := t.TempDir()
	killed := filepath.Join(t.TempDir(), "killed")
	copyTree(t, data, killed)
	s.end(t)
	if err := os.Remove(filepath.Join(killed, libraryName+"-wal")); err != nil {
		t.Fatal(err)
	}
	says := func(when string) {
		t.Helper()
		if out := command(t, exitSome, "verify", "--data", killed); !strings.Contains(out, "丢失了最后的改动") || strings.Contains(out, "完好") {
			t.Errorf("%s, verify: %s", when, out)
		}
		if out := command(t, exitSome, "doctor", "--data", killed); !strings.Contains(out, "有误  资料库：资料库丢失了最后的改动") {
			t.Errorf("%s, doctor: %s", when, out)
		}
	}
	says("before the next start")
	s = startServer(t, killed)
	for _, page := range []string{"/library", "/readyz"} {
		if !strings.Contains(read(t, s.url+page), "丢失了最后的改动") {
			t.Errorf("%s does not say so", page)
		}
	}
	says("beside a server")
	put("丙")
	put("丁")
	put("戊")
	s.end(t)
	says("after other changes")
	command(t, exitOK, "backup", "--data", killed, "--to", backups)
	command(t, exitOK, "doctor", "--data", killed, "--accept-loss")
	if out := command(t, exitOK, "verify", "--data", killed); !strings.Contains(out, "完好") {
		t.Errorf("accepted, verify: %s", out)
	}
	back := filepath.Join(t.TempDir(), "back")
	command(t, exitOK, "restore", "--data", back, "--from", backups)
	command(t, exitSome, "verify", "--data", back) // the index is not there yet
	command(t, exitOK, "search", "--data", back, "写进去了")
	command(t, exitOK, "verify", "--data", back)
}

// TestLostAll: a library whose log held all there was is lost, and its file is left as
// it is, so that the log can be put back.
func TestLostAll(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	killed := filepath.Join(t.TempDir(), "killed")
	copyTree(t, data, killed)
	s.end(t)
	log := filepath.Join(killed, libraryName+"-wal")
	aside := filepath.Join(t.TempDir(), "wal")
	if err := os.Rename(log, aside); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		command(t, exitWrong, "search", "--data", killed, "党")
	}
	if err := os.Rename(aside, log); err != nil {
		t.Fatal(err)
	}
	command(t, exitOK, "verify", "--data", killed)
}

// TestLossTells: that a person accepted one loss says nothing of the next, whose steps
// may be fewer, as the index was made anew in between.
func TestLossTells(t *testing.T) {
	now := time.Now()
	for name, tt := range map[string]struct {
		known          loss
		library, index int64
		want           bool
	}{
		"the same":                       {loss{Library: 60, Index: 100}, 60, 100, true},
		"more is lost":                   {loss{Library: 60, Index: 100}, 60, 120, false},
		"less, before it was accepted":   {loss{Library: 60, Index: 100}, 70, 80, true},
		"accepted":                       {loss{Library: 60, Index: 100, Accepted: now}, 60, 100, true},
		"accepted, the library goes on":  {loss{Library: 60, Index: 100, Accepted: now}, 65, 100, true},
		"accepted, then another":         {loss{Library: 60, Index: 100, Accepted: now}, 70, 80, false},
		"accepted, then more":            {loss{Library: 60, Index: 100, Accepted: now}, 110, 120, false},
		"accepted, then more to the end": {loss{Library: 60, Index: 100, Accepted: now}, 50, 100, false},
	} {
		if got := tt.known.tells(tt.library, tt.index); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
