// Package basis answers whether a library bears on a question at all, or whether what
// was found only shares a few words with it. An engine asks it, with the best of what
// it found, and tells it of its texts what a [Library] tells.
//
// In this order: where nothing was found, there is nothing. Where there is a
// dictionary, the question's words are looked up (bearing): how common each is in the
// library beside its share in general, whether it is of the field, whether it names a
// thing. What asks about another country's law, or for a measure that nobody gives, has
// no basis (elsewhere, units). For the rest it counts how near in meaning the nearest
// passage is, as far as that is known (likeness). Where it is not, one of three rules
// about the words and the texts found may say that nothing bears on the question
// (rules), each of which can be told to a reader. Without a dictionary it is told by how
// much of the question's letters one of the texts covers (cover).
//
// Refusing what the texts answer is worse than answering what they do not. The numbers
// stand in [Bounds], the words that tell nothing in weightless.txt, the measures that
// a question may ask for in units.txt, the countries in lands.txt.
package basis
