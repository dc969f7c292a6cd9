package bleve

import (
	"fmt"
	"runtime/debug"
	"slices"

	"tiaowen/search/bleve/zap"
)

// Words are the words that stand in the texts, each once, sorted.
func (e *Engine) Words() (words []string, err error) {
	err = e.reading(func(r *reader) error {
		for i := range r.segs {
			if words, err = r.appendWords(words, i); err != nil {
				return err
			}
		}
		return nil
	})
	slices.Sort(words)
	return slices.Compact(words), err
}

// Count is how many passages a word stands in.
func (e *Engine) Count(word string) (n int, err error) {
	err = e.reading(func(r *reader) error {
		p, err := r.find(zap.Words, word)
		if err == nil {
			n = p.count
		}
		return err
	})
	return n, err
}

// reading lends a reader of the current view.
func (e *Engine) reading(do func(r *reader) error) (err error) {
	v := e.acquire()
	if v == nil {
		return errClosed
	}
	defer v.release()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer recovered(&err)
	r := v.readers.Get().(*reader)
	err = do(r)
	v.readers.Put(r)
	return err
}

func (r *reader) appendWords(out []string, seg int) ([]string, error) {
	terms, err := r.termsOf(seg, zap.Words)
	if err != nil {
		return out, err
	}
	err = terms.Each(func(word string) { out = append(out, word) })
	if err != nil {
		err = fmt.Errorf("words of a segment: %w", err)
	}
	return out, err
}
