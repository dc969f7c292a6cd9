package web

import (
	"cmp"
	"slices"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// citedView says who cites a provision.
type citedView struct {
	Name  string // 引用本条
	Total int
	By    []citedBy
	More  int // not listed
}

// citedBy is one citation of it.
type citedBy struct {
	Cite, Href, Snippet string
	Own                 bool // the document cites itself
}

// maxCitedBy is how many are listed beside a provision: enough to see who they
// are; some articles of a code are cited by hundreds.
const maxCitedBy = 20

// citedIn gives for each article and heading of a document who cites it.
func (s *Server) citedIn(d *corpus.Document) map[string]*citedView {
	counts := s.cfg.Citing.Counts(d.ID)
	if len(counts) == 0 || d.Root == nil {
		return nil
	}
	out := map[string]*citedView{}
	d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if name := citedName(n); name != "" && n.Locator != "" && counts[n.Locator] > 0 {
			out[n.Locator] = s.viewCited(name, s.citations(d.ID, n.Locator))
		}
		return true
	})
	return out
}

// citedName is what the page calls the citations of a node; empty for what is
// shown with the article or paragraph it stands in.
func citedName(n *corpus.Provision) string {
	switch n.Kind {
	case corpus.NodeArticle:
		return msgCitedArticle
	case corpus.NodePart, corpus.NodeSubpart, corpus.NodeChapter, corpus.NodeSection, corpus.NodeHeading, corpus.NodePreamble, corpus.NodeAnnex:
		return msgCitedPart
	}
	return ""
}

// citation is one citation of a provision, with who cites.
type citation struct {
	resolve.CitedByEntry
	by search.Titled
}

// title is how the citing place is cited.
func (c citation) title() string { return search.CiteTitle(c.by.Fields.Title) + c.Where }

// citations lists who cites a provision or what lies in it: regulations first,
// then speeches and essays, last the document itself.
func (s *Server) citations(id, locator string) []citation {
	var out []citation
	for _, e := range s.cfg.Citing.Of(id, locator) {
		if by, ok := s.cfg.Resolver.Known(e.From); ok {
			out = append(out, citation{e, by})
		}
	}
	rank := func(c citation) int {
		if c.From == id {
			return len(corpus.Kinds)
		}
		return slices.IndexFunc(corpus.Kinds, func(t corpus.Term) bool { return t.Value == string(c.by.Fields.Kind) })
	}
	slices.SortStableFunc(out, func(a, b citation) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

func (s *Server) viewCited(name string, list []citation) *citedView {
	if len(list) == 0 {
		return nil
	}
	v := &citedView{Name: name, Total: len(list), More: len(list) - min(len(list), maxCitedBy)}
	for _, c := range list[:min(len(list), maxCitedBy)] {
		v.By = append(v.By, citedBy{Cite: c.title(), Href: documentAddress(c.From, c.Node, "", ""), Snippet: c.Snippet, Own: c.From == c.Document})
	}
	return v
}
