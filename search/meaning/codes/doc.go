// Package codes keeps what texts mean: for every text the codes of its passages (see
// meaning.Code), in one file beside the index, which is mapped into memory.
//
// A text goes by a Key that is made of what was encoded, not by its name: a text that is
// read anew, moved or given another status has its codes already, one that was changed
// has none. So the file needs no more care than to be there; what it lacks is made again.
//
// The file begins with a header that names the model. Behind it there is one record after
// the other, only ever appended, all numbers little endian:
//
//	key (16 bytes), number of codes n (4), CRC-32C of the key, n and what follows (4)
//	for each code the number of the passage in the text (4), see Sentence
//	for each code meaning.Width bytes
//
// A passage has the code of the whole, several if it is long, and behind it those of its
// sentences, if it has been given any. A file of another model is made anew; a
// record that a crash cut off is cut off, one that is damaged is left out, and its text
// is without codes. What no text of the index goes by any more is left out when that is
// half of it or more (see File.Sweep).
package codes
