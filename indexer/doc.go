// Package indexer carries texts on their way in: [Intake] reads a file, keeps
// it in the library and tells the index; [Sync] brings an index to where the
// library stands; a rebuild makes it anew. The library is the truth, the index
// is derived from it and may be deleted at any time.
package indexer
