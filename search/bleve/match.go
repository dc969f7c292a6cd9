package bleve

import (
	"cmp"
	"context"
	"slices"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// asked is what a query's words came to: what was looked for, and by which terms
// the candidates were scored. What follows takes from it what to mark, what to
// explain by and what the library may have no basis for.
type asked struct {
	phrases []string // stand in every hit, folded
	runs    []search.Run
	words   []string // of runs, by the dictionary
	// weighted is what the runs of a question are scored by, replaced what was put in
	// beside them.
	weighted []search.Weighted
	replaced []search.Replaced
	clues    clues
	// strict is what the passages score for the phrases alone.
	strict impacts
}

// question reports whether something is asked that need not all stand in a hit.
func (a *asked) question() bool { return a.runs != nil }

// expansions say to a reader what was put in.
func (a *asked) expansions() []search.Expansion {
	var out []search.Expansion
	for _, s := range a.replaced {
		out = append(out, search.Expansion{From: s.From.Text, To: s.To.Text, Why: "synonym"})
	}
	return out
}

// match finds what a query asks for.
func (r *reader) match(ctx context.Context, q search.Query, p search.Parsed, found *candidates) (*asked, error) {
	a := &asked{}
	not, err := r.anyMatch(ctx, p.Not)
	if err != nil {
		return nil, err
	}
	if found.everything = p.Empty(); !found.everything {
		if err := r.matchWords(ctx, q, p, a, found); err != nil {
			return nil, err
		}
	}
	found.exclude(r.view, not)
	return a, nil
}

// matchWords finds the passages in which all strings stand or, if they ask rather
// than name or stand together nowhere, those that hold something of them.
func (r *reader) matchWords(ctx context.Context, q search.Query, p search.Parsed, a *asked, found *candidates) error {
	if q.Match == search.MatchAll || q.Match == search.MatchAuto && !p.Question {
		err := r.matchPhrases(ctx, folded(p.Quoted, p.Runs), a, found)
		if err != nil || len(found.list.numbers) > 0 || q.Match == search.MatchAll || len(p.Runs) == 0 {
			return err
		}
		found.listed = false
	}
	r.readQuestion(q, p, a)
	if err := r.scoreTerms(ctx, a, found); err != nil {
		return err
	}
	if len(p.Quoted) == 0 {
		a.phrases = nil
		return nil
	}
	return r.matchPhrases(ctx, folded(p.Quoted), a, found)
}

// folded are strings as they stand in the index.
func folded(runs ...[]search.Run) []string {
	var out []string
	for _, run := range slices.Concat(runs...) {
		out = append(out, run.Folded)
	}
	return out
}

// readQuestion says what a question is scored by.
func (r *reader) readQuestion(q search.Query, p search.Parsed, a *asked) {
	a.runs, a.words = p.Runs, r.wordsOf(p.Runs)
	a.weighted, a.replaced = search.Weigh(p.Runs, q.Synonyms, r.weights.factors())
}

// wordsOf are the words of the runs, if the index has words. The first question
// after the start waits for the dictionary, so that it is answered as any later.
func (r *reader) wordsOf(runs []search.Run) []string {
	d := r.gen.words
	if d == nil {
		return nil
	}
	var out []string
	for _, run := range runs {
		for _, w := range d.Cut(run.Folded) {
			if !search.IsQuestionWord(w.Text) {
				out = append(out, w.Text)
			}
		}
	}
	return out
}

// matchPhrases lists the passages in which all strings stand. What they score for it
// is all they score, or is added to what they have of a question.
func (r *reader) matchPhrases(ctx context.Context, texts []string, a *asked, found *candidates) (err error) {
	a.phrases, found.listed = texts, true
	if found.list, err = r.phraseMatch(ctx, texts); err != nil || len(found.list.numbers) == 0 {
		return err // a question that is made of them scores the titles itself
	}
	a.strict = found.list
	if a.question() {
		found.dense.dirty = true
		for i, n := range found.list.numbers {
			found.dense.scores[n] += found.list.worth[i]
		}
	}
	for _, text := range texts {
		zap.EachGram(text, func(gram string, _ int) {
			if err == nil {
				err = r.scoreTitles(gram, r.weights.Title, 1, a, found)
			}
		})
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}
