// Package cite answers: which provisions does this text cite, and where? [Find]
// goes through a document, [Pointers] reads one address.
//
// A document is read unit by unit (a paragraph, a cell of a table), each from left
// to right, and what stands there is the first of these that fits: a definition
// (以下简称《条例》), a title in 《》, a name without marks that the text or the table of
// names knows, a number (第八条第二款). A number without a title belongs to what
// stands before it; relative ones (本条, 前款) are counted from the provision that
// is being reported. What remains open is a citation that says so, never a guess.
package cite
