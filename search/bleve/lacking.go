package bleve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/search"
	"tiaowen/search/meaning"
	"tiaowen/search/meaning/codes"
)

// Lack is a document of whose passages it is not known what they mean.
type Lack struct {
	Head     search.Head
	Passages int
	law      bool
	date     int
	key      codes.Key
}

// Known says of how many passages it is known what they mean, and how many there are, of
// the documents asked for.
type Known struct{ Known, Passages int }

// Lacking are the documents of a kind that lack meanings, those first that are asked
// about most: what is not state law, of these the newest.
func (e *Engine) Lacking(wanted func(search.Head) bool) (lacking []Lack, known Known) {
	v := e.acquire()
	if v == nil || e.codes == nil {
		return nil, known
	}
	defer v.release()
	file := e.codes.View()
	defer file.Release()
	for _, row := range v.table.rows {
		if row == nil || row.place.Passages == 0 || !wanted(row.shown()) {
			continue
		}
		known.Passages += row.place.Passages
		if key := row.meaningKey(); file.Has(key) {
			known.Known += row.place.Passages
		} else {
			lacking = append(lacking, Lack{row.shown(), row.place.Passages, row.law, row.date, key})
		}
	}
	slices.SortFunc(lacking, func(a, b Lack) int {
		law := func(l Lack) int {
			if l.law {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(law(a), law(b)), cmp.Compare(b.date, a.date), strings.Compare(a.Head.ID, b.Head.ID))
	})
	return lacking, known
}

// Encode finds out what the passages of a document mean. wait is called before each
// passage; its error ends it. ok is false if the document is another one by now.
func (e *Engine) Encode(ctx context.Context, l Lack, wait func(context.Context) error) (t codes.Text, ok bool, err error) {
	v := e.acquire()
	if v == nil {
		return t, false, errClosed
	}
	defer v.release()
	o := slices.IndexFunc(v.table.rows, func(r *row) bool { return r != nil && r.head.ID == l.Head.ID })
	if o < 0 || v.table.rows[o].meaningKey() != l.key {
		return t, false, nil
	}
	row := v.table.rows[o]
	record := v.texts.record(row.place)
	t.Key = l.key
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

// Keep keeps what was found out, and lets searches see it.
func (e *Engine) Keep(texts ...codes.Text) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.gen == nil {
		return errClosed
	}
	if err := e.codes.Append(texts...); err != nil {
		return err
	}
	e.refreshMeans()
	return nil
}
