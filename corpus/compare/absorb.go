package compare

import "slices"

const (
	// absorbedShare is how much of a unit must come from what its neighbour's
	// partner lost for the unit to be a part of that partner.
	absorbedShare = .4
	// absorbedGrams is the least number of character pairs that is no accident.
	absorbedGrams = 8
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
	whole := p.members[1-side]
	if len(whole) != 1 || len(p.members[side]) >= mostParts {
		return
	}
	lost := a.units[1-side][whole[0]].grams
	for _, part := range p.members[side] {
		lost = without(lost, a.units[side][part].grams)
	}
	u := a.units[side][i]
	gained := common(lost, u.grams)
	if len(gained) < absorbedGrams || a.like.sum(gained) < absorbedShare*u.weight {
		return
	}
	p.members[side] = append(p.members[side], i)
	slices.Sort(p.members[side])
	of[i] = p
}
