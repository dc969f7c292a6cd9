package search

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// MostFaults is how many faulty lines of a file are named at once.
const MostFaults = 10

// EachLine calls take with every line of a file of rules or words, without what
// stands behind # and without the blanks around it; empty lines are passed over.
// The error names every faulty line by its number, up to MostFaults of them.
func EachLine(r io.Reader, take func(line string) error) error {
	var faults []error
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan() && len(faults) < MostFaults; n++ {
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := take(line); err != nil {
			faults = append(faults, fmt.Errorf("第 %d 行：%w", n, err))
		}
	}
	return errors.Join(append(faults, lines.Err())...)
}
