package resolve

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/compare"
	"tiaowen/search"
)

// A regulation that is revised is mostly numbered anew. Who asks by a number may have
// it from an older text: then the answer says what has become of that clause.

// moved adds what an answer has to say of numbers that changed: of a clause of an older
// version its number now, of one of the newest what bore that number before.
func (r *Resolver) moved(ctx context.Context, out reply, places []search.Place) (reply, error) {
	var articles []search.Place
	for _, p := range places {
		if n := p.Node; n.Kind == corpus.NodeArticle {
			articles = append(articles, p)
		} else if a := p.Within(corpus.NodeArticle); a != nil {
			articles = append(articles, search.Place{Document: p.Document, Node: a})
		}
	}
	articles = slices.CompactFunc(articles, func(a, b search.Place) bool { return a.Node == b.Node })
	if len(articles) > maxMoved {
		return out, nil // a range: which of its numbers is meant nobody can tell
	}
	for _, p := range articles {
		w, _ := r.Work(p.Document.ID)
		newest := len(w.Versions) - 1
		if newest < 1 {
			continue
		}
		from, was := clause{p.Document.ID, p.Node.Locator, p.Node.Label}, false
		if own := versionOf(w, p.Document.ID); w.Versions[newest].Fields.VersionDate() == own {
			was = true
			if from.document = lastBefore(w, own); from.document == "" {
				continue
			}
		}
		if err := r.become(ctx, &out, from, was); err != nil {
			return out, err
		}
	}
	return out, nil
}

// maxMoved is how many articles of one answer are followed.
const maxMoved = 5

func versionOf(w Work, id string) corpus.Date {
	for _, t := range w.Versions {
		if t.ID == id {
			return t.Fields.VersionDate()
		}
	}
	return ""
}

// lastBefore is the version before a day; empty if none is held.
func lastBefore(w Work, day corpus.Date) string {
	for _, t := range slices.Backward(w.Versions) {
		if t.Fields.VersionDate() < day {
			return t.ID
		}
	}
	return ""
}

// clause is an article of one version.
type clause struct{ document, locator, label string }

// become says what an article is in the newest version of its history. was is that only
// its number was asked for, in which another one stands now: then nothing is said of one
// that kept it, that ended, or that the version did not have.
func (r *Resolver) become(ctx context.Context, out *reply, from clause, was bool) error {
	versions, here := r.line(from.document)
	if here < 0 || here == len(versions)-1 {
		return nil
	}
	units := []compare.Unit{{Locator: from.locator}}
	at := here
	for at < len(versions)-1 && len(units) > 0 {
		c, err := r.course(ctx, versions[at].ID, versions[at+1].ID)
		if err != nil {
			return err
		}
		if before, ok := c.Old(from.locator); at == here && ok {
			from.label = before.Label
		}
		_, units = c.Forward(locatorsOf(units)...)
		at++
	}
	out.tellMoved(versions[here], versions[at], from, units, was)
	return nil
}

func locatorsOf(units []compare.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = u.Locator
	}
	return out
}

func (out *reply) tellMoved(old, now search.Titled, from clause, units []compare.Unit, was bool) {
	before := old.Fields.VersionDate().Chinese() + "的版本中的" + from.label
	after := now.Fields.VersionDate().Chinese() + "的版本"
	var labels []string
	for _, u := range units {
		if u.Locator == from.locator {
			return // it kept its number
		}
		labels = append(labels, u.Label)
	}
	switch {
	case len(labels) == 0 && was:
	case len(labels) == 0:
		out.notice("moved", before+"，到"+after+"中已经没有")
	default:
		out.Notices = append(out.Notices, search.Notice{Code: "moved", Message: before + "，在" + after + "中是" + strings.Join(labels, "、"),
			Address: now.ID + "#" + units[0].Locator})
	}
}

// formerly says what has become of a clause that a text does not have, if an older
// version has it.
func (r *Resolver) formerly(ctx context.Context, out reply, rd reading, e Edition) (reply, error) {
	w, _ := r.Work(e.Parts[0].ID)
	own := e.Parts[0].Fields.VersionDate()
	for _, t := range slices.Backward(w.Versions) {
		if t.Fields.VersionDate() >= own {
			continue
		}
		d, err := r.Document(ctx, t.ID)
		if err != nil || d.Root == nil {
			return out, err
		}
		placed, err := rd.place(ctx, []*corpus.Document{d})
		if err != nil {
			return out, err
		}
		if placed.Status != search.ResolveOK || placed.Places[0].Node.Locator == "" {
			continue
		}
		p := placed.Places[0]
		if a := p.Within(corpus.NodeArticle); a != nil {
			p.Node = a
		}
		err = r.become(ctx, &out, clause{d.ID, p.Node.Locator, p.Node.Label}, false)
		return out, err
	}
	return out, nil
}
