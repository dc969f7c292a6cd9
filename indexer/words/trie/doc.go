// Package trie is a set of words and how common each is, in one string that is read
// where it lies: it may stand in the program, which costs no time at the start and no
// memory of one's own.
//
// Every beginning of words is a cell of eight bytes: the character it ends with, what
// word it is, and where the cells of what goes on from it begin. Those stand side by
// side in the order of their characters, and behind them those of the next cell.
package trie
