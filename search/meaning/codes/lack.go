package codes

// Lack is a text of which it is not known what it means.
type Lack struct {
	ID       string // of its document
	Passages int
	Key      Key
}

// Known says of how many passages it is known what they mean, and how many there are.
type Known struct{ Known, Passages int }
