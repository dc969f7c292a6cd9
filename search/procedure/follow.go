package procedure

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/shelf"
)

// followed is a citation whose clauses stand in one version, as the version with that
// id has them.
func (c checker) followed(ctx context.Context, cited string, base search.Resolution, id string) (Clause, error) {
	out := Clause{Cited: cited, Status: OK, Was: base.Address}
	for _, p := range base.Provisions {
		fate, err := c.follow(ctx, p, id)
		if err != nil {
			return out, err
		}
		out.Status = worse(out.Status, fate.status)
		for _, locator := range fate.locators {
			if err := c.add(ctx, &out, id+"#"+locator); err != nil {
				return out, err
			}
		}
		if words := fate.words(p, c.date(base.Document.ID), c.date(id)); words != "" {
			out.Notices = append(out.Notices, search.Notice{Code: string(fate.status), Message: words, Address: p.Document + "#" + p.Locator})
		}
	}
	if out.Document == nil { // all of it is gone: what stood there is shown
		whole, err := c.on(ctx, base.Address, c.day)
		if err != nil {
			return out, err
		}
		out.Document, out.Provisions, out.Address, out.Citation = whole.Document, base.Provisions, base.Address, base.Citation
		return out, nil
	}
	return out, c.ahead(ctx, &out, base)
}

// add adds to a clause what stands at an address.
func (c checker) add(ctx context.Context, out *Clause, address string) error {
	at, err := c.on(ctx, address, c.day)
	if err != nil || at.Status != search.ResolveOK {
		return err
	}
	if out.Document == nil {
		out.Document, out.Address, out.Citation = at.Document, at.Address, at.Citation
		out.Status = worse(out.Status, standing(at.Document.Status))
	} else {
		out.Citation += "、" + strings.TrimPrefix(at.Citation, citedTitle(at))
	}
	out.Provisions = append(out.Provisions, at.Provisions...)
	for _, n := range at.Notices {
		if n.Code != "older_version" && n.Code != "moved" && !slices.Contains(out.Notices, n) {
			out.Notices = append(out.Notices, n)
		}
	}
	return nil
}

// citedTitle is what an answer's citation begins with.
func citedTitle(r search.Resolution) string {
	if i := strings.LastIndex(r.Citation, "》"); i >= 0 {
		end := i + len("》")
		if rest := r.Citation[end:]; strings.HasPrefix(rest, "（") {
			end += strings.Index(rest, "）") + len("）")
		}
		return r.Citation[:end]
	}
	return ""
}

// fate is what became of a clause in another version, and where it stands there.
type fate struct {
	status   Status
	locators []string
	labels   []string
}

// follow looks for a clause in another version of its work.
func (c checker) follow(ctx context.Context, p search.Provision, id string) (fate, error) {
	d, err := c.Document(ctx, p.Document)
	if err != nil {
		return fate{}, err
	}
	unit := resolve.UnitOf(d, p.Locator)
	if unit == nil {
		return fate{status: Gone}, nil
	}
	history, err := c.History(ctx, d, unit)
	if err != nil {
		return fate{}, err
	}
	day := c.date(id)
	i := slices.IndexFunc(history, func(m resolve.Moment) bool { return m.Version.Fields.VersionDate() == day })
	if i < 0 || len(history[i].Units) == 0 || history[i].Document == nil {
		return fate{status: Gone}, nil
	}
	return compared(d, p.Locator, unit, history[i]), nil
}

// compared says whether what stands at a locator is the same in another version. Of a
// clause below an article only its own words count.
func compared(d *corpus.Document, locator string, unit *corpus.Provision, m resolve.Moment) fate {
	was, _ := shelf.PlaceAt(d, locator)
	out := fate{status: Changed}
	for _, u := range m.Units {
		at := u.Locator
		if below := strings.TrimPrefix(locator, unit.Locator); below != locator && len(m.Units) == 1 {
			if _, ok := shelf.PlaceAt(m.Document, at+below); ok {
				at += below
			}
		}
		now, ok := shelf.PlaceAt(m.Document, at)
		if !ok {
			continue
		}
		out.locators, out.labels = append(out.locators, at), append(out.labels, strings.Join(search.CiteWords(now), ""))
		if len(m.Units) == 1 && corpus.Fold(shelf.TextOf(was)) == corpus.Fold(shelf.TextOf(now)) {
			out.status = OK
			if at != locator {
				out.status = Moved
			}
		}
	}
	if len(out.locators) == 0 {
		out.status = Gone
	}
	return out
}

// words say what became of a clause between the versions of two days.
func (f fate) words(p search.Provision, from, to corpus.Date) string {
	was, now := p.Label, "另一版本"
	if to != "" {
		now = to.Chinese() + "的版本"
	}
	if from != "" {
		was = from.Chinese() + "的版本中的" + was
	}
	switch f.status {
	case Moved:
		return fmt.Sprintf("%s，在%s中是%s，文字未变", was, now, strings.Join(f.labels, "、"))
	case Changed:
		return fmt.Sprintf("%s，%s改了文字（%s），请核对这一步", was, now, strings.Join(f.labels, "、"))
	case Gone:
		return fmt.Sprintf("%s，到%s中已经没有，请核对这一步", was, now)
	}
	return ""
}

// ahead says of versions that do not apply yet what they will make of the clauses.
func (c checker) ahead(ctx context.Context, out *Clause, base search.Resolution) error {
	if out.Document == nil || base.Document == nil || len(base.Provisions) == 0 {
		return nil
	}
	w, _ := c.Work(base.Document.ID)
	for _, t := range w.Versions {
		line := t.Standing.Timeline
		if t.ID == out.Document.ID || line.On(c.day) != corpus.NotYet {
			continue
		}
		for _, p := range base.Provisions {
			fate, err := c.follow(ctx, p, t.ID)
			if err != nil {
				return err
			}
			if words := fate.words(p, c.date(base.Document.ID), c.date(t.ID)); words != "" {
				out.Notices = append(out.Notices, search.Notice{Code: "ahead", Message: words + "；该版本自" + line.Effective.Chinese() + "起施行", Address: t.ID})
			}
		}
	}
	return nil
}

// date is that of the version which a document is.
func (c checker) date(id string) corpus.Date {
	w, _ := c.Work(id)
	for _, t := range w.Versions {
		if t.ID == id {
			return t.Fields.VersionDate()
		}
	}
	return ""
}
