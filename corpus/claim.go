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
	// Ahead says that the text was not yet there on the day asked for. Of texts
	// that all came later, the oldest is the nearest to what applied.
	Ahead bool
}

// claims orders the statuses by how much a text applies.
var claims = map[Status]int{InForce: 0, Unknown: 1, Unverified: 2, Amended: 3, Repealed: 4, Lapsed: 5, NotYet: 6}

// Compare puts first the status of a text that applies.
func (s Status) Compare(t Status) int { return cmp.Compare(claims[s], claims[t]) }

// Compare puts first what applies, then what is newest.
func (c Claim) Compare(d Claim) int {
	if c.Ahead && d.Ahead {
		return cmp.Or(cmp.Compare(c.Date, d.Date), cmp.Compare(c.ID, d.ID))
	}
	if c.Ahead != d.Ahead {
		return map[bool]int{true: 1, false: -1}[c.Ahead]
	}
	return cmp.Or(c.Status.Compare(d.Status), cmp.Compare(d.Date, c.Date), cmp.Compare(c.ID, d.ID))
}
