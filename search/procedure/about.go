package procedure

import (
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// about knows what speaks of a thing.
type about struct {
	name  string // folded
	pairs search.Pairs
}

// aboutShare is how much of a name's pairs of letters an article must have, where it
// has not the name itself: 换届 and 选举 of 换届选举.
const aboutShare = 0.6

func newAbout(name string) about { return about{corpus.Fold(name), search.NewPairs(name)} }

// bears reports whether a title says that its text is about the thing.
func (a about) bears(title string) bool {
	return a.name != "" && strings.Contains(corpus.Fold(title), a.name)
}

// in reports whether a text speaks of the thing.
func (a about) in(text string) bool {
	return a.bears(text) || a.pairs.Within(search.NewPairs(text)) >= aboutShare
}
