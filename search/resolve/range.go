package resolve

import (
	"context"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
)

// maxProvisions bounds what one address may name: 第一条至第一千二百条 asks for a
// document, not for provisions.
const maxProvisions = 100

// placeAll finds what a list of pointers names, ranges filled in. The first
// pointer that names nothing, or more than one thing, decides the status.
func placeAll(ctx context.Context, parts []*corpus.Document, pointers []corpus.Pointer) (Placed, error) {
	out := Placed{Status: search.ResolveOK}
	for i := 0; i < len(pointers); i++ {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if len(pointers) > maxProvisions {
			return tooMany(out), nil
		}
		one := place(parts, pointers[i])
		out.Notices = append(out.Notices, one.Notices...)
		if one.Status != search.ResolveOK {
			one.Notices = out.Notices
			return one, nil
		}
		if !pointers[i].Through || i+1 == len(pointers) {
			out.Places = append(out.Places, one.Places...)
			continue
		}
		i++
		last := place(parts, pointers[i])
		if last.Status != search.ResolveOK {
			last.Notices = append(out.Notices, last.Notices...)
			return last, nil
		}
		between, err := stretch(ctx, parts, one.Places[0], last.Places[0])
		if err != nil {
			return out, err
		}
		out.Places = append(out.Places, between...)
		if lost := gaps(between); len(lost) > 0 {
			out.Notices = append(out.Notices, search.Notice{Code: "missing_in_range", Message: "资料库的这一文本中没有" + strings.Join(lost, "、")})
		}
		if len(out.Places) > maxProvisions {
			return tooMany(out), nil
		}
	}
	return out, nil
}

func tooMany(out Placed) Placed {
	return Placed{Status: search.NotAnAddress, Notices: append(out.Notices, search.Notice{Code: "range_too_long", Message: "一次最多列出100条，请缩小范围"})}
}

// stretch lists the provisions from one to another, both included, in the
// order of the text: articles through all parts, the rest among its siblings.
func stretch(ctx context.Context, parts []*corpus.Document, from, to search.Place) ([]search.Place, error) {
	var all []search.Place
	if search.IsArticle(from.Node) {
		for _, d := range parts {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			all = append(all, below([]search.Place{{Document: d, Node: d.Root}}, search.IsArticle)...)
		}
		if annex := annexOf(from); annex.Node != nil {
			all = below([]search.Place{annex}, search.IsArticle)
		}
		slices.SortStableFunc(all, func(a, b search.Place) int { return compareNumbers(a.Node, b.Node) })
	} else {
		all = siblings(from)
	}
	same := func(p search.Place) func(search.Place) bool {
		return func(other search.Place) bool { return other.Node == p.Node }
	}
	i, j := slices.IndexFunc(all, same(from)), slices.IndexFunc(all, same(to))
	if i > j {
		i, j = j, i
	}
	if i < 0 { // not in one list: 第一款至第三条
		return []search.Place{from, to}, nil
	}
	return all[i : j+1], nil
}

// annexOf is the annex that a place stands in, without a node if it stands in none.
func annexOf(p search.Place) search.Place {
	for i, n := range p.Above {
		if n.Kind == corpus.NodeAnnex {
			return search.Place{Document: p.Document, Node: n, Above: p.Above[:i:i]}
		}
	}
	return search.Place{}
}

// siblings are the nodes of p's kind under p's parent.
func siblings(p search.Place) []search.Place {
	var out []search.Place
	if len(p.Above) == 0 {
		return []search.Place{p}
	}
	for _, c := range p.Above[len(p.Above)-1].Children {
		if c.Kind == p.Node.Kind {
			out = append(out, search.Place{Document: p.Document, Node: c, Above: p.Above})
		}
	}
	return out
}

func compareNumbers(a, b *corpus.Provision) int {
	if a.Number != b.Number {
		return a.Number - b.Number
	}
	return a.Branch - b.Branch
}

// gaps names the articles whose numbers are left out between the first and the
// last of a stretch.
func gaps(places []search.Place) []string {
	var lost []string
	for i := 1; i < len(places); i++ {
		if !search.IsArticle(places[i].Node) {
			return nil
		}
		for n := places[i-1].Node.Number + 1; n < places[i].Node.Number && len(lost) < maxProvisions; n++ {
			lost = append(lost, "第"+corpus.FormatNumeral(n)+"条")
		}
	}
	return lost
}
