// Package procedure knows 一件事: what is done from beginning to end, step by step, each
// step with the clauses that ask for it.
//
// The truth is a readable file, procedures.txt, which comes with the program and may be
// replaced in the data folder: [Parse] reads it, [Procedure.String] writes it. The file
// cites and says in a few words of its own who acts, until when and what is handed in;
// the words of the clauses are always those of the library. a [Checker] therefore asks for a
// day what has become of every clause cited: whether it is held and in force, whether it
// bears another number now, and whether a version that came after the file was written
// has touched it. [Propose] draws the first version of a procedure from a text, to be
// read and corrected by a person.
package procedure
