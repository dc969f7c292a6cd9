// Package requirement reads what a provision requires: who must do what, how often,
// how many, by when. It is a layer over provisions, drawn by rule from the words
// themselves: what the rules are not sure of they leave out, and every field cuts out
// of the text.
package requirement
