package answer

import (
	"context"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/corpus/parse"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
)

// tenWords is a dictionary for tests: it knows few words and which name things.
type tenWords struct{}

var known = []string{"读书会", "带头人", "会费", "簿子", "召集", "批准", "批评", "图书", "读者", "借书", "押金"}

func (tenWords) Cut(text string) (out []string) {
	for text != "" {
		word := ""
		for _, w := range known {
			if strings.HasPrefix(text, w) {
				word = w
			}
		}
		if word == "" {
			_, rest, _ := strings.Cut(text, string([]rune(text)[0]))
			word = strings.TrimSuffix(text, rest)
		}
		out, text = append(out, word), strings.TrimPrefix(text, word)
	}
	return out
}

func (tenWords) Noun(word string) bool {
	return slices.Contains(known, word) && word != "召集" && word != "批准" && word != "批评" && word != "借书"
}

// drawnOf draws from documents as they are asked for.
type drawnOf map[string]*corpus.Document

func (d drawnOf) Requirements(_ context.Context, of search.Head, in corpus.Span) (out []Drawn, err error) {
	doc := d[of.ID]
	for _, r := range requirement.Draw(doc) {
		if in.Contains(r.Span) {
			out = append(out, Drawn{r, r.Bearer.In(doc.Text)})
		}
	}
	return out, nil
}

// box is an answerer over texts, each a hit for each of its passages, in order.
func box(t *testing.T, status corpus.Status, texts ...string) (*Answerer, []search.Hit) {
	t.Helper()
	held := drawnOf{}
	var hits []search.Hit
	for _, text := range texts {
		doc := parse.Document(corpus.Source{Text: text})
		id := doc.Fields.Title
		held[id] = &doc
		head := search.Head{ID: id, Fields: doc.Fields, Status: status}
		for _, p := range parse.Passages(&doc) {
			hits = append(hits, search.Hit{Document: head, Passage: p, Text: p.Span.In(doc.Text), Citation: id + p.Locator})
		}
	}
	return New(held, tenWords{}, known), hits
}
