package requirement

import (
	_ "embed"
	"strings"
	"sync"
)

// The classes of words.txt.
type class uint8

const (
	none class = iota
	mustWord
	generallyWord
	mayWord
	mustNotWord
	dutyWord
	atLeastWord
	atMostWord
	overWord
	underWord
	fullWord
	ifWord
	leadWord
	adverbWord
	prepWord
	conjWord
	verbWord
	endWord
	listWord
	nounVerb
	bodyWord
	thingWord
	thenWord
	findsWord
	followsWord
	doneWord
	personWord
	weakWord
	agentiveWord
	disposesWord
	plainWord
)

var classNames = map[string]class{
	"must": mustWord, "generally": generallyWord, "may": mayWord, "mustnot": mustNotWord, "duty": dutyWord,
	"atleast": atLeastWord, "atmost": atMostWord, "over": overWord, "under": underWord, "full": fullWord,
	"if": ifWord, "lead": leadWord, "adverb": adverbWord, "prep": prepWord, "conj": conjWord,
	"verb": verbWord, "ends": endWord, "lists": listWord, "nounverb": nounVerb, "body": bodyWord, "thing": thingWord, "then": thenWord, "finds": findsWord, "follows": followsWord, "done": doneWord, "person": personWord, "weak": weakWord, "agentive": agentiveWord, "disposes": disposesWord, "plain": plainWord,
}

//go:embed words.txt
var wordsText string

// entry is a word behind its first rune. The entries of a rune are sorted by length,
// the longest first.
type entry struct {
	rest []rune // with what has to stand behind the word
	size int    // of the word alone
	is   classes
}

// classes is a set of classes.
type classes uint64

func (c classes) has(k class) bool { return c&(1<<k) != 0 }

// lexicon finds the words of words.txt by their first rune.
var lexicon = sync.OnceValue(func() map[rune][]entry { return readWords(wordsText) })

func readWords(text string) map[rune][]entry {
	all := map[string]classes{}
	for row := range strings.Lines(text) {
		name, words, ok := strings.Cut(strings.TrimSpace(row), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			all[w] |= 1 << classNames[name]
		}
	}
	table := map[rune][]entry{}
	for w, is := range all {
		own, behind, _ := strings.Cut(w, "|")
		r := []rune(own + behind)
		table[r[0]] = insertByLength(table[r[0]], entry{r[1:], len([]rune(own)), is})
	}
	return table
}

func insertByLength(list []entry, e entry) []entry {
	i := 0
	for i < len(list) && len(list[i].rest) >= len(e.rest) {
		i++
	}
	list = append(list, entry{})
	copy(list[i+1:], list[i:])
	list[i] = e
	return list
}

// wordAt is the longest word at i and its length; 0 if there is none.
func (l *line) wordAt(i int, words map[rune][]entry) (classes, int) {
	for _, e := range words[l.runes[i]] {
		if len(l.runes)-i-1 < len(e.rest) {
			continue
		}
		same := true
		for k, r := range e.rest {
			if l.runes[i+1+k] != r {
				same = false
				break
			}
		}
		if same {
			return e.is, e.size
		}
	}
	return 0, 0
}
