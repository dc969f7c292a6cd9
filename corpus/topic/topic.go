package topic

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"tiaowen/corpus"
	"tiaowen/corpus/match"
)

// Lexicon says which words earn a document which topic. It is read from a file
// that a librarian can edit; see [ParseLexicon] for its form.
type Lexicon struct {
	topics []lexTopic
	// title knows every word, text all but those for the title only, so that a
	// title word does not swallow others in the text. Their words are by the
	// number in title and text.
	title, text           match.Words
	titleWords, textWords []lexWord
}

// lexTopic is a topic of the lexicon.
type lexTopic struct {
	name  string
	field field
}

// lexWord is a word and what it says for which topics.
type lexWord struct {
	word string // as the file writes it
	uses []lexUse
}

// lexUse is what a word adds to a topic; below zero it takes away.
type lexUse struct {
	topic  int
	weight float64
}

// Found is a topic a document earned, and by which words.
type Found struct {
	Topic string
	// Score is above 0 and below 1, and 1 for a topic that the fields give.
	Score float64
	// Words are what earned the topic, the most telling first; none for a topic
	// that the fields give.
	Words []Word
}

// Word is a word of the lexicon found in a document, and how often.
type Word struct {
	Word  string
	Count int
}

//go:embed topics.txt
var defaultLexicon string

// Default is the lexicon that comes with the program.
func Default() *Lexicon { return readDefault() }

// readDefault reads the embedded lexicon once; a test reads it first.
var readDefault = sync.OnceValue(func() *Lexicon {
	l, err := ParseLexicon(strings.NewReader(defaultLexicon))
	if err != nil {
		panic(err)
	}
	return l
})

// Names are the topics of the lexicon, in its order.
func (l *Lexicon) Names() []string {
	names := make([]string, len(l.topics))
	for i, t := range l.topics {
		names[i] = t.name
	}
	return names
}

// Topics are the topics of a document, strongest first: those its fields give,
// else those its words earn, at most maxTopics.
func (l *Lexicon) Topics(d *corpus.Document) []Found {
	if given := given(d.Fields.Topics); len(given) > 0 {
		return given
	}
	scores := l.score(d)
	slices.SortStableFunc(scores, func(a, b topicScore) int { return cmp.Compare(b.points, a.points) })
	// The strongest may be weak: better one topic that is only hinted at than a
	// text that no topic leads to.
	least := leastFirst
	var out []Found
	for i, s := range scores {
		if s.score() < least || len(out) == maxTopics {
			break
		}
		if i == 0 {
			least = max(leastScore, leastShare*s.score())
		}
		out = append(out, Found{l.topics[s.topic].name, s.score(), s.found()})
	}
	return out
}

// given are the topics a person has set, each once.
func given(names []string) []Found {
	var out []Found
	for _, name := range names {
		same := func(t Found) bool { return t.Topic == name }
		if strings.TrimSpace(name) != "" && !slices.ContainsFunc(out, same) {
			out = append(out, Found{Topic: name, Score: 1})
		}
	}
	return out
}
