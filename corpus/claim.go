package corpus

import "cmp"

// Claim is what decides which of several texts that say the same, or that are
// versions of one work, stands first. This is the only place where that is decided.
type Claim struct {
	Status Status
	// Date is that of the version, see Fields.VersionDate.
	Date Date
	// ID is the document's, so that no order is left to chance.
	ID string
}

// claims orders the statuses by how much a text applies.
var claims = map[Status]int{InForce: 0, Unknown: 1, Amended: 2, Repealed: 3, Lapsed: 4, NotYet: 5}

// Compare puts first the status of a text that applies.
func (s Status) Compare(t Status) int { return cmp.Compare(claims[s], claims[t]) }

// Compare puts first what applies, then what is newest.
func (c Claim) Compare(d Claim) int {
	return cmp.Or(c.Status.Compare(d.Status), cmp.Compare(d.Date, c.Date), cmp.Compare(c.ID, d.ID))
}
