// Package problem is what can go wrong, as whoever asked is told it: a closed
// list of kinds, each with a code that never changes and its words in Chinese.
// API, pages and command line tell a kind by the same code.
//
// An error speaks to two people. The log gets its Error, in English: what was
// attempted on what, down to the words of the system. Whoever asked gets what
// [Of] makes of it: the kind and a sentence in Chinese. Both come from values:
// an [Error] in the chain, a place named by [In], or the errors of the system
// and the standard library that package errors can tell apart. No text is read.
package problem

import "slices"

// Kind is what went wrong: a code of the table in words.go.
type Kind string

// The kinds that more than one package knows, or only the command line. The API
// names its own where it answers.
const (
	Canceled Kind = "canceled"
	DiskFull Kind = "no_space"
	Internal Kind = "internal"
	Timeout  Kind = "timeout"

	NoDocument     Kind = "no_such_document"
	NoCollection   Kind = "no_such_collection"
	NoItem         Kind = "no_such_item"
	Changed        Kind = "changed"
	DocumentExists Kind = "exists"
	PartOfFile     Kind = "part_of_file"
	Unreadable     Kind = "unreadable"
	Unindexed      Kind = "kept_not_indexed"
	NothingToUndo  Kind = "nothing_to_undo"
	NothingToRedo  Kind = "nothing_to_redo"
	TooManyItems   Kind = "collection_full"

	BadUsage      Kind = "bad_usage"
	BadConfig     Kind = "bad_config"
	MalformedFile Kind = "malformed_file"

	NoFile       Kind = "no_such_file"
	FileExists   Kind = "file_exists"
	NoPermission Kind = "no_permission"
	ReadOnlyDisk Kind = "read_only_disk"
	NotAFolder   Kind = "not_a_folder"
	IsAFolder    Kind = "is_a_folder"
	NotEmpty     Kind = "not_empty"
	NotAZip      Kind = "not_a_zip"
	// FolderTooLarge is of a followed folder.
	FolderTooLarge Kind = "folder_too_large"
	DamagedFile    Kind = "damaged_file"
	NotABackup     Kind = "not_a_backup"

	InUse             Kind = "in_use"
	DamagedText       Kind = "damaged_text"
	DamagedLibrary    Kind = "damaged_library"
	UnreadableLibrary Kind = "unreadable_library"
	LostLibrary       Kind = "lost_library"
	NewerLibrary      Kind = "newer_library"
	OlderLibrary      Kind = "older_library"

	CannotWrite Kind = "cannot_write"
	ClosedPipe  Kind = "closed_pipe"

	NoAnswer     Kind = "no_answer"
	CannotListen Kind = "cannot_listen"
)

// Words are what is always the same of a kind.
type Words struct {
	// Status is HTTP's; 0 for what a server does not tell its callers, because it
	// is its own trouble: to them it is Internal.
	Status int
	Title  string // what it is; after the name of a file where it befell one
	Detail string // what it means and what to do; empty where the title says it
	Retry  int    // seconds after which to try again, 0 if that is no help
}

// Words are those of the table, the zero value for a code that is not in it.
func (k Kind) Words() Words { return table[k] }

// OfStatus are the kinds that a server answers with under a status of HTTP, in the
// order of their names.
func OfStatus(status int) (out []Kind) {
	for kind, words := range table {
		if words.Status == status {
			out = append(out, kind)
		}
	}
	slices.Sort(out)
	return out
}
