package corpus

// Repair is one place of a text that was put right when its file was read. The
// bytes of the file stay as they came; the repairs of a text, in order, are the
// map between the text as read and the text as kept.
type Repair struct {
	// Rule is the stable name of the rule that was applied.
	Rule string `json:"rule"`
	// Before is what was read, After what stands in its place.
	Before string `json:"before"`
	After  string `json:"after"`
	// Confidence is 0–1: how much better the repair is than the next best.
	Confidence float64 `json:"confidence"`
	// Span is the place in Document.Text, Was the place in the text as read.
	Span Span `json:"span"`
	Was  Span `json:"was"`
}
