package bleve

import (
	"fmt"
	"hash/fnv"
	"math"
	"reflect"
	"slices"
	"strings"

	"tiaowen/search"
)

// Weights are all numbers that decide in which order hits stand and whether the
// library bears on a question. What a number is for, why it is what it is and
// what figure made it stands beside it; DefaultWeights has the numbers. Shares
// are of 1, depths count passages.
//
// Where a comment names STARD without more, it is an offline study of the recipe
// over the law alone, MRR@10, with everything on .486. Own questions are those of
// cmd/tiaowen/testdata.
type Weights struct {
	// K1 and B are BM25's: how soon a further occurrence adds nothing more, and how
	// much a long passage is held against it. On STARD 1.2 and .75 are as good as
	// any; B was set to .6 on the judged questions.
	K1 float64 `name:"k1"`
	B  float64 `name:"b"`

	// Rune, Word, Trail and Title are what a single letter, a word of the dictionary,
	// a pair of letters in the headings above and one in the document's title count
	// beside a pair of letters in the passage; letters that count nothing are left out
	// of coverage too. On STARD .449 without the letters,
	// .478 without the trail; words brought .002 when last measured.
	Rune  float64 `name:"rune_weight"`
	Word  float64 `name:"word_weight"`
	Trail float64 `name:"trail_weight"`
	Title float64 `name:"title_weight"`
	// EssayTitle is how many times that a title counts in a speech or an essay for a
	// question: it is often the one that the text answers, where a regulation's only
	// names the matter. Of 15 own questions about articles 13 have theirs first
	// instead of 10; STARD is the same.
	EssayTitle float64 `name:"essay_title"`
	// CommonRune is the share of the passages from which on a single letter, which
	// tells next to nothing then, is not worth reading.
	CommonRune float64 `name:"common_rune"`

	// Synonym is what a synonym counts beside the word typed. Several for one word get
	// less each, by the SynonymCrowd-th power of their number: a passage says a thing
	// in one way, and must not win by saying it in all. Set on the judged queries (the
	// square root instead of the fourth: hit@1 .800 instead of .855).
	Synonym      float64 `name:"synonym"`
	SynonymCrowd float64 `name:"synonym_crowd"`
	// QuestionWord is what the words that only ask count. With pairs of letters alone
	// half of a word's weight brought .005 on STARD over none; a passage that holds
	// nothing else of the question does not bear on it, so that they are left out.
	QuestionWord float64 `name:"question_word"`

	// SecondLook is how many of a question's best passages are looked at again, for
	// letters, headings and words, which would cost too much for all.
	SecondLook int `name:"second_look_depth"`
	// VoteDepth is how many of these vote for their documents, VoteVoices how many
	// count for one, Vote what the vote multiplies by: 1 + Vote for the document that
	// has most. On STARD .472 without.
	VoteDepth  int     `name:"vote_depth"`
	VoteVoices int     `name:"vote_voices"`
	Vote       float64 `name:"vote"`
	// CoverageDepth is how many are in the end ordered also by what share of the
	// question's pairs of letters and of its single letters they hold, which add up to
	// CoverageGrams and CoverageLetters times the best score. On STARD .475 without;
	// deeper or wider was worse.
	CoverageDepth   int     `name:"coverage_depth"`
	CoverageGrams   float64 `name:"coverage_grams"`
	CoverageLetters float64 `name:"coverage_letters"`

	// Priors are what a passage's score is multiplied by for what its document is, by
	// the names of priors.txt, which has the numbers and the figures.
	Priors map[string]float64 `name:"prior"`
	// Outdated is the factor of a document that does not apply on the day asked for:
	// the one in force goes first if both say the same.
	Outdated float64 `name:"outdated"`

	// BasisHits is how many of the best hits are looked at for a basis; with 0 nothing
	// is ever said to have none.
	BasisHits int `name:"basis_hits"`
	// BasisShare is the coverage below which nothing bears on a question, where there
	// is no dictionary to tell by its words (see bearing). Of the STARD questions, all
	// of which the law answers, 1.5 % lie below it; of own questions that the texts do
	// not answer, three in ten.
	BasisShare float64 `name:"basis_share"`
	// TypicalRatio is how common in the library a word of its field is at least, of its
	// share among all words in general. Of the STARD questions 0.5 % have no such word
	// and lie under ForeignShare; of own questions about other things, kept back when
	// this was set, nine in ten.
	TypicalRatio float64 `name:"typical_ratio"`
	ForeignShare float64 `name:"foreign_share"`
	// BesideShare is how much of what is asked of a matter a passage that names it must
	// hold.
	BesideShare float64 `name:"beside_share"`
	// StrangeWords, StrangeShare and StrangeTypical bound the short question that names
	// a thing that is not here: its words, what share of them a passage holds, and what
	// share is of the library's field. Of 89 own questions that the texts answer, kept
	// back, three were refused, of 27 that they do not answer eleven were not; without
	// the rule of things it was eight and eight.
	StrangeWords   int     `name:"strange_words"`
	StrangeShare   float64 `name:"strange_share"`
	StrangeTypical float64 `name:"strange_typical"`
	// UsedShare is how common in general the name of a thing is at least for its absence
	// to tell; RareHere is in how many passages at most it stands if it is absent,
	// Familiar in how many at least if it is known.
	UsedShare float64 `name:"used_share"`
	RareHere  int     `name:"rare_here"`
	Familiar  int     `name:"familiar"`
	// LeastShare stands in for the share of a word that is rarer than can be said.
	LeastShare float64 `name:"least_share"`
	// SmallLibrary is how many passages a library has in which a word that stands in a
	// single one may be of its field.
	SmallLibrary int `name:"small_library"`
}

// DefaultWeights are those that the program ranks by unless it is told otherwise.
func DefaultWeights() Weights {
	return Weights{
		K1: 1.2, B: 0.6,
		Rune: 1, Word: 0.2, Trail: 0.4, Title: 0.15, EssayTitle: 3, CommonRune: 0.3,
		Synonym: 0.7, SynonymCrowd: 0.25, QuestionWord: 0,
		SecondLook: 1000,
		VoteDepth:  300, VoteVoices: 8, Vote: 0.4,
		CoverageDepth: 100, CoverageGrams: 0.3, CoverageLetters: 0.25,
		Priors: defaultPriors.weights(), Outdated: 0.8,
		BasisHits: 10, BasisShare: 0.15, TypicalRatio: 0.6, ForeignShare: 0.6, BesideShare: 0.25,
		StrangeWords: 4, StrangeShare: 0.5, StrangeTypical: 0.4,
		UsedShare: 3e-7, RareHere: 20, Familiar: 10, LeastShare: 1e-7, SmallLibrary: 1000,
	}
}

// Ablation is a part of the ranking with the weights that switch it off.
type Ablation struct {
	Name string
	Set  map[string]float64
}

// Ablations are the parts that can be switched off, to see what each is worth.
func Ablations() []Ablation {
	flat := map[string]float64{}
	for name := range defaultPriors.factors {
		flat[priorPrefix+name] = 1
	}
	return []Ablation{
		{"frequency", map[string]float64{"k1": 0}},
		{"length", map[string]float64{"b": 0}},
		{"letters", map[string]float64{"rune_weight": 0, "coverage_letters": 0}},
		{"words", map[string]float64{"word_weight": 0}},
		{"trail", map[string]float64{"trail_weight": 0}},
		{"title", map[string]float64{"title_weight": 0}},
		{"essay_title", map[string]float64{"essay_title": 1}},
		{"synonyms", map[string]float64{"synonym": 0}},
		{"question_words", map[string]float64{"question_word": 1}},
		{"vote", map[string]float64{"vote": 0}},
		{"coverage", map[string]float64{"coverage_grams": 0, "coverage_letters": 0}},
		{"priors", flat},
		{"outdated", map[string]float64{"outdated": 1}},
		{"foreign", map[string]float64{"foreign_share": 0}},
		{"beside", map[string]float64{"beside_share": 0}},
		{"strange", map[string]float64{"strange_share": 0}},
		{"no_basis", map[string]float64{"basis_hits": 0}},
	}
}

// priorPrefix is what the names of the priors begin with.
const priorPrefix = "prior."

// Names are the names of all weights, in the order in which they stand here.
func (w Weights) Names() []string {
	var out []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(w)) {
		name := f.Tag.Get("name")
		if f.Type.Kind() != reflect.Map {
			out = append(out, name)
			continue
		}
		from := len(out)
		for key := range defaultPriors.factors {
			out = append(out, name+"."+key)
		}
		slices.Sort(out[from:])
	}
	return out
}

// Get is the weight of a name; false if there is none.
func (w Weights) Get(name string) (float64, bool) {
	if key, ok := strings.CutPrefix(name, priorPrefix); ok {
		value, there := w.Priors[key]
		return value, there
	}
	f := w.field(name)
	switch {
	case !f.IsValid():
		return 0, false
	case f.CanInt():
		return float64(f.Int()), true
	}
	return f.Float(), true
}

// Set changes the weight of a name. The error names those that there are, or says
// what the value may be.
func (w *Weights) Set(name string, value float64) error {
	if _, ok := w.Get(name); !ok {
		return fmt.Errorf("no weight is called %q; there are %s", name, strings.Join(w.Names(), ", "))
	}
	if math.IsNaN(value) || math.IsInf(value, 0) || value < 0 || value > mostWeight {
		return fmt.Errorf("%s: %v is not between 0 and %d", name, value, mostWeight)
	}
	if key, ok := strings.CutPrefix(name, priorPrefix); ok {
		changed := map[string]float64{} // another's map is not changed
		for k, v := range w.Priors {
			changed[k] = v
		}
		changed[key] = value
		w.Priors = changed
		return nil
	}
	f := w.field(name)
	switch {
	case f.CanFloat():
		f.SetFloat(value)
	case value == math.Trunc(value):
		f.SetInt(int64(value))
	default:
		return fmt.Errorf("%s: %v is not a whole number", name, value)
	}
	return nil
}

// mostWeight is above all that makes sense, and far below what a count overflows at.
const mostWeight = 1_000_000

// field is the number of a name; not valid if there is none.
func (w *Weights) field(name string) reflect.Value {
	v := reflect.ValueOf(w).Elem()
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.Type.Kind() != reflect.Map && f.Tag.Get("name") == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// Check reports what of the weights does not go together.
func (w Weights) Check() error {
	if w.SecondLook < w.VoteDepth || w.VoteDepth < w.CoverageDepth || w.CoverageDepth < 1 {
		return fmt.Errorf("depths %d, %d, %d: each look goes over passages of the one before", w.SecondLook, w.VoteDepth, w.CoverageDepth)
	}
	if w.VoteVoices < 1 || w.VoteVoices > math.MaxUint8 {
		return fmt.Errorf("vote_voices: %d is not between 1 and %d", w.VoteVoices, math.MaxUint8)
	}
	return nil
}

// mark names the weights.
func (w Weights) mark() uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, w)
	return h.Sum64()
}

// factors are those of them that count before anything is looked up.
func (w *Weights) factors() search.Factors {
	return search.Factors{Synonym: w.Synonym, Crowd: w.SynonymCrowd, QuestionWord: w.QuestionWord}
}

// prior is the factor of the documents of a prior; 1 if it has none.
func (w *Weights) prior(name string) float32 {
	if f, ok := w.Priors[name]; ok {
		return float32(f)
	}
	return 1
}
