package search

import "tiaowen/corpus"

// Field is what a text or a question speaks of: the affairs of the Party or the law of
// the state. Most words are common to both, and some say in one of them what they do not
// say in the other: 处分 is of a member here and of property there.
type Field int

// The fields. General is neither, or as much the one as the other.
const (
	General Field = iota
	PartyField
	LawField
)

// fieldNames are the fields as files of words name them.
var fieldNames = map[string]Field{"通用": General, "党务": PartyField, "国法": LawField}

// FieldOf is the field of a document; General for what is no regulation.
func FieldOf(f corpus.Fields) Field {
	switch {
	case f.Kind != corpus.Regulation:
		return General
	case f.StateLaw():
		return LawField
	}
	switch f.Rank {
	case corpus.RankPartyConstitution, corpus.RankCentralParty, corpus.RankMinistryParty, corpus.RankLocalParty, corpus.RankPartyNormative:
		return PartyField
	}
	return General
}

// Takes reports whether what is said in a field may be said where another is spoken of:
// what is general is said everywhere, and where it is open what is spoken of, all may be.
func (f Field) Takes(other Field) bool { return f == General || other == General || f == other }
