package bleve

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search"
)

// apart is a peer in another language and a process of its own, that .peers/run
// has installed in a folder. It reads the passages from a file and the inquiries
// from its input, and says what it took by its own clocks: .peers/peer_tantivy.py
// has the words of it. It knows hits and facets, no filter and no order.
type apart struct {
	title string
	// command starts it, but for the file of passages and the folder of its index.
	command []string
	// grams: it is handed bigrams that we have cut, not texts.
	grams bool
	dir   string

	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	// indexing is the CPU time it took to index.
	indexing time.Duration
}

// installed are the peers apart of a folder, with folders for their indexes.
func installed(folder string, dir func() string) []*apart {
	here, _ := filepath.Abs("../../.peers")
	return []*apart{
		{title: "Tantivy 0.27, bigrams", grams: true, dir: dir(),
			command: []string{filepath.Join(folder, "venv", "bin", "python"), filepath.Join(here, "peer_tantivy.py")}},
		{title: "Lucene 10.6, CJKAnalyzer", dir: dir(),
			command: []string{filepath.Join(os.Getenv("JAVA_HOME"), "bin", "java"), "-Xmx1g", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector",
				"--enable-native-access=ALL-UNNAMED", "-cp", filepath.Join(folder, "lucene", "*"), filepath.Join(here, "PeerLucene.java")}},
	}
}

func (a *apart) name() string { return a.title }

func (a *apart) fill(ctx context.Context, entries iter.Seq[indexer.Entry]) error {
	passages := filepath.Join(filepath.Dir(a.dir), "passages")
	if _, err := os.Stat(passages); err != nil {
		if err := writePassages(passages, entries); err != nil {
			return err
		}
	}
	a.process = exec.CommandContext(ctx, a.command[0], append(a.command[1:], passages, a.dir)...)
	a.process.Stderr = os.Stderr
	out, err := a.process.StdoutPipe()
	if err != nil {
		return err
	}
	a.out = bufio.NewReader(out)
	if a.in, err = a.process.StdinPipe(); err != nil {
		return err
	}
	if err := a.process.Start(); err != nil {
		return err
	}
	var micros int64
	_, err = fmt.Fscanln(a.out, &micros)
	a.indexing = time.Duration(micros) * time.Microsecond
	return err
}

// writePassages writes a passage a line: its facets, title, text and bigrams.
func writePassages(path string, entries iter.Seq[indexer.Entry]) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w, line := bufio.NewWriter(f), strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for e := range entries {
		fields := plainFields(e.Head)
		head := ""
		for _, facet := range search.Facets {
			switch value := fields[facet.Name].(type) {
			case []string:
				head += strings.Join(value, "|") + "\t"
			default:
				head += fmt.Sprint(value) + "\t"
			}
		}
		head += line.Replace(e.Head.Fields.Title)
		for _, p := range e.Passages {
			text := corpus.Fold(p.Text(e.Text))
			fmt.Fprintf(w, "%s\t%s\t%s\n", head, line.Replace(text), spaced(text))
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

func (a *apart) ask(_ context.Context, q inquiry) (out answer, err error) {
	if q.years != nil || q.newest || q.skip > 0 {
		return answer{}, errors.ErrUnsupported
	}
	kind, shown := "any", "hits"
	if len(q.strings) > 0 {
		kind = "exact"
	}
	if q.faceted {
		shown = "facets"
	}
	line := strings.Join(append([]string{kind, shown}, a.parts(q)...), "\t")
	if _, err := fmt.Fprintln(a.in, line); err != nil {
		return answer{}, err
	}
	hits := 0
	if _, err := fmt.Fscanln(a.out, &out.cpu, &out.took, &out.total, &hits, &out.counted); err != nil {
		return answer{}, fmt.Errorf("%s: %w", line, err)
	}
	out.hits = make([]shownHit, hits)
	return out, nil
}

// parts are the question or the strings, as the peer wants them.
func (a *apart) parts(q inquiry) (parts []string) {
	switch {
	case q.question != "" && a.grams:
		return []string{strings.Join(gramsWithin(q.question), " ")}
	case q.question != "":
		return []string{corpus.Fold(q.question)}
	}
	for _, s := range q.strings {
		s = corpus.Fold(s)
		if a.grams {
			s = strings.TrimPrefix(strings.TrimSpace(spaced(s)), "0 ")
		}
		parts = append(parts, s)
	}
	return parts
}

func (a *apart) close() error {
	_ = a.in.Close()
	return a.process.Wait()
}
