// Package searchtest holds what the tests of the rooms of search share: documents of
// our own wording, and a shelf that holds documents in memory as the library would.
package searchtest
