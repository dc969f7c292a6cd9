// Package duty answers what has to be done: which requirements the library holds, by
// who bears them, what they measure and how strongly they are put, in the texts that
// apply on a day.
//
// A [Room] keeps a small table of all requirements, told of changes as the resolver is:
// who, how strongly, what kind, where; some twenty bytes each. Words and offsets stay in
// the library and are read for what is shown.
//
// What a text required that has been superseded or repealed, or does not apply yet, is
// told only to who asks for it: by a day, by a status or by the document.
package duty
