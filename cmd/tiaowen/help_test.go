package main

import (
	"bytes"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"tiaowen/corpus/problem"
)

// theParser is the parser of a program without configuration, and what it fills in.
func theParser(t *testing.T) (*kong.Kong, *commands) {
	t.Helper()
	c := &commands{}
	parser, err := newParser(c, env{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return parser, c
}

// printed is what a command that succeeds prints.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, nil, &out, &errs, os.Getenv); code != exitOK || errs.Len() > 0 {
		t.Fatalf("%q: exit code %d, %s", args, code, &errs)
	}
	return out.String()
}

// TestEveryCommandHasAPage: -h says what a command is for, names every flag and every
// variable of it, gives examples and exit codes; help says the same.
func TestEveryCommandHasAPage(t *testing.T) {
	parser, _ := theParser(t)
	for _, command := range parser.Model.Children {
		if command.Hidden {
			continue
		}
		says := printed(t, command.Name, "-h")
		if says != printed(t, "help", command.Name) {
			t.Errorf("help %s is not what -h says", command.Name)
		}
		for _, want := range []string{"\n用法\n", "\n例子\n", "\n退出码\n", "\n环境变量", strings.TrimSuffix(command.Help, "。")} {
			if !strings.Contains(says, want) {
				t.Errorf("%s -h has no %q", command.Name, want)
			}
		}
		for _, f := range slices.Concat(command.Flags, parser.Model.Flags) {
			if !strings.Contains(says, "--"+f.Name) {
				t.Errorf("%s -h does not name --%s", command.Name, f.Name)
			}
			for _, name := range f.Envs {
				if !strings.Contains(says, name) {
					t.Errorf("%s -h does not name %s", command.Name, name)
				}
			}
		}
		if english := regexp.MustCompile(`(?i)usage:|flags:|arguments:|show context|run "`).FindString(says); english != "" {
			t.Errorf("%s -h speaks English: %s", command.Name, english)
		}
	}
}

// TestSubjects: every subject has a page under each of its names, and no page is
// written for nobody.
func TestSubjects(t *testing.T) {
	parser, _ := theParser(t)
	known := append(commandsOf(parser.Model.Node), "tiaowen")
	for _, s := range subjects {
		known = append(known, s.name)
		first := printed(t, "help", s.name)
		if !strings.Contains(first, s.says) || strings.Count(first, "\n") < 5 {
			t.Errorf("help %s: %s", s.name, first)
		}
		for _, name := range s.also {
			if printed(t, "help", name) != first {
				t.Errorf("help %s is not help %s", name, s.name)
			}
		}
	}
	for name, command := range otherwise {
		if printed(t, "help", name) != printed(t, command, "--help") {
			t.Errorf("help %s", name)
		}
	}
	files, err := pages.ReadDir("help")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(known, strings.TrimSuffix(f.Name(), ".txt")) {
			t.Errorf("nobody reads %s", f.Name())
		}
	}
	_, stderr := failed(t, t.Context(), []string{"help", "quer"})
	if !strings.Contains(stderr, `没有 quer 这个主题，是不是 "query"？`) {
		t.Error(stderr)
	}
}

// TestConfigPage: the page on the file names the keys that it may have, and only these.
func TestConfigPage(t *testing.T) {
	parser, _ := theParser(t)
	says := printed(t, "help", "config")
	for key := range flagsBelow(parser.Model.Node) {
		if !strings.Contains(says, "\n  "+key+" ") {
			t.Errorf("help config does not name %s", key)
		}
	}
	for _, key := range []string{"kind", "from", "cursor", "config", "help"} {
		if strings.Contains(says, "\n  "+key+" ") {
			t.Errorf("help config names %s", key)
		}
	}
}

// example is a command line in a page: up to what is said of it, or to where a shell
// takes over.
var example = regexp.MustCompile(`(?m)^  (?:.*\| |source <\(|TIAOWEN_DATA=\S+ )?tiaowen((?: [^ |>)\n]+)*)`)

// TestExamples: what the pages show is read without a complaint.
func TestExamples(t *testing.T) {
	files, err := pages.ReadDir("help")
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, f := range files {
		text, err := pages.ReadFile("help/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		_, examples, _ := strings.Cut(string(text), "例子\n")
		examples, _, _ = strings.Cut(examples, "\n\n")
		for _, m := range example.FindAllStringSubmatch(examples, -1) {
			shown++
			args := strings.Fields(strings.NewReplacer("'", "", ";", "").Replace(m[1]))
			if len(args) == 0 {
				continue
			}
			parser, _ := theParser(t)
			if _, err := parseArgs(parser, shieldWords(args)); err != nil {
				t.Errorf("%s: tiaowen%s: %s", f.Name(), m[1], problem.Message(misuse(err)))
			}
		}
	}
	if shown < 35 {
		t.Errorf("only %d examples were looked at", shown)
	}
}

// TestWrapped: no line is too wide, none begins with a closing sign, and nothing but
// line breaks is changed.
func TestWrapped(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("党员应当按月交纳党费，", 20), strings.Repeat("word（词）、", 30), strings.Repeat("a", 200), "", "短",
		strings.Repeat("GET /api/v1/search 的 JSON；", 10), strings.Repeat("“引号”", 40),
	} {
		got := wrapped(text, 6)
		for i, line := range strings.Split(got, "\n") {
			wide := 0
			for _, r := range line {
				wide += columns(r)
			}
			if i == 0 {
				wide += 6
			}
			line = strings.TrimLeft(line, " ")
			if wide > lineWidth+6 && strings.Contains(line, "，") || i > 0 && line != "" && strings.ContainsAny(line[:min(3, len(line))], "，。；、") {
				t.Errorf("%q is %d wide", line, wide)
			}
		}
		if strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(text), "") {
			t.Errorf("%q became %q", text, got)
		}
	}
}
