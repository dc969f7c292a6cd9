package search

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"tiaowen/corpus"
)

//go:embed question_words.txt
var questionWordsFile string

// questionWords are what people put around the thing they ask for. They say
// that a text is a question and tell little about its answer.
type questionWords struct {
	all    []string // longest first
	asking []string // those that hardly stand in a text that is not a question
}

// defaultQuestionWords are those that come with the program.
var defaultQuestionWords = readQuestionWords()

func readQuestionWords() questionWords {
	q, err := parseQuestionWords(strings.NewReader(questionWordsFile))
	if err != nil {
		panic("search: question_words.txt: " + err.Error()) // a test reads the file
	}
	return q
}

// parseQuestionWords reads a file of the form that question_words.txt explains.
func parseQuestionWords(r io.Reader) (q questionWords, err error) {
	err = EachLine(r, func(line string) error {
		for _, typed := range strings.Fields(line) {
			word, asks := strings.CutSuffix(typed, "?")
			switch {
			case word == "" || word != corpus.Fold(word) || strings.ContainsFunc(word, func(r rune) bool { return !IsLetter(r) }):
				return fmt.Errorf("“%s”不是词：只能有汉字，词尾可以加一个 ?", typed)
			case slices.Contains(q.all, word):
				return fmt.Errorf("“%s”写了两次", word)
			case asks:
				q.asking = append(q.asking, word)
			}
			q.all = append(q.all, word)
		}
		return nil
	})
	slices.SortStableFunc(q.all, func(a, b string) int { return len(b) - len(a) })
	return q, err
}

// at is the longest of them that a text begins with; empty if none does.
func (q questionWords) at(text string) string {
	for _, w := range q.all {
		if strings.HasPrefix(text, w) {
			return w
		}
	}
	return ""
}

// IsQuestionWord reports whether w, folded, is one of the words that only ask.
func IsQuestionWord(w string) bool { return defaultQuestionWords.at(w) == w && w != "" }
