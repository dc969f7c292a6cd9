package amendment

import (
	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// Change is a clause whose requirement changed, came or went.
type Change struct {
	Kind Kind
	// Old is nil for what is new, New for what is gone.
	Old, New *Clause
	// Differences are in the order of Fields; none unless Kind is Changed.
	Differences []Difference
	// Also counts the further clauses of the same lead that changed in the same
	// way: the 项 below 党支部应当 that became 党支部可以.
	Also int
}

// Kind is what happened to a clause.
type Kind string

// The kinds.
const (
	Changed Kind = "changed"
	New     Kind = "new"
	Dropped Kind = "dropped"
)

// Kinds is the closed list of them with their labels.
var Kinds = []corpus.Term{
	{Value: string(Changed), Label: "改动"}, {Value: string(New), Label: "新增"}, {Value: string(Dropped), Label: "不再规定"},
}

// Clause is a clause of one version with all that is required in it; those of one
// sentence that changed, came or went together are one.
type Clause struct {
	// Locator is of the smallest provision that holds Span.
	Locator string
	// Span is the clause, without the number of its provision. The bearer and the
	// modal word may stand before it, where they are carried over from.
	Span corpus.Span
	// Sentence is what the clause stands in, for reading; Span where that is too long.
	Sentence corpus.Span
	// Requirements are those of the clause, in the order of the text; never none.
	Requirements []requirement.Requirement
}

// Field is what of a requirement differs.
type Field string

// The fields.
const (
	Quantity Field = "quantity" // another number, bound, unit or period
	Modality Field = "modality" // another force: 应当 → 可以
	Bearer   Field = "bearer"   // somebody else
	Event    Field = "event"    // a time that runs from something else
)

// Fields is the closed list of them with their labels.
var Fields = []corpus.Term{
	{Value: string(Quantity), Label: "数量"}, {Value: string(Modality), Label: "要求"},
	{Value: string(Bearer), Label: "主体"}, {Value: string(Event), Label: "起算"},
}

// Difference is one field of a clause in both versions.
type Difference struct {
	Field Field
	// Of is the kind of the quantity; empty for the other fields.
	Of requirement.Kind
	// Old and New are the words in the texts of the two versions; one of them is
	// empty where only one version lays down a quantity.
	Old, New corpus.Span
}
