package main

import (
	"context"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the test binary be the program: for the scripts under the name
// tiaowen, for tests that kill it by an environment variable, and for itself
// when it reads files apart.
func TestMain(m *testing.M) {
	// The tests that are about meanings say so; the others have the processors for themselves.
	if _, set := os.LookupEnv("TIAOWEN_MEANING"); !set {
		_ = os.Setenv("TIAOWEN_MEANING", meaningOff)
	}
	asReader := len(os.Args) > 1 && os.Args[1] == readerCommand
	if asReader || os.Getenv("TIAOWEN_AS_COMMAND") != "" {
		outlivePipes()
		os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
	}
	testscript.Main(m, map[string]func(){
		"tiaowen": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
		},
	})
}

// TestScripts runs the command line as a person would: testdata/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", RequireExplicitExec: true})
}
