package resolve

import (
	"context"
	"slices"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
)

// Moment is a clause in one version of its work.
type Moment struct {
	Version  search.Titled
	Document *corpus.Document
	// Units are what the clause is in this version, none if it is not there.
	Units []*corpus.Provision
	// Change is what was done to it since the version before: a kind of comparison, or
	// one of the names below.
	Change string
}

// What a comparison has no word for, as it speaks of texts and not of a clause.
const (
	FirstHeld  = "first" // the oldest version held
	ClauseNew  = "new"
	ClauseGone = "gone"
)

// History follows a unit of d to the versions before and after it, until it is lost;
// the oldest version first. Of several texts of one date one is followed.
func (r *Resolver) History(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]Moment, error) {
	versions, here := r.line(d.ID)
	if here < 0 {
		return nil, nil
	}
	list := make([]Moment, len(versions))
	list[here] = Moment{Version: versions[here], Document: d, Units: []*corpus.Provision{unit}}
	for i := here + 1; i < len(list); i++ {
		if err := r.step(ctx, list, versions[i], i, i-1); err != nil {
			return nil, err
		}
	}
	for i := here - 1; i >= 0; i-- {
		if err := r.step(ctx, list, versions[i], i, i+1); err != nil {
			return nil, err
		}
	}
	list = slices.DeleteFunc(list, func(m Moment) bool { return m.Change == "" && len(m.Units) == 0 })
	if len(list) > 0 && list[0].Change == "" {
		list[0].Change = FirstHeld
	}
	return list, nil
}

// line is the versions of the work of a document, one of each date, and the place of
// the document among them; -1 if it is not known.
func (r *Resolver) line(id string) (versions []search.Titled, here int) {
	w, _ := r.Work(id)
	versions = slices.DeleteFunc(slices.Clone(w.Versions), func(t search.Titled) bool {
		return t.ID != id && slices.ContainsFunc(w.Versions, func(o search.Titled) bool {
			return o.Fields.VersionDate() == t.Fields.VersionDate() && (o.ID == id || o.ID < t.ID)
		})
	})
	return versions, slices.IndexFunc(versions, func(t search.Titled) bool { return t.ID == id })
}

// step fills list[to] from its neighbour list[from].
func (r *Resolver) step(ctx context.Context, list []Moment, version search.Titled, to, from int) error {
	list[to].Version = version
	if len(list[from].Units) == 0 {
		return nil // lost before
	}
	d, err := r.Document(ctx, version.ID)
	if err != nil {
		return err
	}
	list[to].Document = d
	var locators []string
	for _, u := range list[from].Units {
		locators = append(locators, u.Locator)
	}
	older, newer, follow, changed := version.ID, list[from].Version.ID, compare.Course.Back, from
	if to > from {
		older, newer, follow, changed = newer, older, compare.Course.Forward, to
	}
	c, err := r.course(ctx, older, newer)
	if err != nil {
		return err
	}
	kind, there := follow(c, locators...)
	list[changed].Change = changeName(kind)
	for _, u := range there {
		if node, _ := d.Root.Find(u.Locator); node != nil {
			list[to].Units = append(list[to].Units, node)
		}
	}
	return nil
}

// changeName says new and gone of the clause where a comparison says added and
// removed of the text.
func changeName(k compare.Kind) string {
	switch k {
	case compare.Added:
		return ClauseNew
	case compare.Removed:
		return ClauseGone
	}
	return string(k)
}

// UnitOf is the article that a locator names or lies in, else what it names; nil if
// there is nothing.
func UnitOf(d *corpus.Document, locator string) *corpus.Provision {
	if d.Root == nil {
		return nil
	}
	node, above := d.Root.Find(locator)
	for _, n := range above {
		if n.Kind == corpus.NodeArticle {
			return n
		}
	}
	return node
}
