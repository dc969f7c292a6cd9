package topic

import (
	"cmp"
	"slices"
)

// Words are the words that speak for a topic, the most telling first; none for
// a topic that the lexicon does not have.
func (l *Lexicon) Words(topic string) []string {
	at := slices.IndexFunc(l.topics, func(t lexTopic) bool { return t.name == topic })
	type weighed struct {
		word   string
		weight float64
	}
	var found []weighed
	for _, w := range l.textWords {
		for _, use := range w.uses {
			if use.topic == at && use.weight > 0 {
				found = append(found, weighed{w.word, use.weight})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, w := range found {
		out = append(out, w.word)
	}
	return out
}
