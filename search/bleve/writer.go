package bleve

import (
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	index "github.com/blevesearch/bleve_index_api"

	"tiaowen/corpus"
	"tiaowen/indexer"
	"tiaowen/search/bleve/zap"
)

// batchPassages is how many passages one batch holds, about: it is in memory as
// a whole until it is a segment on disk, and the more segments, the more work
// merging them. A document is never split between batches.
const batchPassages = 25_000

// writer gathers changes to a generation in batches.
type writer struct {
	g        *generation
	batch    *index.Batch
	passages int
	// What the table becomes when the batch is on disk.
	puts  []put
	drops []uint32
	// pending holds the ids that this batch has put, gone the keys it removes.
	pending map[string]bool
	gone    map[uint32]bool
	failed  error // of a flush that could not tell its caller
	// sync makes the texts durable before every batch; a rebuild does it once.
	sync bool
}

type put struct {
	key  uint32
	head storedHead
}

func newWriter(g *generation, sync bool) *writer {
	return &writer{g: g, batch: index.NewBatch(), pending: map[string]bool{}, gone: map[uint32]bool{}, sync: sync}
}

// apply writes a whole change, in as many batches as it takes. The sequence
// number comes with the last.
func (w *writer) apply(ctx context.Context, c indexer.Change) error {
	for _, id := range c.Remove {
		w.remove(id)
	}
	for _, h := range c.Heads {
		if err := w.rewrite(h); err != nil {
			return err
		}
	}
	for _, e := range c.Put {
		if err := w.put(ctx, e); err != nil {
			return err
		}
	}
	return w.finish(c.Seq)
}

// put adds a document, or replaces the one of its id.
func (w *writer) put(ctx context.Context, e indexer.Entry) error {
	if w.passages > 0 && w.passages+len(e.Passages) > batchPassages {
		if err := w.flush(); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w.remove(e.Head.ID)
	raw, where := encode(e.Text, e.Passages)
	where.Offset = w.g.size
	if _, err := w.g.texts.WriteAt(raw, where.Offset); err != nil {
		return fmt.Errorf("append text of %s: %w", e.Head.ID, err)
	}
	w.g.size += where.Length
	key := w.g.nextKey
	w.g.nextKey++
	r := record(raw)
	for i, p := range e.Passages {
		w.batch.Update(w.passage(key, i, p, r))
	}
	w.passages += len(e.Passages)
	return w.head(key, storedHead{e.Head, where})
}

// passage is one passage as a document of the index.
func (w *writer) passage(key uint32, i int, p corpus.Passage, r record) *zap.Document {
	start := r.passageNumber(i, passageFoldStart)
	d := &zap.Document{
		Key:   zap.PassageID(key, i),
		Text:  string(r[r.foldStart()+start : r.foldStart()+r.passageNumber(i, passageFoldEnd)]),
		Own:   r.passageNumber(i, passageFoldOwn) - start,
		Trail: foldAll(p.Path),
	}
	if w.g.words != nil {
		d.Cut = func() []string { return w.g.words.CutFolded(d.Text[:d.Own]) }
	}
	return d
}

// head puts the document that stands for the whole text.
func (w *writer) head(key uint32, h storedHead) error {
	raw, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("head of %s: %w", h.Head.ID, err)
	}
	titles := append([]string{h.Head.Fields.Title}, h.Head.Fields.Aliases...)
	w.batch.Update(&zap.Document{Key: zap.HeadID(key), Head: raw, Title: foldAll(titles)})
	w.puts = append(w.puts, put{key, h})
	w.pending[h.Head.ID] = true
	return nil
}

func foldAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = corpus.Fold(s)
	}
	return out
}

// rewrite changes the head of a document and leaves its text alone. A document
// that is not there is none of this index's business.
func (w *writer) rewrite(h indexer.Head) error {
	r := w.current(h.ID)
	if r == nil {
		return nil
	}
	return w.head(r.key, storedHead{h, r.place})
}

// remove takes a document out.
func (w *writer) remove(id string) {
	r := w.current(id)
	if r == nil {
		return
	}
	w.batch.Delete(zap.HeadID(r.key))
	for i := range r.place.Passages {
		w.batch.Delete(zap.PassageID(r.key, i))
	}
	w.drops = append(w.drops, r.key)
	w.gone[r.key] = true
}

// current is the row of a document that this batch has not removed yet; one
// that the batch itself put is written first.
func (w *writer) current(id string) *row {
	if w.pending[id] {
		if w.failed = w.flush(); w.failed != nil {
			return nil
		}
	}
	o, ok := w.g.byID.of(id)
	if !ok || w.gone[w.g.rows[o].key] {
		return nil
	}
	return w.g.rows[o]
}

// finish writes the last batch, with the sequence number.
func (w *writer) finish(seq int64) error {
	w.batch.SetInternal([]byte(zap.SeqKey), binary.BigEndian.AppendUint64(nil, uint64(seq)))
	return w.flush()
}

// flush writes the batch and brings the table to what is now on disk.
func (w *writer) flush() error {
	if w.failed != nil {
		return w.failed
	}
	if w.sync {
		if err := w.g.texts.Sync(); err != nil {
			return fmt.Errorf("sync texts: %w", err)
		}
	}
	if err := w.g.await(func() error { return w.g.index.Batch(w.batch) }); err != nil {
		return fmt.Errorf("write batch: %w", err)
	}
	for _, key := range w.drops {
		w.g.drop(w.g.ordinals[key])
	}
	for _, p := range w.puts {
		w.g.put(p.key, p.head)
	}
	*w = *newWriter(w.g, w.sync)
	return nil
}

// fill writes all entries into an empty generation and merges it.
func (w *writer) fill(ctx context.Context, entries iter.Seq2[indexer.Entry, error], seq int64) error {
	for e, err := range entries {
		if err != nil {
			return err
		}
		if err := w.put(ctx, e); err != nil {
			return err
		}
	}
	if err := w.finish(seq); err != nil {
		return err
	}
	if err := w.g.texts.Sync(); err != nil {
		return fmt.Errorf("sync texts: %w", err)
	}
	whole := mergeplan.SingleSegmentMergePlanOptions
	whole.SegmentsPerMergeTask = neverMerge
	err := w.g.await(func() error { return w.g.index.ForceMerge(ctx, &whole) })
	if err = cmp.Or(err, ctx.Err()); err != nil {
		return fmt.Errorf("merge: %w", err)
	}
	return nil
}
