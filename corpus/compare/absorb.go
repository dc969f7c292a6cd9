package compare

import (
	"slices"
	"strings"
)

const (
	// absorbedShare is how much of a unit must come from what its neighbour's
	// partner lost for the unit to be a part of that partner.
	absorbedShare = .4
	// absorbedGrams is the least number of character pairs that is no accident.
	absorbedGrams = 15
	// mostParts is into how many one is split at most.
	mostParts = 6
)

// absorb looks for splits and merges: a unit without a partner whose text was
// taken out of the partner of the unit beside it joins that pair. It goes both
// ways, since the part may stand before or after.
func (a *alignment) absorb() {
	for side, of := range a.of {
		for i := range of {
			a.absorbInto(side, i, -1)
		}
		for i := len(of) - 1; i >= 0; i-- {
			a.absorbInto(side, i, +1)
		}
	}
}

// absorbInto lets the unit i of a side join the pair of its neighbour.
func (a *alignment) absorbInto(side, i, step int) {
	of := a.of[side]
	if of[i] != nil || i+step < 0 || i+step >= len(of) || of[i+step] == nil {
		return
	}
	p := of[i+step]
	if len(p.members[1-side]) != 1 || len(p.members[side]) >= mostParts {
		return
	}
	u := a.units[side][i]
	gained := common(a.lost(p, side), u.grams)
	if len(gained) < absorbedGrams || a.like.sum(gained) < absorbedShare*u.weight {
		return
	}
	p.members[side] = append(p.members[side], i)
	slices.Sort(p.members[side])
	of[i] = p
}

// lost are the grams of what the one unit of p has and its partners on side,
// read together, have not. The texts are compared, not their grams: a sentence
// may be gone though another with the same words stayed.
func (a *alignment) lost(p *pair, side int) []int32 {
	whole := a.units[1-side][p.members[1-side][0]].key
	var parts []string
	for _, i := range p.members[side] {
		parts = append(parts, a.units[side][i].key)
	}
	var gone unit
	for _, op := range a.differ.texts(whole, strings.Join(parts, "\n")) {
		if op.Kind == Delete {
			gone.key += op.Text + "\n"
		}
	}
	a.like.readGrams(&gone)
	return gone.grams
}
