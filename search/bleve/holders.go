package bleve

import (
	"cmp"
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/bleve/zap"
)

// The holders of a text are found by a vote: each of its rarest pairs of letters counts
// for the passages on its list. A wrong character spoils two pairs, so some more are
// asked than would be needed to find what holds all.
const (
	// rarestPairs is how many pairs vote.
	rarestPairs = 10
	// commonest is the share of all passages from which on a pair has no vote while
	// there are fewestVotes rarer ones: its list is long, and says little.
	commonest   = 0.02
	fewestVotes = 4
)

var _ search.Holders = (*Engine)(nil)

// Holders finds who holds a text; see search.Holders.
func (e *Engine) Holders(ctx context.Context, of search.Wanted) (out []search.Holder, err error) {
	err = e.reading(func(r *reader) error {
		out, err = r.holdersOf(ctx, of)
		return err
	})
	return out, err
}

// voter is a pair of letters with who has it.
type voter struct {
	*postings
	weight float64
}

func (r *reader) holdersOf(ctx context.Context, of search.Wanted) ([]search.Holder, error) {
	voters, err := r.voters(corpus.Fold(of.Text))
	if err != nil || len(voters) == 0 {
		return nil, err
	}
	all := 0.0
	for _, v := range voters {
		all += v.weight
	}
	found := r.elect(voters, all*of.Least-1e-6)
	if of.Within != nil {
		found = slices.DeleteFunc(found, func(n elected) bool {
			return !slices.Contains(of.Within, r.table.rows[n.ordinal].head.ID)
		})
	}
	slices.SortFunc(found, func(a, b elected) int {
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.date, b.date), cmp.Compare(a.number, b.number))
	})
	out := make([]search.Holder, 0, min(len(found), of.Limit))
	for _, n := range found[:min(len(found), of.Limit)] {
		out = append(out, r.holder(n, float64(n.votes)/all))
	}
	return out, ctx.Err()
}

// voters are the rarest pairs of a folded text that stand anywhere.
func (r *reader) voters(folded string) ([]voter, error) {
	seen := map[string]bool{}
	var all []voter
	var failed error
	zap.EachGram(folded, func(gram string, _ int) {
		if seen[gram] || failed != nil {
			return
		}
		seen[gram] = true
		p, err := r.find(zap.Grams, gram)
		if err != nil {
			failed = err
			return
		}
		if p.count > 0 {
			all = append(all, voter{p, float64(search.Rarity(p.count, r.table.passages))})
		}
	})
	slices.SortStableFunc(all, func(a, b voter) int { return cmp.Compare(a.count, b.count) })
	all = all[:min(len(all), rarestPairs)]
	for len(all) > fewestVotes && float64(all[len(all)-1].count) > max(commonest*float64(r.table.passages), few) {
		all = all[:len(all)-1]
	}
	return all, failed
}

// elected is a passage that enough pairs voted for.
type elected struct {
	number, ordinal uint32
	votes           float32
	date            corpus.Date
}

// elect counts the votes and keeps who has at least some.
func (r *reader) elect(voters []voter, least float64) []elected {
	if r.votes == nil {
		r.votes = make([]float32, r.size)
	}
	var touched []uint32
	for _, v := range voters {
		for i, s := range r.segs {
			r.each(s, &v.lists[i], func(numbers []uint32) {
				for _, n := range numbers {
					if r.votes[s.base+n] == 0 {
						touched = append(touched, s.base+n)
					}
					r.votes[s.base+n] += float32(v.weight)
				}
			})
		}
	}
	var out []elected
	for _, n := range touched {
		if votes := r.votes[n]; float64(votes) >= least && r.isPassage(n) {
			ordinal := r.ordinalOf(n)
			out = append(out, elected{n, ordinal, votes, r.table.rows[ordinal].head.Fields.VersionDate()})
		}
		r.votes[n] = 0
	}
	return out
}

// isPassage reports whether a number of the view is that of a passage, not of a head.
func (v *view) isPassage(number uint32) bool {
	s := v.segmentOf(number)
	return s.part[number-s.base]&partHead == 0
}

func (r *reader) holder(n elected, share float64) search.Holder {
	s, row := r.segmentOf(n.number), r.table.rows[n.ordinal]
	rec, i := r.texts.record(row.place), int(s.part[n.number-s.base]&partMask)
	return search.Holder{Document: row.head.ID, Date: n.date, Passage: rec.passage(i), Text: rec.source(i), Share: share}
}
