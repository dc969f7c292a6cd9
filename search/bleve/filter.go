package bleve

import (
	"math"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// What a document fails is kept as one number: none of the filters, one more than
// the number of the only facet whose filter it fails, or failsMore. That is all that
// counting needs to know, and there may be as many facets as the number has values.
const (
	failsNone  = 0
	failsMore  = math.MaxUint8
	mostFacets = failsMore - 1
)

// documents are, by ordinal, which documents may be shown on a day, and what the
// scores of their passages are multiplied by.
type documents struct {
	*currency
	fails []uint8
}

// filter finds out which filters each document fails.
func (v *view) filter(q search.Query, p search.Parsed) documents {
	t := v.table
	docs := documents{v.currencyOn(q.AsOf), t.nobody}
	chosen, typed, other := t.chosen(q.Filter), t.typed(p.Filter), otherFilter(q, p)
	if chosen == nil && typed == nil && other == nil {
		return docs
	}
	docs.fails = slices.Clone(t.nobody)
	for o, row := range t.rows {
		if row == nil {
			continue
		}
		for _, w := range chosen {
			if !w.hasAny(docs.codesOf(t, w.facet, o)) {
				docs.fail(o, uint8(w.facet+1))
			}
		}
		for _, w := range typed {
			if !w.hasAny(docs.codesOf(t, w.facet, o)) {
				docs.fail(o, failsMore)
			}
		}
		if other != nil && !other(row) {
			docs.fail(o, failsMore)
		}
	}
	return docs
}

// fail notes that a document fails a filter, the only one or not.
func (d documents) fail(ordinal int, filter uint8) {
	if d.fails[ordinal] != failsNone {
		filter = failsMore
	}
	d.fails[ordinal] = filter
}

// wanted says by code which values of a facet are wanted.
type wanted struct {
	facet  int
	values []bool
}

// hasAny reports whether one of some codes is wanted.
func (w wanted) hasAny(codes []uint32) bool {
	for _, c := range codes {
		if w.values[c] {
			return true
		}
	}
	return false
}

// chosen is what is wanted of the facets that a filter names. A value that no
// document has lets none through.
func (t *table) chosen(by search.Filter) []wanted {
	return t.wanted(by, func(_ search.Facet, name string, values []string) bool { return slices.Contains(values, name) })
}

// typed is chosen for what was typed in the query.
func (t *table) typed(by search.Filter) []wanted {
	return t.wanted(by, func(f search.Facet, name string, values []string) bool {
		if !f.TakesParts() {
			return slices.Contains(values, name)
		}
		return holdsAny(name, values)
	})
}

func (t *table) wanted(by search.Filter, wants func(f search.Facet, name string, values []string) bool) (out []wanted) {
	for i, f := range t.facets {
		values := by[f.Name]
		if len(values) == 0 {
			continue
		}
		w := wanted{i, make([]bool, len(t.names[i]))}
		for code, name := range t.names[i] {
			w.values[code] = wants(f, name, values)
		}
		out = append(out, w)
	}
	return out
}

// holdsAny reports whether a text holds, folded, one of the parts.
func holdsAny(text string, parts []string) bool {
	text = corpus.Fold(text)
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(text, part) })
}

// otherFilter is what beside the facets a document must pass; nil if nothing.
func otherFilter(q search.Query, p search.Parsed) func(*row) bool {
	if q.Since.IsZero() && q.Document == "" && q.From == "" && q.To == "" && p.Titles == nil {
		return nil
	}
	from, to := dateNumber(q.From, '0'), dateNumber(q.To, '9')
	titled := func(title string) bool { return holdsAny(title, p.Titles) }
	return func(r *row) bool {
		f := r.head.Fields
		switch {
		case q.Document != "" && r.head.ID != q.Document:
		case r.head.Changed.Before(q.Since):
		case (from > 0 || to > 0) && r.date == 0, from > 0 && r.date < from, to > 0 && r.date > to:
		case p.Titles != nil && !titled(f.Title) && !slices.ContainsFunc(f.Aliases, titled):
		default:
			return true
		}
		return false
	}
}

// applies reports whether a document does on the day.
func (v *view) applies(docs documents, ordinal uint32) bool {
	return !outdated(v.table.rows[ordinal].head.Timeline.On(docs.day))
}

// currency is what a day makes of the documents. The day is nearly always the
// same, so the last is kept with the view.
type currency struct {
	day     corpus.Date
	codes   [][]uint32 // by facet, of those whose values hang on the day: by ordinal, or noCode
	factors []float32  // by ordinal: what a score is multiplied by
}

// noCode is that of a value which is not on the facet's list: none.
const noCode = math.MaxUint32

// codesOf are the codes of a document in a facet.
func (c *currency) codesOf(t *table, facet, ordinal int) []uint32 {
	switch codes := c.codes[facet]; {
	case codes == nil:
		return t.rows[ordinal].codes.of(facet)
	case codes[ordinal] == noCode:
		return nil
	default:
		return codes[ordinal : ordinal+1]
	}
}

func (v *view) currencyOn(day corpus.Date) *currency {
	if c := v.currency.Load(); c != nil && c.day == day {
		return c
	}
	t := v.table
	c := &currency{day, make([][]uint32, len(t.facets)), make([]float32, len(t.rows))}
	for _, f := range t.daily {
		c.codes[f] = make([]uint32, len(t.rows))
	}
	for o, r := range t.rows {
		if r == nil {
			continue
		}
		for _, f := range t.daily {
			c.codes[f][o] = noCode
			if code := slices.Index(t.names[f], t.facets[f].On(r.head.Timeline, day)); code >= 0 {
				c.codes[f][o] = uint32(code)
			}
		}
		c.factors[o] = v.weights.prior(r.prior)
		if outdated(r.head.Timeline.On(day)) {
			c.factors[o] *= float32(v.weights.Outdated)
		}
	}
	v.currency.Store(c)
	return c
}

// outdated reports whether a document of a status comes after those in force.
func outdated(status corpus.Status) bool {
	return status != corpus.InForce && status != corpus.Unknown && status != corpus.Unverified
}
