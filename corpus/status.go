package corpus

// Status is the 时效性 of a document on a day. It is derived, never stored:
// the same document is not yet in force one day and in force the next.
type Status string

// The statuses.
const (
	InForce    Status = "in_force"   // 现行有效
	Amended    Status = "amended"    // 已修改: a newer version applies
	Repealed   Status = "repealed"   // 已废止, without a successor
	Lapsed     Status = "lapsed"     // 失效
	NotYet     Status = "not_yet"    // 尚未生效
	Unverified Status = "unverified" // 效力待核: see Doubt
	Unknown    Status = "unknown"
)

// Timeline is what a document's status depends on.
type Timeline struct {
	Effective Date
	// Ceased is the first day the document no longer applies.
	Ceased Date
	// Succeeded is the day a newer version of the same work took its place.
	Succeeded Date
	// Repealed says that Ceased comes from a 废止 clause, not from a term that
	// ran out.
	Repealed bool
	// Earlier is a day before Effective on which an older text of the work, which is
	// not held, was there: an amended law keeps the clause that says when it first
	// took effect, or its 题注 tells. Empty if nothing does.
	Earlier Date
	// Issued is the day the document was issued: from then to Effective it is known
	// and does not apply yet, whatever was there before.
	Issued Date
	// Doubt is what leaves open whether the document still applies.
	Doubt Doubt
}

// On derives the status on day. Without a day of effect nothing is claimed.
func (t Timeline) On(day Date) Status {
	switch {
	case t.Succeeded != "" && t.Succeeded <= day:
		return Amended
	case t.Ceased != "" && t.Ceased <= day && t.Repealed:
		return Repealed
	case t.Ceased != "" && t.Ceased <= day:
		return Lapsed
	case t.Replaces(day):
		return Unknown
	case t.Ahead(day):
		return NotYet
	case t.Doubt.On(day):
		return Unverified
	case t.Effective == "":
		return Unknown
	}
	return InForce
}

// Replaces reports whether on day another text of the work was there, which this one
// replaced later and nothing more is known of.
func (t Timeline) Replaces(day Date) bool {
	return t.Ahead(day) && t.Earlier != "" && t.Earlier <= day && (t.Issued == "" || day < t.Issued)
}

// Ahead reports whether the document was not yet there on day.
func (t Timeline) Ahead(day Date) bool { return t.Effective > day }
