package requirement

// Kept is a requirement as it is kept, apart from its text.
type Kept struct {
	Requirement
	// BearerWords are the words of Bearer, so that requirements can be told apart by who
	// bears them without their text.
	BearerWords string
	// Cited is how its provision is cited after the title: 第十二条第二款.
	Cited string
	// Same is one number for what asks the same in the same words, bearer apart, wherever
	// it stands.
	Same uint64
}

// Drawn is what was drawn of a document, in the order of its text.
type Drawn struct {
	ID string
	// Seq is the document's, Version that of the rules by which it was drawn; 0 for a
	// document of which nothing was drawn yet.
	Seq, Version int64
	Requirements []Kept
	// Text is the document's, only where it was asked for.
	Text string
}
