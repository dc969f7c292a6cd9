package bleve

import (
	"math"
	"slices"
	"sync"
	"unicode/utf8"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// fields are the passages of a view by the field of their documents, by segment: by them
// the library itself says what a question speaks of.
type fields struct {
	party, law      []bitset
	parties, lawful float64 // how many passages there are of each
}

// fieldsOf goes through the documents of a view. It is done when the first question is
// asked of it.
func (v *view) fieldsOf() *fields {
	f := &fields{}
	for _, s := range v.segs {
		party, law := newBitset(len(s.ordinal)), newBitset(len(s.ordinal))
		for _, run := range s.runs {
			switch row := v.table.rows[run.ordinal]; {
			case row == nil:
			case row.field == search.PartyField:
				f.parties += party.addRun(run)
			case row.field == search.LawField:
				f.lawful += law.addRun(run)
			}
		}
		f.party, f.law = append(f.party, party), append(f.law, law)
	}
	return f
}

// newFields is fieldsOf, done once.
func (v *view) newFields() func() *fields { return sync.OnceValue(v.fieldsOf) }

// lean is how far a term speaks of the Party's affairs rather than of the law: the
// logarithm of how many times as common it is there. Where there are few passages of a
// field, what is rare in all of them tells little.
func (r *reader) lean(f *fields, p *postings) float64 {
	party, law := 0.0, 0.0
	for i, s := range r.segs {
		inParty, inLaw := 0, 0
		r.each(s, &p.lists[i], func(numbers []uint32) {
			for _, n := range numbers {
				inParty += f.party[i].bit(n)
				inLaw += f.law[i].bit(n)
			}
		})
		party += float64(inParty)
		law += float64(inLaw)
	}
	if party+law == 0 {
		return 0
	}
	const doubt = 100 // passages of which nothing is known
	share := doubt * (party + law) / (f.parties + f.lawful)
	return math.Log((party + share) / (f.parties + doubt) / ((law + share) / (f.lawful + doubt)))
}

// leanOf is how far a question speaks of the Party's affairs, 1 at most, or of the law of
// the state, -1: what its words tell together, or its pairs of letters where there is no
// dictionary.
func (r *reader) leanOf(runs []search.Run, words []string) (float64, error) {
	terms := termsOfWords(words)
	if terms == nil {
		terms = pairsOf(runs)
	}
	sum, fields := 0.0, r.view.fields()
	if fields.parties == 0 || fields.lawful == 0 {
		return 0, nil // nothing to tell the fields by
	}
	for _, t := range terms {
		p, err := r.find(t.field, t.text)
		if err != nil {
			return 0, err
		}
		sum += r.lean(fields, p)
	}
	return math.Tanh(sum / r.weights.FieldDoubt), nil
}

// termsOfWords are those of words of more than one letter, each once.
func termsOfWords(words []string) (out []term) {
	for _, w := range words {
		if t := (term{zap.Words, w}); utf8.RuneCountInString(w) > 1 && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// pairsOf are the pairs of letters of a question but for the words that only ask, each
// once.
func pairsOf(runs []search.Run) (out []term) {
	typed, _ := search.Weigh(runs, nil, search.General, search.Factors{})
	for _, w := range typed {
		zap.EachGram(w.Text, func(gram string, _ int) {
			if t := (term{zap.Grams, gram}); !slices.Contains(out, t) {
				out = append(out, t)
			}
		})
	}
	return out
}

// fieldOf is the field of a question by its lean.
func (w *Weights) fieldOf(lean float64) search.Field {
	switch {
	case lean >= w.FieldSure:
		return search.PartyField
	case lean <= -w.FieldSure:
		return search.LawField
	}
	return search.General
}

// apart is what the score of a document of the other field is multiplied by where a
// question speaks of one; 1 for what is of neither.
func (w *Weights) apart(lean float64, field search.Field) float32 {
	if !w.fieldOf(lean).Takes(field) {
		return float32(1 - w.Field*math.Abs(lean))
	}
	return 1
}

// leaning are the documents with the factors for a question that leans to a field.
func (d documents) leaning(t *table, w *Weights, lean float64) documents {
	if w.Field == 0 || w.fieldOf(lean) == search.General {
		return d
	}
	c := *d.currency
	c.factors = slices.Clone(c.factors)
	for o, row := range t.rows {
		if row != nil {
			c.factors[o] *= w.apart(lean, row.field)
		}
	}
	d.currency = &c
	return d
}
