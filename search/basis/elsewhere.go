package basis

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/pattern"
	"tiaowen/search"
)

//go:embed lands.txt
var landsFile string

// lands are other countries, and how a question speaks of their laws, parties and
// offices.
type lands struct {
	names, of, before []string
	asked             *pattern.Pattern // the first group is what stands before, the second the country
}

// defaultLands are those that come with the program.
var defaultLands = readLands()

func readLands() lands {
	l, err := parseLands(strings.NewReader(landsFile))
	if err != nil {
		panic("basis: lands.txt: " + err.Error()) // a test reads the file
	}
	return l
}

// parseLands reads a file of the form that lands.txt explains.
func parseLands(r io.Reader) (lands, error) {
	var l lands
	if err := search.EachLine(r, l.add); err != nil {
		return l, err
	}
	if len(l.names) == 0 || len(l.of) == 0 || len(l.before) == 0 {
		return l, errors.New("国名、? 和 - 三样都要有")
	}
	l.asked = pattern.MustCompile(`(` + anyOf(l.before) + `)?(` + anyOf(l.names) + `)(?:.{0,8}?(?:` + anyOf(l.of) + `)|.{0,7}?` + lawName + `)`)
	return l, nil
}

// lawName ends the name of a law: 法 that is no part of another word (违法, 办法, 法院).
const lawName = `[^违犯合非依守办无方想做看说没设立执司书语]法(?:$|[^院官律人定子])`

func (l *lands) add(line string) error {
	into := &l.names
	if rest, ok := strings.CutPrefix(line, "?"); ok {
		into, line = &l.of, rest
	} else if rest, ok := strings.CutPrefix(line, "-"); ok {
		into, line = &l.before, rest
	}
	for _, word := range strings.Fields(line) {
		switch {
		case word != corpus.Fold(word) || strings.ContainsFunc(word, func(r rune) bool { return !search.IsLetter(r) }):
			return fmt.Errorf("“%s”不是词", word)
		case slices.Contains(*into, word):
			return fmt.Errorf("“%s”写了两次", word)
		}
		*into = append(*into, word)
	}
	return nil
}

// anyOf matches one of some words, the longest that there is.
func anyOf(words []string) string {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(words, "|") // they are letters
}

// askedIn are the countries whose laws, parties or offices a question, folded, asks about.
func (l lands) askedIn(question string) (countries []string) {
	for _, m := range l.asked.FindAllStringSubmatchIndex(question, -1) {
		country, rest := question[m[4]:m[5]], question[m[5]:]
		if m[2] < 0 && !(strings.HasSuffix(country, "国") && strings.HasPrefix(rest, "家")) { // 监察法国家
			countries = append(countries, country)
		}
	}
	return countries
}

// elsewhere reports whether the question asks about the law, a party or an office of
// another country of which no text speaks.
func (b *bearing) elsewhere() bool {
	countries := defaultLands.askedIn(b.typed)
	return len(countries) > 0 && !slices.ContainsFunc(countries, func(c string) bool {
		return slices.ContainsFunc(b.texts, func(text string) bool { return strings.Contains(text, c) })
	})
}
