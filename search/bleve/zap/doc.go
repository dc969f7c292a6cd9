// Package zap makes the segments of the index, in the format of Bleve's zap, version
// 17, which reads them. It is told which terms a passage holds and knows nothing of
// what they are searched for.
//
// A batch of documents becomes a segment (plugin): the postings of each field are
// sorted as numbers (invert) and written term by term (body, which gives the account
// of the bytes). Segments are merged list by list (merge, from each source). Zap would
// make the same of the same documents, at five times the cost, but for what is counted of
// bigrams, which lies where zap does not look; the tests compare with what it makes.
//
// A list is read as it lies (list, and cursor for going on in it), by the dictionary of its
// field (terms); a segment in memory keeps its bytes for that (fresh). fields says what is
// indexed under which name and id, set writes sets of numbers, checksum tells whether a
// file is whole.
package zap
