package check

import (
	"cmp"
	"context"
	"slices"
)

// align compares a piece with the texts around the best candidates, and with those of
// the texts it is said to stand in.
func (k *checking) align(ctx context.Context, out *located, found []candidate, within []string) error {
	var picked []candidate
	for _, own := range []bool{true, false} {
		seen := map[string]bool{}
		for _, c := range found {
			if slices.Contains(within, c.Document) == own && !seen[c.Document] && len(seen) < mostAligned {
				seen[c.Document] = true
				picked = append(picked, c)
			}
		}
	}
	for _, c := range picked {
		p, err := k.around(ctx, out.piece, c)
		switch {
		case err != nil:
			return err
		case p.same == out.piece.len() && p.skipped == 0:
			if !slices.ContainsFunc(out.equal, func(o place) bool { return o.document == p.document && o.span == p.span }) {
				out.equal = append(out.equal, p)
			}
		default:
			out.near = append(out.near, p)
		}
	}
	slices.SortStableFunc(out.near, func(a, b place) int { return cmp.Compare(b.worth(), a.worth()) })
	return nil
}

// worth is how near a place is.
func (p place) worth() int { return 4*p.same - p.skipped }

const (
	// chunk is how many letters of a piece are aligned at once, slack how many of the
	// source's on either side of where they are expected.
	chunk, slack = 300, 100
)

// around aligns a piece with the text around a candidate, chunk by chunk from where
// their longest run says that it begins.
func (k *checking) around(ctx context.Context, piece letters, c candidate) (place, error) {
	d, err := k.texts.document(ctx, c.Document)
	if err != nil {
		return place{}, err
	}
	longest := slices.MaxFunc(c.runs, func(a, b run) int { return a.length - b.length })
	at := d.at(c.Passage.Span.Start+int(c.letters.from[longest.source])) - longest.draft
	out := place{document: c.Document, date: c.Date}
	start, end := -1, 0
	for from := 0; from < piece.len(); from += chunk {
		part := piece.runes[from:min(from+chunk, piece.len())]
		low := max(0, at-slack)
		high := min(d.len(), max(low, at+len(part)+slack))
		if low >= high {
			break
		}
		a := align(part, d.runes[low:high])
		if start < 0 {
			start = low + a.start
		} else if gap := low + a.start - end; gap > 0 {
			out.skipped += gap
		}
		end = low + a.end
		out.same, out.skipped = out.same+a.same, out.skipped+a.skipped
		at = end
	}
	if start < 0 || end <= start {
		return place{document: c.Document, date: c.Date}, nil
	}
	out.cut(d.Text, d.span(start, end))
	return out, nil
}
