package search

import (
	"errors"
	"time"

	"tiaowen/corpus"
)

// Result answers a Query. Its JSON is GET /api/v1/search of the contract,
// which package web writes.
type Result struct {
	Query Understanding
	// Total counts passages, those that are told as one each by itself, or documents
	// when grouped; Documents counts the documents that hold a hit.
	Total     int
	Documents int
	Verdict   Verdict
	Hits      []Hit
	// Beside are hits that follow on those of the page, as many as were asked for.
	Beside []Hit
	Facets []FacetCounts
	// NextCursor is empty on the last page.
	NextCursor string
	// Reordered says that the page before this one was of a state that is gone: by
	// relevance, hits may be repeated or skipped.
	Reordered bool
	// Seq is the library's sequence number that the answer is of.
	Seq int64
	// Nearest holds what comes closest when the verdict is NoBasis.
	Nearest []Hit
	// Answers are what clauses lay down of what a question asks for, best first.
	Answers []Answer
	// Lanes is set when they were asked for, in the order of corpus.Lanes.
	Lanes []Lane
}

// Lists are all the hits there are: the page, those beside it, the nearest, those of each
// lane.
// Who changes a hit in them changes the result's.
func (r *Result) Lists() [][]Hit {
	out := [][]Hit{r.Hits, r.Beside, r.Nearest}
	for _, lane := range r.Lanes {
		out = append(out, lane.Hits)
	}
	return out
}

// Lane is one of 依据, 论述, 做法: the hits that go with one kind,
// ranked in themselves. See corpus.Fields.Lane.
type Lane struct {
	Kind  corpus.Kind
	Total int
	Hits  []Hit
}

// Understanding says what was made of the words.
type Understanding struct {
	Text       string
	Terms      []string
	Expansions []Expansion
	Suggestion string
	// Mode says how the terms were looked for; Absent are those of them that stand in
	// no passage at all: they were left out, unless all were wanted.
	Mode   Mode
	Absent []string
	// Meant says whether what it means counted, and Encoding how long it took to find out
	// what it means. They are empty where that is not asked for: of strings and keywords,
	// and where nothing can tell.
	Meant    Meant
	Encoding time.Duration
	// Relaxations are what else would find more, if little was found.
	Relaxations []Relaxation
	// Resolved is what the text means as an address; nil if it is none.
	Resolved *Resolution
}

// Mode says how what was asked was looked for.
type Mode string

// The modes.
const (
	// ModeAll: everything asked for stands in every hit, or in its document's title.
	ModeAll Mode = "all"
	// ModeAny: no passage has all of it; hits are ranked by how much they have.
	ModeAny Mode = "any"
	// ModeQuestion: it stands nowhere as it is, and hits are ranked as answers.
	ModeQuestion Mode = "question"
)

// Loose reports whether hits need not hold all that was asked for.
func (m Mode) Loose() bool { return m == ModeAny || m == ModeQuestion }

// Meant says whether what a question means counted beside its words.
type Meant string

// What a question means counted, it counted as far as it is known what the passages mean,
// which is not of all, or it did not count.
const (
	MeantWhole   Meant = "used"
	MeantPartial Meant = "partial"
	MeantOff     Meant = "off"
)

// Relaxation is a query that is less strict and finds Total: without the word Drop, or
// with the word To in its place.
type Relaxation struct {
	Drop, To string
	Text     string // of the query
	Total    int
}

// Expansion is a word that was searched beside or instead of the one typed.
type Expansion struct {
	From, To string
	Why      string // alias, synonym, correction, pinyin
}

// Verdict says whether the library bears on the question.
type Verdict string

// The verdicts.
const (
	OK      Verdict = "ok"
	NoBasis Verdict = "no_basis"
)

// Head is what a hit or a list shows of a document.
type Head struct {
	ID     string
	Fields corpus.Fields
	// Topics are those given, or those the lexicon found.
	Topics []string
	Status corpus.Status
	// Successor is the id of the version that took its place, if any.
	Successor string
	// Doubt is why Status is unverified; zero for any other.
	Doubt corpus.Doubt
	// ETag, Changed and Seq are the library's: the hash of text and fields, and when and
	// by which of its changes they became what they are.
	ETag    string
	Changed time.Time
	Seq     int64
}

// Hit is a passage that was found.
type Hit struct {
	Document Head
	Passage  corpus.Passage
	// Text is the passage's text, in the source's own characters; Matches are
	// bytes of it, sorted and apart.
	Text    string
	Matches []corpus.Span
	Snippet []Fragment
	// Cut says that the snippet begins inside of a sentence: it is shown after an …
	Cut   bool
	Score float64
	// Citation is how the passage is cited: 《…》第十二条.
	Citation string
	// Why explains the score in words, if it was asked for.
	Why []string
	// Also are the other places where this text stands to the letter: equal
	// passages take one place, that of the one which stands first by corpus.Claim.
	Also []Equal
	// Doubts are what speaks against the text as it is held.
	Doubts []corpus.Caution
	// Like counts the further places that hold nearly the same text, where such
	// are told as one.
	Like int
}

// Equal is a place where the text of a hit stands too.
type Equal struct {
	// Address is id#locator.
	Address  string
	Citation string
	Status   corpus.Status
	// Date is that of the version.
	Date corpus.Date
}

// Address is where a hit is: id#locator.
func (h Hit) Address() string { return h.Document.ID + "#" + h.Passage.Locator }

// Equal is what a hit is told as beside one that says the same.
func (h Hit) Equal() Equal {
	e := Equal{Address: h.Address(), Citation: h.Citation, Status: h.Document.Status, Date: h.Document.Fields.VersionDate()}
	if e.Citation == "" {
		e.Citation = CiteTitle(h.Document.Fields.Title)
	}
	return e
}

// Fragment is a piece of a snippet; Match marks what was searched. Joined, the
// fragments are a piece of the hit's text.
type Fragment struct {
	Text  string
	Match bool
}

// FacetCounts counts documents by the values of one facet.
type FacetCounts struct {
	Field  string
	Values []FacetValue
	// Other counts the documents under values beyond the listed.
	Other int
}

// FacetValue is one value: Count documents would be found with it. The facet's
// own selection is left out of the counts.
type FacetValue struct {
	Value string
	Label string
	Count int
	// Law is how many of Count are law of the state; see corpus.Fields.StateLaw.
	Law      int
	Selected bool
}

// MaxFacetValues is how many values a facet lists.
const MaxFacetValues = 50

// ErrCursor means that a cursor is not one, or belongs to another query.
var ErrCursor = errors.New("search: bad cursor")

// QueryError says which part of a query is over which limit.
type QueryError struct {
	Field  string // the parameter's name: q, limit
	Reason string // stable code: too_long, out_of_range, not_utf8, too_many_terms, unknown_value, unknown_parameter
}

func (e *QueryError) Error() string { return "search: " + e.Field + ": " + e.Reason }
