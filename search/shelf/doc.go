// Package shelf is the library as collections, rechecking and the page of a provision
// see it: what stands at this address, where does this text stand now, and which
// version of its work applies? It joins the texts, the resolver and the searcher, and
// knows neither HTTP nor how a text is kept.
//
// quote takes a passage into a collection: an address is resolved, its provision found
// (place), and a piece of it cut out where one was chosen. recheck answers what
// package packet asks of a passage that was taken earlier: is it still there, does it
// stand elsewhere to the letter, and what took its place (counterpart). work says what
// the versions of a text are.
package shelf
