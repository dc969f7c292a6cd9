// Package reading answers: what does the library hold under this id, parsed? Everybody
// who reads a document reads it here: pages and answers, whoever resolves an address,
// checks a draft or takes a passage. So a text is parsed once however many ask, and what
// is kept in memory of texts is bounded in one place.
//
// A [Room] keeps the readings that were used last, as many as fit into its bound; size
// says what one of them holds. A [Reading] is the document with what can be told from it
// alone, and beside it one thing that somebody else made of it.
//
// Nothing old is ever given: the library is asked each time whether the document is
// still the one that was read, which costs it a look into a table.
package reading
