package corpus

import "io"

// Lexicon says which words earn a document which topic.
type Lexicon struct{}

// TopicFound is a topic a document earned, and by which words.
type TopicFound struct {
	Topic string
	Score float64
	Words []TopicWord
}

// TopicWord is a word of the lexicon found in a document.
type TopicWord struct {
	Word  string
	Count int
}

// ParseLexicon reads a lexicon file.
func ParseLexicon(r io.Reader) (*Lexicon, error) { return nil, nil }

// DefaultLexicon is the lexicon that comes with the program.
func DefaultLexicon() *Lexicon { return nil }

// Names are the topics of the lexicon, in its order.
func (l *Lexicon) Names() []string { return nil }

// Topics are the topics of a document, strongest first: those its fields give,
// else those its words earn.
func (l *Lexicon) Topics(d *Document) []TopicFound { return nil }
