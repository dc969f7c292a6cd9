package check

import (
	"cmp"
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
)

// place is where in a source a piece of a draft stands, or nearly.
type place struct {
	document string
	date     corpus.Date
	// span is in the document's text, text what stands there.
	span corpus.Span
	text string
	// front and behind are some bytes of what stands around it.
	front, behind string
	// same counts the piece's letters that stand there too, skipped the source's that
	// the piece leaves out.
	same, skipped int
}

// located is what a piece of a draft was found to be.
type located struct {
	piece letters
	// equal are the places with the same letters, near those with nearly the same, the
	// nearest first; shuffled are the pieces of one passage in another order, spliced the
	// places that it is put together from.
	equal, near, shuffled, spliced []place
}

const (
	// probeLength is how many letters are asked for at once, mostProbes how often of one
	// piece.
	probeLength, mostProbes = 18, 12
	// mostHolders is how many passages are looked into for a probe, mostAligned how many
	// of a piece are compared letter by letter.
	mostHolders, mostAligned = 48, 6
	// leastHeld is the share of a probe's rare pairs that a passage must hold, and
	// leastWithin of one in the text that the draft names.
	leastHeld, leastWithin = 0.5, 0.3
)

// candidate is a passage that has something in common with a piece.
type candidate struct {
	search.Holder
	letters letters
	runs    []run
	covers  int
}

// locate finds where a piece of a draft stands; within are the documents that it is
// said to stand in. Of what nobody is named for only the places to the letter are told.
func (k *checking) locate(ctx context.Context, text string, given attribution) (located, error) {
	out := located{piece: lettersOf(text)}
	if out.piece.len() < 2 {
		return out, nil
	}
	within := given.ids()
	found, err := k.candidates(ctx, out.piece, within, given.none())
	if err != nil || len(found) == 0 {
		return out, err
	}
	n := out.piece.len()
	for _, c := range found {
		for _, r := range c.runs {
			if r.length == n {
				out.equal = append(out.equal, c.placeOf(r))
			}
		}
	}
	if given.none() && (len(out.equal) > 0 || float64(found[0].covers) < leastAlike*float64(n)) {
		return out, nil
	}
	if len(out.equal) == 0 || len(within) > 0 && !slices.ContainsFunc(out.equal, func(p place) bool { return slices.Contains(within, p.document) }) {
		if err := k.align(ctx, &out, found, within); err != nil {
			return out, err
		}
	}
	if len(out.equal) == 0 {
		out.shuffled, out.spliced = shuffle(n, found), splice(n, found)
	}
	return out, nil
}

// placeOf is where a run stands.
func (c *candidate) placeOf(r run) place {
	s := c.letters.span(r.source, r.source+r.length)
	p := place{document: c.Document, date: c.Date, same: r.length}
	p.cut(c.Text, s)
	p.span = s.Shift(c.Passage.Span.Start)
	return p
}

// signsAround is how many bytes around a place are kept: no signs are more.
const signsAround = 24

// cut sets the span of a place and what stands there in a text.
func (p *place) cut(text string, s corpus.Span) {
	p.span, p.text = s, s.In(text)
	p.front, p.behind = text[max(0, s.Start-signsAround):s.Start], text[s.End:min(len(text), s.End+signsAround)]
}

// candidates are the passages that may hold a piece or a part of it, those that have
// most in common with it first.
func (k *checking) candidates(ctx context.Context, piece letters, within []string, strict bool) ([]candidate, error) {
	least, limit := leastHeld, mostHolders
	if strict {
		least, limit = unmarkedHeld, mostUnmarked
	}
	x := newIndex(piece.runes)
	seen := map[string]bool{}
	var out []candidate
	add := func(holders []search.Holder) {
		for _, h := range holders {
			key := h.Document + "#" + h.Passage.Locator
			if seen[key] || h.Document == k.draft.Document.ID {
				continue
			}
			seen[key] = true
			c := candidate{Holder: h, letters: k.texts.passage(h)}
			if c.runs = x.runs(c.letters.runes); len(c.runs) > 0 {
				c.covers = covered(piece.len(), c.runs)
				out = append(out, c)
			}
		}
	}
	for _, probe := range probes(piece) {
		holders, err := k.holders.Holders(ctx, search.Wanted{Text: probe, Least: least, Limit: limit})
		if err != nil {
			return nil, err
		}
		add(holders)
		if len(within) > 0 {
			if holders, err = k.holders.Holders(ctx, search.Wanted{Text: probe, Least: leastWithin, Limit: mostHolders / 2, Within: within}); err != nil {
				return nil, err
			}
			add(holders)
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(b.covers, a.covers) })
	return out, nil
}

// probes are what is asked for of a piece: all of it, or of a long one some parts.
func probes(piece letters) []string {
	n := piece.len()
	count := min((n+probeLength-1)/probeLength, mostProbes)
	var out []string
	for i := range count {
		start := n * i / count
		out = append(out, piece.span(start, min(n, max(n*(i+1)/count, start+1))).In(piece.text))
		if n > count*probeLength {
			out[i] = piece.span(start, start+probeLength).In(piece.text)
		}
	}
	return out
}
