package shelf

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tiaowen/corpus"
	"tiaowen/corpus/packet"
	"tiaowen/search"
)

// Recheck says of every passage of a packet what became of it.
func (s *Shelf) Recheck(ctx context.Context, p packet.Packet) ([]packet.Checked, error) {
	return packet.Recheck(ctx, &finder{Shelf: s, read: map[string]heldText{}}, p, packet.Options{})
}

// finder is a packet.Finder. It is made for one recheck: the documents it has read
// stay as they are.
type finder struct {
	*Shelf
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

func (f *finder) text(ctx context.Context, id string) (heldText, error) {
	if t, ok := f.read[id]; ok {
		return t, nil
	}
	d, ok, err := f.texts.Document(ctx, id)
	if err != nil {
		return heldText{}, err
	}
	var t heldText
	if ok {
		t = heldText{d, corpus.FoldBack(d.Text)}
	}
	if len(f.read) >= keptTexts {
		clear(f.read)
	}
	f.read[id] = t
	return t, nil
}

// Document is the document of that id.
func (f *finder) Document(ctx context.Context, id string) (packet.Held, bool, error) {
	t, err := f.text(ctx, id)
	if err != nil || t.document == nil {
		return packet.Held{}, false, err
	}
	if known, ok := f.resolver.Known(id); ok {
		return f.held(known), true, nil
	}
	fields := t.document.Fields
	return packet.Held{ID: id, Fields: fields, Status: corpus.OwnTimeline(id, fields).On(f.today())}, true, nil
}

func (f *finder) held(t search.Titled) packet.Held {
	return packet.Held{ID: t.ID, Fields: t.Fields, Status: t.Standing.Timeline.On(f.today())}
}

// At is what stands at p's locator.
func (f *finder) At(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	t, err := f.text(ctx, id)
	if err != nil || t.document == nil {
		return packet.Place{}, false, err
	}
	if id != p.DocumentID {
		at, ok := counterpart(t.document, p)
		return f.placeIf(at, ok)
	}
	at, ok := PlaceAt(t.document, p.Locator)
	if !ok {
		return packet.Place{}, false, nil
	}
	if p.Piece {
		// A run of paragraphs begins with the headings above the first, and goes
		// on beyond it.
		for _, span := range t.folded.Find(corpus.Fold(p.Text)) {
			if span.Start < at.Node.Span.End && at.Node.Span.Start < span.End {
				return f.place(at, span.In(t.document.Text)), true, nil
			}
		}
	}
	return f.place(at, TextOf(at)), true, nil
}

func (f *finder) placeIf(at search.Place, ok bool) (packet.Place, bool, error) {
	if !ok {
		return packet.Place{}, false, nil
	}
	return f.place(at, TextOf(at)), true, nil
}

func (f *finder) place(at search.Place, text string) packet.Place {
	out := packet.Place{Address: at.Address(), Citation: search.Cite(f.Work(at.Document).Title, at), Text: text, Doubts: at.Doubts()}
	if known, ok := f.resolver.Known(at.Document.ID); ok {
		if c, ok := f.standing(known); ok {
			out.Doubts = append(out.Doubts, c)
		}
	}
	return out
}

// fewestLetters is how long a text must be to be known again in another document:
// 三会一课 stands in a hundred of them.
const fewestLetters = 12

// Equal is where p's text stands. Anywhere means: where an exact search for a
// piece of it leads.
func (f *finder) Equal(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	if id != "" {
		return f.equalIn(ctx, id, p)
	}
	words := searchable(p.Text)
	if utf8.RuneCountInString(words) < fewestLetters {
		return packet.Place{}, false, nil
	}
	result, err := f.searcher.Search(ctx, search.Query{Text: `"` + words + `"`, Match: search.MatchAll, Today: f.today(), Limit: search.MaxLimit, Apart: true})
	if err != nil {
		return packet.Place{}, false, fmt.Errorf("%w: look for equal texts: %w", ErrSearch, err)
	}
	// What is in force says more than what was; else the better hit comes first.
	hits := slices.Clone(result.Hits)
	slices.SortStableFunc(hits, func(a, b search.Hit) int { return a.Document.Status.Compare(b.Document.Status) })
	seen := map[string]bool{}
	for _, hit := range hits {
		if seen[hit.Document.ID] {
			continue
		}
		seen[hit.Document.ID] = true
		if place, ok, err := f.equalIn(ctx, hit.Document.ID, p); ok || err != nil {
			return place, ok, err
		}
	}
	return packet.Place{}, false, nil
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
func (f *finder) equalIn(ctx context.Context, id string, p packet.Passage) (packet.Place, bool, error) {
	t, err := f.text(ctx, id)
	if err != nil || t.document == nil || t.document.Root == nil {
		return packet.Place{}, false, err
	}
	want := corpus.Fold(p.Text)
	for _, span := range t.folded.Find(want) {
		if p.Piece {
			at := innermost(t.document, span)
			return f.place(at, span.In(t.document.Text)), true, nil
		}
		if at, ok := wholly(t.document, span, want); ok {
			return f.place(at, TextOf(at)), true, nil
		}
	}
	return packet.Place{}, false, nil
}

// Newest is the version in force of the work that p is, or was, a version of.
func (f *finder) Newest(ctx context.Context, p packet.Passage) (packet.Held, bool, error) {
	work, ok := f.resolver.Work(p.DocumentID)
	if !ok {
		id, err := f.namesake(ctx, p)
		if err != nil || id == "" {
			return packet.Held{}, false, err
		}
		work, ok = f.resolver.Work(id)
	}
	if !ok || len(work.Versions) == 0 {
		return packet.Held{}, false, nil
	}
	if t := Applicable(work, f.today()); t != nil {
		return f.held(*t), true, nil
	}
	// The whole work ended; what repealed it took its place.
	if next, ok := f.resolver.Known(work.Versions[len(work.Versions)-1].Standing.Successor); ok {
		return f.held(next), true, nil
	}
	return packet.Held{}, false, nil
}

// namesake is a document of the title of one that is gone, of the same work.
func (f *finder) namesake(ctx context.Context, p packet.Passage) (string, error) {
	found, err := f.resolve(ctx, search.CiteTitle(p.Fields.Title), "")
	if err != nil || found.Document == nil || found.Corrected != "" {
		return "", err
	}
	fields := found.Document.Fields
	if fields.Kind != corpus.Regulation || corpus.WorkKey(fields.Title) != corpus.WorkKey(p.Fields.Title) || fields.Part != p.Fields.Part {
		return "", nil
	}
	return found.Document.ID, nil
}
