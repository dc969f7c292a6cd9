package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
	"tiaowen/web"
)

// send makes a request of the server and decodes its answer.
func (s served) send(t *testing.T, method, path, contentType string, body []byte, into any) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	if into != nil {
		if err := json.Unmarshal(text, into); err != nil {
			t.Fatalf("%s %s: %v\n%s", method, path, err, text)
		}
	}
	return answer.StatusCode
}

// oneFile is a form with one file under a bare name.
func oneFile(t *testing.T, name string, data []byte) (contentType string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(data)
	form.Close()
	return form.FormDataContentType(), b.Bytes()
}

func (s served) upload(t *testing.T, name string, data []byte) web.Outcome {
	t.Helper()
	var out []web.Outcome
	contentType, body := oneFile(t, name, data)
	if code := s.send(t, http.MethodPost, "/api/v1/documents", contentType, body, &out); code != http.StatusOK {
		t.Fatalf("upload: %d", code)
	}
	return out[0]
}

func (s served) task(t *testing.T, name string, data []byte) web.Outcome {
	t.Helper()
	var task web.Task
	contentType, body := oneFile(t, name, data)
	if code := s.send(t, http.MethodPost, "/api/v1/tasks", contentType, body, &task); code != http.StatusAccepted {
		t.Fatalf("task: %d", code)
	}
	for end := time.Now().Add(time.Minute); task.State != "done"; {
		if time.Now().After(end) {
			t.Fatalf("the task does not end: %+v", task)
		}
		s.send(t, http.MethodGet, "/api/v1/tasks/"+task.ID, "", nil, &task)
	}
	return task.Outcomes[0]
}

// bulk sends one line with a text and its title.
func (s served) bulk(t *testing.T, fields map[string]string) web.Outcome {
	t.Helper()
	line, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var out web.LineResult
	if code := s.send(t, http.MethodPost, "/api/v1/documents/bulk", "application/x-ndjson", line, &out); code != http.StatusOK || out.Outcome == nil {
		t.Fatalf("bulk: %d %+v", code, out)
	}
	return *out.Outcome
}

func (s served) page(t *testing.T, name string, data []byte) {
	t.Helper()
	contentType, body := oneFile(t, name, data)
	if code := s.send(t, http.MethodPost, "/library", contentType, body, nil); code != http.StatusOK {
		t.Fatalf("page: %d", code)
	}
}

func (s served) text(t *testing.T, id string) string {
	t.Helper()
	return read(t, s.url+"/api/v1/documents/"+url.PathEscape(id)+"/text")
}

func (s served) remove(t *testing.T, id string) {
	t.Helper()
	if code := s.send(t, http.MethodDelete, "/api/v1/documents/"+url.PathEscape(id), "", nil, nil); code != http.StatusNoContent {
		t.Fatalf("delete %s: %d", id, code)
	}
}

func importOne(t *testing.T, data, path string) web.Outcome {
	t.Helper()
	var out web.Outcome
	if err := json.Unmarshal([]byte(command(t, exitOK, "import", "--data", data, "--json", path)), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestSameName: two papers that bear one name are two, on every way in.
func TestSameName(t *testing.T) {
	var papers [][]byte
	for _, folder := range []string{"a", "b"} {
		text, err := os.ReadFile(sharedtest.Path(t, "..", "field", "samename", folder, "正文.txt"))
		if err != nil {
			t.Fatal(err)
		}
		papers = append(papers, text)
	}
	ways := map[string]func(s served, text []byte) web.Outcome{
		"upload": func(s served, text []byte) web.Outcome { return s.upload(t, "正文.txt", text) },
		"task":   func(s served, text []byte) web.Outcome { return s.task(t, "正文.txt", text) },
		"bulk": func(s served, text []byte) web.Outcome {
			return s.bulk(t, map[string]string{"title": "正文", "text": string(text)})
		},
		"page": func(s served, text []byte) web.Outcome {
			s.page(t, "正文.txt", text)
			return s.upload(t, "正文.txt", text) // which says what the page has made of it
		},
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			s := startServer(t, filepath.Join(t.TempDir(), "data"))
			var ids []string
			for _, text := range papers {
				o := way(s, text)
				if want := map[bool]string{true: "unchanged", false: "added"}[name == "page"]; o.Outcome != want {
					t.Errorf("%+v, want %s", o, want)
				}
				ids = append(ids, o.Documents[0].ID)
			}
			if ids[0] == ids[1] {
				t.Fatalf("both are %s", ids[0])
			}
			for i, id := range ids {
				if got := s.text(t, id); strings.TrimSpace(got) != strings.TrimSpace(string(papers[i])) {
					t.Errorf("%s says %q", id, got)
				}
				if o := way(s, papers[i]); o.Outcome != "unchanged" || o.Documents[0].ID != id {
					t.Errorf("again: %+v", o)
				}
			}
			s.end(t)
		})
	}
}

// TestDeleteThenReimport: what was deleted and comes again is there under its old
// id, or refused with the reason and the way back; it is never unchanged.
func TestDeleteThenReimport(t *testing.T) {
	text, err := os.ReadFile(sharedtest.Path(t, "..", "field", "delete-then-reimport.txt"))
	if err != nil {
		t.Fatal(err)
	}
	folder, watched, data := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "data")
	write := func(path string) string {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	first := write(filepath.Join(folder, "办法.txt"))
	s := startServer(t, data, "--watch", watched)
	added := importOne(t, data, first)
	id := added.Documents[0].ID
	put := func() web.Outcome {
		body, _ := json.Marshal(map[string]string{"text": string(text)})
		var d web.Document
		if code := s.send(t, http.MethodPut, "/api/v1/documents/"+url.PathEscape(id), "application/json", body, &d); code != http.StatusCreated {
			t.Errorf("PUT: %d", code)
		}
		return web.Outcome{Outcome: "restored", Documents: []web.Taken{{ID: d.ID}}}
	}
	for _, way := range []struct {
		name string
		do   func() web.Outcome
	}{
		{"command", func() web.Outcome { return importOne(t, data, first) }},
		{"upload", func() web.Outcome { return s.upload(t, "别的名字.txt", text) }},
		{"task", func() web.Outcome { return s.task(t, "又一个名字.txt", text) }},
		{"copy", func() web.Outcome { return importOne(t, data, write(filepath.Join(folder, "副本.txt"))) }},
		{"bulk", func() web.Outcome { return s.bulk(t, map[string]string{"text": string(text)}) }},
		{"bulk, by its id", func() web.Outcome { return s.bulk(t, map[string]string{"id": id, "text": string(text)}) }},
		{"PUT", put},
	} {
		s.remove(t, id)
		if o := way.do(); o.Outcome != "restored" || len(o.Documents) != 1 || o.Documents[0].ID != id {
			t.Errorf("%s: %+v, want restored %s", way.name, o, id)
		}
		if got := s.text(t, id); strings.TrimSpace(got) != strings.TrimSpace(string(text)) {
			t.Errorf("%s: it says %q", way.name, got)
		}
		if got := total(t, s.url, `"某市删丙办法"`); got == 0 {
			t.Errorf("%s: it is not found", way.name)
		}
	}
	s.remove(t, id)
	write(filepath.Join(watched, "放进来.txt"))
	for end := time.Now().Add(time.Minute); !strings.Contains(read(t, s.url+"/library"), "没有自动收回"); {
		if time.Now().After(end) {
			t.Fatal("the page does not say why the file in the folder is not taken")
		}
	}
	if code := s.send(t, http.MethodPost, "/api/v1/documents/"+url.PathEscape(id)+"/undo", "", nil, nil); code != http.StatusOK {
		t.Errorf("the way back: %d", code)
	}
	s.end(t)
	command(t, exitOK, "verify", "--data", data)
}

// TestReadersMakeNothing: a command that only reads makes no library where there
// is none.
func TestReadersMakeNothing(t *testing.T) {
	to := filepath.Join(t.TempDir(), "b.zip")
	judged := filepath.Join(t.TempDir(), "judged.jsonl")
	if err := os.WriteFile(judged, []byte(`{"id":"1","q":"支部","relevant":[]}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, there := range []bool{false, true} { // a folder of that name, of something else
		for _, args := range [][]string{{"search", "支部"}, {"search", "--json", "支部"}, {"show", "某办法第一条"}, {"eval", judged}, {"verify"}, {"backup", "--to", to}} {
			folder := t.TempDir()
			data := filepath.Join(folder, "没有")
			if there {
				if err := os.Mkdir(data, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			var out, errs strings.Builder
			code := run(t.Context(), append([]string{args[0], "--data", data}, args[1:]...), nil, &out, &errs, os.Getenv)
			if want := exitWrong; code != want && !(args[0] == "verify" && there && code == exitSome) {
				t.Errorf("%v: exit %d\n%s%s", args, code, out.String(), errs.String())
			}
			if args[0] == "search" && !strings.Contains(out.String()+errs.String(), "找不到资料库") {
				t.Errorf("%v says %s%s", args, out.String(), errs.String())
			}
			want := []string{}
			if there {
				want = append(want, "没有")
			}
			if diff := cmp.Diff(want, below(t, folder)); diff != "" {
				t.Errorf("%v has made (-want +got):\n%s", args, diff)
			}
		}
	}
	if _, err := os.Stat(to); err == nil {
		t.Error("a backup of nothing was made")
	}
	// Nor is anything made beside a library.
	_, data := lived(t)
	before := below(t, data)
	command(t, exitOK, "verify", "--data", data)
	command(t, exitOK, "doctor", "--data", data, "--addr", "127.0.0.1:0")
	for _, name := range below(t, data) {
		if !strings.HasPrefix(name, libraryName) && !strings.Contains(strings.Join(before, "\n"), name) {
			t.Errorf("verify or doctor made %s", name)
		}
	}
}

func below(t *testing.T, folder string) []string {
	t.Helper()
	out := []string{}
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if name, _ := filepath.Rel(folder, path); err == nil && name != "." {
			out = append(out, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(fmt.Errorf("list %s: %w", folder, err))
	}
	return out
}

// TestRowAboveOthers: a row that is put in at the top of a list in a folder leaves the
// ids of the others what they were, and what people have corrected of them.
func TestRowAboveOthers(t *testing.T) {
	const first, second, newer = "各支部应当按月开展学习，做好记录。", "各支部应当按季检查，公布结果。", "各支部应当按年总结，报告上级。"
	row := func(text string) string { return `{"content":"` + text + `"}` + "\n" }
	for name, lists := range map[string][2]string{
		"列表.csv":   {"正文\n" + first + "\n" + second + "\n", "正文\n" + newer + "\n" + first + "\n" + second + "\n"},
		"列表.jsonl": {row(first) + row(second), row(newer) + row(first) + row(second)},
	} {
		s, err := openStore(t.Context(), quiet(t.TempDir()))
		if err != nil {
			t.Fatal(err)
		}
		add := func(data string) map[string]string {
			out, err := s.intake.AddAll(t.Context(), []indexer.File{{Path: "/夹/" + name, Data: []byte(data)}})
			if err != nil {
				t.Fatal(err)
			}
			ids := map[string]string{}
			for _, d := range out[0].Documents {
				r, err := s.library.Get(t.Context(), d.ID)
				if err != nil {
					t.Fatal(err)
				}
				ids[strings.TrimSpace(r.Document.Text)] = d.ID
			}
			return ids
		}
		before := add(lists[0])
		after := add(lists[1])
		if len(before) != 2 || len(after) != 3 || before[first] != after[first] || before[second] != after[second] {
			t.Errorf("%s: %v became %v", name, before, after)
		}
		s.Close()
	}
}
