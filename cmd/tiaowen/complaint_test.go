package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/problem"
)

// failure is a command that cannot be done, and what is told of it.
type failure struct {
	name    string
	args    []string
	code    problem.Kind
	message string   // a part of the sentence
	faults  []string // location and code of each
	onlyFor string   // of a command that has no --json: "people"
}

// TestFailures: every way to fail has a code, the same as the API's, and a
// Chinese sentence, on stderr for people and as JSON on stdout for programs; the
// exit code is 2.
func TestFailures(t *testing.T) {
	t.Setenv("TIAOWEN_WAIT", "0s")
	for _, f := range slices.Concat(misuses(), misconfigured(t), badFiles(t), badLibraries(t)) {
		t.Run(f.name, func(t *testing.T) {
			stdout, stderr := failed(t, t.Context(), f.args)
			if !strings.HasPrefix(stderr, "tiaowen: ") || !strings.Contains(stderr, f.message) || stdout != "" {
				t.Errorf("stdout %q, stderr %q, want %q", stdout, stderr, f.message)
			}
			if f.onlyFor == "people" {
				return
			}
			stdout, stderr = failed(t, t.Context(), append(slices.Clone(f.args), "--json"))
			checkComplaint(t, stdout, f)
			if strings.Contains(stderr, f.message) {
				t.Errorf("stderr too says %q", stderr)
			}
		})
	}
}

// failed runs a command and wants it to fail.
func failed(t *testing.T, ctx context.Context, args []string) (stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(ctx, args, nil, &out, &errs, os.Getenv); code != exitWrong {
		t.Fatalf("exit code %d of %q\n%s%s", code, args, &out, &errs)
	}
	return out.String(), errs.String()
}

func checkComplaint(t *testing.T, stdout string, f failure) {
	t.Helper()
	var got complaint
	decoder := json.NewDecoder(strings.NewReader(stdout))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil || decoder.More() {
		t.Fatalf("%v: stdout is not one JSON document: %s", err, stdout)
	}
	var faults []string
	for _, e := range got.Errors {
		faults = append(faults, e.Location+" "+e.Code)
		if e.Message == "" {
			t.Errorf("%s %s says nothing", e.Location, e.Code)
		}
	}
	if got.Code != f.code || !strings.Contains(got.Error, f.message) || got.Title == "" || got.Errors == nil {
		t.Errorf("%s\nwant code %s and %q", stdout, f.code, f.message)
	}
	if diff := cmp.Diff(f.faults, faults); diff != "" {
		t.Errorf("%s\n%s", stdout, diff)
	}
}

// TestInterrupted: who breaks off a command is told that it was.
func TestInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	held := filepath.Join(t.TempDir(), "held")
	paper := write(t, filepath.Join(t.TempDir(), "办法.txt"), "某办法\n第一条　为了管理，制定本办法。\n")
	mustRun(t, "import", "--data", held, paper)
	for command, data := range map[string]string{"search": held, "import": filepath.Join(t.TempDir(), "data")} {
		args := []string{command, "--data", data, "."}
		stdout, stderr := failed(t, ctx, args)
		if stdout != "" || !strings.Contains(stderr, "已中断") {
			t.Errorf("%s: %s%s", command, stdout, stderr)
		}
		stdout, _ = failed(t, ctx, append(args, "--json"))
		checkComplaint(t, stdout, failure{code: problem.Canceled, message: "已中断"})
	}
}

// TestNoPermission: a folder that one may not write in.
func TestNoPermission(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("whoever runs this may write anywhere, or the system has other rights")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	stdout, _ := failed(t, t.Context(), []string{"import", "--data", filepath.Join(dir, "data"), "--json", dir})
	checkComplaint(t, stdout, failure{code: problem.NoPermission, message: "没有权限"})
}
