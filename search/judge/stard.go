package judge

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/cite"
)

// Stard reads queries and relevance of the STARD data set: QUERIES.tsv holds id
// and question, QRELS.tsv id, file, 第X条, latest or old. document turns a file
// into a document's id; a file it does not know is an error. With latestOnly,
// old versions count for nothing and questions that only they answer are left
// out.
func Stard(queries, qrels io.Reader, latestOnly bool, document func(file string) (string, bool)) ([]Query, error) {
	relevant := map[string][]Relevant{}
	err := eachRow(qrels, 4, func(row []string) error {
		if latestOnly && row[3] != "latest" {
			return nil
		}
		id, ok := document(row[1])
		if !ok {
			return fmt.Errorf("no document for %s", row[1])
		}
		list, _ := cite.Pointers(corpus.Fold(row[2]), false)
		if len(list) == 0 {
			return fmt.Errorf("no article in %q", row[2])
		}
		relevant[row[0]] = append(relevant[row[0]], Relevant{Document: id, Locator: list[0].Locator(), Grade: 1})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("qrels: %w", err)
	}
	var out []Query
	err = eachRow(queries, 2, func(row []string) error {
		if len(relevant[row[0]]) > 0 {
			out = append(out, Query{ID: row[0], Text: row[1], Relevant: relevant[row[0]]})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("queries: %w", err)
	}
	return out, nil
}

// eachRow calls visit for each line of tab-separated text that has at least
// that many columns.
func eachRow(r io.Reader, columns int, visit func([]string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		row := strings.Split(lines.Text(), "\t")
		if len(row) < columns {
			return &LineError{n, fmt.Errorf("%d columns, want %d", len(row), columns)}
		}
		if err := visit(row); err != nil {
			return &LineError{n, err}
		}
	}
	return lines.Err()
}
