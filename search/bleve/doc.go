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
// Asking. Who holds a term is a bare Roaring bitmap in the segment's file, read block by
// block as it lies there, mapped into memory: nothing is decoded, so nothing is kept of it
// from one question to the next, and the first question after a write costs little more
// than any. Of a bigram of the text there are, behind the bitmap and in its order, how often
// each passage holds it, so BM25 is exact, and how many letters stand before the first.
// What package zap reads of segments rests on exports of zapx that are not promised: the
// version is pinned, and zap's own reader and scorch's official interface are asked the
// same in the tests.
//
// A string is found by its bigrams: where each stands in a passage once, their places
// tell whether they stand one behind the other, and else the folded text is looked into
// (seeker). So every string that stands is found, and every total is exact. What was typed
// is a string first, whatever it asks. Numbers in it may be written in any way; of several
// strings a title may hold some (phrase_titled); what stands nowhere is left out.
//
// A search runs in steps, each of which takes plain values from the one before and
// makes one for the next (see steps): filter says which documents may be shown, and
// what a score of theirs is multiplied by; match finds out by the library's own words of
// which field a question speaks (field), puts synonyms of that field beside its words,
// none of which weighs more than the word (bound), and finds the candidates, the passages
// in which all strings stand (phrase) or those that have something of a question, whose
// postings score adds up; addNearest adds to those of a question the passages that are
// nearest to it in meaning; toLookAt finds the best, in one going through with counting
// them; tally says how many there are; secondLook looks at the best again, for letters,
// headings, words and meaning; collect puts the best in order, those that say
// the same in one place (collapse, by copies); rescore reads enumerations by
// their openings (lists), lets passages vote for their documents and adds coverage; cut
// is the page; package basis decides whether any of it bears on the question at all; show and mark
// make hits of what is on the page, explain says by the same values why, countFacets
// counts the rest. Every number that decides something on this way stands in Weights;
// the tables that do are text files.
//
// Meaning. What the passages of a document mean, as far as that is known, stands in one
// file beside the index (package codes), by what was encoded: it outlives a rebuild,
// and an index without it answers by words alone. Whoever owns the engine lets it know
// of the file (Mean), asks which documents lack meanings, finds them out and lets them
// be kept (lacking). A view knows what is known of its documents (means); that may
// change while it is in use, so a search takes the state there is. What a question
// means, and what that counts, is its sense (encoded once, see remembered); which
// passages are nearest is found by going through all codes (nearest). As many are found
// as MeaningDepth says of those that may be shown, so what a facet counts beside a
// value that is chosen has none of them.
//
// Who holds a text, or most of it, is another question than a search (holders): the
// rarest of its pairs vote, and whoever asked looks at the passages himself.
//
// A walk goes on whatever is written. Its cursor (see bookmark) names a place in words
// that hold in every state: the key of the document in the order, the locator of the
// passage. By relevance it names the state too, with what was known of meanings, and the
// views in which walks began are kept for a while (see keeper). Meanings that are learnt
// change the order as a write does that nobody kept the state of before.
package bleve
