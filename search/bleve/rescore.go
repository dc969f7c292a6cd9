package bleve

import (
	"context"
	"math"
	"slices"
)

// rescored is a hit with what it scored on the way, from which its explanation takes
// the steps: when it was collected, read as a list, and after the vote.
type rescored struct {
	hit
	collected, opened, voted float32
}

// unchanged are hits whose scores stay as they were collected.
func unchanged(hits []hit) []rescored {
	out := make([]rescored, len(hits))
	for i, h := range hits {
		out[i] = rescored{hit: h, collected: h.score, opened: h.score, voted: h.score}
	}
	return out
}

// rescore orders hits, sorted by their scores, anew: enumerations are read by their
// openings, the documents of the best are voted for, and the best of these are ordered by
// coverage too. Passages that stand apart keep their place after all others. When time is
// up the order is anyone's, and nobody is shown it.
func (r *reader) rescore(ctx context.Context, hits []hit, a *asked) []rescored {
	out := unchanged(hits)
	main := len(out)
	for main > 0 && out[main-1].high&notApart == 0 {
		main--
	}
	voters := out[:min(main, r.weights.VoteDepth)]
	r.readLists(voters[:min(len(voters), listDepth)], a)
	voteForDocuments(voters, r.weights)
	best := voters[:min(len(voters), r.weights.CoverageDepth)]
	addCoverage(best, r.coverage(ctx, best, a))
	return out
}

// byScore sorts hits by their scores, none of which is negative. Those that score
// the same keep their order.
func byScore(hits []rescored) {
	places := make([]uint64, len(hits))
	for i, h := range hits {
		places[i] = uint64(^math.Float32bits(h.score))<<32 | uint64(i)
	}
	slices.Sort(places)
	for i := range places { // in rings: each goes where the one stood that goes to its place
		first, at := hits[i], i
		for {
			from := int(uint32(places[at]))
			places[at] = uint64(at)
			if from == i {
				break
			}
			hits[at], at = hits[from], from
		}
		hits[at] = first
	}
}

// voteForDocuments lets the passages, best first, vote for their documents: a
// document that is found again and again is what the question is about.
func voteForDocuments(hits []rescored, w *Weights) {
	votes, most := make([]float32, len(hits)), float32(0) // of the document of each hit
	eachDocument(hits, func(own []uint64) {
		sum := float32(0)
		for _, at := range own[:min(len(own), w.VoteVoices)] {
			sum += hits[uint32(at)].score
		}
		most = max(most, sum)
		for _, at := range own {
			votes[uint32(at)] = sum
		}
	})
	if most == 0 {
		return
	}
	for i := range hits {
		hits[i].score *= 1 + float32(w.Vote)*votes[i]/most
		hits[i].voted = hits[i].score
	}
	byScore(hits)
}

// eachDocument calls visit with the hits of each document: in the lower halves of own
// stand their places, ascending.
func eachDocument(hits []rescored, visit func(own []uint64)) {
	places := make([]uint64, len(hits))
	for i, h := range hits {
		places[i] = uint64(h.ordinal)<<32 | uint64(i)
	}
	slices.Sort(places)
	for len(places) > 0 {
		end := 1
		for end < len(places) && places[end]>>32 == places[0]>>32 {
			end++
		}
		visit(places[:end])
		places = places[end:]
	}
}

// coverage is what share of the question each hit holds, weighed.
func (r *reader) coverage(ctx context.Context, hits []rescored, a *asked) []float32 {
	out, places := make([]float32, len(hits)), make([]uint64, len(hits))
	for i, h := range hits {
		places[i] = uint64(h.number)<<32 | uint64(i)
	}
	slices.Sort(places)
	r.addShares(ctx, out, places, a.clues.grams, float32(r.weights.CoverageGrams))
	r.addShares(ctx, out, places, a.clues.letters, float32(r.weights.CoverageLetters))
	return out
}

// addShares adds, times weight, what share of some clues hits hold, by their places, which
// stand in the lower halves behind their numbers, ascending.
func (r *reader) addShares(ctx context.Context, shares []float32, places []uint64, of []clue, weight float32) {
	all := float32(0)
	for _, c := range of {
		all += c.weight
	}
	for _, c := range of {
		if ctx.Err() != nil {
			return
		}
		left := places
		for _, s := range r.segs {
			end := uint64(s.base) + uint64(len(s.ordinal))
			on := c.lists[s.seg].Cursor()
			for len(left) > 0 && left[0]>>32 < end {
				if on.Has(uint32(left[0]>>32) - s.base) {
					shares[uint32(left[0])] += weight * c.weight / all
				}
				left = left[1:]
			}
		}
	}
}

// addCoverage adds to the scores of hits, best first, what they cover of the question
// in times of the best score.
func addCoverage(hits []rescored, coverage []float32) {
	if len(hits) == 0 || hits[0].score == 0 {
		return
	}
	best := hits[0].score
	for i := range hits {
		hits[i].score += best * coverage[i]
	}
	byScore(hits)
}
