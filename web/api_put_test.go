package web

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/library"
	"tiaowen/indexer"
)

func TestPut(t *testing.T) {
	b := newBench(t, nil)
	path := "/api/v1/documents/某办法_2024-05-01"
	w := b.ask("PUT", path, `{"text":"某办法\n第一条 甲。","title":"某办法","effective":"2024-05-01"}`)
	if w.Code != http.StatusCreated || documentHash(w.Header().Get("ETag")) != "put" {
		t.Fatalf("a new document: %d %s", w.Code, w.Body)
	}
	if want := `{"effective":"2024-05-01","title":"某办法"}`; b.patch != want {
		t.Errorf("fields %s, want %s", b.patch, want)
	}
	if w := b.ask("PUT", path, `{"text":"某办法\n第一条 乙。"}`, "If-Match", `"put"`); w.Code != http.StatusOK {
		t.Errorf("the same again: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("PUT", path, `{"text":"某办法"}`, "If-Match", `"old"`), 412, "changed")
	wantProblem(t, b.ask("PUT", path, `{"text":"某办法"}`, "If-None-Match", "*"), 412, "exists")
	wantProblem(t, b.ask("PUT", path, `{"text":"某办法"}`, "If-None-Match", `"x", W/"put"`), 412, "exists")
	for _, header := range [][2]string{{"If-None-Match", `"x"`}, {"If-Match", "*"}, {"If-Match", `"x", "put"`}} {
		if w := b.ask("PUT", path, `{"text":"某办法\n第一条 乙。"}`, header[0], header[1]); w.Code != http.StatusOK {
			t.Errorf("%v: %d %s", header, w.Code, w.Body)
		}
	}
	wantProblem(t, b.ask("PUT", "/api/v1/documents/没有", `{"text":"某办法"}`, "If-Match", "*"), 412, "changed")
	if w := b.ask("PUT", "/api/v1/documents/新的", `{"text":"某办法\n第一条 乙。"}`, "If-None-Match", "*"); w.Code != http.StatusCreated {
		t.Errorf("what is not there: %d %s", w.Code, w.Body)
	}
	for code, status := range map[string]int{indexer.CodeRemoved: 409, indexer.CodePart: 409, indexer.CodeTaken: 409} {
		b.refused = indexer.Outcome{Outcome: indexer.Failed, Code: code, Reason: "为何没有收进"}
		w := b.ask("PUT", path, `{"text":"某办法"}`)
		if !strings.Contains(w.Body.String(), "为何没有收进") {
			t.Errorf("%s without the reason: %s", code, w.Body)
		}
		wantProblem(t, w, status, code)
	}
	b.refused = indexer.Outcome{}
	empty := b.ask("PUT", path, `{"text":""}`)
	if !strings.Contains(empty.Body.String(), "文件是空的") {
		t.Errorf("without the reason: %s", empty.Body)
	}
	wantProblem(t, empty, 422, "not_taken")
}

func TestPutFaults(t *testing.T) {
	for name, tt := range map[string]struct {
		id, body string
		status   int
		code     string
		faults   []string
	}{
		"no text":    {"甲", `{"title":"甲"}`, 422, "invalid_request", []string{"body.text required"}},
		"bad text":   {"甲", `{"text":1}`, 422, "invalid_request", []string{"body.text bad_type"}},
		"unknown":    {"甲", `{"text":"甲","colour":"red"}`, 422, "invalid_request", []string{"body.colour unknown_parameter"}},
		"bad id":     {"甲%23乙", `{"text":"甲"}`, 422, "invalid_request", []string{"path.id unknown_value"}},
		"everything": {"甲~乙", `{"title":[],"kind":"x"}`, 422, "invalid_request", []string{"body.text required", "body.kind unknown_value", "body.title bad_type", "path.id unknown_value"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			wantProblem(t, b.ask("PUT", "/api/v1/documents/"+tt.id, tt.body), tt.status, tt.code, tt.faults...)
			if b.added != nil {
				t.Errorf("taken all the same: %v", b.added)
			}
		})
	}
}

// results reads the lines of an answer to /documents/bulk.
func results(t *testing.T, body string) []string {
	t.Helper()
	var out []string
	for lines := bufio.NewScanner(strings.NewReader(body)); lines.Scan(); {
		var r struct {
			Line    int
			Outcome string
			Path    string
			Errors  []Fault
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		line := r.Outcome + " " + r.Path
		for _, e := range r.Errors {
			line += e.Location + " " + e.Code
		}
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

// Good lines are taken, faulty ones told, in the order of the lines.
func TestBulk(t *testing.T) {
	b := newBench(t, nil)
	w := b.ask("POST", "/api/v1/documents/bulk", `{"id":"甲","text":"甲。"}
{"title":"乙","published":"2024-01-02","text":"乙。"}

not json
{"text":"丙。","id":"a/b"}
{"title":"丁"}
{"text":"戊"}`, "Content-Type", "application/x-ndjson")
	want := []string{"added sent/甲", "added sent/乙_2024-01-02", "body malformed", "body.id unknown_value", "body.text required", "added sent/fe5f2c5a8a4f6a6f"}
	got := results(t, w.Body.String())
	if len(got) == len(want) {
		want[5] = got[5] // the hash of a text without a name
	}
	if b.added[1] == "sent/乙_2024-01-02" {
		t.Error("a title is taken for an identity")
	}
	if diff := cmp.Diff(want, got); w.Code != http.StatusOK || diff != "" {
		t.Errorf("%d (-want +got):\n%s", w.Code, diff)
	}
	wantProblem(t, b.ask("POST", "/api/v1/documents/bulk", `{}`), 415, "unsupported_media_type")
}

func TestBulkInTrouble(t *testing.T) {
	b := newBench(t, nil)
	b.addErr = library.ErrFull
	w := b.ask("POST", "/api/v1/documents/bulk", `{"id":"甲","text":"甲。"}
{"id":"乙","text":"乙。"}
{"id":"丙","text":"丙。"}`, "Content-Type", "application/x-ndjson")
	if diff := cmp.Diff([]string{"added sent/甲", "body no_space"}, results(t, w.Body.String())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if strings.Contains(w.Body.String(), "没有写入任何内容") {
		t.Errorf("the first is in the library: %s", w.Body)
	}
}

// slow is an intake that takes files when it is told to.
type slow struct {
	*fake
	proceed chan error
}

func (s slow) AddAll(ctx context.Context, files []indexer.File) ([]indexer.Outcome, error) {
	select {
	case err := <-s.proceed:
		if err != nil {
			return nil, err
		}
		return s.fake.AddAll(ctx, files)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func TestTasks(t *testing.T) {
	s := slow{newFake(), make(chan error)}
	q := newTasks(t.Context(), s, time.Now)
	await := func(id, state string) Task {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); runtime.Gosched() {
			if got, _ := q.get(id); got.State == state {
				return got
			}
		}
		got, _ := q.get(id)
		t.Fatalf("task is %s, want %s", got.State, state)
		return got
	}
	files := []indexer.File{{Path: "甲", Data: []byte("甲")}, {Path: "乙", Data: []byte("乙")}}
	first, _ := q.add(files, wantedTask{})
	await(first.ID, "running")
	second, _ := q.add(files, wantedTask{})
	if second.State != "waiting" || !q.cancel(second.ID) || q.cancel("none") {
		t.Errorf("cancel does not tell a task from none; the second is %s", second.State)
	}
	await(second.ID, "canceled")
	third, _ := q.add(files, wantedTask{})
	s.proceed <- nil
	if got := await(first.ID, "done"); got.Done != 2 || len(got.Outcomes) != 2 || got.Finished == nil {
		t.Errorf("done as %+v", got)
	}
	s.proceed <- library.ErrFull
	if got := await(third.ID, "failed"); !strings.Contains(got.Detail, "磁盘已满") {
		t.Errorf("failed without the reason: %+v", got)
	}
	for range tasksWaiting {
		if _, ok := q.add(files, wantedTask{}); !ok {
			t.Error("a task was refused though there is room")
		}
	}
	if _, ok := q.add(files, wantedTask{}); ok {
		t.Error("a task was taken though too many wait")
	}
}

func TestTaskAPI(t *testing.T) {
	b := newBench(t, nil)
	body, kind := form(t, "file", "甲.txt", "甲。")
	w := b.ask("POST", "/api/v1/tasks", body, "Content-Type", kind)
	if w.Code != http.StatusAccepted {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	where := w.Header().Get("Location")
	if got := decode(t, b.ask("GET", where, "")); got["total"] != 1.0 {
		t.Errorf("task %v", got)
	}
	if got := decode(t, b.ask("GET", "/api/v1/tasks", "")); len(got["tasks"].([]any)) != 1 {
		t.Errorf("tasks %v", got)
	}
	if w := b.ask("DELETE", where, ""); w.Code != http.StatusNoContent {
		t.Errorf("cancel: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("GET", "/api/v1/tasks/none", ""), 404, "no_such_task")
}

func TestQuarantineAPI(t *testing.T) {
	b := newBench(t, nil)
	got := decode(t, b.ask("GET", "/api/v1/quarantine", ""))
	if held := got["documents"].([]any); len(held) != 1 || held[0].(map[string]any)["id"] != "held" {
		t.Errorf("withheld: %v", got)
	}
	if w := b.ask("POST", "/api/v1/documents/held/release", ""); w.Code != http.StatusNoContent || b.released != "held" {
		t.Errorf("release: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("POST", "/api/v1/documents/none/release", ""), 404, "no_such_document")
	if w := b.ask("DELETE", "/api/v1/quarantine/held", ""); w.Code != http.StatusNoContent || b.discarded != "held" {
		t.Errorf("discard: %d %s", w.Code, w.Body)
	}
	wantProblem(t, b.ask("DELETE", "/api/v1/quarantine/none", ""), 404, "no_such_document")
}

// A preview reads with the password that stands before the file and the fields
// after it, and keeps nothing.
func TestPreview(t *testing.T) {
	b := newBench(t, nil)
	body, kind := form(t, "file", "甲.txt", "甲办法\n第一条 甲。", "password", "", "口令", "file", "乙.txt", "乙办法\n第一条 乙。", "sidecar", "", `{"title":"丙办法"}`)
	w := b.ask("POST", "/api/v1/preview", body, "Content-Type", kind)
	var got []Preview
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got) != 2 {
		t.Fatalf("%d %s %v", w.Code, w.Body, err)
	}
	if got[0].Code != "pdf_password" || len(got[0].Documents) != 0 {
		t.Errorf("without a password: %+v", got[0])
	}
	if d := got[1].Documents; len(d) != 1 || d[0].Fields.Title != "丙办法" || d[0].Beginning != "乙办法\n第一条 乙。" {
		t.Errorf("with one: %+v", got[1])
	}
	if b.added != nil {
		t.Errorf("kept %v", b.added)
	}
	body, kind = form(t, "password", "", "口令", "file", "丁.txt", "机密★1年\n丁办法\n第一条 丁。", "file", "戊.txt", "戊办法\n第一条 戊。")
	w = b.ask("POST", "/api/v1/preview", body, "Content-Type", kind)
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got) != 2 {
		t.Fatalf("%d %s %v", w.Code, w.Body, err)
	}
	if got[0].Held != "第 1 行有密级或内部标志“机密★1年”" || got[1].Held != "" {
		t.Errorf("would be held: %q, %q", got[0].Held, got[1].Held)
	}
}

// TestAnswersStaySmall: whatever is wrong with a request, and however often, the
// answer does not outgrow it by more than what is said once.
func TestAnswersStaySmall(t *testing.T) {
	const once = 16 << 10 // the faults that are listed, with their words
	many := func(n int, each func(i int) string, between string) string {
		var parts []string
		for i := range n {
			parts = append(parts, each(i))
		}
		return strings.Join(parts, between)
	}
	key := func(i int) string { return fmt.Sprintf(`"k%d":1`, i) }
	long := strings.Repeat("长", 200_000)
	_, kind := form(t, "file", "甲.txt", "甲")
	boundary := strings.TrimPrefix(kind, "multipart/form-data; boundary=")
	part := func(i int) string {
		return fmt.Sprintf("--%s\r\nContent-Disposition: form-data; name=\"f%d\"\r\n\r\n", boundary, i)
	}
	for name, tt := range map[string]struct{ method, path, body, kind string }{
		"keys of a text":     {"PUT", "/api/v1/documents/甲", "{" + many(60_000, key, ",") + "}", ""},
		"keys of a patch":    {"PATCH", fakePath(""), "{" + many(60_000, key, ",") + "}", ""},
		"keys of a search":   {"POST", "/api/v1/search", "{" + many(60_000, key, ",") + "}", ""},
		"a long key":         {"PUT", "/api/v1/documents/甲", `{"` + long + `":1}`, ""},
		"a long key to find": {"POST", "/api/v1/search", `{"` + long + `":1}`, ""},
		"names of a query":   {"GET", "/api/v1/search?" + many(60_000, func(i int) string { return fmt.Sprint("k", i) }, "&"), "", ""},
		"a long name":        {"GET", "/api/v1/search?" + long[:90_000] + "=1", "", ""},
		"a long value":       {"GET", "/api/v1/search?kind=" + long[:90_000], "", ""},
		"a long id":          {"GET", "/api/v1/documents/" + long[:90_000], "", ""},
		"a long address":     {"GET", "/api/v1/resolve?q=" + long[:90_000], "", ""},
		"lines":              {"POST", "/api/v1/documents/bulk", strings.Repeat("x\n", 2_000), ndjson},
		"lines with keys":    {"POST", "/api/v1/documents/bulk", "{" + many(60_000, key, ",") + "}\n", ndjson},
		"parts":              {"POST", "/api/v1/documents", many(20_000, part, "\r\n") + "\r\n--" + boundary + "--\r\n", kind},
		"a page's names":     {"GET", "/?" + many(60_000, func(i int) string { return fmt.Sprint("k", i) }, "&"), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, nil)
			var header []string
			if tt.kind != "" {
				header = []string{"Content-Type", tt.kind}
			}
			w := b.ask(tt.method, tt.path, tt.body, header...)
			if asked := len(tt.path) + len(tt.body); w.Body.Len() > asked+once {
				t.Errorf("%d: %d bytes asked, %d answered: %.300s", w.Code, asked, w.Body.Len(), w.Body)
			}
		})
	}
}
