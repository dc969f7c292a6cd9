package check

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// formerly looks for what the version that applies does not have in those before it: an
// old number in a new draft.
func (k *checking) formerly(ctx context.Context, out *Citation, c resolve.Cited) error {
	if c.Document == nil || c.Status == search.Ambiguous || len(c.Citation.Pointers) == 0 {
		return nil
	}
	for _, t := range slices.Backward(k.before(c.Document.ID)) {
		older, err := k.citedIn(ctx, c, t)
		if err != nil {
			return err
		}
		if len(older.Addresses) > 0 {
			return k.became(ctx, out, older.Addresses[0], c.Document.ID)
		}
	}
	return nil
}

// before are the versions before one, the oldest first.
func (k *checking) before(id string) []search.Titled {
	all := k.versions(id)
	i := slices.IndexFunc(all, func(t search.Titled) bool { return t.ID == id })
	return all[:max(i, 0)]
}

// citedIn is what a citation would be in another version of the text.
func (k *checking) citedIn(ctx context.Context, c resolve.Cited, version search.Titled) (resolve.Cited, error) {
	own := c.Citation
	own.Year, own.DocNo, own.Version = 0, "", version.Fields.VersionDate().Chinese()
	own.Title, own.Defined = version.Fields.Title, ""
	return k.resolver.Cite(ctx, k.draft.Document, own, k.draft.AsOf, k.draft.Today)
}

// became makes a citation one of a clause that moved: from its address in an older
// version to where it stands in a newer one. Nothing is said of one that kept its place
// or ended.
func (k *checking) became(ctx context.Context, out *Citation, address, now string) error {
	id, locator, _ := strings.Cut(address, "#")
	d, err := k.resolver.Document(ctx, id)
	if err != nil {
		return err
	}
	unit := resolve.UnitOf(d, locator)
	if unit == nil {
		return nil
	}
	history, err := k.history(ctx, d, unit)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(history, func(m resolve.Moment) bool { return m.Version.ID == now })
	if i < 0 || len(history[i].Units) == 0 || history[i].Units[0].Locator == unit.Locator {
		return nil
	}
	node, _ := d.Root.Find(locator)
	text := node.Body(d.Text)
	to, above := counterpart(history[i].Document, history[i].Units[0], text)
	choice := k.choice(search.Place{Document: history[i].Document, Node: to, Above: above})
	out.Status, out.Suggestion = Moved, &choice
	said := search.Notice{Code: "moved", Address: choice.Address,
		Message: d.Fields.VersionDate().Chinese() + "的版本中的" + unit.Label + "，在" + history[i].Version.Fields.VersionDate().Chinese() + "的版本中是" + history[i].Units[0].Label}
	if !slices.ContainsFunc(out.Notices, func(n search.Notice) bool { return n.Message == said.Message }) {
		out.Notices = append(out.Notices, said)
	}
	return nil
}

// since says of a clause of a version that no longer applies what the newest one made
// of it, where it kept its number: what has another one is told already.
func (k *checking) since(ctx context.Context, out *Citation, c resolve.Cited) error {
	if c.Document.Status != corpus.Amended || len(c.Addresses) == 0 {
		return nil
	}
	id, locator, inside := strings.Cut(c.Addresses[0], "#")
	d, err := k.resolver.Document(ctx, id)
	if err != nil || !inside {
		return err
	}
	unit := resolve.UnitOf(d, locator)
	if unit == nil {
		return nil
	}
	history, err := k.history(ctx, d, unit)
	if err != nil || len(history) == 0 {
		return err
	}
	now := history[len(history)-1]
	if now.Document == nil || now.Document.ID == id || len(now.Units) != 1 || now.Units[0].Locator != unit.Locator {
		return nil
	}
	said := "这一条在" + now.Version.Fields.VersionDate().Chinese() + "的版本中没有改动"
	if corpus.Fold(unit.Body(d.Text)) != corpus.Fold(now.Units[0].Body(now.Document.Text)) {
		said = "这一条在" + now.Version.Fields.VersionDate().Chinese() + "的版本中有改动"
	}
	out.Notices = append(out.Notices, search.Notice{Code: "newer_version", Message: said, Address: now.Version.ID + "#" + unit.Locator})
	return nil
}

// history follows a clause through the versions, once in a check.
func (k *checking) history(ctx context.Context, d *corpus.Document, unit *corpus.Provision) ([]resolve.Moment, error) {
	key := d.ID + "#" + unit.Locator
	if h, ok := k.histories[key]; ok {
		return h, nil
	}
	h, err := k.resolver.History(ctx, d, unit)
	if err == nil {
		k.histories[key] = h
	}
	return h, err
}

// counterpart is the 款 or 项 of an article that has the words of one, else the article.
func counterpart(d *corpus.Document, article *corpus.Provision, text string) (*corpus.Provision, []*corpus.Provision) {
	best, above := d.Root.Find(article.Locator)
	if best == nil {
		return article, nil
	}
	want := corpus.Fold(text)
	article.Walk(func(n *corpus.Provision, path []*corpus.Provision) bool {
		if n != article && best == article && corpus.Fold(n.Body(d.Text)) == want {
			best, above = n, append(slices.Clone(above), path...)
		}
		return best == article
	})
	return best, above
}

// choice is a place as one of the things that may have been meant.
func (k *checking) choice(p search.Place) search.Choice {
	title, status := search.CiteTitle(p.Document.Fields.Title), corpus.Status("")
	if w, ok := k.resolver.Work(p.Document.ID); ok {
		title = w.Title
	}
	if t, ok := k.resolver.Known(p.Document.ID); ok {
		status = t.Standing.Timeline.On(k.day)
	}
	return search.Choice{Address: p.Address(), Citation: search.Cite(title, p), Document: p.Document.Fields.Title,
		Label: strings.Join(search.CiteWords(p), ""), Status: status}
}
