// Package corpus is the domain: what a text of Party affairs is, apart from
// how it was read, kept, indexed or shown.
//
// A file becomes a [Source] (its text with the markup gone, and what the
// markup said). Package corpus/parse makes of it a [Document]: the fields the
// text itself states, and a tree of [Provision] values over the text; and cuts
// the document into the [Passage] values that a search returns. Package
// corpus/cite finds the [Citation] values in running text, package corpus/topic
// the topics. Here are the values alone and what is true of each by itself.
// Nothing here reads a file, a clock or a network, and nothing but the standard
// library is imported, so everything can be called from a test with a string.
//
// Positions. A [Span] is a half-open range of bytes of Document.Text, which
// is valid UTF-8 with LF line ends. The HTTP API speaks of code points; the
// conversion happens there and nowhere else.
package corpus
