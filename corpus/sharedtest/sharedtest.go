// Package sharedtest finds the real texts that tests run on and that are not
// part of the repository.
package sharedtest

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Path is elem below data in the shared folder: $TIAOWEN_SHARED, else ../shared
// beside the repository. Where it is absent the test is skipped, or fails if
// TIAOWEN_MUST is set, as .ci/run does.
func Path(t testing.TB, elem ...string) string {
	t.Helper()
	return find(t, append([]string{"data"}, elem...))
}

// Field is elem below field there: small inputs in the shape of public reports.
func Field(t testing.TB, elem ...string) string {
	t.Helper()
	return find(t, append([]string{"field"}, elem...))
}

func find(t testing.TB, elem []string) string {
	t.Helper()
	root := os.Getenv("TIAOWEN_SHARED")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "..", "..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("TIAOWEN_MUST") != "" {
			t.Fatalf("shared texts are compulsory here: %v", err)
		}
		t.Skipf("shared texts not found at %s", path)
	}
	return path
}
