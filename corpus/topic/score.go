package topic

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/match"
)

// How much a word counts by where it stands, what a topic must reach, and how
// many a document may have. They were set on texts labelled by hand.
const (
	titleFactor    = 4.0
	headingFactor  = 1.5
	abstractFactor = 1.5
	// foreignFactor is what the words of the other field are worth: a Party
	// topic in a state law, a branch of law in a Party regulation.
	foreignFactor = 0.3

	// Points become a score by points/(points+halfPoints), so that a topic far
	// ahead does not put down all others.
	halfPoints = 10.0
	leastScore = 0.3
	leastFirst = 0.12 // for the strongest topic
	leastShare = 0.55 // of the strongest topic
	maxTopics  = 4
)

// field says to which of the two bodies of rules a topic or a text belongs.
type field int

const (
	noField      field = iota
	partyAffairs       // 党务
	stateLaw           // 国法
)

// fieldOf tells state law from Party regulations: by rank where it is known,
// else by the title. Other texts have no field: they may bear any topic.
func fieldOf(d *corpus.Document) field {
	switch d.Fields.Rank {
	case corpus.RankPartyConstitution, corpus.RankCentralParty, corpus.RankMinistryParty, corpus.RankLocalParty, corpus.RankPartyNormative:
		return partyAffairs
	case "":
	default:
		return stateLaw
	}
	if d.Fields.Kind != corpus.Regulation {
		return noField
	}
	title := corpus.Fold(d.Fields.Title)
	for _, mark := range []string{"中国共产党", "中共", "党内", "党的", "党员", "党组", "党支部", "党委", "党费"} {
		if strings.Contains(title, mark) {
			return partyAffairs
		}
	}
	return stateLaw
}

// topicScore is what a topic earned and by which words.
type topicScore struct {
	topic  int
	points float64
	words  []earned
}

func (s topicScore) score() float64 {
	if s.points <= 0 {
		return 0
	}
	return s.points / (s.points + halfPoints)
}

type earned struct {
	word   string
	count  int
	points float64
}

// score adds up what each topic earns in the title, the headings, the abstract
// with the keywords, and the text.
func (l *Lexicon) score(d *corpus.Document) []topicScore {
	scores := make([]topicScore, len(l.topics))
	for i := range scores {
		scores[i].topic = i
	}
	once := func(n, _ int) float64 { return 1 + math.Log(float64(n)) }
	// A word counts by how often it stands in a thousand characters; short
	// texts count as a thousand, or one chance word would carry them.
	dense := func(n, runes int) float64 { return math.Log1p(float64(n) * 1000 / float64(max(runes, 1000))) }

	add(scores, &l.title, l.titleWords, d.Fields.Title, titleFactor, func(int, int) float64 { return 1 })
	add(scores, &l.text, l.textWords, headings(d), headingFactor, once)
	abstract := d.Fields.Abstract + "\n" + strings.Join(d.Fields.Keywords, "\n")
	add(scores, &l.text, l.textWords, abstract, abstractFactor, once)
	add(scores, &l.text, l.textWords, d.Text, 1, dense)

	if home := fieldOf(d); home != noField {
		for i, t := range l.topics {
			if t.field != noField && t.field != home {
				scores[i].points *= foreignFactor
			}
		}
	}
	return scores
}

// countWords tells how often each word stands in a text, those apart that lie in a
// longer one: a phrase of the lexicon takes its place from the words it is made of.
// runes is how many folded letters the text has.
func countWords(words *match.Words, text string) (counts []int, runes int) {
	folded := []byte(corpus.Fold(text))
	counts = make([]int, words.Len())
	words.Longest(folded, func(word, _ int) { counts[word]++ })
	return counts, utf8.RuneCount(folded)
}

// add counts the words of text and gives their topics the points.
func add(scores []topicScore, in *match.Words, words []lexWord, text string, factor float64, amount func(n, runes int) float64) {
	if text == "" {
		return
	}
	counts, runes := countWords(in, text)
	// In the order of the lexicon: sums of floats depend on their order.
	for w := range words {
		n := counts[w]
		if n == 0 {
			continue
		}
		for _, use := range words[w].uses {
			s := &scores[use.topic]
			points := factor * use.weight * amount(n, runes)
			s.points += points
			s.words = append(s.words, earned{words[w].word, n, points})
		}
	}
}

// headings are the headings of a document, a line each.
func headings(d *corpus.Document) string {
	if d.Root == nil {
		return ""
	}
	var b strings.Builder
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		switch n.Kind {
		case corpus.NodePart, corpus.NodeSubpart, corpus.NodeChapter, corpus.NodeSection, corpus.NodeHeading:
			b.WriteString(n.Caption)
			b.WriteByte('\n')
		case corpus.NodeTOC, corpus.NodeNote, corpus.NodeTable, corpus.NodeArticle:
			return false
		}
		return true
	})
	return b.String()
}

// found merges the words that spoke for the topic in several places.
func (s topicScore) found() []Word {
	var merged []earned
	for _, e := range s.words {
		i := slices.IndexFunc(merged, func(m earned) bool { return m.word == e.word })
		if i < 0 {
			merged = append(merged, e)
			continue
		}
		merged[i].points += e.points
		// The text holds the title and the headings, so the counts are not added.
		merged[i].count = max(merged[i].count, e.count)
	}
	slices.SortStableFunc(merged, func(a, b earned) int { return cmp.Compare(b.points, a.points) })
	var out []Word
	for _, m := range merged {
		if m.points > 0 {
			out = append(out, Word{m.word, m.count})
		}
	}
	return out
}
