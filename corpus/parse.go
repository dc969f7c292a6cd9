package corpus

// Parse understands a text: its fields and its structure. It never fails; what
// it could not make sense of is in Diagnostics.
func Parse(src Source) Document { return Document{Path: src.Path, Part: src.Part, Text: src.Text} }

// Passages cuts d into passages that tile its text.
func Passages(d *Document) []Passage { return nil }
