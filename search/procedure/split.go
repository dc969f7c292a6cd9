package procedure

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/requirement"
)

// ordered knows the lead of a list that is itself a procedure: 主要程序是：, 手续如下：.
var ordered = regexp.MustCompile(`(?:程序|手续|步骤|流程)(?:是|为|如下|进行|办理)?[^。；：:]{0,12}[：:]$`)

// steps cuts an article into steps: the items of a list that is a procedure; else its
// 款, where several of them have a deadline or an actor of their own; else it is one. A
// 款 is one.
func (d drawn) steps(article *corpus.Provision) []Step {
	if article.Kind != corpus.NodeArticle {
		return d.each([]*corpus.Provision{article})
	}
	if items := d.listed(article); len(items) > 0 {
		return d.each(items)
	}
	if steps := d.inline(article); len(steps) > 0 {
		return steps
	}
	if paragraphs := d.apart(article); len(paragraphs) > 0 {
		return d.each(paragraphs)
	}
	return d.each([]*corpus.Provision{article})
}

// each makes a step of every node that asks for something.
func (d drawn) each(nodes []*corpus.Provision) []Step {
	var out []Step
	for _, n := range nodes {
		asked := d.in(n)
		if len(asked) == 0 && n.Kind != corpus.NodeItem {
			continue
		}
		text := n.Span.In(d.Document.Text)
		out = append(out, Step{Note: d.doubt(n), Title: d.title(n, asked), Citations: []string{d.cite(n)}, Bearer: d.bearer(asked), Deadline: d.deadline(asked), Materials: materialsOf(text)})
	}
	return out
}

// doubt says of what is drawn from a node what must be looked up before it is used.
func (d drawn) doubt(n *corpus.Provision) string {
	cautions := append(d.Document.Cautions(n.Span), d.Cautions...)
	if len(cautions) == 0 {
		return ""
	}
	return shortened("请核对。"+strings.Join(strings.Fields(corpus.CautionLine(cautions)), ""), longestValue)
}

// in are the requirements that stand in a node.
func (d drawn) in(n *corpus.Provision) []requirement.Requirement {
	var out []requirement.Requirement
	for _, r := range d.asked {
		if n.Span.Contains(r.Span) {
			out = append(out, r)
		}
	}
	return out
}

// listed are the items of an article's list that is a procedure.
func (d drawn) listed(article *corpus.Provision) []*corpus.Provision {
	for _, n := range article.Children {
		if n.Kind == corpus.NodeParagraph && len(n.Children) > 1 && ordered.MatchString(n.Lead(d.Document.Text)) {
			return n.Children
		}
	}
	return nil
}

// inline are the steps of a procedure that an article tells in one sentence, parted by
// semicolons: 手续是：甲；乙；丙。 All of them cite the 款.
func (d drawn) inline(article *corpus.Provision) []Step {
	for _, n := range article.Children {
		lead := strings.Join(strings.Fields(n.Lead(d.Document.Text)), "")
		sentence, _, _ := strings.Cut(lead, "。")
		i := strings.IndexAny(sentence, "：:")
		if n.Kind != corpus.NodeParagraph || i < 0 || strings.Count(sentence, "；") < 2 {
			continue
		}
		_, width := utf8.DecodeRuneInString(sentence[i:])
		if !ordered.MatchString(sentence[:i+width]) {
			continue
		}
		var out []Step
		for _, part := range parts(sentence[i+width:], "；") {
			out = append(out, Step{Title: titleOf(part), Note: d.doubt(n), Citations: []string{d.cite(n)}, Materials: materialsOf(part)})
		}
		return out
	}
	return nil
}

// apart are the 款 of an article that are steps of their own; nil if it is one.
func (d drawn) apart(article *corpus.Provision) []*corpus.Provision {
	var own []*corpus.Provision
	said := []string{}
	for _, n := range article.Children {
		asked := d.in(n)
		if n.Kind != corpus.NodeParagraph || len(asked) == 0 {
			continue
		}
		bearer, deadline := d.bearer(asked), d.deadline(asked)
		if deadline != "" || bearer != "" && !slices.Contains(said, bearer) {
			own = append(own, n)
			said = append(said, bearer)
		}
	}
	if len(own) < 2 {
		return nil
	}
	return own
}
