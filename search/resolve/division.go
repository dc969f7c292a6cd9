package resolve

import (
	"cmp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/naming"
)

// division follows 编, 分编, 章, 节.
func (s *descent) division(p corpus.Pointer) bool {
	for _, level := range []struct {
		kind   corpus.NodeKind
		number int
	}{{corpus.NodePart, p.Part}, {corpus.NodeSubpart, p.Subpart}, {corpus.NodeChapter, p.Chapter}, {corpus.NodeSection, p.Section}} {
		if level.number == 0 {
			continue
		}
		of := func(n *corpus.Provision) bool { return n.Kind == level.kind }
		next := numbered(below(s.at, of), level.number)
		if len(next) == 0 && level.kind == corpus.NodePart {
			next = fileOfPart(s.at, level.number)
		}
		if len(next) == 0 {
			return s.missing(search.NoArticle, closest(below(s.at, of), level.number))
		}
		s.at = next
	}
	return p.Heading == "" || s.headed(p.Heading)
}

// headed follows 总则 and 附则, which may be a line of its own or a part in a file of
// its own.
func (s *descent) headed(name string) bool {
	is := func(n *corpus.Provision) bool {
		division := n.Kind == corpus.NodePart || n.Kind == corpus.NodeSubpart || n.Kind == corpus.NodeChapter || n.Kind == corpus.NodeHeading && n.Number == 0
		return division && naming.Letters(corpus.Fold(n.Caption)) == name
	}
	var next []search.Place
	for _, a := range s.at {
		if is(a.Node) || slices.ContainsFunc(a.Above, is) || a.Node == a.Document.Root && strings.TrimSuffix(a.Document.Fields.Part, "编") == name {
			next = append(next, a)
		}
	}
	if len(next) == 0 {
		next = below(s.at, is)
	}
	if len(next) == 0 {
		return s.missing(search.NoArticle, nil)
	}
	s.at = next
	return true
}

// fileOfPart is the file that is the 编 of a number, of a work that stands in a
// file for each. Files bear no number: it is known only if none is missing
// before it, which the numbers of their articles tell. 附则 is no 编.
func fileOfPart(files []search.Place, number int) []search.Place {
	type file struct {
		place       search.Place
		first, last int
	}
	var list []file
	for _, f := range files {
		if articles := below([]search.Place{f}, search.IsArticle); f.Document.Fields.Part != "" && len(articles) > 0 {
			list = append(list, file{f, articles[0].Node.Number, articles[len(articles)-1].Node.Number})
		}
	}
	slices.SortFunc(list, func(a, b file) int { return cmp.Compare(a.first, b.first) })
	next := 1
	for i, f := range list {
		switch {
		case f.first != next:
			return nil
		case i+1 == number && f.place.Document.Fields.Part != "附则":
			return []search.Place{f.place}
		}
		next = f.last + 1
	}
	return nil
}
