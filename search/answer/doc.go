// Package answer answers a question with a value out of the texts: a number, a time, a
// person, a duty, what follows, from when on, or whether one may, never without the
// clause that says so.
//
// What a question asks for and what it is about is read by tables (asked.go, question.go,
// unit.go, lead.go). [Answerer.Answer] takes the requirements of the clauses that a search
// found (package corpus/requirement), and for duties, consequences and starts the parts
// of their sentences (parts.go), and keeps those that are about the whole of the subject
// (fit.go, stands.go, place.go): what the question names must stand in the clause, with
// its bearer or in what it goes on from, by its own name or one that is the same
// (names.txt). The best are told with what other texts say of it (rank.go, tell.go).
// Where a word of the subject is missing there is no answer.
package answer
