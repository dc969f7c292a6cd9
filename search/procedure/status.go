package procedure

import (
	"slices"

	"tiaowen/corpus"
)

// Status says what has become of a clause that a step cites, on a day.
type Status string

// The statuses, as one reads them of a step.
const (
	// OK is held and in force, or at least nothing is known against it.
	OK Status = "ok"
	// Moved says the same under another number, Changed says something else, since the
	// file was written; Gone stands in the newer version no more.
	Moved   Status = "moved"
	Changed Status = "changed"
	Gone    Status = "gone"
	// NotYet, Unverified and Repealed are what the text itself is.
	NotYet     Status = "not_yet"
	Unverified Status = "unverified"
	Repealed   Status = "repealed"
	// Ambiguous means several texts, NoClause a place that the text does not have, and
	// NotHeld a text that the library does not have.
	Ambiguous Status = "ambiguous"
	NoClause  Status = "no_clause"
	NotHeld   Status = "not_held"
)

// Statuses is the closed list of them with their labels, the worst last.
var Statuses = []corpus.Term{
	{Value: string(OK), Label: "依据有效"}, {Value: string(Moved), Label: "条号已变"}, {Value: string(NotYet), Label: "依据尚未施行"},
	{Value: string(Unverified), Label: "依据效力待核"}, {Value: string(Changed), Label: "新版本有改动"}, {Value: string(Gone), Label: "新版本已没有这一条"},
	{Value: string(Repealed), Label: "依据已废止"}, {Value: string(Ambiguous), Label: "依据不止一部"}, {Value: string(NoClause), Label: "没有所引条款"},
	{Value: string(NotHeld), Label: "资料库没有依据"},
}

// Label is the status in words.
func (s Status) Label() string { return corpus.Label(Statuses, string(s)) }

// worse is the later of two statuses in the list.
func worse(a, b Status) Status {
	rank := func(s Status) int {
		return slices.IndexFunc(Statuses, func(t corpus.Term) bool { return t.Value == string(s) })
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}
