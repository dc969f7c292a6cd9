package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"tiaowen/corpus/problem"
)

// complaint is what a command that failed says to a program: the fields that the
// API's problems have too, and the sentence that a person is told.
type complaint struct {
	Error  string          `json:"error"`
	Code   problem.Kind    `json:"code"`
	Title  string          `json:"title"`
	Detail string          `json:"detail"`
	Errors []problem.Fault `json:"errors"`
}

// complaintOf is what a program is told of an error.
func complaintOf(err error) *complaint {
	told := problem.Of(err)
	faults := append([]problem.Fault{}, told.Faults...) // a list, also of nothing
	return &complaint{told.Message, told.Kind, told.Title, told.Detail, faults}
}

// fail says what went wrong: as JSON on stdout for programs, in words on stderr
// for people.
func fail(stdout, stderr io.Writer, asJSON bool, err error) int {
	told := problem.Of(err)
	if asJSON && json.NewEncoder(stdout).Encode(complaintOf(err)) == nil {
		return exitWrong
	}
	fmt.Fprintln(stderr, "tiaowen:", told.Message)
	if told.Detail != "" {
		fmt.Fprintln(stderr, "  →", told.Detail)
	}
	return exitWrong
}

// wantsJSON reports whether the arguments, which may be wrong in any way, ask for
// JSON. Behind -- stand words.
func wantsJSON(args []string) (wanted bool) {
	for _, a := range args {
		value, given := strings.CutPrefix(a, "--json=")
		switch {
		case a == "--":
			return wanted
		case a == "--json":
			wanted = true
		case given:
			wanted = !slices.Contains([]string{"false", "0", "no"}, strings.ToLower(value))
		}
	}
	return wanted
}
