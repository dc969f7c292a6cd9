package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// printing is every command that prints, with a library to print of.
func printing(t *testing.T) [][]string {
	data := aLibrary(t)
	judged := write(t, filepath.Join(t.TempDir(), "judged.jsonl"), `{"id":"a","q":"读书会","expect":"ok"}`+"\n")
	paper := write(t, filepath.Join(t.TempDir(), "另.txt"), "另一办法\n第一条　另一件事。\n")
	out := [][]string{{"-h"}, {"search", "-h"}, {"help", "query"}, {"completion", "fish"}, {"version"}, {"version", "--json"}, {"licenses"}}
	for _, args := range [][]string{{"search", "每月开一次"}, {"show", "某读书会办法第二条"}, {"show", "某读书会办法第九条"}, {"verify"}, {"doctor"},
		{"eval", judged}, {"import", paper}, {"backup", "--to", t.TempDir()}} {
		args = append(args, "--data", data)
		out = append(out, args, append(args[:len(args):len(args)], "--json"))
	}
	return append(out, []string{"restore", "--data", filepath.Join(t.TempDir(), "new"), "--force", "--from", zippedOf(t, data)}, []string{"serve", "--addr", "127.0.0.1:0", "--data", aLibrary(t)})
}

func zippedOf(t *testing.T, data string) string {
	to := filepath.Join(t.TempDir(), "b.zip")
	mustRun(t, "backup", "--data", data, "--to", to)
	return to
}

// TestResultNotWritten: a result that could not be written whole is a failure, told on
// stderr, of every command.
func TestResultNotWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	from, closed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer closed.Close()
	from.Close()
	for _, args := range printing(t) {
		for stream, says := range map[*os.File]string{full: "结果没有写完：磁盘已满", closed: "结果没有写完：接收的一方已经关闭"} {
			var errs bytes.Buffer
			if code := run(t.Context(), args, nil, stream, &errs, os.Getenv); code != exitWrong || !strings.Contains(errs.String(), says) {
				t.Errorf("%q: exit code %d, %s", args, code, &errs)
			}
		}
	}
}

// TestComplaintNotWritten: who cannot be told as JSON is told in words.
func TestComplaintNotWritten(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	var errs bytes.Buffer
	args := []string{"search", "--data", filepath.Join(t.TempDir(), "nowhere"), "x", "--json"}
	if code := run(t.Context(), args, nil, full, &errs, os.Getenv); code != exitWrong || !strings.Contains(errs.String(), "找不到资料库") {
		t.Errorf("exit code %d, %s", code, &errs)
	}
}

// TestReaderGone: the process itself lives to tell that whoever read its output has
// gone.
func TestReaderGone(t *testing.T) {
	command := exec.CommandContext(t.Context(), os.Args[0], "licenses")
	command.Env = append(os.Environ(), "TIAOWEN_AS_COMMAND=1")
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	command.Stderr = &errs
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(io.Discard, out, 10); err != nil {
		t.Fatal(err)
	}
	out.Close()
	_ = command.Wait()
	if code := command.ProcessState.ExitCode(); code != exitWrong || !strings.Contains(errs.String(), "接收的一方已经关闭") {
		t.Errorf("exit code %d, %s", code, &errs)
	}
}
