package search

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestEachLine: comments, blank lines and a byte order mark are nobody's lines but
// count, and every faulty line is named.
func TestEachLine(t *testing.T) {
	var got []string
	err := EachLine(strings.NewReader("\ufeff一\n\n# 说明\n 坏 # 为什么\n二\n坏"), func(line string) error {
		got = append(got, line)
		if line == "坏" {
			return errors.New("不行")
		}
		return nil
	})
	if want := []string{"一", "坏", "二", "坏"}; !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
	if err == nil || err.Error() != "第 4 行：不行\n第 6 行：不行" {
		t.Errorf("error %v", err)
	}
}
