package corpus

// Doubt is why it is open whether a text applies that nobody has repealed. It
// travels with the text as its 效力待核, with the clause that can be looked up.
type Doubt struct {
	// Reason is empty where there is no doubt.
	Reason DoubtReason `json:"reason"`
	// From is the first day of the doubt; empty means every day.
	From Date `json:"from,omitempty"`
	// Clause is where it is said: a locator in the text itself, and the whole
	// address (id#locator) once the document has an id.
	Clause string `json:"clause,omitempty"`
	// Of is the title of what the text was made under and is gone, By the title
	// of what repealed that; for NewerTitle its own and that of the later text.
	Of string `json:"of,omitempty"`
	By string `json:"by,omitempty"`
}

// DoubtReason is what the doubt comes from.
type DoubtReason string

// The reasons.
const (
	TrialOver    DoubtReason = "trial_over"    // a trial period ran out without a word of lapse
	StartUnknown DoubtReason = "start_unknown" // a term of years that nobody knows the first day of
	ParentGone   DoubtReason = "parent_gone"   // what it was made under is repealed
	NewerTitle   DoubtReason = "newer_title"   // 甲暂行办法, and a later 甲办法 that says nothing of it
)

// On reports whether there is doubt on day.
func (d Doubt) On(day Date) bool { return d.Reason != "" && d.From <= day }
