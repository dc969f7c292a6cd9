package basis

import (
	"slices"

	"tiaowen/search"
)

// Library is what an engine tells of its texts and of the language they are written
// in. Strings and words are folded.
type Library interface {
	// Cut cuts a text into words; nil if there is no dictionary.
	Cut(text string) []string
	// Usage is what the dictionary says of a word.
	Usage(word string) Usage
	// Count is how many passages hold a string: as a word, or as letters, where its
	// rarest pair of letters may stand in for it.
	Count(text string, asWord bool) (int, error)
	// Size is how many passages there are, and how many pairs of letters in them.
	Size() (passages int, pairs int64)
}

// Usage is what a dictionary says of a word.
type Usage struct {
	// Share is how common it is among all words in general, 0 if it is unknown.
	Share float64
	// Noun says that it names a thing, Own that it is one of the field's own words.
	Noun, Own bool
}

// Question is what was asked, and what was put beside or instead of its words.
type Question struct {
	Runs     []search.Run
	Weighted []search.Weighted
	Replaced []search.Replaced
	// Likest is how near in meaning the nearest passage is of those whose meaning is
	// known, 1 for the same; 0 where none is.
	Likest float32
	// Known says that the meaning of the best passage that was found is known, PartyKnown
	// that of every passage but those of state law is.
	Known, PartyKnown bool
}

// Text is a passage that was found, folded: its own text, what of the following is
// indexed with it, and its document's title with the headings above it.
type Text struct {
	Own, Tail []byte
	Above     string
}

// whole is all of it, with the tail or without.
func (t Text) whole(tail bool) []byte {
	if !tail {
		return slices.Concat(t.Own, []byte(" "), []byte(t.Above))
	}
	return slices.Concat(t.Own, t.Tail, []byte(" "), []byte(t.Above))
}

// Reason says why nothing bears on a question; empty if something does.
type Reason string

// The reasons.
const (
	// Nothing was found.
	Nothing Reason = "nothing"
	// Foreign: it speaks of other things than the library.
	Foreign Reason = "foreign"
	// Beside: what names its matter says nothing of what is asked.
	Beside Reason = "beside"
	// Unmeasured: no text that names its matter gives the measure that is asked for.
	Unmeasured Reason = "unmeasured"
	// Strange: it is short and names a thing that is not here.
	Strange Reason = "strange"
	// Elsewhere: it asks about another country's law, party or office.
	Elsewhere Reason = "elsewhere"
	// Unlike: no passage is near enough to it in meaning.
	Unlike Reason = "unlike"
	// Uncovered: next to none of its letters stand together in a text.
	Uncovered Reason = "uncovered"
)

// Missing says why a library has nothing on a question, of which the best passages
// were found first; empty if it has something. An error is the library's.
func Missing(l Library, q Question, found []Text, b Bounds) (Reason, error) {
	if b.BasisHits == 0 {
		return "", nil
	}
	found = found[:min(len(found), b.BasisHits)]
	if len(found) == 0 {
		return Nothing, nil
	}
	k, err := newBearing(l, q, found, b)
	if err != nil {
		return "", err
	}
	if why, ok := likeness(k, q, b); ok {
		return why, nil
	}
	if k != nil {
		return k.missing(), nil
	}
	if ok, err := covers(l, q, found, b); ok || err != nil {
		return "", err
	}
	return Uncovered, nil
}
