// Package parse answers: what does this text say of itself, and which provisions
// is it made of? It turns a [corpus.Source] into a [corpus.Document], and a
// document into passages; it never fails, and what it doubts it says in the
// document's diagnostics.
//
// Its steps, in their order, each using what the earlier ones found:
//
//  1. [Split] parts a file in which numbering begins anew: a handbook is many
//     regulations. A paper that prints or forwards a text is parted from it (the
//     official_cover file).
//  2. line and marker read the lines and what each begins with (第十二条, （一）).
//  3. contents finds the table of contents, whose lines are no headings.
//  4. The official files read the form of an official paper, where there is one: the
//     labels of a site, the head, the title over several lines, the foot; official_flat
//     reads a page that was put on one line. kind_of
//     decides regulation, speech, official or essay; title, or opening where no line
//     is one, finds the title.
//  5. front, enacted, byline (person tells names from headings), repeal and rank_of
//     read the fields around it.
//  6. aside tells the lines that are not the text's own (a translation, a remark, a
//     page's number, the signature; copy and script know another tongue and another
//     writing), caption what articles are called;
//     body walks the lines and hangs each on the tree (outline where there are no
//     articles, annex behind them, whose articles are its own).
//  7. oddity looks for what is odd: numbers missing or twice, a text cut off.
//     [Again] reads a text that was read before: what is not the tree it takes as given.
//  8. [Passages] cuts the finished tree into the pieces that a search returns.
package parse
