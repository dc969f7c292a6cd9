package check

import (
	"context"

	"tiaowen/corpus/formula"
)

// Formulas tells which enumerations with a number the library's texts spell out, and
// whether all of the texts were read for them yet: *indexer.Formulas.
type Formulas interface {
	Current() (known *formula.Formulas, whole bool)
}

// WithFormulas is c, which from then on also holds drafts against formulas.
func (c *Checker) WithFormulas(f Formulas) *Checker {
	c.formulas = f
	return c
}

// spelled are the formulas that the draft names and spells; pending says that there may
// be more.
func (k *checking) spelled(ctx context.Context) (out []Formula, pending bool, err error) {
	if k.formulas == nil {
		return nil, false, nil
	}
	own := k.draft.Document
	known, whole := k.formulas.Current()
	for _, found := range known.Check(own.Text, own.ID) {
		w := found.Formula.Wordings[found.Wording]
		var sources Quote
		if err := k.source(ctx, &sources, placesOf(w, own.ID)); err != nil {
			return nil, !whole, err
		}
		out = append(out, Formula{Span: found.Span, Name: found.Formula.Name, Status: FormulaStatus(found.Status), At: found.At, Sources: sources.Sources, Suggestion: w.Text})
	}
	return out, !whole, nil
}

// placesOf are where a wording stands, the draft itself apart.
func placesOf(w formula.Wording, own string) (out []place) {
	for _, p := range w.Places {
		if p.ID != own {
			out = append(out, place{document: p.ID, span: p.Span, text: p.Text, date: p.Date})
		}
	}
	return out
}
