package resolve

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/search"
)

// CitedBy knows who cites an address. It is kept in memory, made anew from the
// documents when the program starts: a citation is found in a text, so there is
// nothing in it that would have to last. It is safe for use by many goroutines.
type CitedBy struct {
	mu sync.RWMutex
	// of holds for each document what cites it.
	of map[string][]CitedByEntry
	// cites holds for each document the documents it cites, so that it can be
	// taken out again.
	cites map[string][]string
	// kept holds the ids and locators once each: there are few, and each is cited
	// many times.
	kept map[string]string
}

// CitedByEntry is one citation of one address.
type CitedByEntry struct {
	// Document and Locator are what is cited; the locator is empty for a text as
	// a whole.
	Document, Locator string
	// From is the id of the citing document, Node the provision of it that the
	// citation stands in, Span where.
	From string
	Node string
	Span corpus.Span
	// Where is how Node is cited after its title: 第八条第二款, empty for prose.
	Where string
	// Snippet is the citation with the words around it.
	Snippet string
}

// NewCitedBy knows nothing yet.
func NewCitedBy() *CitedBy {
	return &CitedBy{of: map[string][]CitedByEntry{}, cites: map[string][]string{}, kept: map[string]string{}}
}

// Entries are the citation's entries: one for each address cited.
func (c Cited) Entries(from *corpus.Document) []CitedByEntry {
	var out []CitedByEntry
	where := citedFrom(from, c.Citation.Node)
	for _, address := range c.Addresses {
		id, locator, _ := strings.Cut(address, "#")
		out = append(out, CitedByEntry{
			Document: id, Locator: locator, From: from.ID, Node: c.Citation.Node, Span: c.Citation.Span, Where: where,
			Snippet: surrounding(from.Text, c.Citation.Span),
		})
	}
	return out
}

// citedFrom is how a node is cited after its document's title.
func citedFrom(d *corpus.Document, locator string) string {
	if d.Root == nil {
		return ""
	}
	node, above := d.Root.Find(locator)
	if node == nil {
		return ""
	}
	return search.Cite("", search.Place{Document: d, Node: node, Above: above})
}

// snippetAround is how many code points a snippet shows on either side.
const snippetAround = 24

// surrounding is a span with some words of its line around it.
func surrounding(text string, s corpus.Span) string {
	from, to := s.Start, s.End
	for n := 0; n < snippetAround && from > 0 && text[from-1] != '\n'; n++ {
		_, width := utf8.DecodeLastRuneInString(text[:from])
		from -= width
	}
	for n := 0; n < snippetAround && to < len(text) && text[to] != '\n'; n++ {
		_, width := utf8.DecodeRuneInString(text[to:])
		to += width
	}
	return strings.TrimSpace(text[from:to])
}

// Put makes entries the citations of document id, in place of those it had.
// The strings are copied, so that the text they were cut from can go.
func (b *CitedBy) Put(id string, entries []CitedByEntry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.remove(id)
	id = b.keep(id)
	snippet := ""
	for _, e := range entries {
		if e.Snippet != snippet {
			snippet = strings.Clone(e.Snippet)
		}
		e.From, e.Snippet = id, snippet
		e.Document, e.Node, e.Locator, e.Where = b.keep(e.Document), b.keep(e.Node), b.keep(e.Locator), b.keep(e.Where)
		if !slices.Contains(b.cites[id], e.Document) {
			b.cites[id] = append(b.cites[id], e.Document)
		}
		b.of[e.Document] = append(b.of[e.Document], e)
	}
}

func (b *CitedBy) keep(s string) string {
	if known, ok := b.kept[s]; ok {
		return known
	}
	s = strings.Clone(s)
	b.kept[s] = s
	return s
}

// Remove forgets what document id cites. What cites it stays: the citations
// are still in the texts, and the id may come back.
func (b *CitedBy) Remove(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.remove(id)
}

func (b *CitedBy) remove(id string) {
	for _, cited := range b.cites[id] {
		left := slices.DeleteFunc(slices.Clone(b.of[cited]), func(e CitedByEntry) bool { return e.From == id })
		if len(left) == 0 {
			delete(b.of, cited)
			continue
		}
		b.of[cited] = left
	}
	delete(b.cites, id)
}

// Of lists the citations of a provision and of what lies inside it, each once:
// who cites 第八条第二款 cites 第八条. An empty locator stands for the document
// with all that is in it. They are in the order of the citing ids and texts.
func (b *CitedBy) Of(id, locator string) []CitedByEntry {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out []CitedByEntry
	for _, e := range b.of[id] {
		if within(e.Locator, locator) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y CitedByEntry) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Span.Start, y.Span.Start))
	})
	return slices.CompactFunc(out, func(x, y CitedByEntry) bool { return x.From == y.From && x.Span == y.Span })
}

// Counts tells for each locator of a document how many citations [CitedBy.Of]
// lists for it, for a page that shows the number beside each provision.
func (b *CitedBy) Counts(id string) map[string]int {
	type citation struct {
		from string
		span corpus.Span
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	counts, last := map[string]int{}, map[string]citation{}
	for _, e := range b.of[id] {
		this := citation{e.From, e.Span} // the entries of a citation stand together
		for _, l := range outward(e.Locator) {
			if last[l] != this {
				counts[l], last[l] = counts[l]+1, this
			}
		}
	}
	return counts
}

// outward lists a locator and those it lies in, the document itself included.
func outward(locator string) []string {
	if locator == "" {
		return []string{""}
	}
	out := []string{locator, ""}
	for i := strings.LastIndex(locator, "__"); i > 0; i = strings.LastIndex(locator[:i], "__") {
		out = append(out, locator[:i])
	}
	return out
}

// within reports whether one locator is another or lies in it.
func within(locator, outer string) bool {
	rest, found := strings.CutPrefix(locator, outer)
	return found && (outer == "" || rest == "" || strings.HasPrefix(rest, "__"))
}
