package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tiaowen/corpus/sharedtest"
	"tiaowen/search"
)

// read reads the questions, and cuts strings out of the laws.
func (l *load) read(t *testing.T) {
	questions, err := os.ReadFile(sharedtest.Path(t, "stard", "queries.train.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(questions)) {
		_, question, _ := strings.Cut(strings.TrimSpace(line), "\t")
		l.questions = append(l.questions, question)
	}
	files, err := filepath.Glob(filepath.Join(sharedtest.Path(t, "law"), "*", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for r := rand.New(rand.NewPCG(1, 2)); len(l.strings) < 1000; {
		l.strings = append(l.strings, stringOf(t, r, files[r.IntN(len(files))]))
	}
}

// list asks the server for its documents, and makes an address of each.
func (l *load) list(t *testing.T) {
	c, r := newWire(l.base), rand.New(rand.NewPCG(1, 2))
	for more, cursor := true, ""; more; more = cursor != "" {
		answer, err := c.client.Get(l.base + "/api/v1/documents?limit=100&cursor=" + url.QueryEscape(cursor))
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Documents  []struct{ ID, Title string }
			NextCursor string `json:"next_cursor"`
		}
		err = json.NewDecoder(answer.Body).Decode(&page)
		if answer.Body.Close(); err != nil {
			t.Fatal(err)
		}
		for _, d := range page.Documents {
			l.ids = append(l.ids, d.ID)
			l.addresses = append(l.addresses, fmt.Sprintf("《%s》第%d条", d.Title, 1+r.IntN(20)))
		}
		cursor = page.NextCursor
	}
}

// stringOf is a string of two to six letters that stands in a file.
func stringOf(t *testing.T, r *rand.Rand, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(raw), "<!-- INFO END -->")
	letters, n := []rune(body), 2+r.IntN(5)
	for range 1000 {
		at := r.IntN(max(1, len(letters)-n))
		s := string(letters[at:min(len(letters), at+n)])
		if !strings.ContainsFunc(s, func(r rune) bool { return !search.IsLetter(r) }) {
			return s
		}
	}
	return "规定"
}

// loadKind is a kind of request: the nth address of it. A browser has its answers
// packed, a program has not.
type loadKind struct {
	name    string
	packed  bool
	address func(n int) string
}

// mixedKinds is how many of the kinds are sent together in the end.
const mixedKinds = 7

// far is the nth to be asked of a list, far from the one before, and not soon again.
func far(list []string, n int) string { return list[n*7919%len(list)] }

// kinds are what is asked; the bare stack, which does nothing, is the last.
func (l *load) kinds() []loadKind {
	question := func(before string) func(int) string {
		return func(n int) string { return before + url.QueryEscape(far(l.questions, n)) }
	}
	quoted := func(before string) func(int) string {
		return func(n int) string { return before + url.QueryEscape(`"`+far(l.strings, n)+`"`) }
	}
	document := func(n int) string { return "/documents/" + url.PathEscape(far(l.ids, n)) }
	resolve := func(n int) string { return "/api/v1/resolve?q=" + url.QueryEscape(far(l.addresses, n)) }
	suggest := func(n int) string {
		q := []rune(far(l.questions, n))
		return "/api/v1/suggest?q=" + url.QueryEscape(string(q[:min(len(q), 1+n%4)]))
	}
	return []loadKind{
		{"API, question", false, question("/api/v1/search?q=")},
		{"API, string", false, quoted("/api/v1/search?q=")},
		{"results page, question", true, question("/?q=")},
		{"results page, string", true, quoted("/?q=")},
		{"document page", true, document},
		{"resolve", false, resolve},
		{"suggest", false, suggest},
		{"resolve, the same again", false, func(int) string { return resolve(1) }},
		{"document page, the same again", true, func(int) string { return document(1) }},
		{"API, question, packed", true, question("/api/v1/search?q=")},
		{"API, string, packed", true, quoted("/api/v1/search?q=")},
		{"bare stack (/healthz)", false, func(int) string { return "/healthz" }},
	}
}
