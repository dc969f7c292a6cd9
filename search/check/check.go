package check

import (
	"context"
	"fmt"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// Resolver knows what citations mean, and the texts: *resolve.Resolver.
type Resolver interface {
	Cite(ctx context.Context, from *corpus.Document, c corpus.Citation, asOf, today corpus.Date) (resolve.Cited, error)
	Resolve(ctx context.Context, text string, asOf, today corpus.Date) (search.Resolution, error)
	Document(ctx context.Context, id string) (*corpus.Document, error)
	History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error)
	Work(id string) (resolve.Work, bool)
	Known(id string) (search.Titled, bool)
}

// Checker checks drafts. It is safe for use by many goroutines.
type Checker struct {
	resolver Resolver
	holders  search.Holders
	formulas Formulas // nil: drafts are not held against any
}

// New is a checker of what the resolver and the engine hold.
func New(r Resolver, h search.Holders) *Checker { return &Checker{resolver: r, holders: h} }

// Check holds a draft against the library. What it finds is in the order of the text.
// An error means that the library or the index could not be read, or that ctx is done.
func (c *Checker) Check(ctx context.Context, d Draft) (Report, error) {
	k := newChecking(c, d)
	out := Report{Text: d.Document.Text}
	var err error
	if out.Citations, err = k.citations(ctx); err != nil {
		return out, fmt.Errorf("check citations: %w", err)
	}
	if out.Quotes, err = k.quotes(ctx); err != nil {
		return out, fmt.Errorf("check quotations: %w", err)
	}
	unmarked, err := k.unmarked(ctx, out.Quotes)
	if err != nil {
		return out, fmt.Errorf("check what is not marked: %w", err)
	}
	out.Quotes = append(out.Quotes, unmarked...)
	slices.SortStableFunc(out.Quotes, func(a, b Quote) int { return a.Span.Start - b.Span.Start })
	if out.Formulas, out.FormulasPending, err = k.spelled(ctx); err != nil {
		return out, fmt.Errorf("check formulas: %w", err)
	}
	return out, nil
}

// Report is what was found in a draft. Every Span is of bytes in Text.
type Report struct {
	// Text is the draft as read.
	Text      string
	Citations []Citation
	Quotes    []Quote
	Formulas  []Formula
	// FormulasPending says that not every text of the library was read for formulas yet.
	FormulasPending bool
}

// Citation is a place in the draft that cites a document or a provision.
type Citation struct {
	Span   corpus.Span
	Status CitationStatus
	// Address and Citation are of what is cited; empty where there is no such thing.
	Address  string
	Citation string
	// Choices are what may have been meant, or stands nearest.
	Choices []search.Choice
	// Text is the wording of the provision cited, as held.
	Text string
	// Diff goes from the provision's words to the draft's, for content_mismatch.
	Diff []compare.Op
	// Suggestion is the citation that would be right; nil where nothing is sure.
	Suggestion *search.Choice
	Notices    []search.Notice
}

// CitationStatus is the verdict on a citation.
type CitationStatus string

// The verdicts on citations, as in the contract.
const (
	OK              CitationStatus = "ok"
	AliasOK         CitationStatus = "alias_ok" // right, by a short or former name
	Ambiguous       CitationStatus = "ambiguous"
	NoDocument      CitationStatus = "no_document" // the library holds no such text
	NoArticle       CitationStatus = "no_article"
	NoParagraph     CitationStatus = "no_paragraph"
	NoItem          CitationStatus = "no_item"
	ContentMismatch CitationStatus = "content_mismatch" // the provision says something else
	Moved           CitationStatus = "moved"
	Repealed        CitationStatus = "repealed"
	NotYet          CitationStatus = "not_yet"
)

// Quote is a stretch of the draft that is, or is given as, another text's words.
type Quote struct {
	// Span is without the quotation marks.
	Span corpus.Span
	// Marked says that it stands in quotation marks.
	Marked bool
	// AttributedTo is whom or what the draft gives it to, as it writes it; Giver what sort
	// of thing that is, empty where nobody is named.
	AttributedTo string
	Giver        Giver
	Status       QuoteStatus
	// Unattested says that it is given to a person and that none of the sources is said to
	// be his, nor gives the words to him.
	Unattested bool
	// Normalized are the differences that ExactNormalized makes nothing of.
	Normalized []Normalisation
	// Sources are where it stands, or nearly, the oldest first: of a text that it is given
	// to those alone. Of former words the last is what the version that applies says.
	Sources []Source
	// Diff goes from the words of one of the sources (Source.Compared) to the draft's.
	Diff []compare.Op
}

// Giver is whom a draft gives a quotation to.
type Giver string

// The givers. What the library holds of a document it knows whole; of what a person
// said, never.
const (
	ByDocument Giver = "document" // a text that the library holds
	NotHeld    Giver = "not_held" // a text that it does not hold, or that is none of its titles
	ByPerson   Giver = "person"
)

// Normalisation is a difference in how the same words are written.
type Normalisation string

// The normalisations of the contract, and no others.
const (
	Punctuation Normalisation = "punctuation"
	Width       Normalisation = "width"
	Script      Normalisation = "script" // 繁简, 异体, compatibility forms, capitals
	Space       Normalisation = "space"
)

// Source is where a quotation comes from.
type Source struct {
	Address, Citation string
	// Text are the source's words that answer to the quotation.
	Text   string
	Date   corpus.Date
	Status corpus.Status
	// Doubts are what speaks against the source as it is held, and against its applying.
	Doubts []corpus.Caution
	// Compared says that Quote.Diff is from this one.
	Compared bool
}

// QuoteStatus is the verdict on a quotation.
type QuoteStatus string

// The verdicts on quotations, as in the contract.
const (
	Exact           QuoteStatus = "exact"
	ExactNormalized QuoteStatus = "exact_normalized" // equal but for the normalisations
	Altered         QuoteStatus = "altered"
	Elided          QuoteStatus = "elided"   // words left out, and marked as such
	Stitched        QuoteStatus = "stitched" // of several places without saying so
	Misattributed   QuoteStatus = "misattributed"
	Superseded      QuoteStatus = "superseded" // a former version's words
	NotInCorpus     QuoteStatus = "not_in_corpus"
)

// Formula is an enumeration with a number (四个意识) that the draft spells out.
type Formula struct {
	// Span is of the members in the draft.
	Span   corpus.Span
	Name   string
	Status FormulaStatus
	// At are the members that are wrong, doubled or out of order.
	At      []corpus.Span
	Sources []Source
	// Suggestion is the source's wording, or of several that which is nearest.
	Suggestion string
}

// FormulaStatus is the verdict on a formula.
type FormulaStatus string

// The verdicts on formulas, as in the contract.
const (
	FormulaOK   FormulaStatus = "ok"
	Missing     FormulaStatus = "missing"
	Repeated    FormulaStatus = "repeated"
	Order       FormulaStatus = "order"
	WrongMember FormulaStatus = "wrong_member"
)
