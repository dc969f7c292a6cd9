package bleve

import (
	"bufio"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/sharedtest"
	"tiaowen/indexer"
)

var (
	articleLine = regexp.MustCompile(`^(?:#+\s*)?(第[0-9零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)[\s　]`)
	fileVersion = regexp.MustCompile(`^(.*?)(?:\((\d{4}-\d{2}-\d{2})\))?\.md$`)
)

// laws reads the real laws, one passage an article. It is a rough reader of
// its own, so that these tests stand whatever becomes of package corpus.
func laws(t testing.TB) []indexer.Entry {
	t.Helper()
	root := sharedtest.Path(t, "law")
	var out []indexer.Entry
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		_, body, _ := strings.Cut(string(raw), "<!-- INFO END -->")
		name := fileVersion.FindStringSubmatch(filepath.Base(path))
		f := corpus.Fields{Title: name[1], Kind: corpus.Regulation, Promulgated: corpus.Date(name[2]), Genre: corpus.GenreStatute, Issuer: []string{filepath.Dir(rel)}}
		out = append(out, articles(filepath.ToSlash(rel), f, body))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// articles cuts a law before every line that begins an article.
func articles(id string, f corpus.Fields, text string) indexer.Entry {
	e := indexer.Entry{Head: indexer.Head{ID: id, Fields: f, Timeline: corpus.Timeline{Effective: f.Promulgated}}, Text: text}
	label, start, at := "", 0, 0
	flush := func(end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			e.Passages = append(e.Passages, corpus.Passage{Locator: label, Label: label, Path: []string{label}, Span: corpus.Span{Start: start, End: end}})
		}
		start = end
	}
	for line := range strings.Lines(text) {
		if m := articleLine.FindStringSubmatch(line); m != nil {
			flush(at)
			label = m[1]
		}
		at += len(line)
	}
	flush(len(text))
	return e
}

// multiplied is repeated, all at once.
func multiplied(entries []indexer.Entry, passages int) []indexer.Entry {
	return slices.Collect(repeated(entries, passages))
}

// judged is a lay question of STARD with the articles that answer it, as
// file#label.
type judged struct {
	question string
	relevant map[string]bool
}

func stard(t testing.TB) []judged {
	t.Helper()
	answers := map[string]map[string]bool{}
	rows(t, sharedtest.Path(t, "stard", "qrels.train.tsv"), func(f []string) {
		if answers[f[0]] == nil {
			answers[f[0]] = map[string]bool{}
		}
		answers[f[0]][f[1]+"#"+f[2]] = true
	})
	var out []judged
	rows(t, sharedtest.Path(t, "stard", "queries.train.tsv"), func(f []string) {
		out = append(out, judged{f[1], answers[f[0]]})
	})
	return out
}

func rows(t testing.TB, path string, each func(fields []string)) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if fields := strings.Split(s.Text(), "\t"); len(fields) > 1 {
			each(fields)
		}
	}
}
