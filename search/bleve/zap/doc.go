// Package zap makes the segments of the index, in the format of Bleve's zap, version
// 17, which reads them. It is told which terms a passage holds and knows nothing of
// what they are searched for.
//
// A batch of documents becomes a segment (plugin): the postings of each field are
// sorted as numbers (invert) and written term by term (body, which gives the account
// of the bytes). Segments are merged list by list (merge, from each source). Zap would
// make the same of the same documents, at five times the cost; the tests compare with
// what it makes. fields says what is indexed
// under which name and id, set reads and writes sets of numbers, checksum tells
// whether a file is whole.
package zap
