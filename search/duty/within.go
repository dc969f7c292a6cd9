package duty

import (
	"context"
	"slices"
	"strings"
)

// provisions leaves of what a finder holds only what stands in the provisions asked for.
func (r *Room) provisions(ctx context.Context, f *finder) error {
	var ids []string
	for id, locators := range f.within {
		if !slices.Contains(locators, "") {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if f.holding == nil {
		f.holding = map[string][]bool{}
		for _, s := range f.table.sheets {
			if f.within[s.titled.ID] != nil {
				f.holding[s.titled.ID] = slices.Repeat([]bool{true}, len(s.asks))
			}
		}
	}
	for d, err := range r.library.Requirements(ctx, ids) {
		if err != nil {
			return err
		}
		for n, k := range d.Requirements {
			if n < len(f.holding[d.ID]) && !slices.ContainsFunc(f.within[d.ID], func(l string) bool { return k.Locator == l || strings.HasPrefix(k.Locator, l+"__") }) {
				f.holding[d.ID][n] = false
			}
		}
	}
	return nil
}
