// Package search is the question and the answer, apart from the engine that
// finds it: a [Query] goes in, a [Result] comes out, and neither holds a type
// of an engine. [Parse] reads what a person typed; [Snippet] cuts what is shown
// of a hit. The embedded engine is package search/bleve.
package search
