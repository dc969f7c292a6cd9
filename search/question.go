package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// shortest is how many letters make a question. A shorter text with a question
// word in it may be a piece of a text; if it stands nowhere it is taken for a
// question all the same.
const shortest = 6

// isQuestion tells a question from words: it is longer than a phrase or has a
// question word in it.
func isQuestion(p Parsed) bool {
	letters := 0
	for _, r := range p.Runs {
		n := utf8.RuneCountInString(r.Folded)
		if n > MaxPhrase {
			return true
		}
		letters += n
	}
	if letters < shortest {
		return false
	}
	for _, r := range p.Runs {
		for _, w := range defaultQuestionWords.asking {
			if strings.Contains(r.Folded, w) {
				return true
			}
		}
	}
	return false
}

// hasQuestionWord reports whether any of the question words is in the runs.
func hasQuestionWord(p Parsed) bool {
	return slices.ContainsFunc(p.Runs, func(r Run) bool {
		for rest := r.Folded; rest != ""; {
			if defaultQuestionWords.at(rest) != "" {
				return true
			}
			_, width := utf8.DecodeRuneInString(rest)
			rest = rest[width:]
		}
		return false
	})
}

// Weighted is a string, folded, and what it counts in ranking.
type Weighted struct {
	Text   string
	Weight float64
}

// Factors say what of a question counts how much beside the words typed, which
// count 1. An engine keeps them among its weights.
type Factors struct {
	// Synonym is what a synonym counts, Manner what counts that texts say for a manner of
	// asking; neither counts what the words typed do.
	Synonym, Manner float64
	// Crowd is how much less each of n synonyms of one word counts: by n to the
	// power of Crowd.
	Crowd float64
	// QuestionWord is what the words that only ask count; 0 leaves them out.
	QuestionWord float64
}

// Replaced is a word that was put beside or instead of one of the question.
type Replaced struct{ From, To Run }

// Weigh turns the runs of a question into what passages are scored by, and says
// which words were put beside those typed: of the synonyms those of the field that it
// speaks of. Question words are left out, unless
// they count something: a passage that holds nothing else of the question does not
// bear on it.
func Weigh(runs []Run, synonyms *Synonyms, field Field, f Factors) (weighted []Weighted, replaced []Replaced) {
	for _, r := range runs {
		kept, added := synonyms.Expand(r.Folded, field, f)
		for _, w := range kept {
			if w.Weight != 1 {
				weighted = append(weighted, w)
				continue
			}
			weighted = appendPieces(weighted, w.Text, f.QuestionWord)
		}
		replaced = append(replaced, added...)
		if f.Synonym > 0 {
			for _, n := range figuresIn(r.Folded) {
				weighted = append(weighted, Weighted{n.To.Folded, f.Synonym})
				replaced = append(replaced, n)
			}
		}
	}
	if weighted == nil {
		for _, r := range runs {
			weighted = append(weighted, Weighted{r.Folded, 1})
		}
	}
	return weighted, replaced
}

// appendPieces adds what is left of a run between its question words, and these if
// they count something.
func appendPieces(out []Weighted, run string, questionWord float64) []Weighted {
	add := func(text string, weight float64) {
		if text != "" && weight > 0 {
			out = append(out, Weighted{text, weight})
		}
	}
	from := 0
	for i := 0; i < len(run); {
		w := defaultQuestionWords.at(run[i:])
		if w == "" {
			_, width := utf8.DecodeRuneInString(run[i:])
			i += width
			continue
		}
		add(run[from:i], 1)
		add(w, questionWord)
		i += len(w)
		from = i
	}
	add(run[from:], 1)
	return out
}
