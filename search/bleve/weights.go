package bleve

import "tiaowen/search/basis"

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
	// StringB is B for a string of three letters or more that must stand in the passage: it
	// stands there or not, and of two that hold it the higher one goes first rather than
	// the shorter, unless it is many times as long.
	StringB float64 `name:"string_b"`

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

	// Synonym is what a synonym counts beside the word typed, Manner what counts that
	// texts say for a manner of asking (多久一次: 每月). Several for one word get less each,
	// by the SynonymCrowd-th power of their number: since each is bounded, nothing is
	// gained by it (the fourth root: STARD .482 instead of .483).
	Synonym      float64 `name:"synonym"`
	Manner       float64 `name:"manner"`
	SynonymCrowd float64 `name:"synonym_crowd"`
	// SynonymBound is what a synonym weighs at most in times of the word that was typed,
	// all pairs of letters together, however long it is. The word's single letters count
	// beside its pairs and a synonym's do not, so that with 1.3 the two weigh about the
	// same. With 1: MRR@10 of 89 own questions .910
	// instead of .900 without, of 101 others .525 instead of .483, and of STARD the same;
	// R@100 there is .781 instead of .787.
	SynonymBound float64 `name:"synonym_bound"`
	// QuestionWord is what the words that only ask count. With pairs of letters alone
	// half of a word's weight brought .005 on STARD over none; a passage that holds
	// nothing else of the question does not bear on it, so that they are left out.
	QuestionWord float64 `name:"question_word"`

	// SecondLook is how many of a question's best passages are looked at again, for
	// letters, headings and words, which would cost too much for all.
	SecondLook int `name:"second_look_depth"`
	// Lists is how much of what an enumeration would score by its opening and its best item
	// alone, if these were all of it, counts instead of what it scores by its whole length
	// (see lists.go), ListShare what share of the question the opening must hold. From
	// ListFrom on it gains by the share it holds, for all of it ListAnnounce times the best
	// score. MRR@10 of own questions .910 instead of .897, of party.jsonl .948 instead of
	// .936, of STARD .483 instead of .482.
	Lists        float64 `name:"lists"`
	ListShare    float64 `name:"list_share"`
	ListFrom     float64 `name:"list_from"`
	ListAnnounce float64 `name:"list_announce"`
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

	// Meaning is what it counts how near a passage is to a question in meaning, in times
	// of the best score: the cosine above MeaningFloor, which is what texts have that
	// have nothing in common. MeaningDepth is how many passages are looked at for their
	// meaning that the words may not have brought; MeaningStanding is how much of what a
	// document is counts among these, as a power of its prior. A place among the first
	// five for the nearest brought .02 to .04 of hit@5 while passages were encoded as a
	// whole, and nothing since their sentences are too (.906 of 192 own questions with it,
	// .917 without), so there is none.
	// Meaning was set with the synonyms switched off, some of which were written by people
	// who had seen the questions.
	Meaning         float64 `name:"meaning"`
	MeaningFloor    float64 `name:"meaning_floor"`
	MeaningDepth    int     `name:"meaning_depth"`
	MeaningStanding float64 `name:"meaning_standing"`

	// Priors are what a passage's score is multiplied by for what its document is, by
	// the names of priors.txt, which has the numbers and the figures.
	Priors map[string]float64 `name:"prior"`
	// Field is how much of its score a document loses that is of the other field than a
	// question that speaks of one. FieldDoubt is the evidence, as a logarithm of how many
	// times as common its words are in the one, that makes three quarters sure; from
	// FieldSure on a question speaks of a field, and no synonym of the other is put beside
	// its words. MRR@10 of 101 own questions .525 instead of .514 without the factor; of
	// STARD, whose questions lean to the law where they lean, the same.
	Field      float64 `name:"field"`
	FieldDoubt float64 `name:"field_doubt"`
	FieldSure  float64 `name:"field_sure"`
	// Outdated is the factor of a document that does not apply on the day asked for:
	// the one in force goes first if both say the same.
	Outdated float64 `name:"outdated"`

	// Bounds are the numbers by which it is told whether the library bears on a question
	// at all; they stand, with their figures, in package basis.
	basis.Bounds
}

// DefaultWeights are those that the program ranks by unless it is told otherwise.
func DefaultWeights() Weights {
	return Weights{
		K1: 1.2, B: 0.6, StringB: 0.05,
		Rune: 1, Word: 0.2, Trail: 0.4, Title: 0.15, EssayTitle: 3, CommonRune: 0.3,
		Synonym: 0.7, Manner: 0.95, SynonymCrowd: 0, SynonymBound: 1.3, QuestionWord: 0,
		SecondLook: 1000,
		Lists:      1, ListShare: 0.3, ListFrom: 0.5, ListAnnounce: 0.3,
		VoteDepth: 300, VoteVoices: 8, Vote: 0.4,
		CoverageDepth: 100, CoverageGrams: 0.3, CoverageLetters: 0.25,
		Meaning: 3.5, MeaningFloor: 0.45, MeaningDepth: 20, MeaningStanding: 0.15,
		Priors: defaultPriors.weights(), Outdated: 0.8,
		Field: 0.4, FieldDoubt: 6, FieldSure: 0.6,
		Bounds: basis.DefaultBounds(),
	}
}
