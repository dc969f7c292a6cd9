package search

import (
	"context"
	"time"

	"tiaowen/corpus"
)

// Searcher answers queries. It is safe for use by many goroutines.
//
// A cursor goes on whatever has been written since it was made. In an order of dates,
// titles, ids or changes nothing is repeated or skipped of what was there all the time
// and has kept its date or title. In the order of relevance it goes on in the state that
// the walk began in, while that is kept; after that in the state of now, and the result
// is Reordered. A walk that names no day stays in the day on which it began.
//
// Errors: ErrCursor for a cursor that is none or of another query, a
// *QueryError for a query over the limits, the context's error when time is
// up; anything else means that the index is not to be had.
type Searcher interface {
	Search(ctx context.Context, q Query) (Result, error)
}

// Query is one question. The zero value of a field means its default.
type Query struct {
	Text   string
	Match  Match
	Filter Filter
	// From and To bound the version date, both included.
	From, To corpus.Date
	// AsOf is the day for which the status is derived; empty means Today.
	AsOf corpus.Date
	// Today is the caller's day; the packages below read no clock.
	Today corpus.Date
	// Document searches inside one document, by id.
	Document string
	Sort     Sort
	Group    Group
	Lanes    bool
	// Apart gives every passage a place of its own; else passages that say the same
	// to the letter take one.
	Apart bool
	// AsFound lets the best of equal passages stand for the others whatever its status:
	// the text names a version. Else the one stands that is first by corpus.Claim.
	AsFound bool
	// Limit is 1–100, 0 means DefaultLimit.
	Limit int
	// Beside is of how many hits behind those of the page the result tells too, for who
	// reads more than is shown.
	Beside  int
	Cursor  string
	Explain bool
	// Since leaves out documents that were changed before.
	Since time.Time
	// Named says that the text names something, so that it is never answered
	// that nothing bears on it.
	Named bool
	// Meaning says whether a question is answered also by what it means.
	Meaning Meaning
	// Synonyms are put beside the words of a question; nil means none.
	Synonyms *Synonyms
}

// Match says how many of the wanted strings a passage must hold.
type Match string

// The ways to match.
const (
	MatchAuto Match = "auto" // all if any passage has them all, else any
	MatchAll  Match = "all"
	MatchAny  Match = "any"
)

// Sort is the order of the hits.
type Sort string

// The orders. Documents without a date come last in both date orders.
const (
	ByRelevance Sort = "relevance"
	Newest      Sort = "newest"
	Oldest      Sort = "oldest"
)

// The orders of documents alone, in a list that no words narrow: by title and id in the
// order of their code points, by change the one that was changed last comes last.
const (
	ByTitle   Sort = "title"
	ByID      Sort = "id"
	ByChanged Sort = "changed"
)

// Group says what a hit is.
type Group string

// A hit is a passage, or a document's best passage.
const (
	GroupNone     Group = "none"
	GroupDocument Group = "document"
)

// Meaning says whether what a question means counts beside its words.
type Meaning string

// It counts as far as it is known, or not at all.
const (
	MeaningAuto Meaning = "auto"
	MeaningOff  Meaning = "off"
)

// Limits of a query.
const (
	DefaultLimit = 20
	MaxLimit     = 100
	// MaxText is in code points. Beyond it lies what breaks engines: a query of
	// 4,600 characters took plain Bleve 28 s.
	MaxText = 500
	// MaxTerms bounds the strings after parsing; a quoted string is one.
	MaxTerms = 64
	// MaxPhrase is the length in code points up to which a run typed alone is
	// taken as a string that must stand in the passage.
	MaxPhrase = 40
	// MaxDepth bounds from+size; a cursor goes beyond it.
	MaxDepth = 10_000
)
