package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// asked is what a server answers.
func asked(t *testing.T, method, address, body string, status int, into any) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status {
		t.Fatalf("%s %s: %d %s %v", method, address, answer.StatusCode, raw, err)
	}
	if into != nil {
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	return raw
}

// TestCollection is a trainer's year over the samples: collect, export, keep the
// file; the texts change; recheck says of each passage what has become of it.
// Then the collection comes back from a backup.
func TestCollection(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := startServer(t, data)
	api := s.url + "/api/v1"
	var made struct{ ID string }
	asked(t, "POST", api+"/collections", `{"name":"三月/党课"}`, http.StatusCreated, &made)
	at := api + "/collections/" + made.ID
	texts := t.TempDir()
	law := func(name, second string) {
		text := fmt.Sprintf("示例考勤办法\n（2020年1月1日公布 自2020年1月1日起施行）\n第一条 为了做好示例考勤工作，制定本办法。\n%s第三条 本办法自2020年1月1日起施行。\n", second)
		if err := os.WriteFile(filepath.Join(texts, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if code := run(t.Context(), []string{"import", "--data", data, texts}, nil, io.Discard, io.Discard, os.Getenv); code != exitOK {
			t.Fatalf("import: %d", code)
		}
	}
	// A passage of a sample, which leaves when something of one's own comes.
	var found struct {
		Hits []struct {
			Document struct{ ID string }
			Passage  struct {
				Locator string
				Start   int
			}
		}
	}
	asked(t, "GET", api+"/search?q="+url.QueryEscape("党支部"), "", http.StatusOK, &found)
	hit := found.Hits[0]
	asked(t, "POST", at+"/items", fmt.Sprintf(`{"address":%q,"passage":%d}`, hit.Document.ID+"#"+hit.Passage.Locator, hit.Passage.Start), http.StatusCreated, nil)
	law("办法.txt", "第二条 示例支部每月统计一次考勤，由专人负责登记并公布结果。\n")
	for _, locator := range []string{"art_1", "art_2"} {
		asked(t, "POST", at+"/items", `{"address":"示例考勤办法_2020-01-01#`+locator+`","note":"必讲"}`, http.StatusCreated, nil)
	}
	word := asked(t, "GET", at+"/export?format=docx&style=2025", "", http.StatusOK, nil)
	if _, err := zip.NewReader(bytes.NewReader(word), int64(len(word))); err != nil {
		t.Errorf("the Word file: %v", err)
	}
	file := string(asked(t, "GET", at+"/export?format=json", "", http.StatusOK, nil))
	if got := fatesOf(t, api, file); got != "gone unchanged unchanged" {
		t.Errorf("at once: %s", got)
	}
	law("办法.txt", "第二条 示例支部每季度统计一次考勤，由专人负责登记并公布结果。\n")
	if got := fatesOf(t, api, file); got != "gone unchanged changed" {
		t.Errorf("after an amendment: %s", got)
	}
	law("办法.txt", "第一条之一 新加的一条。\n第二条 补上的一条，说的是别的事。\n第四条 示例支部每月统计一次考勤，由专人负责登记并公布结果。\n")
	if got := fatesOf(t, api, file); got != "gone unchanged moved" {
		t.Errorf("after a renumbering: %s", got)
	}
	backup := filepath.Join(t.TempDir(), "b.zip")
	if code := run(t.Context(), []string{"backup", "--data", data, "--to", backup}, nil, io.Discard, io.Discard, os.Getenv); code != exitOK {
		t.Fatalf("backup: %d", code)
	}
	s.end(t)
	fresh := filepath.Join(t.TempDir(), "fresh")
	if code := run(t.Context(), []string{"restore", "--data", fresh, "--from", backup}, nil, io.Discard, os.Stderr, os.Getenv); code != exitOK {
		t.Fatalf("restore: %d", code)
	}
	again := startServer(t, fresh)
	var kept struct{ Items []any }
	asked(t, "GET", strings.Replace(at, s.url, again.url, 1), "", http.StatusOK, &kept)
	if len(kept.Items) != 3 {
		t.Errorf("%d items after the restore", len(kept.Items))
	}
	again.end(t)
}

// fatesOf are what has become of the passages of an exported file.
func fatesOf(t *testing.T, api, file string) string {
	t.Helper()
	var checked struct{ Items []struct{ Status string } }
	asked(t, "POST", api+"/recheck", file, http.StatusOK, &checked)
	var out []string
	for _, c := range checked.Items {
		out = append(out, c.Status)
	}
	return strings.Join(out, " ")
}
