package search

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
)

// reply is a resolution that is being made.
type reply struct{ Resolution }

// inside answers an address whose title stands for one edition.
func (r *Resolver) inside(ctx context.Context, out reply, rd reading, m TitleMatch) (reply, error) {
	e := m.Editions[0]
	out.Corrected = m.Corrected
	if rd.bare() && len(e.Parts) == 1 {
		return out.whole(e), nil
	}
	docs, err := r.documents(ctx, e)
	if err != nil {
		return out, err
	}
	if rd.bare() {
		return out.parts(e, docs), nil
	}
	placed, err := rd.place(ctx, docs)
	if err != nil {
		return out, err
	}
	out.Notices = append(out.Notices, placed.Notices...)
	if placed.Status == ResolveOK {
		if first := placed.Places[0]; first.Node == first.Document.Root { // a part that is a file
			e.Parts = []Titled{e.part(first)}
			return out.whole(e), nil
		}
		return out.found(e, placed.Places), nil
	}
	out.Notices = append(out.Notices, e.Notices...)
	out.Status = placed.Status
	out.Document = e.head(e.Parts[0])
	for _, p := range append(placed.Places, placed.Nearest...) {
		out.Choices = append(out.Choices, e.choice(p))
	}
	if said := lacking[placed.Status]; said != "" {
		out.notice(string(placed.Status), e.Title()+said)
	}
	return out, nil
}

// lacking says what a text does not have.
var lacking = map[ResolveStatus]string{
	NoArticle:   "没有所引的条（章、节）",
	NoParagraph: "的这一条没有所引的款",
	NoItem:      "的这一条没有所引的项",
	Ambiguous:   "中符合所引编号的不止一处",
}

// place finds what the reading names in the parts of a text.
func (rd reading) place(ctx context.Context, docs []*corpus.Document) (Placed, error) {
	if len(rd.pointers) > 0 {
		return placeAll(ctx, docs, rd.pointers)
	}
	out := Placed{Status: NoArticle}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		found, nearest := follow(d, rd.outline)
		out.Places, out.Nearest = append(out.Places, found...), append(out.Nearest, nearest...)
	}
	switch {
	case len(out.Places) == 1:
		out.Status = ResolveOK
	case len(out.Places) > 1:
		out.Status = Ambiguous
		out.Places = out.Places[:min(len(out.Places), maxChoices)]
	}
	return out, nil
}

// found answers with provisions.
func (out reply) found(e Edition, places []Place) reply {
	out.Status = ResolveOK
	out.Notices = append(out.Notices, e.Notices...)
	out.Address = places[0].Address()
	out.Document = e.head(e.part(places[0]))
	for _, p := range places {
		out.Provisions = append(out.Provisions, p.View(e.Title()))
	}
	out.Provision = &out.Provisions[0]
	out.Citation = Cite(e.Title(), places...)
	return out
}

// whole answers with a text that is one document.
func (out reply) whole(e Edition) reply {
	out.Status = ResolveOK
	out.Notices = append(out.Notices, e.Notices...)
	out.Address, out.Document, out.Citation = e.Parts[0].ID, e.head(e.Parts[0]), e.Title()
	return out
}

// parts answers with a text in several documents: the first, the others as
// choices, in the order of their articles.
func (out reply) parts(e Edition, docs []*corpus.Document) reply {
	first := map[string]int{}
	for _, d := range docs {
		if articles := below([]Place{{Document: d, Node: d.Root}}, isArticle); len(articles) > 0 {
			first[d.ID] = articles[0].Node.Number
		}
	}
	e.Parts = slices.Clone(e.Parts)
	slices.SortStableFunc(e.Parts, func(a, b Titled) int { return cmp.Compare(first[a.ID], first[b.ID]) })
	out = out.whole(e)
	for _, p := range e.Parts {
		out.Choices = append(out.Choices, Choice{Address: p.ID, Citation: e.Title(), Document: p.Fields.Title, Label: p.Fields.Part, Status: e.Status})
	}
	out.notice("several_parts", "这部法规分为几份文件保存，可按条号直接查找")
	return out
}

// part is the document of e that a place stands in.
func (e Edition) part(p Place) Titled {
	i := slices.IndexFunc(e.Parts, func(t Titled) bool { return t.ID == p.Document.ID })
	return e.Parts[max(i, 0)]
}

func (e Edition) head(t Titled) *Head {
	return &Head{ID: t.ID, Fields: t.Fields, Topics: t.Fields.Topics, Status: e.Status, Successor: t.Standing.Successor}
}

func (e Edition) choice(p Place) Choice {
	return Choice{
		Address: p.Address(), Citation: Cite(e.Title(), p), Document: e.Parts[0].Fields.Title,
		Label: strings.Join(citeWords(p), ""), Status: e.Status,
	}
}

// self is e as a choice, without anything in it.
func (e Edition) self() Choice {
	t := e.Parts[0]
	return Choice{Address: t.ID, Citation: e.Title(), Document: t.Fields.Title, Label: t.Fields.VersionDate().Chinese(), Status: e.Status}
}

// unsure answers an address whose title stands for no edition, or for several.
func (r *Resolver) unsure(ctx context.Context, out reply, rd reading, m TitleMatch) (reply, error) {
	switch m.Exactness {
	case NoMatch:
		if rd.title == "" {
			return out, nil
		}
		out.Status = NoDocument
		out.notice("no_document", "资料库没有名为“"+rd.title+"”的文件")
	case NotHeld, NoSuchVersion:
		out.Status = NoDocument
	default:
		out.Status = Ambiguous
	}
	choices, err := r.choices(ctx, rd, m)
	out.Choices = choices
	return out, err
}

// choices are the editions that may have been meant; those that have what the
// address names come first. Only the best are looked into.
func (r *Resolver) choices(ctx context.Context, rd reading, m TitleMatch) ([]Choice, error) {
	var with, without []Choice
	for i, e := range m.Editions {
		if i == probeLength {
			break
		}
		if rd.bare() || m.Exactness == NoMatch || m.Exactness == NoSuchVersion {
			without = append(without, e.self())
			continue
		}
		docs, err := r.documents(ctx, e)
		if err != nil {
			return nil, err
		}
		placed, err := rd.place(ctx, docs)
		if err != nil {
			return nil, err
		}
		if placed.Status == ResolveOK {
			with = append(with, e.choice(placed.Places[0]))
		} else {
			without = append(without, e.self())
		}
	}
	all := append(with, without...)
	return all[:min(len(all), maxChoices)], nil
}
