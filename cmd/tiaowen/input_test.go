package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/problem"
	"tiaowen/indexer"
)

// given runs a command with a standard input.
func given(t *testing.T, ctx context.Context, stdin io.Reader, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(ctx, args, stdin, &out, &errs, os.Getenv)
	return code, out.String(), errs.String()
}

// TestInputIsText: words of another encoding are refused and not searched for as
// something else; too many are refused.
func TestInputIsText(t *testing.T) {
	data := aLibrary(t)
	for text, want := range map[string]string{"\xb6\xc1\xca\xe9\xbb\xe1": "not_utf8", strings.Repeat("读", maxWords): "too_long"} {
		for _, command := range []string{"search", "show"} {
			code, stdout, _ := given(t, t.Context(), strings.NewReader(text), command, "-", "--json", "--data", data)
			if code != exitWrong {
				t.Errorf("%s: exit code %d", command, code)
			}
			checkComplaint(t, stdout, failure{code: problem.BadUsage, faults: []string{"- " + want}})
		}
	}
	code, _, stderr := given(t, t.Context(), strings.NewReader("{}\n不是\n"), "eval", "-", "--data", data)
	if code != exitWrong || !strings.Contains(stderr, "标准输入：写法有误：第 2 行") {
		t.Errorf("%d %s", code, stderr)
	}
}

// TestInputBrokenOff: who breaks off while standard input is read does not wait for
// its end.
func TestInputBrokenOff(t *testing.T) {
	data := aLibrary(t)
	for _, command := range []string{"import", "search", "show", "eval"} {
		never, writer := io.Pipe()
		defer writer.Close()
		ctx, stop := context.WithCancel(t.Context())
		go func() { _, _ = writer.Write([]byte("读")); stop() }()
		if code, _, stderr := given(t, ctx, never, command, "-", "--data", data); code != exitWrong || !strings.Contains(stderr, "已中断") {
			t.Errorf("%s: %d %s", command, code, stderr)
		}
	}
}

// TestFailedAlike: what is not there fails with the same line here and beside a service,
// and keeps nothing else out.
func TestFailedAlike(t *testing.T) {
	paper := write(t, filepath.Join(t.TempDir(), "办法.txt"), "某读书会办法\n第一条　每月开一次会。\n")
	absent := filepath.Join(t.TempDir(), "nowhere")
	data := filepath.Join(t.TempDir(), "data")
	_, alone, _ := given(t, t.Context(), nil, "import", "--json", "--data", aLibrary(t), absent, paper)
	server := startServer(t, data)
	defer server.end(t)
	code, beside, _ := given(t, t.Context(), nil, "import", "--json", "--data", data, absent, paper)
	for line := range strings.Lines(alone) {
		if strings.Contains(line, `"failed"`) && !strings.Contains(beside, line) {
			t.Errorf("alone %s, beside a service %s", line, beside)
		}
	}
	if code != exitSome || !strings.Contains(beside, `"added"`) {
		t.Errorf("exit code %d, %s", code, beside)
	}
}

// TestInputIsAFile: what comes by standard input is taken the same way here and by a
// service: under a bare name other content is another file, under a path an update.
func TestInputIsAFile(t *testing.T) {
	for _, served := range []bool{false, true} {
		t.Run(fmt.Sprint("served ", served), func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			if served {
				server := startServer(t, data)
				defer server.end(t)
			}
			for i, c := range []struct{ name, text, path, outcome string }{
				{"通知\"1\".txt", "某读书会通知\n每月开一次会。\n", "upload/通知\"1\".txt", "added"},
				{"通知\"1\".txt", "某下棋会通知\n每周开一次会。\n", "upload/通知\"1\".txt", "added"},
				{"甲/通知.txt", "某登山会通知\n每年开一次会。\n", "upload/甲/通知.txt", "added"},
				{"甲/通知.txt", "某登山会通知\n每年开两次会。\n", "upload/甲/通知.txt", "updated"},
				{`甲\通知.txt`, "某登山会通知\n每年开两次会。\n", "upload/甲/通知.txt", "unchanged"},
				{"../../乙/x.txt", "某唱歌会通知\n每日开一次会。\n", "upload/乙/x.txt", "added"},
			} {
				code, stdout, stderr := given(t, t.Context(), strings.NewReader(c.text), "import", "--json", "--data", data, "--name", c.name, "-")
				var got indexer.Outcome
				if err := json.Unmarshal([]byte(stdout), &got); err != nil || code != exitOK || got.Path != c.path || got.Outcome != c.outcome {
					t.Errorf("%d: exit code %d, %v, %s%s", i, code, err, stdout, stderr)
				}
			}
		})
	}
}
