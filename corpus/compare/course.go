package compare

import (
	"slices"
	"strings"

	"tiaowen/corpus"
)

// Course is what a comparison says of the way of units from one version to the other,
// without the texts: little enough to be kept. It holds nothing of the documents.
type Course []Step

// Step is a row without its texts.
type Step struct {
	Kind     Kind
	Old, New []Unit
}

// Unit is a unit by its address in its document.
type Unit struct{ Locator, Label string }

// Course is that of the comparison.
func (c Comparison) Course() Course {
	out := make(Course, len(c.Rows))
	for i, r := range c.Rows {
		out[i] = Step{r.Kind, unitsAt(r.Old), unitsAt(r.New)}
	}
	return out
}

func unitsAt(list []*corpus.Provision) []Unit {
	var out []Unit
	for _, p := range list {
		out = append(out, Unit{strings.Clone(p.Locator), strings.Clone(p.Label)})
	}
	return out
}

// Forward follows units of the old version into the new one, by their locators: Kind is
// Unchanged where nothing was done to them, Removed where the new one has nothing.
func (c Course) Forward(locators ...string) (Kind, []Unit) {
	return c.follow(locators, Removed, func(s Step) (here, there []Unit) { return s.Old, s.New })
}

// Back follows units of the new version into the old one; Added is for Removed.
func (c Course) Back(locators ...string) (Kind, []Unit) {
	return c.follow(locators, Added, func(s Step) (here, there []Unit) { return s.New, s.Old })
}

func (c Course) follow(locators []string, none Kind, sides func(Step) (here, there []Unit)) (kind Kind, out []Unit) {
	kind = none
	for _, s := range c {
		here, there := sides(s)
		if len(there) == 0 || !slices.ContainsFunc(here, func(u Unit) bool { return slices.Contains(locators, u.Locator) }) {
			continue
		}
		if kind == none || kind == Unchanged {
			kind = s.Kind
		}
		out = append(out, there...)
	}
	return kind, out
}

// Old is the unit of the old version with a locator; false if that is none.
func (c Course) Old(locator string) (Unit, bool) {
	for _, s := range c {
		for _, u := range s.Old {
			if u.Locator == locator {
				return u, true
			}
		}
	}
	return Unit{}, false
}
