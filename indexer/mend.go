package indexer

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Mending looks after an index while it is searched. An answer that fails as
// only that of a damaged index does has its files checked, and so has the clock;
// an index that is damaged is made anew from the library. Until that is swapped
// in, searches fail as the engine fails them.
type Mending struct {
	engine  Checked
	rebuild func(context.Context) error
	log     *slog.Logger
	doubt   chan struct{} // holds one doubt, however many searches failed
}

// Checked is an engine that can say whether its files are what was written.
type Checked interface {
	search.Searcher
	search.Similarity
	search.Holders
	search.Heads

	// Damaged says what is wrong with the files that are searched; nil if nothing
	// is. It reads them all.
	Damaged() error
}

const (
	// checkEvery is how long damage that no search stumbles on may go unnoticed.
	checkEvery = time.Hour
	// mendRest is how long an index that could not be made anew is left alone: it
	// is read whole, and the disk may be full for a while.
	mendRest = time.Minute
)

// NewMending looks after an engine, which rebuild fills anew.
func NewMending(engine Checked, rebuild func(context.Context) error, log *slog.Logger) *Mending {
	return &Mending{engine: engine, rebuild: rebuild, log: log, doubt: make(chan struct{}, 1)}
}

// Run checks and mends until the context ends.
func (m *Mending) Run(ctx context.Context) {
	clock := time.NewTicker(checkEvery)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-m.doubt:
		case <-clock.C:
		}
		if m.mend(ctx) == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(mendRest):
		}
	}
}

// mend makes the index anew if it is damaged. The error is that it could not.
func (m *Mending) mend(ctx context.Context) error {
	damage := m.engine.Damaged()
	if damage == nil {
		return nil
	}
	m.log.Warn("索引损坏，正在由资料库重建", "cause", damage)
	if err := m.rebuild(ctx); err != nil {
		if ctx.Err() == nil {
			m.log.Error("未能重建索引，稍后再试", "cause", err)
		}
		return err
	}
	m.log.Info("索引已重建")
	return nil
}

// Search is the engine's.
func (m *Mending) Search(ctx context.Context, q search.Query) (search.Result, error) {
	res, err := m.engine.Search(ctx, q)
	m.note(err)
	return res, err
}

// Similar is the engine's.
func (m *Mending) Similar(ctx context.Context, to search.Likened) ([]search.Hit, error) {
	hits, err := m.engine.Similar(ctx, to)
	m.note(err)
	return hits, err
}

// Holders is the engine's.
func (m *Mending) Holders(ctx context.Context, of search.Wanted) ([]search.Holder, error) {
	held, err := m.engine.Holders(ctx, of)
	m.note(err)
	return held, err
}

// Head is the engine's.
func (m *Mending) Head(ctx context.Context, id string, day corpus.Date) (search.Head, bool, error) {
	head, ok, err := m.engine.Head(ctx, id, day)
	m.note(err)
	return head, ok, err
}

// note raises a doubt if an error means that the index is not to be had.
func (m *Mending) note(err error) {
	var wrong *search.QueryError
	if err == nil || errors.Is(err, search.ErrCursor) || errors.As(err, &wrong) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return
	}
	select {
	case m.doubt <- struct{}{}:
	default:
	}
}
