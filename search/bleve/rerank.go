package bleve

import (
	"context"
	"math"
	"slices"

	"tiaowen/search"
)

// A question's best passages are looked at closer, twice: the best thousand
// for what costs too much to be read for all, letters, headings and words; the
// best of those for what adding up terms cannot see: that several passages of
// one document answer, and how much of the question one passage holds.

// asking is what a question is ranked by, and its best passages are looked at
// again for.
type asking struct {
	grams, letters, beside clues
}

// clues are terms, with what they weigh together.
type clues struct {
	clues []clue
	all   float32
}

// clue is a term of a question: a passage of the length n that holds it is
// worth weight × norm[n].
type clue struct {
	weighed
	field int
	norm  []float32
	*found
}

type weighed struct {
	text   string
	weight float32
}

func (c *clues) add(one clue) {
	c.clues = append(c.clues, one)
	c.all += one.weight
}

// lookCloser adds what letters, headings and words add to the scores of numbers,
// ascending.
func (r *reader) lookCloser(ctx context.Context, numbers []uint32, a *asking) error {
	clues := slices.Concat(a.letters.clues, a.beside.clues)
	if len(clues) == 0 || len(numbers) == 0 {
		return nil
	}
	selected := r.selections(numbers)
	for _, clue := range clues {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, s := range selected {
			scores := r.scores[s.base:]
			r.eachOf(s, clue.found, func(numbers []uint32) {
				for _, n := range numbers {
					scores[n] += clue.weight * clue.norm[s.length[n]]
				}
			})
		}
		if r.noted != nil {
			r.noted(clue.field, clue.text)
		}
	}
	return nil
}

// rerank orders hits, sorted by their scores, anew. Passages that stand apart
// keep their place after all others. When time is up the order is anyone's, and
// nobody is shown it.
func (c *collector) rerank(ctx context.Context, hits []hit, a *asking) []hit {
	hits = slices.Clone(hits)
	main := len(hits)
	for main > 0 && hits[main-1].high&notApart == 0 {
		main--
	}
	voters := hits[:min(main, c.weights.VoteDepth)]
	c.look(voters)
	c.hold(voters)
	c.look(voters)
	byScore(voters)
	c.cover(ctx, voters[:min(len(voters), c.weights.CoverageDepth)], a)
	return hits
}

// byScore sorts hits by their scores, none of which is negative. Those that score
// the same keep their order.
func byScore(hits []hit) {
	places := make([]uint64, len(hits))
	for i, h := range hits {
		places[i] = uint64(^math.Float32bits(h.score))<<32 | uint64(i)
	}
	slices.Sort(places)
	before := slices.Clone(hits)
	for i, p := range places {
		hits[i] = before[uint32(p)]
	}
}

// hold lets the passages vote for their documents: a document that is found
// again and again is what the question is about.
func (c *collector) hold(hits []hit) {
	for _, h := range hits { // there may have been a vote on other hits
		a := c.aboutOf(h.number)
		a.voices, a.votes = 0, 0
	}
	most := float32(0)
	for _, h := range hits {
		if a := c.aboutOf(h.number); int(a.voices) < c.weights.VoteVoices {
			a.voices++
			a.votes += h.score
			most = max(most, a.votes)
		}
	}
	if most == 0 {
		return
	}
	vote := float32(c.weights.Vote)
	for i, h := range hits {
		hits[i].score *= 1 + vote*c.aboutOf(h.number).votes/most
	}
}

// cover adds to each score what share of the question the passage holds.
func (c *collector) cover(ctx context.Context, hits []hit, a *asking) {
	if len(hits) == 0 || hits[0].score == 0 {
		return
	}
	var numbers []uint32
	for _, h := range hits {
		numbers = append(numbers, h.number)
	}
	slices.Sort(numbers)
	shares := make([]float32, len(numbers))
	c.share(ctx, numbers, shares, a.grams, float32(c.weights.CoverageGrams))
	c.share(ctx, numbers, shares, a.letters, float32(c.weights.CoverageLetters))
	best := hits[0].score
	for i, h := range hits {
		at, _ := slices.BinarySearch(numbers, h.number)
		hits[i].score += best * shares[at]
	}
	byScore(hits)
}

// share adds, times weight, what share of the clues the numbers hold.
func (c *collector) share(ctx context.Context, numbers []uint32, shares []float32, of clues, weight float32) {
	selected := c.selections(numbers)
	for _, p := range of.clues {
		if ctx.Err() != nil {
			return
		}
		for _, s := range selected {
			c.eachOf(s, p.found, func(held []uint32) {
				for _, n := range held {
					at, _ := slices.BinarySearch(numbers, s.base+n)
					shares[at] += weight * p.weight / of.all
				}
			})
		}
	}
}

// reranks reports whether a query's hits are looked at twice.
func reranks(q search.Query, m matched) bool {
	return m.asked != nil && !m.listed && q.Sort == search.ByRelevance && q.Group != search.GroupDocument
}
