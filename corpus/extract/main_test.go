package extract

import (
	"os"
	"path/filepath"
	"testing"
)

// TestMain keeps the second reader of PDF compiled between runs: compiling it
// takes longer than all the tests.
func TestMain(m *testing.M) {
	if folder, err := os.UserCacheDir(); err == nil {
		engine.compiled = compilations(filepath.Join(folder, "tiaowen-test"))
	}
	os.Exit(m.Run())
}
