// Package formula knows the enumerations that texts state with a number and spell
// out: “四个服从” and which four they are. It has no list of its own. What a
// formula consists of is drawn from the texts of a library by rule, and a draft
// that names one and spells it out is held against that.
//
// A text names a formula (name.go) and spells its members in a list (list.go).
// Draw takes from a document what it says of formulas: a name and, beside it, a
// list of just as many members; a name, and anywhere in the same text one list of
// as many that all end with what the name counts; a name, and as many 项 below it.
// Book puts together what all documents say (book.go), also a name in one and the
// list it means in another, where all such lists agree (unnamed.go). Sources may
// differ in what they spell beside a name: each wording is kept, and any is right.
//
// Check (check.go) speaks only where the draft both names a formula and spells
// enough of its members to mean that one; whoever uses the same number for
// something else, or only names it, is told nothing.
package formula
