// Package naming answers: when are two names of a text the same? A title is written
// in full or as officers say it, with the version in brackets or without, by an alias
// or by its number. forms brings a name into the forms in which names are compared,
// version reads what brackets say, aliases are the list that a librarian can edit.
package naming
