package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tiaowen/indexer"
	"tiaowen/search"
)

// killRounds is how often the import is killed.
const killRounds = 3

// TestKilledImport kills an import at a random moment, again and again: what a
// line had reported as added is in the library and found, and the next import
// goes on from there.
func TestKilledImport(t *testing.T) {
	folder, data := t.TempDir(), t.TempDir()
	const files = 1500
	for i := range files {
		text := fmt.Sprintf("示例工作规定第%d号\n第一条 为了做好第%d项示例工作，制定本规定。\n第二条 暗号%dx甲。\n第三条 本规定自2020年1月1日起施行。\n", i, i, i)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%04d.txt", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	reported := map[string]bool{}
	for range killRounds {
		for _, id := range killedImport(t, data, folder, 1+random.IntN(files/killRounds)) {
			reported[id] = true
		}
		checkReported(t, data, reported)
	}
	if len(reported) == 0 {
		t.Error("nothing was reported before the kills: the test proves nothing")
	}
}

// killedImport imports until it has reported so many files, then kills the
// process, and lists the documents it had reported as added.
func killedImport(t *testing.T, data, folder string, lines int) []string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "import", "--json", "--data", data, folder)
	cmd.Env = append(os.Environ(), "TIAOWEN_AS_COMMAND=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for reader, n := bufio.NewScanner(out), 0; n < lines && reader.Scan(); {
		var o indexer.Outcome
		if err := json.Unmarshal(reader.Bytes(), &o); err != nil {
			t.Fatalf("%s: %v", reader.Text(), err)
		}
		if o.Outcome == "added" {
			ids = append(ids, o.Documents[0].ID)
			n++
		}
	}
	_ = cmd.Process.Kill()
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait()
	return ids
}

func checkReported(t *testing.T, data string, reported map[string]bool) {
	t.Helper()
	s, err := openStore(t.Context(), env{globals: globals{Data: data}, log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer s.Close()
	for id := range reported {
		r, err := s.library.Get(t.Context(), id)
		if err != nil {
			t.Fatalf("%s was reported as added: %v", id, err)
		}
		n, _ := r.Document.Root.Find("art_2")
		res, err := s.engine.Search(t.Context(), search.Query{Text: n.Body(r.Document.Text), Today: "2026-01-01"})
		if err != nil || res.Total != 1 || res.Hits[0].Document.ID != id {
			t.Fatalf("%s was reported as added; searching its text finds %d: %v", id, res.Total, err)
		}
	}
}
