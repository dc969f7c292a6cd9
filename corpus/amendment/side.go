package amendment

import (
	"tiaowen/corpus"
	"tiaowen/corpus/compare"
)

// side is one version.
type side struct {
	doc     *corpus.Document
	clauses []*Clause
	nodes   map[string]*corpus.Provision
	texts   shelf
	loose   []grams // what the clauses are about that are paired with none
}

func newSide(d *corpus.Document, list []*Clause) *side {
	return &side{doc: d, clauses: list, nodes: map[string]*corpus.Provision{}}
}

func (s *side) add(units []*corpus.Provision) {
	for _, u := range units {
		u.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			s.nodes[n.Locator] = n
			return true
		})
	}
}

func (s *side) fill(rows []compare.Row, of func(compare.Row) []string) { s.texts = newShelf(rows, of) }

func texts(d *corpus.Document, units []*corpus.Provision) []string {
	var out []string
	for _, u := range units {
		out = append(out, u.Body(d.Text))
	}
	return out
}

// loosen keeps what those of the clauses are about that are not paired.
func (s *side) loosen(list []*Clause, paired func(*Clause) bool) {
	for i, g := range mattersOf(s.doc.Text, list) {
		if len(g) >= longEnough && !paired(list[i]) {
			s.loose = append(s.loose, g)
		}
	}
}

const (
	// longEnough is how many pairs of characters a clause must have before its standing in
	// a longer one says anything.
	longEnough = 4
	// absorbed is how much of a loose clause a sentence must hold to be that clause in
	// other words.
	absorbed = .7
	// elsewhere is the most of a clause that one unit of the other version may hold, if it
	// is new or gone.
	elsewhere = .4
)

// reworded reports whether a sentence of the other version may be a loose clause of this
// one in other words.
func (s *side) reworded(sentence string) bool {
	all := gramsOf(sentence)
	for _, g := range s.loose {
		if float64(g.shared(all)) >= absorbed*float64(len(g)) {
			return true
		}
	}
	return false
}

// whole are those of the clauses that ask something by themselves and that the other
// version has nowhere; those of one sentence are put together.
func (s *side) whole(list []*Clause, other *side) []*Clause {
	var out []*Clause
	for _, c := range list {
		if s.partial(c) || other.texts.holds(c.Span.In(s.doc.Text)) > elsewhere || other.reworded(c.Sentence.In(s.doc.Text)) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Locator == c.Locator && out[n-1].Sentence == c.Sentence {
			out[n-1] = out[n-1].with(c)
			continue
		}
		out = append(out, c)
	}
	return out
}
