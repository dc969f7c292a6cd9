package indexer

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
)

// brittle is an engine that fails as it is told to.
type brittle struct{ fails, damage error }

func (b *brittle) Search(context.Context, search.Query) (search.Result, error) {
	return search.Result{}, b.fails
}
func (b *brittle) Similar(context.Context, search.Likened) ([]search.Hit, error) {
	return nil, b.fails
}
func (b *brittle) Holders(context.Context, search.Wanted) ([]search.Holder, error) {
	return nil, b.fails
}
func (b *brittle) Head(context.Context, string, corpus.Date) (search.Head, bool, error) {
	return search.Head{}, false, b.fails
}
func (b *brittle) Damaged() error { return b.damage }

// TestMending: an answer that fails for what the index is has the files checked,
// and they are made anew if they are damaged, not for any other failure.
func TestMending(t *testing.T) {
	broken := errors.New("index is damaged")
	for name, tt := range map[string]struct {
		fails, damage error
		mended        bool
	}{
		"damaged":                       {broken, broken, true},
		"a search that fails by itself": {broken, nil, false},
		"a query over the limits":       {&search.QueryError{Field: "q", Reason: "too_long"}, broken, false},
		"an old cursor":                 {search.ErrCursor, broken, false},
		"time is up":                    {context.DeadlineExceeded, broken, false},
		"an answer":                     {nil, broken, false},
	} {
		t.Run(name, func(t *testing.T) {
			e, mended := &brittle{tt.fails, tt.damage}, false
			m := NewMending(e, func(context.Context) error {
				mended, e.fails, e.damage = true, nil, nil
				return nil
			}, slog.New(slog.DiscardHandler))
			_, _ = m.Search(t.Context(), search.Query{Text: "党"})
			_, _ = m.Similar(t.Context(), search.Likened{})
			_, _ = m.Holders(t.Context(), search.Wanted{})
			_, _, _ = m.Head(t.Context(), "甲", "")
			if len(m.doubt) > 1 {
				t.Fatal("more than one doubt waits")
			}
			if len(m.doubt) == 1 {
				<-m.doubt
				if err := m.mend(t.Context()); err != nil {
					t.Error(err)
				}
			}
			if mended != tt.mended {
				t.Errorf("mended %t, want %t", mended, tt.mended)
			}
		})
	}
}
