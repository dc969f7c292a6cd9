package web

import (
	"fmt"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/answer"
)

// answerView is one answer above the hits: the value, the sentence with the value
// marked, and where it stands.
type answerView struct {
	Label, Value string
	// Long says that the value is a sentence rather than a number.
	Long      bool
	Sentence  []search.Fragment
	Citation  string
	Href      string
	Status    corpus.Status
	StatusIs  string
	Sample    bool
	Successor *link
	Doubts    []doubtView
	Plain     string
	Tail      string
	Others    []answerView
}

// longValue is from how many bytes on a value is set as text.
const longValue = 60

func viewAnswer(a search.Answer, asOf corpus.Date) answerView {
	id, locator, _ := strings.Cut(a.Address, "#")
	v := answerView{Label: corpus.Label(answer.Soughts, string(a.Seeks)), Value: a.Value, Long: len(a.Value) > longValue,
		Sentence: marked(a.Text, a.Span), Citation: a.Citation, Href: documentAddress(id, locator, "", asOf),
		Status: a.Document.Status, StatusIs: statusWords(a.Document), Successor: successor(a.Document), Sample: a.Document.Fields.Sample,
		Doubts: viewDoubts(a.Doubts), Plain: a.Text}
	v.Tail = citedTail(a.Citation, v.Doubts)
	for _, other := range a.Others {
		v.Others = append(v.Others, viewAnswer(other, asOf))
	}
	return v
}

// marked is a text in pieces, the span of them marked.
func marked(text string, s corpus.Span) (out []search.Fragment) {
	for _, f := range []search.Fragment{{Text: text[:s.Start]}, {Text: s.In(text), Match: true}, {Text: text[s.End:]}} {
		if f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// OthersLine says how many other texts lay down something else.
func (v answerView) OthersLine() string { return fmt.Sprintf(msgOtherAnswers, len(v.Others)) }
