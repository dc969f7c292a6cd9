package bleve

import (
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// failsOther is the bit of what a document fails beside the seven facets, whose
// bits are those of their numbers.
const failsOther = 1 << facetCount

// failsAll is what nobody's ordinal fails.
const failsAll = 1<<8 - 1

// filter notes the filters that each document fails.
func (r *reader) filter(q search.Query, p search.Parsed, statuses []uint32) {
	r.about[0].fails, r.about[0].passes = failsAll, 0
	selected := r.selected(q.Filter)
	other := otherFilter(q, p)
	narrowed := other != nil
	for _, s := range selected {
		narrowed = narrowed || s != nil
	}
	if !narrowed {
		return
	}
	for o, row := range r.table.rows {
		if row == nil {
			continue
		}
		a := &r.about[o]
		for f, wanted := range selected {
			if wanted == nil {
				continue
			}
			codes := row.codes[f]
			if f == facetStatus {
				codes = statuses[o : o+1]
			}
			if !anyWanted(wanted, codes) {
				a.fails |= 1 << f
			}
		}
		if other != nil && !other(row) {
			a.fails |= failsOther
		}
		if a.fails != 0 {
			a.passes = 0
		}
	}
}

func anyWanted(wanted []bool, codes []uint32) bool {
	for _, c := range codes {
		if wanted[c] {
			return true
		}
	}
	return false
}

// selections are the values chosen in each facet.
func selections(f search.Filter) [facetCount][]string {
	var years []string
	for _, y := range f.Year {
		years = append(years, strconv.Itoa(y))
	}
	return [facetCount][]string{facetKind: f.Kind, facetTopic: f.Topic, facetGenre: f.Genre, facetRank: f.Rank,
		facetIssuer: f.Issuer, facetStatus: f.Status, facetYear: years}
}

// selected says by code which values are chosen in each facet; nil where none
// is. A value that no document has chooses nothing.
func (r *reader) selected(f search.Filter) (wanted [facetCount][]bool) {
	for facet, values := range selections(f) {
		if len(values) == 0 {
			continue
		}
		wanted[facet] = make([]bool, len(r.table.names[facet]))
		for _, v := range values {
			if i := slices.Index(r.table.names[facet], v); i >= 0 {
				wanted[facet][i] = true
			}
		}
	}
	return wanted
}

// otherFilter is what beside the facets a document must pass; nil if nothing.
func otherFilter(q search.Query, p search.Parsed) func(*row) bool {
	if q.Document == "" && q.From == "" && q.To == "" && p.Kinds == nil && p.Years == nil && p.Issuers == nil && p.Titles == nil {
		return nil
	}
	from, to := dateNumber(q.From, '0'), dateNumber(q.To, '9')
	holds := func(texts []string, part string) bool {
		return slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(corpus.Fold(t), part) })
	}
	return func(r *row) bool {
		f := r.head.Fields
		switch {
		case q.Document != "" && r.head.ID != q.Document:
		case (from > 0 || to > 0) && r.date == 0, from > 0 && r.date < from, to > 0 && r.date > to:
		case p.Kinds != nil && !slices.Contains(p.Kinds, string(f.Kind)):
		case p.Years != nil && !slices.Contains(p.Years, r.date/10000):
		case p.Issuers != nil && !slices.ContainsFunc(p.Issuers, func(s string) bool { return holds(f.Issuer, s) }):
		case p.Titles != nil && !slices.ContainsFunc(p.Titles, func(s string) bool { return holds(append([]string{f.Title}, f.Aliases...), s) }):
		default:
			return true
		}
		return false
	}
}

// currency is what a day makes of the documents. The day is nearly always the
// same, so the last is kept with the view.
type currency struct {
	day      corpus.Date
	statuses []uint32  // by ordinal, as codes
	factors  []float32 // by ordinal: what a score is multiplied by
}

func (v *view) currencyOn(day corpus.Date) *currency {
	if c := v.currency.Load(); c != nil && c.day == day {
		return c
	}
	c := &currency{day, make([]uint32, len(v.table.rows)), make([]float32, len(v.table.rows))}
	for o, r := range v.table.rows {
		if r == nil {
			continue
		}
		status := r.head.Timeline.On(day)
		c.statuses[o] = uint32(slices.IndexFunc(corpus.Statuses, func(t corpus.Term) bool { return t.Value == string(status) }))
		c.factors[o] = v.weights.prior(r.prior)
		if status != corpus.InForce && status != corpus.Unknown {
			c.factors[o] *= float32(v.weights.Outdated)
		}
	}
	v.currency.Store(c)
	return c
}
