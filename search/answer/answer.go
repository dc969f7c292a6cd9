package answer

import (
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Source gives the requirements drawn from a document that lie in a span of its text,
// in order.
type Source interface {
	Requirements(ctx context.Context, of search.Head, in corpus.Span) ([]Drawn, error)
}

// Answerer answers questions. It is safe for use by many goroutines.
type Answerer struct {
	source  Source
	words   Words
	askings askings
	fillers map[string]bool
	names   names
	slips   slips
}

// New joins where requirements are kept and what knows words; field are those of the
// field, in which slips are set right.
func New(source Source, words Words, field []string) *Answerer {
	return &Answerer{source: source, words: words, askings: builtIn("asking.txt", askingFile, parseAskings),
		fillers: builtIn("fillers.txt", fillersFile, parseFillers), names: builtIn("names.txt", namesFile, parseNames), slips: newSlips(field)}
}

// Asks reports whether a text asks for something that a requirement may hold: only
// then is Answer worth a search.
func (a *Answerer) Asks(text string) bool {
	way, _ := a.askings.read(corpus.Fold(text))
	return way != nil
}

// Answer answers a question out of the passages that were found for it, best first.
// There are at most search.MostAnswers, and none where nothing fits. An error is the
// source's.
func (a *Answerer) Answer(ctx context.Context, text string, hits []search.Hit) ([]search.Answer, error) {
	folded := corpus.Fold(text)
	out, err := a.answer(ctx, folded, hits)
	if err != nil || len(out) > 0 {
		return out, err
	}
	if meant, ok := a.slips.meant(folded, a.whole); ok {
		return a.answer(ctx, meant, hits)
	}
	return nil, nil
}

// whole reports whether letters are a word that the dictionary knows, or go over the end
// of one.
func (a *Answerer) whole(letters string) bool {
	words := a.words.Cut(letters)
	return len(words) < 2 || slices.ContainsFunc(words, func(w string) bool { return a.fillers[w] })
}

func (a *Answerer) answer(ctx context.Context, folded string, hits []search.Hit) ([]search.Answer, error) {
	q := a.read(folded)
	if q == nil {
		return nil, nil
	}
	found, err := a.clauses(ctx, q, hits)
	if err != nil {
		return nil, err
	}
	return tell(q.rank(found)), nil
}

// clauses are the requirements of the hits that have something of what is sought. A
// text that no longer applies answers nothing.
func (a *Answerer) clauses(ctx context.Context, q *question, hits []search.Hit) (out []*clause, err error) {
	for i := range hits {
		h := &hits[i]
		kind := h.Document.Fields.Kind
		if h.Document.Status.Compare(corpus.Amended) >= 0 || kind == corpus.Speech || kind == corpus.Essay {
			continue
		}
		drawn, err := a.source.Requirements(ctx, h.Document, h.Passage.Span)
		if err != nil {
			return nil, err
		}
		for _, f := range partsIn(h.Text, q) {
			out = append(out, q.ofPart(h, i, f, drawn))
		}
		for _, d := range drawn {
			for _, s := range q.seeks {
				if c := q.newClause(h, i, d, s); c != nil {
					out = append(out, c)
				}
			}
		}
	}
	return out, nil
}
