package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/search"
)

// TestCompletion: bash completes commands, flags, the values of closed lists, also
// behind =, subjects of help, and files.
func TestCompletion(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	dir := t.TempDir()
	script := write(t, filepath.Join(dir, "tiaowen.bash"), printed(t, "completion", "bash"))
	write(t, filepath.Join(dir, "某办法.txt"), "")
	var kinds []string
	for _, k := range search.Facets.Named("kind").Values {
		kinds = append(kinds, k.Value)
	}
	for typed, want := range map[string]string{
		"tiaowen se":                    "serve search",
		"tiaowen search --kind ":        strings.Join(kinds, " "),
		"tiaowen search --kind = sp":    "speech",
		"tiaowen search 党费 --sort =":    "relevance newest oldest",
		"tiaowen search --no":           "--no-collapse",
		"tiaowen search --cursor ":      "",
		"tiaowen --data x search --fro": "--from",
		"tiaowen restore --fro":         "--from",
		"tiaowen backup --kin":          "",
		"tiaowen help que":              "query",
		"tiaowen completion ":           "bash zsh fish",
		"tiaowen import 某":              "某办法.txt",
		"tiaowen check 某":               "某办法.txt",
		"tiaowen check --report ":       "html docx json",
		"tiaowen --con":                 "--config",
		"tiaowen read":                  "",
	} {
		line := exec.CommandContext(t.Context(), bash, "--norc", "-c", `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tiaowen; echo "${COMPREPLY[*]}"`, "bash", script)
		line.Args, line.Dir = append(line.Args, strings.Split(typed, " ")...), dir
		got, err := line.CombinedOutput()
		if err != nil || strings.TrimSpace(string(got)) != want {
			t.Errorf("%q gives %q (%v), want %q", typed, got, err, want)
		}
	}
}

// TestCompletionOfOthers: zsh and fish can read their scripts, which name every flag of
// every command.
func TestCompletionOfOthers(t *testing.T) {
	parser, _ := theParser(t)
	for _, shell := range []string{"zsh", "fish"} {
		says := printed(t, "completion", shell)
		for _, command := range parser.Model.Children {
			for _, f := range command.Flags {
				if !command.Hidden && !strings.Contains(says, "--"+f.Name) && !strings.Contains(says, "-l "+f.Name) {
					t.Errorf("%s: nothing of --%s", shell, f.Name)
				}
			}
		}
		path, err := exec.LookPath(shell)
		if err != nil {
			continue
		}
		script := write(t, filepath.Join(t.TempDir(), "tiaowen."+shell), says)
		if out, err := exec.CommandContext(t.Context(), path, "-n", script).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v %s", shell, err, out)
		}
	}
	if fish, err := exec.LookPath("fish"); err == nil {
		script := write(t, filepath.Join(t.TempDir(), "tiaowen.fish"), printed(t, "completion", "fish"))
		line := exec.CommandContext(t.Context(), fish, "--no-config", "-c", `source $argv[1]; complete -C "tiaowen search --sort "`, script)
		line.Env = append(os.Environ(), "HOME="+t.TempDir())
		if out, err := line.CombinedOutput(); err != nil || !strings.Contains(string(out), "newest") {
			t.Errorf("fish: %v %s", err, out)
		}
	}
}
