// Package pinyin answers: may these Latin letters be how that Chinese name is said?
// [Readings] are the sounds of characters, [Spelling] reads letters as sounds, whole
// (zhuti), by initials (zt) or mixed with characters.
package pinyin
