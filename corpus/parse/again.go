package parse

import "tiaowen/corpus"

// Again is Document of a text that Document has understood before, with the fields and
// the diagnostics that it found then, which must be those of this [Version]: only the
// tree is made anew, for a third of what all of it costs.
func Again(src corpus.Source, fields corpus.Fields, found []corpus.Diagnostic) corpus.Document {
	p := newParser(src)
	p.lay()
	p.objectAgain(found)
	return corpus.Document{
		Path: src.Path, Part: src.Part, Fields: fields, Text: src.Text, Root: p.root, Pages: src.Pages, Repairs: src.Repairs,
		Diagnostics: found,
	}
}

// objectAgain puts the objections of object back where they were: those of an article,
// or a preamble, are in the diagnostics, in the order of the text.
func (p *parser) objectAgain(found []corpus.Diagnostic) {
	p.root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
		if n.Kind != corpus.NodeArticle && n.Kind != corpus.NodePreamble {
			return true
		}
		for len(found) > 0 && (found[0].Code != corpus.DoubtfulStructure || found[0].Span == nil || found[0].Span.Start < n.Span.Start) {
			found = found[1:]
		}
		if len(found) > 0 && *found[0].Span == n.Span {
			n.Objections = found[0].Objections
		}
		return n.Kind != corpus.NodeArticle
	})
	p.objectToReading(nil)
}
