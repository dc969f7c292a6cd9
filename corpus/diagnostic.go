package corpus

// Diagnostic is one thing noticed while a text was read: something odd that
// was left as it is, or something repaired. Messages are Chinese, for the
// person who looks after the library; Code is stable and is what tests and
// callers compare.
type Diagnostic struct {
	Code     string   `json:"code"`
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	// Span says where in Document.Text, if it is about one place.
	Span *Span `json:"span,omitempty"`
	// Objections are the reasons, where it leaves the text there in doubt; see Cautions.
	Objections []Objection `json:"objections,omitempty"`
}

// Severity orders diagnostics by how much they ask of a person.
type Severity string

// The severities, mildest first.
const (
	Note    Severity = "note"    // good to know
	Warning Severity = "warning" // someone should look
	Fault   Severity = "fault"   // the text is not to be trusted here
)
