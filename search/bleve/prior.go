package bleve

import (
	_ "embed"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

//go:embed priors.txt
var priorsFile string

// The priors that are not for a rank.
const (
	priorOfficial = "official"
	priorEssay    = "essay"
	priorAmending = "amending"
	priorCode     = "code"
)

// priors say what a passage's score is multiplied by for what its document is:
// of two texts that say the same, the higher one answers the question.
type priors struct {
	factors map[string]float64 // by name, as in priors.txt
	words   map[string][]string
}

// defaultPriors are those that come with the program.
var defaultPriors = readPriors()

func readPriors() *priors {
	p, err := parsePriors(strings.NewReader(priorsFile))
	if err != nil {
		panic("bleve: priors.txt: " + err.Error()) // a test reads the file
	}
	return p
}

// parsePriors reads a file of the form that priors.txt explains.
func parsePriors(r io.Reader) (*priors, error) {
	p := &priors{map[string]float64{}, map[string][]string{}}
	if err := search.EachLine(r, p.add); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *priors) add(line string) error {
	name, rest, ok := strings.Cut(line, "=")
	if !ok {
		return fmt.Errorf("%q 里没有 =", line)
	}
	name = strings.TrimSpace(name)
	number, words, _ := strings.Cut(rest, ":")
	factor, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	fields := strings.Fields(words)
	_, twice := p.factors[name]
	switch {
	case err != nil || factor <= 0 || factor > mostFactor:
		return fmt.Errorf("“%s”的倍数应在 0 和 %d 之间", name, mostFactor)
	case twice:
		return fmt.Errorf("“%s”写了两次", name)
	case (name == priorOfficial || name == priorEssay) != (len(fields) == 0):
		return fmt.Errorf("“%s”后面的词不对：official 和 essay 没有词，别的必须有", name)
	case len(fields) > 0 && name != priorAmending && name != priorCode && !corpus.Known(corpus.Ranks, name):
		return fmt.Errorf("没有叫“%s”的级别", name)
	}
	p.factors[name], p.words[name] = factor, fields
	return nil
}

// mostFactor is the largest factor that makes sense.
const mostFactor = 10

// weights are the factors, for a set of weights to change.
func (p *priors) weights() map[string]float64 { return maps.Clone(p.factors) }

// of is the name of the prior of a document, its status apart; empty if it has
// none.
func (p *priors) of(f corpus.Fields) string {
	switch {
	case f.Kind == corpus.Official && f.Lane() == corpus.Regulation && len(f.Carries) == 0:
		return priorOfficial
	case f.Kind != corpus.Regulation:
		return priorEssay
	case p.says(priorAmending, f.Title):
		return priorAmending
	case p.isCode(f.Title):
		return priorCode
	}
	if rank := string(f.Rank); p.says(rank, f.Title) {
		return rank
	}
	return "" // the name belies the rank: that a text is wrongly described must not cost much
}

// says reports whether a title has one of the words that stand behind a prior, and none
// of those that it must not have.
func (p *priors) says(name, title string) bool {
	said := false
	for _, word := range p.words[name] {
		if not, ok := strings.CutPrefix(word, "-"); ok {
			if strings.Contains(title, not) {
				return false
			}
			continue
		}
		end, ok := strings.CutSuffix(word, "$")
		said = said || ok && strings.HasSuffix(title, end) || !ok && strings.Contains(title, word)
	}
	return said
}

func (p *priors) isCode(title string) bool {
	key := corpus.WorkKey(title)
	for _, word := range p.words[priorCode] {
		if key == word {
			return true
		}
	}
	return false
}

// titled is what a document's title counts, in times of a regulation's: essay if
// it is none.
func (r *row) titled(essay float32) float32 {
	if r != nil && r.head.Fields.Kind != corpus.Regulation {
		return essay
	}
	return 1
}
