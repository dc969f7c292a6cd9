package compare

import "tiaowen/corpus"

// Fate is what became of a unit from one version to another.
type Fate struct {
	// Kind is Unchanged where nothing was done to it, Added or Removed where one
	// side has nothing.
	Kind Kind
	// There are the units of the other version, in its order.
	There []*corpus.Provision
}

// Forward follows units of the old version into the new one.
func (c Comparison) Forward(units []*corpus.Provision) Fate {
	return c.follow(units, Removed, func(r Row) (here, there []*corpus.Provision) { return r.Old, r.New })
}

// Back follows units of the new version into the old one.
func (c Comparison) Back(units []*corpus.Provision) Fate {
	return c.follow(units, Added, func(r Row) (here, there []*corpus.Provision) { return r.New, r.Old })
}

func (c Comparison) follow(units []*corpus.Provision, none Kind, sides func(Row) (here, there []*corpus.Provision)) Fate {
	wanted := map[*corpus.Provision]bool{}
	for _, u := range units {
		wanted[u] = true
	}
	out := Fate{Kind: none}
	for _, r := range c.Rows {
		here, there := sides(r)
		if len(there) == 0 || !anyOf(wanted, here) {
			continue
		}
		if out.Kind == none || out.Kind == Unchanged {
			out.Kind = r.Kind
		}
		out.There = append(out.There, there...)
	}
	return out
}

func anyOf(wanted map[*corpus.Provision]bool, list []*corpus.Provision) bool {
	for _, p := range list {
		if wanted[p] {
			return true
		}
	}
	return false
}
