package search

import (
	"strings"
	"unicode/utf8"
)

// questionWords are what people put around the thing they ask for. They say
// that a text is a question and tell little about its answer. A longer word
// stands before the shorter that it holds.
var questionWords = []string{
	"为什么", "是什么", "什么时候", "什么样", "什么地方", "什么情况下", "什么情况", "什么人", "什么", "能不能", "可不可以", "是不是", "有没有",
	"要不要", "会不会", "算不算", "行不行", "怎么办", "怎么样", "怎么", "怎样", "如何", "多少", "多久", "多长时间", "多长", "多大", "几个", "几次",
	"几年", "几天", "几种", "几人", "几名", "几", "哪些地方", "哪些情况下", "哪些情况", "哪些人", "哪些", "哪个地方", "哪个", "哪几种", "哪几个",
	"哪里", "哪儿", "哪", "谁", "吗", "呢", "可以", "能否", "可否", "请问", "是否", "应该", "需要", "啥", "咋",
}

// asking are those of them that hardly stand in a text that is not a question.
var asking = []string{
	"为什么", "什么", "能不能", "可不可以", "是不是", "有没有", "要不要", "会不会", "算不算", "行不行", "怎么", "怎样", "如何", "多少", "多久",
	"多长", "几", "哪", "谁", "吗", "可以", "能否", "可否", "请问", "啥", "咋",
}

// shortest is how many letters make a question. A shorter text with a question
// word in it may be a piece of a text; if it stands nowhere it is taken for a
// question all the same.
const shortest = 6

// isQuestion tells a question from words: it is longer than a phrase or has a
// question word in it.
func isQuestion(p Parsed) bool {
	letters := 0
	for _, r := range p.Runs {
		n := utf8.RuneCountInString(r.Folded)
		if n > MaxPhrase {
			return true
		}
		letters += n
	}
	if letters < shortest {
		return false
	}
	for _, r := range p.Runs {
		for _, w := range asking {
			if strings.Contains(r.Folded, w) {
				return true
			}
		}
	}
	return false
}

// Weighted is a string, folded, and what it counts in ranking.
type Weighted struct {
	Text   string
	Weight float64
}

// Factors say what of a question counts how much beside the words typed, which
// count 1. An engine keeps them among its weights.
type Factors struct {
	// Synonym is what a synonym counts; what stands instead of a word counts 1.
	Synonym float64
	// Crowd is how much less each of n synonyms of one word counts: by n to the
	// power of Crowd.
	Crowd float64
	// QuestionWord is what the words that only ask count; 0 leaves them out.
	QuestionWord float64
}

// Weigh turns the runs of a question into what passages are ranked by, and says
// which words were put beside those typed. Question words are left out, unless
// they count something: a passage that holds nothing else of the question does not
// bear on it.
func Weigh(runs []Run, synonyms *Synonyms, f Factors) (ranked []Weighted, expansions []Expansion) {
	for _, r := range runs {
		kept, added := synonyms.Expand(r.Folded, f)
		for _, w := range kept {
			if w.Weight != 1 {
				ranked = append(ranked, w)
				continue
			}
			ranked = appendPieces(ranked, w.Text, f.QuestionWord)
		}
		expansions = append(expansions, added...)
	}
	if ranked == nil {
		for _, r := range runs {
			ranked = append(ranked, Weighted{r.Folded, 1})
		}
	}
	return ranked, expansions
}

// appendPieces adds what is left of a run between its question words, and these if
// they count something.
func appendPieces(out []Weighted, run string, questionWord float64) []Weighted {
	add := func(text string, weight float64) {
		if text != "" && weight > 0 {
			out = append(out, Weighted{text, weight})
		}
	}
	from := 0
	for i := 0; i < len(run); {
		w := questionWordAt(run[i:])
		if w == "" {
			_, width := utf8.DecodeRuneInString(run[i:])
			i += width
			continue
		}
		add(run[from:i], 1)
		add(w, questionWord)
		i += len(w)
		from = i
	}
	add(run[from:], 1)
	return out
}

func questionWordAt(s string) string {
	for _, w := range questionWords {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// IsQuestionWord reports whether w, folded, is one of the words that only ask.
func IsQuestionWord(w string) bool { return questionWordAt(w) == w && w != "" }
