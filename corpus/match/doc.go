// Package match finds many strings in a text in one pass over it: where words stand
// ([Words]), and which pieces of some strings do ([Pieces]). Text and strings are
// compared letter by letter as they are; who wants them folded folds both.
package match
