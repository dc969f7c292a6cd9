package main

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tiaowen/corpus/problem"
)

// TestBadEnvironment: a variable is named by its own name; a flag beats it.
func TestBadEnvironment(t *testing.T) {
	t.Setenv("TIAOWEN_VERBOSE", "perhaps")
	stdout, _ := failed(t, t.Context(), []string{"verify", "--json"})
	checkComplaint(t, stdout, failure{code: problem.BadUsage, message: `环境变量：用法有误：TIAOWEN_VERBOSE 要 true 或 false，给的是 "perhaps"`,
		faults: []string{"TIAOWEN_VERBOSE bad_boolean"}})
	stdout, _ = failed(t, t.Context(), []string{"verify", "--json", "-v", "--data", filepath.Join(t.TempDir(), "nowhere")})
	checkComplaint(t, stdout, failure{code: problem.NoFile, message: "找不到资料库文件夹"})
}

// TestMistakesKeepNobodyFromHelp: -h is answered whatever the file says.
func TestMistakesKeepNobodyFromHelp(t *testing.T) {
	config := write(t, filepath.Join(t.TempDir(), "bad.toml"), "= =")
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"search", "--config", config, "-h"}, nil, &out, &errs, os.Getenv); code != exitOK || !strings.Contains(out.String(), "检索一次") {
		t.Errorf("%d %s%s", code, &out, &errs)
	}
}

// TestEveryMisuseIsFound: whatever kong refuses, what is wrong is found again.
func TestEveryMisuseIsFound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	words := []string{"search", "import", "backup", "restore", "eval", "serve", "x", "-", "--", "-v", "-vx", "-vv", "-=", "--json", "--json=no", "--json=perhaps",
		"--limit", "--limit=", "--limit=3", "3", "--to", "--from=", "--data", "--host", "--host=", "--limi", "--=", "---", "支部", "", "--stard=a,b", "--set=x", "--set", "--misses", "completion", "help", "bash", "--kind", "--no-collapse", "--no-collapse=x", "--wait=1", "--wait", "--year=x", "--help=x", "show"}
	refused := 0
	for range 2_000 {
		var args []string
		for range random.IntN(6) {
			args = append(args, words[random.IntN(len(words))])
		}
		var c commands
		parser, err := newParser(&c, env{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}, args)
		if err != nil {
			t.Fatal(err)
		}
		_, err = parseArgs(parser, shieldWords(args))
		if err == nil {
			continue
		}
		refused++
		var told *problem.Error
		if !errors.As(misuse(err), &told) || told.Kind != problem.BadUsage || len(told.Faults) == 0 {
			t.Fatalf("%q: %v is %v", args, err, misuse(err))
		}
		for _, f := range told.Faults {
			if f.Code == "unknown_flag" && !strings.HasPrefix(f.Location, "-") || f.Message == "" {
				t.Fatalf("%q: %+v", args, f)
			}
		}
	}
	t.Logf("%d of 2,000 refused", refused)
}

func TestShieldWords(t *testing.T) {
	for _, c := range []struct{ in, want []string }{
		{[]string{"search", "支部", "--json", "-v"}, []string{"search", "支部", "--json", "-v"}},
		{[]string{"search", "-试行", `-"办 法"`, "-“暂行”", "-", ""}, []string{"search", shield + "-试行", shield + `-"办 法"`, shield + "-“暂行”", "-", ""}},
		{[]string{"import", "-试行"}, []string{"import", "-试行"}},
	} {
		in := slices.Clone(c.in)
		if diff := cmp.Diff(c.want, shieldWords(c.in)); diff != "" || !slices.Equal(in, c.in) {
			t.Errorf("%q:\n%s", in, diff)
		}
	}
}
