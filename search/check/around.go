package check

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"tiaowen/corpus"
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
	start, end, last := -1, 0, 0
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
		end, last = low+a.end, low+a.last
		out.same, out.skipped = out.same+a.same, out.skipped+a.skipped
		at = end
	}
	if start < 0 || end <= start {
		return place{document: c.Document, date: c.Date}, nil
	}
	out.cut(d.Text, d.clause(piece.runes, start, end, last))
	return out, nil
}

// clause is the span of what a piece is an altered wording of: letters from start, and to
// a place between end and last. Where the piece begins or ends with a letter that is not
// the source's, that stands for the source's there, of 单位 for 单元, but not for one on
// the other side of a stop: that the piece has too many.
func (l letters) clause(piece []rune, start, end, last int) corpus.Span {
	for end < last && !l.stopBefore(end) {
		end++
	}
	from := start
	for i := 0; i < len(piece) && start+i+1 < end && piece[i] != l.runes[start+i]; i++ {
		if l.stopBefore(start + i + 1) {
			from = start + i + 1
		}
	}
	return l.span(from, end)
}

// stopBefore reports whether a sign or a new line stands between a letter and the one
// before it.
func (l letters) stopBefore(i int) bool {
	return strings.ContainsFunc(l.text[l.span(i-1, i).End:l.from[i]], func(r rune) bool { return unicode.IsPunct(r) || r == '\n' })
}
