package search

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
)

//go:embed synonyms.txt
var synonymsFile string

// Synonyms say what else to look for when a word is typed: 支委会 is 支部委员会
// in the texts. They are used for questions only; a string that must stand in a
// text is not replaced.
type Synonyms struct {
	// words are the folded words typed, longest first among those that begin
	// with the same letter.
	words map[rune][]synonym
}

type synonym struct {
	from string     // as in the file
	key  string     // folded
	to   []Weighted // folded
	as   []string   // as in the file, in the same order
	// instead says that the word typed does not rank itself: a question's way of
	// asking (多久一次), not its subject.
	instead bool
}

// DefaultSynonyms are those that come with the program.
func DefaultSynonyms() *Synonyms {
	s, err := ParseSynonyms(strings.NewReader(synonymsFile))
	if err != nil {
		panic("search: synonyms.txt: " + err.Error()) // a test reads the file
	}
	return s
}

// ParseSynonyms reads a synonym file. A line is
//
//	词 = 同义 同义*0.5
//	问法 > 答法 答法
//
// With = the words to the right are looked for beside the one to the left, with
// > instead of it; *n changes what one counts. # begins a comment. The error names
// every faulty line.
func ParseSynonyms(r io.Reader) (*Synonyms, error) {
	s := &Synonyms{words: map[rune][]synonym{}}
	if err := EachLine(r, s.add); err != nil {
		return nil, err
	}
	for _, list := range s.words {
		slices.SortStableFunc(list, func(a, b synonym) int { return len(b.key) - len(a.key) })
	}
	return s, nil
}

func (s *Synonyms) add(line string) error {
	from, to, ok := strings.Cut(line, "=")
	instead := false
	if !ok {
		if from, to, instead = strings.Cut(line, ">"); !instead {
			return fmt.Errorf("%q 里没有 = 或 >", strings.TrimSpace(line))
		}
	}
	w := synonym{from: strings.TrimSpace(from), key: corpus.Fold(from), instead: instead}
	if utf8.RuneCountInString(w.key) < 2 {
		return fmt.Errorf("“%s”太短，至少两个字", w.from)
	}
	for _, word := range strings.Fields(to) {
		text, factor, weighted := strings.Cut(word, "*")
		weight := 1.0
		if weighted {
			var err error
			if weight, err = strconv.ParseFloat(factor, 64); err != nil || weight <= 0 || weight > 2 {
				return fmt.Errorf("“%s”的分量应在 0 和 2 之间", word)
			}
		}
		folded := corpus.Fold(text)
		if folded == "" {
			return fmt.Errorf("“%s”里没有字", word)
		}
		w.to, w.as = append(w.to, Weighted{folded, weight}), append(w.as, text)
	}
	if len(w.to) == 0 && !instead {
		return fmt.Errorf("“%s”没有同义词", w.from)
	}
	first, _ := utf8.DecodeRuneInString(w.key)
	s.words[first] = append(s.words[first], w)
	return nil
}

// Expand says what to score by for a run of a question: the run with what only
// asks cut out, and the synonyms of the words in it, none if they count nothing.
// Of words that overlap, the longest counts.
func (s *Synonyms) Expand(folded string, f Factors) (weighted []Weighted, replaced []Replaced) {
	if s == nil {
		return []Weighted{{folded, 1}}, nil
	}
	kept := strings.Builder{}
	var beside []Weighted
	for i := 0; i < len(folded); {
		w, ok := s.at(folded[i:])
		if !ok {
			_, width := utf8.DecodeRuneInString(folded[i:])
			kept.WriteString(folded[i : i+width])
			i += width
			continue
		}
		for k, to := range w.weighed(f) {
			beside = append(beside, to)
			replaced = append(replaced, Replaced{Run{Text: w.from, Folded: w.key}, Run{Text: w.as[k], Folded: to.Text}})
		}
		if w.instead {
			kept.WriteByte(' ')
		} else {
			kept.WriteString(w.key)
		}
		i += len(w.key)
	}
	for _, piece := range strings.Fields(kept.String()) {
		weighted = append(weighted, Weighted{piece, 1})
	}
	return append(weighted, beside...), replaced
}

// weighed are the synonyms of a word with what each counts.
func (w synonym) weighed(f Factors) []Weighted {
	factor, share := f.Synonym, math.Pow(float64(len(w.to)), f.Crowd)
	switch {
	case w.instead:
		factor = 1
	case factor == 0:
		return nil
	}
	out := slices.Clone(w.to)
	for i := range out {
		out[i].Weight = out[i].Weight * factor / share
	}
	return out
}

// Words are the words that have synonyms, ways of asking apart.
func (s *Synonyms) Words() []string {
	var out []string
	for _, list := range s.words {
		for _, w := range list {
			if !w.instead {
				out = append(out, w.from)
			}
		}
	}
	slices.Sort(out)
	return out
}

func (s *Synonyms) at(text string) (synonym, bool) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range s.words[first] {
		if strings.HasPrefix(text, w.key) {
			return w, true
		}
	}
	return synonym{}, false
}
