package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"tiaowen/search/check"
)

// taskDone is a task once it has ended.
func (b *bench) taskDone(at string) Task {
	b.t.Helper()
	// The bound is a guard against a hang: under the race detector a draft of the longest
	// takes its time, and whoever asks all the while takes that from it.
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); <-again.C {
		var got Task
		if err := json.Unmarshal(b.ask("GET", at, "").Body.Bytes(), &got); err != nil {
			b.t.Fatal(err)
		}
		if got.Finished != nil {
			return got
		}
	}
	b.t.Fatal("the task does not end")
	return Task{}
}

// TestTaskChecks: drafts of any length are checked in the background and not taken in;
// one that cannot be read, or bears a mark of secrecy, says why; what was found goes with
// the task, or when others have followed.
func TestTaskChecks(t *testing.T) {
	b := newBench(t, nil)
	b.checker.finds = func(text string) check.Report { return everyVerdict(fakeID)(text[:min(len(text), 300)]) }
	post := func(parts ...string) string {
		body, ct := form(t, parts...)
		w := b.ask("POST", "/api/v1/tasks?check=true&as_of=2021-05-01", body, "Content-Type", ct)
		if w.Code != http.StatusAccepted {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return w.Header().Get("Location")
	}
	long := strings.Repeat("某处说的话，到这里为止。\n", maxDraft/30)
	at := post("file", "长.txt", long, "file", "空.txt", "", "file", "密.txt", "机密★10年\n某地安排\n第一条　甲。\n")
	got := b.taskDone(at)
	if got.State != "done" || got.Done != 3 || len(got.Checks) != 3 || len(b.added) != 0 {
		t.Fatalf("%s, %d of %d, taken in %v", got.State, got.Done, got.Total, b.added)
	}
	first := got.Checks[0]
	if first.Path != "长.txt" || first.Report == nil || len(first.Report.Text) != len(long) || len(first.Report.Citations) == 0 || first.Report.AsOf != "2021-05-01" {
		t.Errorf("the long draft: %s %s %s", first.Path, first.Code, first.Reason)
	}
	if c := got.Checks[1]; c.Report != nil || c.Code != "empty" || c.Reason == "" {
		t.Errorf("the empty draft: %+v", c)
	}
	if c := got.Checks[2]; c.Report != nil || c.Code != "quarantined" || strings.Contains(c.Reason, "某地") {
		t.Errorf("the secret draft: %+v", c)
	}
	b.ask("DELETE", at, "")
	if got := b.taskDone(at); len(got.Checks) != 0 {
		t.Error("what was found is kept after the task was taken away")
	}
	var all []string
	for range tasksChecked + 1 {
		at := post("file", "短.txt", "某处说的话。\n")
		b.taskDone(at)
		all = append(all, at)
	}
	if old, last := b.taskDone(all[0]), b.taskDone(all[tasksChecked]); len(old.Checks) != 0 || len(last.Checks) != 1 {
		t.Errorf("kept: %d of the first, %d of the last", len(old.Checks), len(last.Checks))
	}
	body, ct := form(t, "file", "甲.txt", "甲")
	for query, says := range map[string]string{"check=perhaps": "query.check", "check=true&as_of=2021": "query.as_of", "chek=1": "query.chek"} {
		if w := b.ask("POST", "/api/v1/tasks?"+query, body, "Content-Type", ct); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
}
