package words

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"tiaowen/corpus"
)

//go:embed words.txt
var fieldWords string

// Words are the words of the field that a dictionary has beside gse's.
type Words struct {
	list   []string // as in the file
	folded []string
}

const (
	// longestWord is in characters; what is longer is no word but a sentence.
	longestWord = 20
	// mostFaults is how many faulty lines are named at once.
	mostFaults = 10
)

// DefaultWords are those that come with the program.
func DefaultWords() *Words {
	w, err := ParseWords(strings.NewReader(fieldWords))
	if err != nil {
		panic("words: words.txt: " + err.Error()) // a test reads the file
	}
	return w
}

// ParseWords reads a list of words, one or more a line; # begins a comment. The
// error names every faulty line.
func ParseWords(r io.Reader) (*Words, error) {
	w := &Words{}
	var faults []error
	seen := map[string]bool{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan() && len(faults) < mostFaults; n++ {
		line, _, _ := strings.Cut(strings.TrimPrefix(lines.Text(), "\ufeff"), "#")
		for _, word := range strings.Fields(line) {
			if why := notAWord(word); why != "" {
				faults = append(faults, fmt.Errorf("第 %d 行：“%s”%s", n, word, why))
				continue
			}
			if folded := corpus.Fold(word); !seen[folded] {
				seen[folded] = true
				w.list, w.folded = append(w.list, word), append(w.folded, folded)
			}
		}
	}
	return w, errors.Join(append(faults, lines.Err())...)
}

// notAWord says why a text can be none; empty if it can.
func notAWord(text string) string {
	if !utf8.ValidString(text) {
		return "不是 UTF-8"
	}
	switch n := utf8.RuneCountInString(corpus.Fold(text)); {
	case n < 2:
		return "太短，至少两个字"
	case n > longestWord:
		return fmt.Sprintf("太长，至多 %d 个字", longestWord)
	}
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return fmt.Sprintf("里有“%c”，词里只能有汉字、字母和数字", r)
		}
	}
	return ""
}

// List are the words, as in the file.
func (w *Words) List() []string { return w.list }
