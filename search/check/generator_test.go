package check

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/searchtest"
)

// sentence is a sentence of a real text, and how a draft would give it to that text.
type sentence struct {
	text, giver string
	document    *corpus.Document
}

// generator draws sentences and changes them.
type generator struct {
	*rand.Rand
	all   []sentence
	older []sentence // of versions that no longer apply
	// current are the letters of the texts that apply, by how they are named.
	current map[string][]string
}

// newGenerator takes the sentences of a library that a draft would quote.
func newGenerator(t *testing.T, l *library) *generator {
	g := &generator{Rand: rand.New(rand.NewPCG(14, 1)), current: map[string][]string{}}
	ids := slices.Sorted(maps.Keys(l.shelf))
	for _, id := range ids {
		d := l.shelf[id]
		giver, meant := giverOf(t, l, &d)
		if giver == "" {
			continue
		}
		into := &g.all
		if !meant {
			into = &g.older
		} else {
			g.current[giver] = append(g.current[giver], string(lettersOf(d.Text).runes))
		}
		d.Root.Walk(func(n *corpus.Provision, _ []*corpus.Provision) bool {
			if n.Kind == corpus.NodeParagraph && len(n.Children) == 0 || n.Kind == corpus.NodeItem {
				for _, text := range sentencesOf(n.Body(d.Text)) {
					*into = append(*into, sentence{text, giver, &d})
				}
			}
			return n.Kind != corpus.NodeFront && n.Kind != corpus.NodeNote && n.Kind != corpus.NodeTOC && n.Kind != corpus.NodeTable
		})
	}
	return g
}

// giverOf is how a draft names a text, and whether that means this version of it: its
// title if it is found by that, of a speech its speaker if he is known.
func giverOf(t *testing.T, l *library, d *corpus.Document) (giver string, meant bool) {
	if d.Fields.Speaker != "" {
		return d.Fields.Speaker + "同志指出：", true
	}
	title := search.CiteTitle(d.Fields.Title)
	found, err := l.resolver.Resolve(t.Context(), title, "", searchtest.Today)
	if err != nil {
		t.Fatal(err)
	}
	if found.Status != search.ResolveOK || found.Document.Fields.Title != d.Fields.Title || len(found.Choices) > 0 {
		return "", false
	}
	if found.Document.ID != d.ID {
		w, _ := l.resolver.Work(d.ID)
		known, _ := l.resolver.Known(d.ID)
		isVersion := slices.ContainsFunc(w.Versions, func(t search.Titled) bool { return t.ID == found.Document.ID })
		if !isVersion || known.Standing.Timeline.On(searchtest.Today) == corpus.InForce || found.Document.Status != corpus.InForce {
			return "", false
		}
	}
	return title + "规定：", found.Document.ID == d.ID
}

// sentencesOf are those of a paragraph that are long enough to be quoted and hold no
// quotation themselves.
func sentencesOf(text string) []string {
	var out []string
	for _, s := range strings.SplitAfter(text, "。") {
		s = strings.TrimSpace(s)
		n := lettersOf(s).len()
		if n >= 20 && n <= 160 && !strings.ContainsAny(s, "“”‘’\"「」『』…\n[]［］〔〕【】") && strings.HasSuffix(s, "。") {
			out = append(out, s)
		}
	}
	return out
}

// drawn is a changed sentence in a draft.
type drawn struct {
	change *change
	draft  string
	source sentence
}

// draw makes drafts of one change.
func (g *generator) draw(c *change, count int) []drawn {
	var out []drawn
	for tries := 0; len(out) < count && tries < 100*count; tries++ {
		s := g.all[g.IntN(len(g.all))]
		if g.IntN(2) == 0 { // speeches and Party texts are few beside the laws
			s = g.all[len(g.all)-1-g.IntN(len(g.all)/8)]
		}
		if text := c.of(g, &s); text != "" && (c.stands || !strings.Contains(string(lettersOf(s.document.Text).runes), string(lettersOf(text).runes))) {
			out = append(out, drawn{c, s.giver + "“" + text + "”", s})
		}
	}
	return out
}
