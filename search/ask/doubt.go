package ask

import (
	"context"
	"fmt"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Noticed are the documents as far as something in them is in doubt.
type Noticed interface {
	// Noticed are the diagnostics, with their objections, of those of the documents
	// in which something is in doubt.
	Noticed(ctx context.Context, ids []string) (map[string][]corpus.Diagnostic, error)
}

// Heed makes hits carry what is in doubt of their texts.
func (a *Asker) Heed(n Noticed) { a.noticed = n }

// doubt puts to every hit of res what speaks against its text.
func (a *Asker) doubt(ctx context.Context, res *search.Result) error {
	lists := res.Lists()
	held := map[string]bool{}
	var ids []string
	for _, hits := range lists {
		for _, h := range hits {
			if id := h.Document.ID; !held[id] {
				held[id] = true
				ids = append(ids, id)
			}
		}
	}
	if a.noticed == nil || len(ids) == 0 {
		return nil
	}
	noticed, err := a.noticed.Noticed(ctx, ids)
	if err != nil {
		return fmt.Errorf("ask what is in doubt of the hits: %w", err)
	}
	for _, hits := range lists {
		for i, h := range hits {
			hits[i].Doubts = corpus.Cautions(noticed[h.Document.ID], h.Passage.Span)
		}
	}
	return nil
}
