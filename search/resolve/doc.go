// Package resolve answers: which provision does this address mean? A [Resolver]
// knows the documents by name; it answers exactly or says what is missing, and where
// several are meant it offers them.
//
// An address goes through these steps, each a file:
//
//  1. text: the folded text is cut into a title and what it names inside, in the few
//     ways it can be, once tidy has put it in order; lead leaves out 违反 and 请查, tail
//     says what of 但书 and 等 no locator can tell; outline reads 二、（一） where a text
//     has no 条. several cuts 《甲》第一条、《乙》第二条. id and id#locator are taken as
//     they are.
//  2. title, over the index in titles: the first cut whose title is exactly a name
//     (package search/naming says when two names are the same) is taken.
//  3. near: else the likeliest cut, by what its title is near to: a piece of a title,
//     one slip, pinyin.
//  4. work, version: of the editions of that work the one asked for, or in force on
//     the day.
//  5. provision, division, last, range: the pointers are followed in its text, and in
//     that of what a paper prints as its annex (carried, companion).
//  6. answer: what was found, or what is lacking with the nearest there is; moved says
//     what became of a number in another version, by the comparisons that courses
//     keeps.
//
// Three others use the same steps: within finds the regulation that a question
// names, cite says what a citation found in a text stands for, and citedby keeps who
// cites what.
package resolve
