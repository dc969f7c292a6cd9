package resolve

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// Placed is what a pointer names in a text.
type Placed struct {
	Status search.ResolveStatus // ok, ambiguous, no_article, no_paragraph, no_item, not_an_address
	// Places holds one place, or several that the pointer fits alike.
	Places []search.Place
	// Nearest are what comes closest to what does not exist.
	Nearest []search.Place
	Notices []search.Notice
}

// Provision finds what a pointer names in one document. Relative pointers must
// have been made absolute before.
func (r *Resolver) Provision(ctx context.Context, id string, p corpus.Pointer) (Placed, error) {
	d, err := r.Document(ctx, id)
	if err != nil {
		return Placed{}, err
	}
	return place([]*corpus.Document{d}, p), nil
}

// InEdition finds what a pointer names in a version of a work, whichever of
// its parts it stands in.
func (r *Resolver) InEdition(ctx context.Context, e Edition, p corpus.Pointer) (Placed, error) {
	ds, err := r.documents(ctx, e)
	if err != nil {
		return Placed{}, err
	}
	return place(ds, p), nil
}

func (r *Resolver) documents(ctx context.Context, e Edition) ([]*corpus.Document, error) {
	var out []*corpus.Document
	for _, part := range e.Parts {
		if err := ctx.Err(); err != nil { // what is cached asks nobody else
			return nil, err
		}
		d, err := r.Document(ctx, part.ID)
		if err != nil {
			return nil, err
		}
		if d.Root != nil {
			out = append(out, d)
		}
	}
	return out, nil
}

// place goes down from the roots of the parts of a text, a level a step.
func place(parts []*corpus.Document, p corpus.Pointer) Placed {
	if p.From != corpus.Absolute {
		return Placed{Status: search.NotAnAddress}
	}
	s := &descent{}
	for _, d := range parts {
		s.at = append(s.at, search.Place{Document: d, Node: d.Root})
	}
	steps := []func(corpus.Pointer) bool{s.apart, s.division, s.article, s.paragraph, s.item, s.subitem}
	for _, step := range steps {
		if !step(p) {
			return s.out
		}
	}
	s.out.Status, s.out.Places = search.ResolveOK, s.at
	if len(s.at) > 1 {
		s.out.Status = search.Ambiguous
	}
	return s.out
}

// descent is how far the way down has come.
type descent struct {
	at  []search.Place
	out Placed
}

// missing ends the way down.
func (s *descent) missing(status search.ResolveStatus, nearest []search.Place) bool {
	s.out.Status, s.out.Nearest = status, nearest
	return false
}

// apart follows 序言, 总纲 and 附件, which stand outside the articles.
func (s *descent) apart(p corpus.Pointer) bool {
	kind, number := corpus.NodePreamble, 0
	switch {
	case p.Annex != 0:
		kind, number = corpus.NodeAnnex, max(p.Annex, 0)
	case !p.Preamble:
		return true
	}
	all := below(s.at, func(n *corpus.Provision) bool { return n.Kind == kind })
	next := all
	if p.Annex != 0 {
		all = called(all, p.AnnexWord)
		next = all
	}
	if number > 0 {
		next = slices.DeleteFunc(slices.Clone(all), func(a search.Place) bool { return a.Node.Number != number })
		if len(next) == 0 && len(all) == 1 && number == 1 && all[0].Node.Number == 0 {
			next = all // 附件1 where there is one and it bears no number
		}
	}
	if len(next) == 0 {
		return s.missing(search.NoArticle, closest(all, number))
	}
	s.at = next
	if p.Natural > 0 {
		return s.children(corpus.NodeParagraph, p.Natural, search.NoParagraph)
	}
	return true
}

// called are the annexes that bear a word, 附表; all if none does.
func called(annexes []search.Place, word string) []search.Place {
	var out []search.Place
	for _, a := range annexes {
		if word != "" && strings.HasPrefix(corpus.Fold(a.Node.Label), word) {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return annexes
	}
	return out
}

// article follows 条. A text without any, such as an amendment or minutes, is
// cited by 条 all the same: its 三、 is what is meant.
func (s *descent) article(p corpus.Pointer) bool {
	if p.Article == 0 {
		named := p.Part != 0 || p.Chapter != 0 || p.Section != 0 || p.Subpart != 0 || p.Preamble || p.Annex != 0 || p.Heading != ""
		if !named || (p.Paragraph != 0 || p.Item != 0) && !p.Preamble && p.Annex == 0 {
			return s.missing(search.NoArticle, nil)
		}
		return true
	}
	next := below(s.at, func(n *corpus.Provision) bool {
		return search.IsArticle(n) && n.Number == p.Article && n.Branch == p.Branch
	})
	if len(next) > 0 {
		s.at = next
		return true
	}
	articles := below(s.at, search.IsArticle)
	if p.Article <= corpus.Last {
		next = lastArticle(articles, p)
	}
	if len(next) > 0 {
		s.at = next
		return true
	}
	if len(articles) > 0 {
		return s.missing(search.NoArticle, closest(articles, p.Article))
	}
	headings := below(s.at, func(n *corpus.Provision) bool { return headingForm(n) == formHan })
	for _, h := range headings {
		if h.Node.Number == p.Article && p.Branch == 0 {
			next = append(next, h)
		}
	}
	if len(next) > 0 {
		s.at = next
		s.notice("heading_for_article", "这部文件不设条，按“"+next[0].Node.Label+"”查找")
		return true
	}
	if next = s.annexed(p); len(next) == 0 {
		return s.missing(search.NoArticle, closest(headings, p.Article))
	}
	s.at = next
	s.notice("annex_for_article", "这部文件的正文不设条，按其"+search.CiteWords(next[0])[0]+"查找")
	return true
}

// annexed are the articles of a number in the annexes of a text that has none itself.
func (s *descent) annexed(p corpus.Pointer) []search.Place {
	annexes := below(s.at, func(n *corpus.Provision) bool { return n.Kind == corpus.NodeAnnex })
	return below(annexes, func(n *corpus.Provision) bool {
		return search.IsArticle(n) && n.Number == p.Article && n.Branch == p.Branch
	})
}

func (s *descent) notice(code, message string) {
	s.out.Notices = append(s.out.Notices, search.Notice{Code: code, Message: message})
}

// children follows to the direct children of a kind.
func (s *descent) children(kind corpus.NodeKind, number int, status search.ResolveStatus) bool {
	var next, all []search.Place
	for _, a := range s.at {
		count := 0
		for _, c := range a.Node.Children {
			if c.Kind != kind {
				continue
			}
			count++ // paragraphs of prose bear no number
			child := search.Place{Document: a.Document, Node: c, Above: append(slices.Clip(a.Above), a.Node)}
			all = append(all, child)
			if c.Number == number || c.Number == 0 && count == number {
				next = append(next, child)
			}
		}
	}
	if number <= corpus.Last {
		next = numbered(all, number)
	}
	if len(next) == 0 {
		if len(all) < 2 { // the only 款 is the article
			all = s.at
		}
		return s.missing(status, closest(all, number))
	}
	s.at = next
	return true
}

func (s *descent) paragraph(p corpus.Pointer) bool {
	return p.Paragraph == 0 || s.children(corpus.NodeParagraph, p.Paragraph, search.NoParagraph)
}

// item follows 项. Without its 款 it is looked for in all: found in one, it is
// that; found in several, it is ambiguous.
func (s *descent) item(p corpus.Pointer) bool {
	if p.Item == 0 {
		return true
	}
	of := func(n *corpus.Provision) bool {
		return n.Kind == corpus.NodeItem || n.Kind == corpus.NodeHeading && headingForm(n) == formParen
	}
	all := below(s.at, of)
	next := numbered(all, p.Item)
	if len(next) == 0 {
		near := closest(all, p.Item)
		if len(near) == 0 {
			near = s.at
		}
		return s.missing(search.NoItem, near)
	}
	s.at = next
	return true
}

func (s *descent) subitem(p corpus.Pointer) bool {
	if p.Subitem == 0 {
		return true
	}
	of := func(n *corpus.Provision) bool { return n.Kind == corpus.NodeSubitem }
	all := below(s.at, of)
	next := numbered(all, p.Subitem)
	if len(next) == 0 {
		near := closest(all, p.Subitem)
		if len(near) == 0 {
			near = s.at
		}
		return s.missing(search.NoItem, near)
	}
	s.at = next
	return true
}

// below lists the nodes below places that fit, and none below those. What stands in an
// annex is not the text's: it is below the annex alone.
func below(from []search.Place, fits func(*corpus.Provision) bool) []search.Place {
	var out []search.Place
	for _, f := range from {
		f.Node.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
			if n == f.Node || !fits(n) {
				return n == f.Node || n.Kind != corpus.NodeAnnex
			}
			path := make([]*corpus.Provision, 0, len(f.Above)+len(above))
			out = append(out, search.Place{Document: f.Document, Node: n, Above: append(append(path, f.Above...), above...)})
			return false
		})
	}
	return out
}

// nearestPlaces is how many of the nearest are offered.
const nearestPlaces = 2

// closest are the places whose numbers come nearest to number.
func closest(all []search.Place, number int) []search.Place {
	distance := func(a search.Place) int {
		d := a.Node.Number - max(number, 0)
		return max(d, -d)
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b search.Place) int { return cmp.Compare(distance(a), distance(b)) })
	return all[:min(len(all), nearestPlaces)]
}
