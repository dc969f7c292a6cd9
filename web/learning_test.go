package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"tiaowen/corpus/problem"
	"tiaowen/indexer/learning"
	"tiaowen/search"
)

// meaningful finds what the fake does and says what became of the meaning.
type meaningful struct {
	search.Searcher
	meant search.Meant // where it is not off
	asked []search.Meaning
}

func (m *meaningful) Search(ctx context.Context, q search.Query) (search.Result, error) {
	res, err := m.Searcher.Search(ctx, q)
	if q.Text == "" || err != nil {
		return res, err
	}
	m.asked = append(m.asked, q.Meaning)
	if res.Query.Meant = m.meant; q.Meaning == search.MeaningOff {
		res.Query.Meant = search.MeantOff
	} else {
		res.Query.Encoding = 12 * time.Millisecond
	}
	return res, nil
}

// metricOf is the value of a line of the metrics.
func metricOf(t *testing.T, text, name string) string {
	t.Helper()
	found := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (.*)$`).FindStringSubmatch(text)
	if found == nil {
		return ""
	}
	return found[1]
}

// TestMeaningIsDropped: while more than a few requests wait, questions are answered by
// their words; the answer, the page and the metrics say so.
func TestMeaningIsDropped(t *testing.T) {
	m := &meaningful{meant: search.MeantWhole}
	b := newBench(t, func(c *Config) { m.Searcher, c.Searcher = c.Searcher, m })
	for _, tt := range []struct {
		waiting int64
		asked   string // parameter
		want    search.Meant
		line    string
	}{
		{0, "", search.MeantWhole, ""},
		{fewWait, "", search.MeantWhole, ""},
		{fewWait + 1, "", search.MeantOff, msgMeantNot},
		{0, "&meaning=off", search.MeantOff, ""}, // who asks for it knows
		{0, "&meaning=auto", search.MeantWhole, ""},
	} {
		b.server.gate.waiting.Store(tt.waiting)
		var answer SearchAnswer
		if err := json.Unmarshal(b.ask("GET", "/api/v1/search?q=%E5%85%9A%E8%B4%B9"+tt.asked, "").Body.Bytes(), &answer); err != nil || answer.Query.Meaning != tt.want {
			t.Errorf("%d wait, %q: %q, %v", tt.waiting, tt.asked, answer.Query.Meaning, err)
		}
		page := b.ask("GET", "/?q=%E5%85%9A%E8%B4%B9"+tt.asked, "").Body.String()
		if strings.Contains(page, msgMeantNot) != (tt.line != "") || strings.Contains(page, msgMeantPartly) {
			t.Errorf("%d wait, %q: the page says %q", tt.waiting, tt.asked, tt.line)
		}
	}
	b.server.gate.waiting.Store(0)
	text := b.ask("GET", "/metrics", "").Body.String()
	if got := metricOf(t, text, "tiaowen_meaning_dropped_total"); got != "2" { // the answer and the page
		t.Errorf("dropped %q times", got)
	}
	if metricOf(t, text, "tiaowen_meaning_question_seconds_count") == "" {
		t.Error("nobody counted what questions took")
	}
	wantProblem(t, b.ask("GET", "/api/v1/search?q=x&meaning=perhaps", ""), 422, "invalid_request", "query.meaning unknown_value")
}

// TestMeaningIsPartial: where it is not known of all passages what they mean, answer and
// page say so.
func TestMeaningIsPartial(t *testing.T) {
	m := &meaningful{meant: search.MeantPartial}
	b := newBench(t, func(c *Config) { m.Searcher, c.Searcher = c.Searcher, m })
	if got := b.ask("GET", "/api/v1/search?q=%E5%85%9A%E8%B4%B9", "").Body.String(); !strings.Contains(got, `"meaning":"partial"`) {
		t.Error(got)
	}
	if page := b.ask("GET", "/?q=%E5%85%9A%E8%B4%B9", "").Body.String(); !strings.Contains(page, msgMeantPartly) {
		t.Error("the page says nothing of it")
	}
	if page := b.ask("GET", "/", "").Body.String(); strings.Contains(page, msgMeantPartly) {
		t.Error("nothing was asked")
	}
}

// TestLearningIsShown: how far it is known what the passages mean is on the page of the
// library, at /readyz and in the metrics.
func TestLearningIsShown(t *testing.T) {
	var now learning.Progress
	b := newBench(t, func(c *Config) { c.Learning = func() learning.Progress { return now } })
	full := &problem.Error{Kind: problem.DiskFull}
	for _, tt := range []struct {
		at    learning.Progress
		words string
	}{
		{learning.Progress{State: learning.Working, Known: 1200, Passages: 13000, Encoded: 7, Each: 100 * time.Millisecond}, "已理解 1,200／13,000 段，约剩 20 分钟"},
		{learning.Progress{State: learning.Yielding, Known: 12990, Passages: 13000, Each: 100 * time.Millisecond}, "已理解 12,990／13,000 段，约剩不到 1 分钟"},
		{learning.Progress{State: learning.Working, Known: 0, Passages: 150000, Each: 100 * time.Millisecond}, "约剩 4.2 小时"},
		{learning.Progress{State: learning.Working, Passages: 10}, "已理解 0／10 段。"},
		{learning.Progress{State: learning.Idle, Known: 13000, Passages: 13000}, "13,000 段都已理解"},
		{learning.Progress{State: learning.Failed, Known: 1, Passages: 2, Fault: errors.Join(errors.New("x"), full)}, "暂停：" + problem.Message(full)},
	} {
		now = tt.at
		if page := b.ask("GET", "/library", "").Body.String(); !strings.Contains(page, tt.words) {
			t.Errorf("%+v: the page does not say %q", tt.at, tt.words)
		}
	}
	now = learning.Progress{State: learning.Failed, Known: 11, Passages: 22, Encoded: 3, Fault: full}
	var ready probe
	if err := json.Unmarshal(b.ask("GET", "/readyz", "").Body.Bytes(), &ready); err != nil || ready.Meaning == nil || *ready.Meaning != (Learning{State: learning.Failed, Known: 11, Passages: 22, Fault: problem.Message(full)}) {
		t.Errorf("%+v, %v", ready.Meaning, err)
	}
	text := b.ask("GET", "/metrics", "").Body.String()
	for name, want := range map[string]int{"": 22, "_known": 11, "_encoded_total": 3} {
		if got := metricOf(t, text, "tiaowen_meaning_passages"+name); got != fmt.Sprint(want) {
			t.Errorf("passages%s: %q", name, got)
		}
	}
}

// TestNothingOfMeaning: where nobody finds out what passages mean, nothing speaks of it.
func TestNothingOfMeaning(t *testing.T) {
	b := newBench(t, nil)
	for _, path := range []string{"/library", "/readyz", "/metrics", "/?q=%E5%85%9A%E8%B4%B9", "/api/v1/search?q=%E5%85%9A%E8%B4%B9"} {
		if text := b.ask("GET", path, "").Body.String(); strings.Contains(text, "按意思") || strings.Contains(text, "meaning") {
			t.Errorf("%s: %s", path, text)
		}
	}
}
