// Package answer answers a question with a value out of the texts: a number, a time, a
// person, a duty or what follows, never without the clause that says so.
//
// Read says what a question asks for and what it is about (asked.go, subject.go).
// [Answerer.Answer] takes the requirements of the clauses that a search found
// (package corpus/requirement), keeps those of the kind asked for whose own words are
// about the whole of the subject (fit.go), and tells the best with what other texts
// say of it (answer.go). A word of the subject that stands nowhere in clause, headings
// or title means that the clause is about something else: then there is no answer.
package answer
