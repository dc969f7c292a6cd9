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
	// section is the field of the lines being read.
	section Field
}

type synonym struct {
	from  string     // as in the file
	key   string     // folded
	to    []Weighted // folded
	as    []string   // as in the file, in the same order
	field Field      // in which it is said
	short bool       // of the others, which name the same thing
	// manner says that the word typed is a way of asking (多久一次), not the subject.
	manner bool
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
//	简称 == 全称 全称
//	问法 > 答法 答法
//	[领域]
//
// A line with the name of a field in brackets, [党务], [国法] or [通用], says where the
// lines behind it count: in a question that speaks of the other field they do not. Lines
// before any count everywhere.
//
// With == they name the same thing, so that a search for the string finds them too, see
// Full. What is to the left of > is a manner of asking. In a question the words to the
// right are looked for beside the one to the left; *n changes what one counts. # begins a
// comment. The error names every faulty line.
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
	if name, ok := strings.CutPrefix(line, "["); ok {
		field, known := fieldNames[strings.TrimSuffix(name, "]")]
		if !known || !strings.HasSuffix(name, "]") {
			return fmt.Errorf("“%s”不是一个领域：应写作 [党务]、[国法] 或 [通用]", line)
		}
		s.section = field
		return nil
	}
	from, to, ok := strings.Cut(line, "=")
	to, short := strings.CutPrefix(to, "=")
	manner := false
	if !ok {
		if from, to, manner = strings.Cut(line, ">"); !manner {
			return fmt.Errorf("%q 里没有 = 或 >", strings.TrimSpace(line))
		}
	}
	w := synonym{from: strings.TrimSpace(from), key: corpus.Fold(from), field: s.section, short: short, manner: manner}
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
	if len(w.to) == 0 && !manner {
		return fmt.Errorf("“%s”没有同义词", w.from)
	}
	first, _ := utf8.DecodeRuneInString(w.key)
	s.words[first] = append(s.words[first], w)
	return nil
}

// Expand says what to score by for a run of a question that speaks of a field: the run,
// and the synonyms of the words in it, none if they count nothing. Of words that
// overlap, the longest counts. Nothing is put in the place of a word: texts may say it
// in either way.
func (s *Synonyms) Expand(folded string, field Field, f Factors) (weighted []Weighted, replaced []Replaced) {
	weighted = []Weighted{{folded, 1}}
	if s == nil {
		return weighted, nil
	}
	for i := 0; i < len(folded); {
		w, ok := s.at(folded[i:], field)
		if !ok {
			_, width := utf8.DecodeRuneInString(folded[i:])
			i += width
			continue
		}
		for k, to := range w.weighed(f) {
			weighted = append(weighted, to)
			replaced = append(replaced, Replaced{Run{Text: w.from, Folded: w.key}, Run{Text: w.as[k], Folded: to.Text}})
		}
		i += len(w.key)
	}
	return weighted, replaced
}

// weighed are the synonyms of a word with what each counts.
func (w synonym) weighed(f Factors) []Weighted {
	factor, share := f.Synonym, math.Pow(float64(len(w.to)), f.Crowd)
	if w.manner {
		factor = f.Manner
	}
	if factor == 0 {
		return nil
	}
	out := slices.Clone(w.to)
	for i := range out {
		out[i].Weight = out[i].Weight * factor / share
	}
	return out
}

// Full are the full names, folded, of what a folded string is the short name of.
func (s *Synonyms) Full(folded string) []string {
	if s == nil {
		return nil
	}
	w, ok := s.at(folded, General)
	if !ok || !w.short || w.key != folded {
		return nil
	}
	var out []string
	for _, to := range w.to {
		out = append(out, to.Text)
	}
	return out
}

// Words are the words that have synonyms, ways of asking apart.
func (s *Synonyms) Words() []string {
	var out []string
	for _, list := range s.words {
		for _, w := range list {
			if !w.manner {
				out = append(out, w.from)
			}
		}
	}
	slices.Sort(out)
	return out
}

// at is the longest word said in a field that a text begins with.
func (s *Synonyms) at(text string, field Field) (synonym, bool) {
	first, _ := utf8.DecodeRuneInString(text)
	for _, w := range s.words[first] {
		if field.Takes(w.field) && strings.HasPrefix(text, w.key) {
			return w, true
		}
	}
	return synonym{}, false
}
