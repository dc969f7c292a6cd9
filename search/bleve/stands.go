package bleve

import (
	"context"
	"slices"

	"tiaowen/search"
)

// inParts cuts the runs that could be wanted whole and stand nowhere, if their parts do:
// without 234 the 1 of 1,234 says nothing.
func (r *reader) inParts(ctx context.Context, p search.Parsed) (search.Parsed, error) {
	if !slices.ContainsFunc(p.Runs, func(run search.Run) bool { return run.Parts != nil }) {
		return p, nil
	}
	var out []search.Run
	for _, run := range p.Runs {
		parts := run.Parts
		run.Parts = nil
		whole, err := r.wanted(ctx, run, parts)
		if err != nil {
			return p, err
		}
		if whole {
			parts = []search.Run{run}
		}
		for _, part := range parts {
			if !slices.ContainsFunc(out, func(o search.Run) bool { return o.Folded == part.Folded }) {
				out = append(out, part)
			}
		}
	}
	p.Runs = out
	return p, nil
}

// wanted reports whether a run is to be looked for whole: it stands somewhere, or one of
// its parts stands nowhere.
func (r *reader) wanted(ctx context.Context, run search.Run, parts []search.Run) (bool, error) {
	if parts == nil {
		return true, nil
	}
	if stands, err := r.stands(ctx, run); stands || err != nil {
		return stands, err
	}
	absent, err := r.absent(ctx, parts, true)
	return absent != nil, err
}

// stands reports whether a string stands in any passage or title.
func (r *reader) stands(ctx context.Context, run search.Run) (bool, error) {
	text := sought{text: run.Folded, figures: true}
	one, err := r.phrase(text)
	if err != nil || one.exact && !one.none {
		return err == nil, err // what a tail holds stands in the next passage
	}
	for _, s := range r.segs {
		if one.none {
			break
		}
		if r.standsEarly(s, one) {
			return true, nil
		}
		k := r.seeker(s, []phrase{one})
		for i, n := range r.holders(s, []phrase{one}) {
			if i%often == 0 && ctx.Err() != nil {
				return false, ctx.Err()
			}
			if k.score(n, 0) > 0 {
				return true, nil
			}
		}
	}
	titles, err := r.titled([]sought{text})
	return len(kindsOf(titles)) > 0, err
}

// standsEarly reports whether a string stands in one of the first passages of a segment
// that hold its rarest term: most do, and need not be looked for further.
func (r *reader) standsEarly(s *segmentView, one phrase) bool {
	rarest := slices.MinFunc(one.forms[0].terms, func(a, b *postings) int { return a.count - b.count })
	l, k := &rarest.lists[s.seg], r.seeker(s, []phrase{one})
	for b := range l.Blocks() {
		at := 0
		for _, n := range r.buf[:b.Read(&at, r.buf[:few])] {
			if !s.gone.has(n) && k.count(n, 0) > 0 {
				return true
			}
		}
		break
	}
	return false
}

// absent are the strings, as typed, that stand in no passage; none if nobody asks.
func (r *reader) absent(ctx context.Context, runs []search.Run, asked bool) ([]string, error) {
	if !asked {
		return nil, nil
	}
	var out []string
	for _, run := range runs {
		stands, err := r.stands(ctx, run)
		if err != nil {
			return nil, err
		}
		if !stands {
			out = append(out, run.Text)
		}
	}
	return out, nil
}
