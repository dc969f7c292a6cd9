package resolve

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
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
		from, was := p, false
		if w.Versions[newest].Fields.VersionDate() == versionOf(w, p.Document.ID) {
			before, err := r.before(ctx, w, p)
			if err != nil {
				return out, err
			}
			if before.Node == nil {
				continue
			}
			from, was = before, true
		}
		history, err := r.History(ctx, from.Document, from.Node)
		if err != nil {
			return out, err
		}
		out.become(history, from, was)
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

// before is what bore the number of p in the version before the newest; its node is
// nil if nothing did.
func (r *Resolver) before(ctx context.Context, w Work, p search.Place) (search.Place, error) {
	own := versionOf(w, p.Document.ID)
	for _, t := range slices.Backward(w.Versions) {
		if t.Fields.VersionDate() >= own {
			continue
		}
		d, err := r.Document(ctx, t.ID)
		if err != nil || d.Root == nil {
			return search.Place{}, err
		}
		node, _ := d.Root.Find(p.Node.Locator)
		return search.Place{Document: d, Node: node}, nil
	}
	return search.Place{}, nil
}

// become says what from is in the newest version of its history. was is that only its
// number was asked for, in which another clause stands now: then nothing is said of one
// that kept it, or of one that ended.
func (out *reply) become(history []Moment, from search.Place, was bool) {
	last := len(history) - 1
	if last < 1 || history[last].Document == nil || history[last].Document.ID == from.Document.ID {
		return
	}
	m := history[last]
	date := from.Document.Fields.VersionDate().Chinese() + "的版本中的" + from.Node.Label
	now := m.Version.Fields.VersionDate().Chinese() + "的版本"
	var labels []string
	for _, u := range m.Units {
		if u.Locator == from.Node.Locator {
			return // it kept its number
		}
		labels = append(labels, u.Label)
	}
	switch {
	case len(labels) == 0 && was:
	case len(labels) == 0:
		out.notice("moved", date+"，到"+now+"中已经没有")
	default:
		out.Notices = append(out.Notices, search.Notice{Code: "moved", Message: date + "，在" + now + "中是" + strings.Join(labels, "、"),
			Address: m.Version.ID + "#" + m.Units[0].Locator})
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
		history, err := r.History(ctx, d, p.Node)
		if err == nil {
			out.become(history, p, false)
		}
		return out, err
	}
	return out, nil
}
