// Package requirement reads what a provision requires: who must do what, how often,
// how many, by when. It is a layer over provisions, drawn by rule from the words
// themselves: what the rules are not sure of they leave out, and every field cuts out
// of the text.
//
// [Draw] walks the tree once; its work grows with the length of the text. Its steps:
//
//  1. line folds a provision's own text, so that １ 次, 1次 and 一 次 are read alike.
//  2. scan reads the words that the rules know (words.txt, the longest wins), the signs
//     and the numbers with what they count (number, unit, quantity, bound).
//  3. segment cuts sentences at commas. Each segment is read by itself: the modal word
//     that governs it (governs), the noun phrase before its predicate that names who
//     acts (subject, opening, noun_phrase, breaks, described), its quantities with the
//     words that bound them (amount, gather), and its agents (agent, leave).
//  4. join and wait look at what stands beside: noun phrases over several commas, and
//     the segments that say only when the next ones hold.
//  5. clause groups conditions, predicate and what goes on with it. who finds its bearer,
//     carried from the clause before, the sentence, the 款, the lead of the list or the
//     article's opening where the text leaves it out, but not whom a condition befalls
//     (befalls). ask, emit and deadline draw its requirements.
//  6. block, listing and whole hand on to the 项 below what their lead says, and table
//     and cell read the rows of tables.
package requirement
