package ask

import (
	"context"

	"tiaowen/search"
)

// variant is what is asked of the engine in place of what was typed; the zero value is
// what was typed.
type variant struct {
	Text  string `json:"x,omitempty"` // empty: as it was typed
	Why   string `json:"w,omitempty"` // of a correction: correction, pinyin
	Named bool   `json:"d,omitempty"` // it names something, see search.Query
}

// as asks the engine that, and answers what was typed.
func (a *Asker) as(ctx context.Context, q search.Query, v variant) (search.Result, error) {
	typed := q.Text
	if v.Text != "" {
		q.Text = v.Text
	}
	q.Named = q.Named || v.Named
	res, err := a.engine.Search(ctx, q)
	if v != (variant{}) {
		res.Query.Text = typed
	}
	if v.Why != "" {
		res.Query.Expansions = append([]search.Expansion{{From: typed, To: v.Text, Why: v.Why}}, res.Query.Expansions...)
	}
	return res, err
}
