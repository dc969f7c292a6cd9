package web

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/search"
)

// holdings answers what rechecking asks, out of library, resolver and searcher.
// It is made for one recheck: the documents it has read stay as they are.
type holdings struct {
	*Server
	read map[string]heldText
}

// heldText is a document with its text folded; the document is nil if there is
// none.
type heldText struct {
	document *corpus.Document
	folded   corpus.Folded
}

// keptTexts bounds what is kept in memory; passages of one document tend to
// follow each other.
const keptTexts = 32

func (s *Server) holdings() *holdings { return &holdings{s, map[string]heldText{}} }

func (h *holdings) text(ctx context.Context, id string) (heldText, error) {
	if t, ok := h.read[id]; ok {
		return t, nil
	}
	record, err := h.cfg.Library.Get(ctx, id)
	if err != nil && !errors.Is(err, library.ErrNotFound) {
		return heldText{}, err
	}
	var t heldText
	if err == nil {
		t = heldText{&record.Document, corpus.FoldBack(record.Document.Text)}
	}
	if len(h.read) >= keptTexts {
		clear(h.read)
	}
	h.read[id] = t
	return t, nil
}

// Document is the document of that id.
func (h *holdings) Document(ctx context.Context, id string) (packet.Held, bool, error) {
	t, err := h.text(ctx, id)
	if err != nil || t.document == nil {
		return packet.Held{}, false, err
	}
	if known, ok := h.cfg.Resolver.Known(id); ok {
		return h.held(known), true, nil
	}
	f := t.document.Fields
	return packet.Held{ID: id, Fields: f, Status: corpus.Timeline{Effective: f.Effective, Ceased: f.Ceased}.On(h.today())}, true, nil
}

func (h *holdings) held(t search.Titled) packet.Held {
	return packet.Held{ID: t.ID, Fields: t.Fields, Status: t.Standing.Timeline.On(h.today())}
}

// At is what stands at p's locator.
func (h *holdings) At(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	t, err := h.text(ctx, id)
	if err != nil || t.document == nil {
		return packet.Place{}, false, err
	}
	if id != p.DocumentID {
		at, ok := t.counterpart(p)
		return h.placeIf(at, ok)
	}
	at, ok := placeAt(t.document, p.Locator)
	if !ok {
		return packet.Place{}, false, nil
	}
	if p.Piece {
		// A run of paragraphs begins with the headings above the first, and goes
		// on beyond it.
		for _, span := range t.folded.Find(corpus.Fold(p.Text)) {
			if span.Start < at.Node.Span.End && at.Node.Span.Start < span.End {
				return h.place(at, span.In(t.document.Text)), true, nil
			}
		}
	}
	return h.place(at, provisionText(at)), true, nil
}

func (h *holdings) placeIf(at search.Place, ok bool) (packet.Place, bool, error) {
	if !ok {
		return packet.Place{}, false, nil
	}
	return h.place(at, provisionText(at)), true, nil
}

func (h *holdings) place(at search.Place, text string) packet.Place {
	return packet.Place{Address: at.Address(), Citation: search.Cite(h.work(at.Document).Title, at), Text: text}
}

// fewestLetters is how long a text must be to be known again in another document:
// 三会一课 stands in a hundred of them.
const fewestLetters = 12

// Equal is where p's text stands. Anywhere means: where an exact search for a
// piece of it leads.
func (h *holdings) Equal(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	if id != "" {
		return h.equalIn(ctx, id, p)
	}
	words := searchable(p.Text)
	if utf8.RuneCountInString(words) < fewestLetters {
		return packet.Place{}, false, nil
	}
	result, err := h.find(ctx, search.Query{Text: `"` + words + `"`, Match: search.MatchAll, Today: h.today(), Limit: search.MaxLimit}, nil)
	if err != nil {
		return packet.Place{}, false, fmt.Errorf("look for equal texts: %w", err)
	}
	// What is in force says more than what was.
	hits := slices.Clone(result.Hits)
	slices.SortStableFunc(hits, func(a, b search.Hit) int { return applies(b) - applies(a) })
	seen := map[string]bool{}
	for _, hit := range hits {
		if seen[hit.Document.ID] {
			continue
		}
		seen[hit.Document.ID] = true
		if place, ok, err := h.equalIn(ctx, hit.Document.ID, p); ok || err != nil {
			return place, ok, err
		}
	}
	return packet.Place{}, false, nil
}

func applies(h search.Hit) int {
	if h.Document.Status == corpus.InForce {
		return 1
	}
	return 0
}

// searchable is the longest run of p's text that can be put in quotation marks;
// a string of so many characters is found also across the border of passages.
func searchable(text string) string {
	longest := ""
	for _, run := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\"“”\\\n", r) }) {
		if utf8.RuneCountInString(run) > utf8.RuneCountInString(longest) {
			longest = run
		}
	}
	if runes := []rune(longest); len(runes) > search.MaxPhrase {
		longest = string(runes[:search.MaxPhrase])
	}
	return strings.TrimSpace(longest)
}

// equalIn finds p's text in one document: as a provision of its own, or if p is
// a piece inside one.
func (h *holdings) equalIn(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	t, err := h.text(ctx, id)
	if err != nil || t.document == nil || t.document.Root == nil {
		return packet.Place{}, false, err
	}
	want := corpus.Fold(p.Text)
	for _, span := range t.folded.Find(want) {
		if p.Piece {
			at := innermost(t.document, span)
			return h.place(at, span.In(t.document.Text)), true, nil
		}
		if at, ok := wholly(t.document, span, want); ok {
			return h.place(at, provisionText(at)), true, nil
		}
	}
	return packet.Place{}, false, nil
}

// wholly is the provision whose text is the one that stands at span.
func wholly(d *corpus.Document, span corpus.Span, want string) (found search.Place, ok bool) {
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		if ok || !n.Span.Contains(span) {
			return false
		}
		at := search.Place{Document: d, Node: n, Above: slices.Clone(above)}
		if n.Locator != "" && corpus.Fold(provisionText(at)) == want {
			found, ok = at, true
		}
		return !ok
	})
	return found, ok
}

// innermost is the provision in which span lies, or if it goes over several the
// one in which it begins.
func innermost(d *corpus.Document, span corpus.Span) search.Place {
	out := search.Place{Document: d, Node: d.Root}
	d.Root.Walk(func(n *corpus.Provision, above []*corpus.Provision) bool {
		inside := n.Span.Start <= span.Start && span.Start < n.Span.End
		if inside && (n.Span.Contains(span) || !isUnit(out.Node)) {
			out = search.Place{Document: d, Node: n, Above: slices.Clone(above)}
		}
		return inside
	})
	return out
}

// isUnit reports whether a node is text that people cite, not a place above it.
func isUnit(n *corpus.Provision) bool {
	switch n.Kind {
	case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem, corpus.NodeTable, corpus.NodeNote:
		return true
	}
	return false
}

// Newest is the version in force of the work that p is, or was, a version of.
func (h *holdings) Newest(ctx context.Context, p packet.Passage) (packet.Held, bool, error) {
	work, ok := h.cfg.Resolver.Work(p.DocumentID)
	if !ok {
		id, err := h.namesake(ctx, p)
		if err != nil || id == "" {
			return packet.Held{}, false, err
		}
		work, ok = h.cfg.Resolver.Work(id)
	}
	if !ok || len(work.Versions) == 0 {
		return packet.Held{}, false, nil
	}
	for _, v := range slices.Backward(work.Versions) {
		if held := h.held(v); held.Status == corpus.InForce {
			return held, true, nil
		}
	}
	// The whole work ended; what repealed it took its place.
	if next, ok := h.cfg.Resolver.Known(work.Versions[len(work.Versions)-1].Standing.Successor); ok {
		return h.held(next), true, nil
	}
	return packet.Held{}, false, nil
}

// namesake is a document of the title of one that is gone, of the same work.
func (h *holdings) namesake(ctx context.Context, p packet.Passage) (string, error) {
	found, err := h.understand(ctx, search.CiteTitle(p.Fields.Title), "")
	if err != nil || found.Document == nil || found.Corrected != "" {
		return "", err
	}
	f := found.Document.Fields
	if f.Kind != corpus.Regulation || corpus.WorkKey(f.Title) != corpus.WorkKey(p.Fields.Title) || f.Part != p.Fields.Part {
		return "", nil
	}
	return found.Document.ID, nil
}

// addressOf is the page of id or id#locator.
func addressOf(at string) string {
	id, locator, _ := strings.Cut(at, "#")
	return address(id, locator)
}
