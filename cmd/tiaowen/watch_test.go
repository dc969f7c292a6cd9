package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
)

// TestWatchedFolder: what is put into a followed folder is found without anybody
// importing it; what goes away stays.
func TestWatchedFolder(t *testing.T) {
	folder := t.TempDir()
	s := startServer(t, filepath.Join(t.TempDir(), "data"), "--watch", folder)
	defer s.end(t)
	path := filepath.Join(folder, "办法.txt")
	if err := os.WriteFile(path, []byte("某街道活动室办法\n第一条 独一无二的活动室由支部管理。\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); total(t, s.url, `"独一无二的活动室"`) == 0; {
		if time.Now().After(end) {
			t.Fatal("the file was not taken in")
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(time.Minute); !strings.Contains(read(t, s.url+"/library"), "文件已不在"); {
		if time.Now().After(end) {
			t.Fatal("the page does not say that the file is gone")
		}
	}
	if total(t, s.url, `"独一无二的活动室"`) != 1 {
		t.Error("the text went with its file")
	}
}

func read(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSeeds: the five texts this project began with, as they come in: what is
// noticed of each is fixed, and the stretch of 001 that was read a byte off is
// found by the words it was meant to be.
func TestSeeds(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"import", "--data", data, "--json", sharedtest.Path(t, "seeds")}, nil, &out, &errs, os.Getenv); code != exitOK {
		t.Fatalf("import: %d %s", code, errs.String())
	}
	got := map[string][]string{}
	for line := range strings.Lines(out.String()) {
		var o indexer.Outcome
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatal(err)
		}
		codes := []string{}
		for _, d := range o.Diagnostics {
			codes = append(codes, d.Code)
		}
		slices.Sort(codes)
		got[filepath.Base(o.Path)[:3]] = codes
	}
	want := map[string][]string{
		"000": {}, "001": {"machine_traditional", "repaired", "slip"}, "002": {}, "003": {"site_header"},
		"004": {"blanked", "cut_off", "repeated_contents"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("noticed (-want +got):\n%s", diff)
	}
	out.Reset()
	if code := run(t.Context(), []string{"search", "--data", data, "--json", "专项整治行动"}, nil, &out, &errs, os.Getenv); code != exitOK {
		t.Fatalf("the repaired stretch is not found: %d %s", code, errs.String())
	}
	var answer struct {
		Hits []struct {
			Passage struct{ Text string }
			Matches []struct{ Start, End int }
		}
	}
	if err := json.Unmarshal([]byte(out.String()), &answer); err != nil {
		t.Fatal(err)
	}
	h := answer.Hits[0]
	if marked := string([]rune(h.Passage.Text)[h.Matches[0].Start:h.Matches[0].End]); corpus.Fold(marked) != "专项整治行动" {
		t.Errorf("marked %q", marked)
	}
}
