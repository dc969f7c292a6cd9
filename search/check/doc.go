// Package check holds a draft against the library: does each clause that it cites
// exist, say that and apply; does each quotation stand where the draft says, to the
// character; are fixed formulas complete?
//
// Citations are found by package corpus/cite and resolved by search/resolve (citation),
// a name that is no more than a genre by what the draft names before (bare).
// What the sentence says that the provision says (claim) is held against it (content):
// against the pairs of letters of all articles, against the versions before it (moved),
// and where it asks the same, against what it asks of whom, how strongly and how often
// (required, quantity).
//
// Quotations stand between marks (marks) behind or before whom they are given to
// (attribution, giver, person). Where they may come from is asked of the index
// (search.Holders) and looked at in the source's text (locate, around): letters are what
// two texts are compared by, run, align and splice how. What a quotation then is, verdict,
// equal and elided say, and source where it stands. What stands nearly to the letter in a
// source without marks is found the same way, clause by clause (unmarked, grow).
//
// Everything is linear in the length of the draft: each clause asks for a bounded number
// of passages, each is compared in a bounded number of steps, and what a stretch covers
// is not asked for again. Texts that were read are kept for one check, within bounds.
package check
