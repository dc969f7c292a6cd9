package apart

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"tiaowen/corpus/extract"
)

// Serve reads files for a parent until in ends. It is all that a child does.
func Serve(in io.Reader, out io.Writer) error {
	requests := bufio.NewReader(in)
	for {
		var q request
		if err := readValue(requests, 1<<20, &q); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		data := make([]byte, q.Size)
		if _, err := io.ReadFull(requests, data); err != nil {
			return err
		}
		if err := writeValue(out, read(q, data)); err != nil {
			return err
		}
	}
}

func read(q request, data []byte) (a answer) {
	sources, err := extract.ReadWith(q.Path, data, q.Options)
	if err == nil {
		a.Sources = sources
	} else if !errors.As(err, &a.Refusal) {
		a.Refusal = &extract.Refusal{Code: Died, Message: err.Error()}
	}
	return a
}

// childEnvironment is what a child gets of this process's environment: enough
// to run, and nothing of what is set for the program itself.
func childEnvironment() []string {
	out := []string{"GOMEMLIMIT=400MiB", "GOTRACEBACK=none"}
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		switch strings.ToUpper(name) {
		case "PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT", "LANG", "LC_ALL", "TESSDATA_PREFIX":
			out = append(out, e)
		}
	}
	return out
}
