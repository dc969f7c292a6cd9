package bleve

import (
	"cmp"
	"context"
	"errors"
	"runtime/debug"
	"slices"
	"strings"

	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// Want says of which documents it is to be known what they mean: answers are told to be
// partial as long as it is not known of all these. Where nothing was said, it is of all.
// It is to be called before Mean.
func (e *Engine) Want(wanted func(search.Head) bool) { e.wanted = wanted }

// wants reports whether it is to be known what a document means.
func (e *Engine) wants(r *row) bool {
	return r.place.Passages > 0 && (e.wanted == nil || e.wanted(r.shown()))
}

// Lacking are the documents wanted that lack meanings, those first that are asked about
// most: what is not state law, of these the newest.
func (e *Engine) Lacking() (lacking []codes.Lack, known codes.Known) {
	if e.codes == nil {
		return nil, known
	}
	v := e.acquire()
	if v == nil {
		return nil, known
	}
	defer v.release()
	file := e.codes.View()
	defer file.Release()
	var rows []*row
	for _, row := range v.table.rows {
		if row == nil || !e.wants(row) {
			continue
		}
		known.Passages += row.place.Passages
		if file.Has(row.meaningKey()) {
			known.Known += row.place.Passages
		} else {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, askedMost)
	for _, row := range rows {
		lacking = append(lacking, codes.Lack{ID: row.head.ID, Passages: row.place.Passages, Key: row.meaningKey()})
	}
	return lacking, known
}

// askedMost puts those first that are asked about most.
func askedMost(a, b *row) int {
	if a.law != b.law {
		if a.law {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(b.date, a.date), strings.Compare(a.head.ID, b.head.ID))
}

// Encode finds out what the passages of a document mean. wait is called before each
// passage; its error ends it. ok is false if the document is another one by now.
func (e *Engine) Encode(ctx context.Context, l codes.Lack, wait func(context.Context) error) (t codes.Text, ok bool, err error) {
	v := e.acquire()
	if v == nil {
		return t, false, errClosed
	}
	defer v.release()
	o := slices.IndexFunc(v.table.rows, func(r *row) bool { return r != nil && r.head.ID == l.ID })
	if o < 0 || v.table.rows[o].meaningKey() != l.Key {
		return t, false, nil
	}
	// A damaged page panics or faults where it is read.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	row := v.table.rows[o]
	record := v.texts.record(row.place)
	t.Key = l.Key
	for i := range row.place.Passages {
		if err := wait(ctx); err != nil {
			return t, false, err
		}
		p := record.passage(i)
		lead := strings.Join(append([]string{row.head.Fields.Title}, p.Path...), " ") + ": "
		text := record.source(i)[:p.Span.Len()]
		for _, part := range e.encoder.Parts(lead, text) {
			t.Passages = append(t.Passages, uint32(i))
			t.Codes = append(t.Codes, e.encoder.Code(part))
		}
		if row.law {
			continue // there is too much of it
		}
		for _, sentence := range meaning.Sentences(text) {
			t.Passages = append(t.Passages, uint32(i)|codes.Sentence)
			t.Codes = append(t.Codes, e.encoder.Code(row.head.Fields.Title+": "+sentence))
		}
	}
	return t, true, nil
}

// Keep keeps what was found out. Searches see it from Publish on, or from the next
// update.
func (e *Engine) Keep(texts ...codes.Text) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.gen == nil:
		return errClosed
	case e.codes == nil:
		return errMeaningless
	}
	return e.codes.Append(texts...)
}

var errMeaningless = errors.New("the index keeps no meanings")

// Publish lets searches see what was kept. Whoever walks through hits is told that the
// order has changed.
func (e *Engine) Publish() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen != nil && e.codes != nil {
		e.refreshMeans()
	}
}
