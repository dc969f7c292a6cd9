package answer

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

//go:embed names.txt
var namesFile string

//go:embed fillers.txt
var fillersFile string

// names are other ways to write words, all folded. They are not search/synonyms.txt: what
// is near helps to find a clause, but only what is the same may answer.
type names struct {
	same, wider map[string][]string
	// light are words of small meaning, things those that are no deeds.
	light, things map[string]bool
}

// deedSection heads the words of names.txt that name deeds; the others name things.
const deedSection = "做的事"

// parseNames reads a file of the form that names.txt explains. The error names every
// faulty line.
func parseNames(r io.Reader) (names, error) {
	out := names{same: map[string][]string{}, wider: map[string][]string{}, light: map[string]bool{}, things: map[string]bool{}}
	deeds := false
	err := search.EachLine(r, func(line string) error {
		if section, ok := strings.CutSuffix(line, ":"); ok {
			deeds = section == deedSection
			return nil
		}
		at := strings.IndexAny(line, "=<~")
		if at < 0 {
			return fmt.Errorf("%q 里没有 =、< 或 ~", line)
		}
		of := out.same
		if line[at] == '<' {
			of = out.wider
		}
		if line[at] == '~' {
			out.light[corpus.Fold(line[:at])] = true
		}
		word, list := corpus.Fold(line[:at]), strings.Fields(line[at+1:])
		if word == "" || len(list) == 0 {
			return fmt.Errorf("%q 缺一边", line)
		}
		if !deeds {
			out.things[word] = true
		}
		for _, w := range list {
			of[word] = append(of[word], corpus.Fold(w))
		}
		return nil
	})
	return out, err
}

// of are the other names of a word, and what it is a kind of.
func (n names) of(word string) (same, wider []string) {
	same, wider = n.same[word], n.wider[word]
	for _, s := range same {
		for _, w := range n.wider[s] {
			if !slices.Contains(wider, w) {
				wider = append(slices.Clip(wider), w)
			}
		}
	}
	return same, wider
}

// longest is the longest word of several letters with other names that a text begins
// with.
func (n names) longest(text string) (best string) {
	for _, of := range []map[string][]string{n.same, n.wider} {
		for w := range of {
			if len(w) > len(best) && utf8.RuneCountInString(w) > 1 && strings.HasPrefix(text, w) {
				best = w
			}
		}
	}
	return best
}

// parseFillers reads words with white space between them.
func parseFillers(r io.Reader) (map[string]bool, error) {
	out := map[string]bool{}
	err := search.EachLine(r, func(line string) error {
		for _, w := range strings.Fields(line) {
			out[corpus.Fold(w)] = true
		}
		return nil
	})
	return out, err
}

// builtIn reads a table of the program, which a test has read before.
func builtIn[T any](name, text string, parse func(io.Reader) (T, error)) T {
	out, err := parse(strings.NewReader(text))
	if err != nil {
		panic("answer: " + name + ": " + err.Error())
	}
	return out
}
