package bleve

import (
	"strings"

	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// bound lets no synonym weigh more than the word that it was put in for: one that is
// long has many pairs of letters, and would outweigh all else that was typed.
func (r *reader) bound(a *asked) error {
	for i := range a.weighted {
		w := &a.weighted[i]
		if w.Weight == 1 {
			continue
		}
		of := 0.0
		for _, s := range a.replaced {
			if s.To.Folded != w.Text {
				continue
			}
			own, err := r.rarityOf(s.From.Folded, "")
			if err != nil {
				return err
			}
			of = max(of, own)
		}
		all, err := r.rarityOf(w.Text, typed(a.weighted))
		if err != nil {
			return err
		}
		if most := r.weights.SynonymBound * of; of > 0 && all*w.Weight > most {
			w.Weight = most / all
		}
	}
	return nil
}

// typed is what was typed of a question.
func typed(weighted []search.Weighted) string {
	var b strings.Builder
	for _, w := range weighted {
		if w.Weight == 1 {
			b.WriteString(w.Text + " ")
		}
	}
	return b.String()
}

// rarityOf is what the pairs of letters of a string weigh together, but for those that
// stand in another.
func (r *reader) rarityOf(text, but string) (sum float64, err error) {
	zap.EachGram(text, func(gram string, _ int) {
		if err != nil || strings.Contains(but, gram) {
			return
		}
		var p *postings
		if p, err = r.find(zap.Grams, gram); err == nil {
			sum += float64(search.Rarity(p.count, r.table.passages))
		}
	})
	return sum, err
}
