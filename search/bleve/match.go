package bleve

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// asked is what a query's words came to: what was looked for, and by which terms
// the candidates were scored. What follows takes from it what to mark, what to
// explain by and what the library may have no basis for.
type asked struct {
	phrases []string // stand in every hit, or in its document's title, folded
	forms   []form   // the ways in which they are written
	// mode says how what was asked is looked for, terms are its strings, absent those
	// of them that stand in no passage at all.
	mode   search.Mode
	terms  []string
	absent []string

	runs  []search.Run
	words []string // of runs, by the dictionary
	// weighted is what the runs of a question are scored by, replaced what was put in
	// beside them.
	weighted []search.Weighted
	replaced []search.Replaced
	clues    clues
	// lean is how far a question speaks of the Party's affairs, or of the law; see leanOf.
	lean float64
	// factors are, by ordinal, what the scores of a document's passages are multiplied by.
	factors []float32
	// strict is what the passages score for the phrases alone.
	strict impacts
	// sense is what a question means; nil where that does not count.
	sense *sense
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
	a := &asked{mode: search.ModeAll}
	not, err := r.anyMatch(ctx, p.Not)
	if err != nil {
		return nil, err
	}
	if found.everything = p.Empty(); !found.everything {
		if err := r.matchWords(ctx, q, p, a, found); err != nil {
			return nil, err
		}
	}
	found.exclude(not)
	return a, nil
}

// matchWords finds the passages in which all strings stand or, if they stand together
// nowhere, those that hold something of them. Strings that stand nowhere are left out,
// unless all are wanted or a question is asked.
func (r *reader) matchWords(ctx context.Context, q search.Query, p search.Parsed, a *asked, found *candidates) error {
	p, err := r.inParts(ctx, p)
	if err != nil {
		return err
	}
	a.terms = p.Terms()
	if q.Match != search.MatchAny {
		if done, err := r.matchAll(ctx, q, p, a, found); done || err != nil {
			return err
		}
	} else if a.absent, err = r.absent(ctx, p.Runs, !p.Asks); err != nil {
		return err
	}
	a.mode = search.ModeAny
	if p.Asks || !slices.ContainsFunc(p.Runs, func(run search.Run) bool { return !slices.Contains(a.absent, run.Text) }) {
		a.mode = search.ModeQuestion
	}
	found.listed = false
	if err := r.readQuestion(q, p, a); err != nil {
		return err
	}
	if err := r.scoreTerms(ctx, a, found); err != nil {
		return err
	}
	if len(p.Quoted) == 0 {
		a.phrases, a.forms = nil, nil
		return nil
	}
	return r.matchPhrases(ctx, soughtOf(p.Quoted, nil, nil), nil, a, found)
}

// matchAll finds the passages in which all strings stand, and says whether that is all
// there is to do. Several strings of a question are one that was copied, or are not
// wanted together.
func (r *reader) matchAll(ctx context.Context, q search.Query, p search.Parsed, a *asked, found *candidates) (done bool, err error) {
	a.mode = search.ModeAll
	texts := soughtOf(p.Quoted, p.Runs, q.Synonyms)
	if typed := p.AsTyped(); p.Question && len(texts) > 1 && q.Match == search.MatchAuto {
		texts = []sought{{text: typed}}
		if typed == "" {
			return false, nil
		}
	}
	err = r.matchPhrases(ctx, texts, p.Joined, a, found)
	if err != nil || len(found.list.numbers) > 0 {
		return true, err
	}
	if a.absent, err = r.absent(ctx, p.Quoted, true); err != nil {
		return false, err
	}
	all := q.Match == search.MatchAll || len(p.Runs) == 0 || a.absent != nil
	more, err := r.absent(ctx, p.Runs, all || !p.Asks)
	if a.absent = append(a.absent, more...); all || err != nil || p.Asks {
		return all, err
	}
	left := slices.DeleteFunc(slices.Clone(p.Runs), func(run search.Run) bool { return slices.Contains(a.absent, run.Text) })
	if slices.ContainsFunc(p.Runs, func(run search.Run) bool { return utf8.RuneCountInString(run.Folded) > longestWord }) {
		return false, nil
	}
	if len(left) == len(p.Runs) || len(left) == 0 {
		return false, nil
	}
	err = r.matchPhrases(ctx, soughtOf(p.Quoted, left, q.Synonyms), nil, a, found)
	return len(found.list.numbers) > 0, err
}

// longestWord is how many letters a word has that may be left out: what is longer is a
// piece of a sentence, which is looked for by all that is in it.
const longestWord = 8

// soughtOf are strings as they stand in the index: those in quotation marks to the
// letter, others with their numbers written in any way, and short names in full.
func soughtOf(quoted, runs []search.Run, synonyms *search.Synonyms) []sought {
	var out []sought
	for _, run := range quoted {
		out = append(out, sought{text: run.Folded})
	}
	for _, run := range runs {
		out = append(out, sought{run.Folded, true, synonyms.Full(run.Folded)})
	}
	return out
}

// readQuestion says what a question speaks of and what it is scored by.
func (r *reader) readQuestion(q search.Query, p search.Parsed, a *asked) (err error) {
	a.runs, a.words = p.Runs, r.wordsOf(p.Runs)
	if a.lean, err = r.leanOf(a.runs, a.words); err != nil {
		return err
	}
	a.weighted, a.replaced = search.Weigh(p.Runs, q.Synonyms, r.weights.fieldOf(a.lean), r.weights.factors())
	return r.bound(a)
}

// wordsOf are the words of the runs, if the index has words.
func (r *reader) wordsOf(runs []search.Run) []string {
	d := r.gen.words
	if d == nil {
		return nil
	}
	var out []string
	for _, run := range runs {
		for _, w := range d.CutFolded(run.Folded) {
			if !search.IsQuestionWord(w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// matchPhrases lists the passages in which all strings stand, or those of several that
// the document's title does not hold. What they score for it is all they score, or is
// added to what they have of a question. The joined are strings that may stand there
// too: a passage that holds one scores more.
func (r *reader) matchPhrases(ctx context.Context, texts []sought, joined []string, a *asked, found *candidates) error {
	a.phrases, a.forms, found.listed = nil, nil, true
	phrases, err := r.phrases(texts)
	if err != nil {
		return err
	}
	for i, w := range texts {
		a.phrases = append(a.phrases, w.text)
		for _, full := range w.full {
			a.replaced = append(a.replaced, search.Replaced{From: search.Run{Text: w.text, Folded: w.text}, To: search.Run{Text: full, Folded: full}})
		}
		a.forms = append(a.forms, phrases[i].forms...)
	}
	if found.list, err = r.phraseMatch(ctx, phrases); err != nil {
		return err
	}
	if !a.question() {
		if err := r.addTitled(ctx, texts, phrases, &found.list); err != nil {
			return err
		}
	}
	if len(found.list.numbers) == 0 {
		return nil // a question that is made of them scores the titles itself
	}
	if err := r.addJoined(joined, found.list); err != nil {
		return err
	}
	a.strict = found.list
	if a.question() {
		found.dense.dirty = true
		for i, n := range found.list.numbers {
			found.dense.scores[n] += found.list.worth[i]
		}
	}
	for _, text := range a.phrases {
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

// addJoined lets the passages that hold a word as it was typed, signs and all, from which
// several strings were cut, score more than any that does not.
func (r *reader) addJoined(joined []string, list impacts) error {
	for _, text := range joined {
		one, err := r.phrase(sought{text: text})
		if err != nil {
			return err
		}
		if one.none {
			continue
		}
		most, k := slices.Max(list.worth), (*seeker)(nil)
		for i, number := range list.numbers {
			if s := r.segmentOf(number); k == nil || k.s != s {
				k = r.seeker(s, []phrase{one})
			}
			if score := k.score(number-k.s.base, 0); score > 0 {
				list.worth[i] += most + score
			}
		}
	}
	return nil
}
