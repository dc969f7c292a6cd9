// Package check holds a draft against the library: does each clause that it cites
// exist, say that and apply; does each quotation stand where the draft says, to the
// character; are fixed formulas complete?
//
// Citations are found by package corpus/cite and resolved by search/resolve; content
// compares what the sentence says with what the provision does. Quotations stand
// between marks (marks) behind or before whom they are given to (attribution). Where
// they may come from is asked of the index (search.Holders), and looked at in the
// source's text (locate): letters are what two texts are compared by, run and align how.
// What a quotation then is, verdict says. What stands nearly to the letter in a source
// without marks is found the same way, clause by clause (unmarked).
//
// Everything is linear in the length of the draft: each clause asks for a bounded number
// of passages, each is compared in a bounded number of steps, and what a stretch covers
// is not asked for again.
package check
