package formula

import (
	"sort"
	"strings"

	"tiaowen/corpus"
)

// items draws the formulas whose members are the 项 below the sentence that names
// them in quotation marks.
func items(d *corpus.Document, all []name) []Drawn {
	var out []Drawn
	d.Root.Walk(func(node *corpus.Provision, _ []*corpus.Provision) bool {
		if len(node.Children) < 2 || node.Children[0].Kind != corpus.NodeItem {
			return true
		}
		lead := corpus.Span{Start: node.Head.End, End: node.Children[0].Span.Start}
		at := sort.Search(len(all), func(i int) bool { return all[i].span.Start >= lead.Start })
		for ; at < len(all) && all[at].span.End <= lead.End; at++ {
			if n := all[at]; n.quoted && n.number == len(node.Children) {
				out = append(out, ofItems(d, node, n))
			}
		}
		return true
	})
	return out
}

func ofItems(d *corpus.Document, node *corpus.Provision, n name) Drawn {
	out := Drawn{Name: n.span.In(d.Text), Number: n.number, Counted: n.counted}
	for _, c := range node.Children {
		out.Members = append(out.Members, strings.TrimRight(strings.TrimSpace(strings.TrimPrefix(c.Body(d.Text), c.Label)), "；。;"))
	}
	out.Span = corpus.Span{Start: node.Children[0].Span.Start, End: node.Children[len(node.Children)-1].Span.End}
	out.Text = out.Span.In(d.Text)
	return out
}

// place says of each formula in which provision it stands.
func place(d *corpus.Document, list []Drawn) {
	for i := range list {
		d.Root.Walk(func(node *corpus.Provision, _ []*corpus.Provision) bool {
			if node.Locator != "" && node.Span.Contains(list[i].Span) {
				list[i].Locator = node.Locator
			}
			return node.Span.Contains(list[i].Span) || node.Locator == ""
		})
	}
}

// ByProvision is a formula as a provision spells it without calling it so: in as
// many 项, or in a list of as many.
func ByProvision(called string, d *corpus.Document, node *corpus.Provision) (Spelled, bool) {
	n, ok := calledBy(called)
	if !ok || node == nil {
		return Spelled{}, false
	}
	out, ok := spelledBy(n, d, node)
	out.Name, out.Locator = called, node.Locator
	return Spelled{out, d.ID, d.Fields.VersionDate()}, ok
}

func spelledBy(n name, d *corpus.Document, node *corpus.Provision) (Drawn, bool) {
	for len(node.Children) == 1 && node.Children[0].Kind == corpus.NodeParagraph {
		node = node.Children[0]
	}
	if len(node.Children) == n.number && (node.Children[0].Kind == corpus.NodeItem || node.Children[0].Kind == corpus.NodeSubitem) {
		return ofItems(d, node, n), true
	}
	var found []list
	sentences(d.Text, func(s corpus.Span) {
		s = corpus.Span{Start: max(s.Start, node.Span.Start), End: min(s.End, node.Span.End)}
		if s.Empty() {
			return
		}
		for _, l := range byClauses(d.Text, s, n.counted) {
			if len(l.members) == n.number {
				found = append(found, l)
			}
		}
		for _, l := range byCommas(d.Text, s) {
			if l, ok := ending(d.Text, l, n); ok {
				found = append(found, l)
			}
		}
	})
	if len(found) == 0 {
		return Drawn{}, false
	}
	return drawn(d.Text, n, found[0]), true
}
