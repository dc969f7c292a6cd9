// Package suggest answers: what is this person typing, and what was meant where it
// finds nothing? A [Vocabulary] knows the titles, topics and terms.
//
// While a person types: complete asks first whether it is an address, then typing
// holds every name against what was typed and suggest orders those that fit. When a
// text finds nothing: correct looks for the word that it spells in pinyin, or that it
// is one character from, and ordinary for words of the texts themselves; alike says which characters are taken for each other.
package suggest
