// Package topic answers: what is this document about? A [Lexicon], a file that a
// librarian can edit, says which words speak for which topic; every topic that a
// document earns names the words that earned it.
//
// The words are looked up all at once, in title, headings, abstract and text, each
// place with a weight of its own; a topic is kept if what it earned there is
// enough, and among topics that say the same only the more telling one.
package topic
