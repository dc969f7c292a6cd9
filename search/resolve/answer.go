package resolve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// reply is a resolution that is being made.
type reply struct{ search.Resolution }

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
	if placed.Status == search.NoArticle {
		if answer, ok, err := r.inCarried(ctx, out, rd, e.Parts[0]); ok || err != nil {
			return answer, err
		}
	}
	out.Notices = append(out.Notices, placed.Notices...)
	if placed.Status == search.ResolveOK {
		if rd.beyond != "" {
			out.notice("whole_article", "“"+rd.beyond+"”不能单独定位，列出的是所引条文的全部")
		}
		if first := placed.Places[0]; first.Node == first.Document.Root { // a part that is a file
			e.Parts = []search.Titled{e.part(first)}
			return out.whole(e), nil
		}
		return r.moved(ctx, out.found(e, placed.Places), placed.Places)
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
	if placed.Status == search.NoArticle {
		return r.formerly(ctx, out, rd, e)
	}
	return out, nil
}

// lacking says what a text does not have.
var lacking = map[search.ResolveStatus]string{
	search.NoArticle:   "没有所引的条（章、节）",
	search.NoParagraph: "的这一条没有所引的款",
	search.NoItem:      "的这一条没有所引的项",
	search.Ambiguous:   "中符合所引编号的不止一处",
}

// place finds what the reading names in the parts of a text.
func (rd reading) place(ctx context.Context, docs []*corpus.Document) (Placed, error) {
	if len(rd.pointers) > 0 && len(rd.outline) == 0 {
		return placeAll(ctx, docs, rd.pointers)
	}
	if len(rd.pointers) > 0 {
		return rd.inAnnex(ctx, docs)
	}
	out := Placed{Status: search.NoArticle}
	for _, d := range docs {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		found, nearest := follow([]search.Place{{Document: d, Node: d.Root}}, rd.outline)
		out.Places, out.Nearest = append(out.Places, found...), append(out.Nearest, nearest...)
	}
	return out.decided(), nil
}

// inAnnex finds 二、（一） of an annex.
func (rd reading) inAnnex(ctx context.Context, docs []*corpus.Document) (Placed, error) {
	annex, err := placeAll(ctx, docs, rd.pointers)
	if err != nil || len(annex.Places) == 0 {
		return annex, err
	}
	out := Placed{Status: search.NoItem}
	out.Places, out.Nearest = follow(annex.Places, rd.outline)
	return out.decided(), nil
}

// decided is what was found with the status that it makes.
func (out Placed) decided() Placed {
	switch {
	case len(out.Places) == 1:
		out.Status = search.ResolveOK
	case len(out.Places) > 1:
		out.Status = search.Ambiguous
		out.Places = out.Places[:min(len(out.Places), maxChoices)]
	}
	return out
}

// found answers with provisions.
func (out reply) found(e Edition, places []search.Place) reply {
	out.Status = search.ResolveOK
	out.Notices = append(out.Notices, e.Notices...)
	out.Address = places[0].Address()
	out.Document = e.head(e.part(places[0]))
	for _, p := range places {
		out.Provisions = append(out.Provisions, p.View(e.Title()))
	}
	out.Provision = &out.Provisions[0]
	out.Citation = search.Cite(e.Title(), places...)
	out.doubt(places)
	return out
}

// doubt says of the articles in which the places stand what speaks against the count
// of their 款 and 项.
func (out *reply) doubt(places []search.Place) {
	said := map[*corpus.Provision]bool{}
	for _, p := range places {
		inArticle := false
		for _, n := range append(slices.Clip(p.Above), p.Node) {
			inArticle = inArticle || len(n.Objections) > 0
			if len(n.Objections) > 0 && !said[n] {
				said[n] = true
				what := n.Label + "的款项划分"
				if n.Kind != corpus.NodeArticle {
					what = "这一处的文字"
				}
				out.notice(corpus.DoubtfulStructure, what+"存疑，请对照原件："+n.Doubts())
			}
		}
		if cautions := p.Doubts(); len(cautions) > 0 && !inArticle && !said[p.Node] {
			said[p.Node] = true
			out.notice("doubtful_text", cmp.Or(p.Node.Label, "这一部分")+"请对照原件："+corpus.CautionLine(cautions))
		}
	}
}

// whole answers with a text that is one document.
func (out reply) whole(e Edition) reply {
	out.Status = search.ResolveOK
	out.Notices = append(out.Notices, e.Notices...)
	out.Address, out.Document, out.Citation = e.Parts[0].ID, e.head(e.Parts[0]), e.Title()
	return out
}

// parts answers with a text in several documents: the first, the others as
// choices, in the order of their articles.
func (out reply) parts(e Edition, docs []*corpus.Document) reply {
	first := map[string]int{}
	for _, d := range docs {
		if articles := below([]search.Place{{Document: d, Node: d.Root}}, search.IsArticle); len(articles) > 0 {
			first[d.ID] = articles[0].Node.Number
		}
	}
	e.Parts = slices.Clone(e.Parts)
	slices.SortStableFunc(e.Parts, func(a, b search.Titled) int { return cmp.Compare(first[a.ID], first[b.ID]) })
	out = out.whole(e)
	for _, p := range e.Parts {
		out.Choices = append(out.Choices, search.Choice{Address: p.ID, Citation: e.Title(), Document: p.Fields.Title, Label: p.Fields.Part, Status: e.Status})
	}
	out.notice("several_parts", "这部法规分为几份文件保存，可按条号直接查找")
	return out
}

// part is the document of e that a place stands in.
func (e Edition) part(p search.Place) search.Titled {
	i := slices.IndexFunc(e.Parts, func(t search.Titled) bool { return t.ID == p.Document.ID })
	return e.Parts[max(i, 0)]
}

func (e Edition) head(t search.Titled) *search.Head {
	h := &search.Head{ID: t.ID, Fields: t.Fields, Topics: t.Fields.Topics, Status: e.Status, Successor: t.Standing.Successor}
	if e.Status == corpus.Unverified {
		h.Doubt = t.Standing.Timeline.Doubt
	}
	return h
}

func (e Edition) choice(p search.Place) search.Choice {
	return search.Choice{
		Address: p.Address(), Citation: search.Cite(e.Title(), p), Document: e.Parts[0].Fields.Title,
		Label: strings.Join(search.CiteWords(p), ""), Status: e.Status,
	}
}

// self is e as a choice, without anything in it.
func (e Edition) self() search.Choice {
	t := e.Parts[0]
	return search.Choice{Address: t.ID, Citation: e.Title(), Document: t.Fields.Title, Label: t.Fields.VersionDate().Chinese(), Status: e.Status}
}

// unsure answers an address whose title stands for no edition, or for several.
func (r *Resolver) unsure(ctx context.Context, out reply, rd reading, m TitleMatch) (reply, error) {
	switch m.Exactness {
	case NoMatch:
		if rd.title == "" {
			return out, nil
		}
		out.Status = search.NoDocument
		out.notice("no_document", "资料库没有名为“"+rd.title+"”的文件")
	case NotHeld, NoSuchVersion:
		out.Status = search.NoDocument
	default:
		out.Status = search.Ambiguous
	}
	choices, err := r.choices(ctx, rd, m)
	out.Choices = choices
	return out, err
}

// choices are the editions that may have been meant; those that have what the
// address names come first. Only the best are looked into.
func (r *Resolver) choices(ctx context.Context, rd reading, m TitleMatch) ([]search.Choice, error) {
	var with, without []search.Choice
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
		if placed.Status == search.ResolveOK {
			with = append(with, e.choice(placed.Places[0]))
		} else {
			without = append(without, e.self())
		}
	}
	all := append(with, without...)
	return all[:min(len(all), maxChoices)], nil
}
