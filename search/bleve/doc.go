// Package bleve is the embedded engine: an index of passages in a directory,
// built on the segments of Bleve's scorch and asked through their postings.
//
// What is where. Every passage is one scorch document that holds terms only:
// all bigrams and all characters of its folded text, the words of the field's
// dictionary, the bigrams of the headings above it. Every text is one more
// small scorch document that holds the bigrams of its title and, stored, all
// that is shown or filtered of it, so that a corrected field rewrites nothing
// else. The texts themselves are in one append-only file beside the index
// (see record), folded, mapped into memory.
//
// Writing. Scorch keeps the batches, the deletions, the states of the index and
// the plan of merging. What a segment is made of is made by package zap below.
//
// At open all heads are read into a table in memory (see table); a filter, a
// facet or a date never asks the index. Of every passage only its document,
// its length and the place of its folded text are kept in memory, in columns
// by segment (see columns).
//
// Asking. A term's frequency is kept as further terms: a bigram that stands
// three times also sets bigram+2 and bigram+3. So a postings list is a bare
// Roaring bitmap, which is read an order of magnitude faster than scorch's own
// iterators give frequencies, and BM25 is exact. The types of scorch that this
// rests on are exported but not promised: the version is pinned, and a twin on
// scorch's official interface stands in the tests.
//
// A string is found by the AND of its bigrams and then looked for in the folded
// text: every string that stands is found, every total is exact.
//
// A search runs in this order: match finds the passages in which all strings stand,
// or score adds up what every passage has of a question; filter says which documents
// may be shown; collect keeps the best; closer and rerank look again at the best of a
// question; basis decides whether they bear on it at all; shown and mark make hits of
// what is on the page, facet counts the rest. Every number that decides something
// on this way stands in Weights; the tables that do are text files beside it.
package bleve
