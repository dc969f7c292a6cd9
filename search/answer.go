package search

import "tiaowen/corpus"

// MostAnswers is how many answers a question gets at most.
const MostAnswers = 3

// Answer is a value that a clause lays down, given to a question that asks for it. There
// is none without its clause.
type Answer struct {
	Seeks Sought
	// Value are the words of the value as the text has them: 每月召开1次, 3至5人,
	// 上级党委.
	Value string
	// Text is the sentence, in the source's own characters; Span is where Value stands in
	// it in bytes, empty where it is carried over from another sentence.
	Text     string
	Span     corpus.Span
	Address  string
	Citation string
	Document Head
	// Doubts are what speaks against the text as it is held.
	Doubts []corpus.Caution
	// Others are what other texts say of the same, each with its own clause. They have no
	// others themselves.
	Others []Answer
}

// Sought is what a question asks for: one of the kinds of quantities of package
// corpus/requirement, or one of the following.
type Sought string

// What is no quantity.
const (
	SoughtBearer      Sought = "bearer"
	SoughtConsequence Sought = "consequence"
	SoughtDuty        Sought = "duty"
	SoughtStart       Sought = "start"      // from when on something counts
	SoughtPermission  Sought = "permission" // may or must not
)
