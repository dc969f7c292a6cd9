package basis

// Bounds are the numbers of the decision. Shares are of 1.
//
// Own questions are those of cmd/tiaowen/testdata; of STARD's questions the law answers
// all.
type Bounds struct {
	// BasisHits is how many of the best hits are looked at; with 0 nothing is ever said
	// to have no basis.
	BasisHits int `name:"basis_hits"`
	// BasisShare is the coverage below which nothing bears on a question, where there
	// is no dictionary to tell by its words. Of the STARD questions 1.5 % lie below it;
	// of own questions that the texts do not answer, three in ten.
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
	// BesideWords is how many words beside the matter may be asked of it for their absence
	// to tell: in a long question a layman says in many words of his own what a text says
	// in others. Of 301 own questions that the texts answer 28 were refused without it, 8
	// with it; of 121 that they do not, 51 and 41.
	BesideWords int `name:"beside_words"`
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
	// Unlike is the likeness in meaning below which nothing bears on a question of which
	// all is spoken of here; UnlikeStrange is how much more it takes if it only names
	// things that are not. Set in folds on own questions, where nothing else that a question
	// and its passages have in common told more. With twice of UnlikeStrange more is
	// refused (of 121 that the texts do not answer 64 instead of 55, 85 instead of 81 in a
	// library of the regulations alone) but also of 300 that they do answer four instead of
	// two, and in the small library eleven of 192 instead of four.
	Unlike        float64 `name:"unlike"`
	UnlikeStrange float64 `name:"unlike_strange"`
	// TypedShare is what share of a question's pairs of letters a passage holds that says
	// it as it was typed. Of own questions that the texts do not answer and that are
	// refused for their meaning none has it.
	TypedShare float64 `name:"typed_share"`
	// SmallLibrary is how many passages a library has in which a word that stands in a
	// single one may be of its field.
	SmallLibrary int `name:"small_library"`
}

// DefaultBounds are those that the program decides by unless it is told otherwise.
func DefaultBounds() Bounds {
	return Bounds{
		BasisHits: 10, BasisShare: 0.15, TypicalRatio: 0.6, ForeignShare: 0.6, BesideShare: 0.25, BesideWords: 4,
		StrangeWords: 4, StrangeShare: 0.5, StrangeTypical: 0.4,
		UsedShare: 3e-7, RareHere: 20, Familiar: 10, LeastShare: 1e-7, Unlike: 0.51, UnlikeStrange: 0.1, TypedShare: 0.6, SmallLibrary: 1000,
	}
}
