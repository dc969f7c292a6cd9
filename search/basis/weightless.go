package basis

import (
	_ "embed"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

//go:embed weightless.txt
var weightlessFile string

// weightless letters and words say nothing of what a question is about, as
// question words do.
type weightless struct {
	letters map[rune]bool
	words   map[string]bool
}

// defaultWeightless are those that come with the program.
var defaultWeightless = readWeightless()

func readWeightless() weightless {
	w, err := parseWeightless(strings.NewReader(weightlessFile))
	if err != nil {
		panic("basis: weightless.txt: " + err.Error()) // a test reads the file
	}
	return w
}

// parseWeightless reads a file of the form that weightless.txt explains.
func parseWeightless(r io.Reader) (weightless, error) {
	w := weightless{map[rune]bool{}, map[string]bool{}}
	err := search.EachLine(r, func(line string) error {
		for _, word := range strings.Fields(line) {
			letter, width := utf8.DecodeRuneInString(word)
			switch {
			case word != corpus.Fold(word) || strings.ContainsFunc(word, func(r rune) bool { return !search.IsLetter(r) }):
				return fmt.Errorf("“%s”不是字词", word)
			case w.letters[letter] && width == len(word) || w.words[word]:
				return fmt.Errorf("“%s”写了两次", word)
			case width == len(word):
				w.letters[letter] = true
			default:
				w.words[word] = true
			}
		}
		return nil
	})
	return w, err
}

// has reports whether a word, folded, is one of them or made of such letters.
func (w weightless) has(word string) bool {
	return w.words[word] || strings.IndexFunc(word, func(r rune) bool { return !w.letters[r] }) < 0
}
