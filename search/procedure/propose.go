package procedure

import (
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
	"tiaowen/search"
	"tiaowen/search/shelf"
)

// Text is a text that a proposal is drawn from, and how it is cited: 《…》. Cautions are
// what there is to say of its being in force.
type Text struct {
	Document *corpus.Document
	Title    string
	Cautions []corpus.Caution
}

// mostTexts is how many texts a proposal is drawn from where none bears its name.
const mostTexts = 3

// proposedNote says of a proposal what it is.
const proposedNote = "由程序按资料库的文本草拟，步骤、责任、时限和材料请逐条对照原文改定。"

// Propose draws the first version of a procedure from texts, the likeliest first: of the
// text that bears its name all articles that ask for something, or those of the parts
// that bear it; else of the texts that speak of it most the articles which do, in the
// order of the text. Who acts, until when and what is handed in come from what the
// articles ask. It has no steps where nothing speaks of it.
func Propose(name string, texts []Text) Procedure {
	p := Procedure{Name: name, Note: proposedNote}
	about := newAbout(name)
	texts = onceEach(texts)
	var sources []drawn
	if i := slices.IndexFunc(texts, func(t Text) bool { return about.bears(t.Document.Fields.Title) }); i >= 0 {
		sources = []drawn{newDrawn(texts[i]).governing(about)}
	} else {
		sources = speaking(texts, about)
	}
	for _, d := range sources {
		for _, n := range d.nodes {
			p.Steps = append(p.Steps, d.steps(n)...)
		}
		p.Until = corpus.Later(p.Until, wholeDay(d.Document.Fields.VersionDate()))
	}
	p.Steps = p.Steps[:min(len(p.Steps), mostSteps)]
	return p
}

// onceEach are the texts without further copies or versions of the same title.
func onceEach(texts []Text) []Text {
	var out []Text
	for _, t := range texts {
		title := corpus.Fold(t.Document.Fields.Title)
		if !slices.ContainsFunc(out, func(o Text) bool { return corpus.Fold(o.Document.Fields.Title) == title }) {
			out = append(out, t)
		}
	}
	return out
}

// speaking are the texts that speak of a thing, in the order of how often they do.
func speaking(texts []Text, about about) []drawn {
	var out []drawn
	for _, t := range texts {
		if d := newDrawn(t).mentioning(about); len(d.nodes) > 0 {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b drawn) int { return len(b.nodes) - len(a.nodes) })
	return out[:min(len(out), mostTexts)]
}

// wholeDay is a date of the file: no date that is less than a day.
func wholeDay(d corpus.Date) corpus.Date {
	if len(d) != len("2006-01-02") {
		return ""
	}
	return d
}

// drawn is a text with what its provisions ask for, and those of them that steps are
// made of: articles, or single 款.
type drawn struct {
	Text
	asked []requirement.Requirement
	nodes []*corpus.Provision
}

func newDrawn(t Text) drawn { return drawn{Text: t, asked: requirement.Draw(t.Document)} }

// governing takes all articles, or those of the parts whose headings bear the name.
func (d drawn) governing(about about) drawn {
	d.nodes = d.articles(func([]*corpus.Provision) bool { return true })
	under := d.articles(func(above []*corpus.Provision) bool {
		return slices.ContainsFunc(above, func(n *corpus.Provision) bool { return about.bears(n.Caption) })
	})
	if len(under) > 0 {
		d.nodes = under
	}
	return d
}

// mentioning takes the articles that speak of a thing; where single 款 of them do, those.
func (d drawn) mentioning(about about) drawn {
	for _, article := range d.articles(func([]*corpus.Provision) bool { return true }) {
		if !about.in(article.Body(d.Document.Text)) {
			continue
		}
		of := len(d.nodes)
		for _, n := range article.Children {
			if n.Kind == corpus.NodeParagraph && len(article.Children) > 1 && about.in(n.Body(d.Document.Text)) {
				d.nodes = append(d.nodes, n)
			}
		}
		if len(d.nodes) == of {
			d.nodes = append(d.nodes, article)
		}
	}
	return d
}

// articles are those that may be steps: not those of the general part, the annexes and
// what only says who watches over the work. Those above them decide which are wanted.
func (d drawn) articles(wanted func(above []*corpus.Provision) bool) []*corpus.Provision {
	var out []*corpus.Provision
	skipped := generalPart(d.Document.Root)
	d.Document.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		switch {
		case n.Kind == corpus.NodeAnnex || skipped[n] || (n.Kind == corpus.NodeChapter || n.Kind == corpus.NodeHeading) && isBeside(n.Caption):
			return false
		case n.Kind == corpus.NodeArticle:
			if wanted(above) {
				out = append(out, n)
			}
			return false
		}
		return true
	})
	return out
}

// isBeside knows a chapter that lays down no step by its caption.
func isBeside(caption string) bool {
	caption = strings.Join(strings.Fields(caption), "")
	return slices.ContainsFunc([]string{"总则", "附则", "领导", "保障", "监督", "责任"}, func(word string) bool { return strings.Contains(caption, word) })
}

// generalPart is what stands before the first chapter of a text whose chapters begin
// with the second: the heading of the first was not read as one.
func generalPart(root *corpus.Provision) map[*corpus.Provision]bool {
	out := map[*corpus.Provision]bool{}
	first := slices.IndexFunc(root.Children, func(n *corpus.Provision) bool { return n.Kind == corpus.NodeChapter })
	if first > 0 && root.Children[first].Number == 2 {
		for _, n := range root.Children[:first] {
			out[n] = true
		}
	}
	return out
}

// cite is how a node of the text is cited.
func (d drawn) cite(n *corpus.Provision) string {
	place, ok := shelf.PlaceAt(d.Document, n.Locator)
	if !ok {
		return ""
	}
	return search.Cite(d.Title, place)
}
