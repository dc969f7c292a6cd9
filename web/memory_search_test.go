package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
	"tiaowen/search"
	"tiaowen/search/resolve"
	"tiaowen/search/searchtest"
)

// Search looks at every passage. A cursor is the number of hits already shown.
func (sh *memory) Search(_ context.Context, q search.Query) (search.Result, error) {
	parsed, err := search.Parse(q.Text)
	if err != nil {
		return search.Result{}, err
	}
	var hits []search.Hit
	seen := map[string]bool{}
	for _, r := range sh.records {
		head := sh.head(r, q.Today)
		if q.Document != "" && q.Document != head.ID || !wanted(q, head) {
			continue
		}
		for _, h := range found(r, head, parsed) {
			if q.Group == search.GroupDocument && seen[head.ID] {
				break
			}
			seen[head.ID] = true
			hits = append(hits, h)
		}
	}
	out := search.Result{Query: search.Understanding{Text: q.Text, Terms: parsed.Terms()}, Total: len(hits), Documents: len(seen),
		Verdict: search.OK, Facets: sh.facets(q, seen)}
	all := hits
	if !q.Apart && !parsed.Empty() && q.Group != search.GroupDocument && (q.Sort == "" || q.Sort == search.ByRelevance) {
		hits = searchtest.Collapse(hits, q.AsFound)
	}
	from, _ := strconv.Atoi(q.Cursor)
	to := min(len(hits), from+max(q.Limit, 1))
	if q.Limit == 0 {
		to = min(len(hits), from+search.DefaultLimit)
	}
	if from > len(hits) || q.Cursor != "" && from == 0 {
		return search.Result{}, search.ErrCursor
	}
	if out.Hits = hits[from:to]; to < len(hits) {
		out.NextCursor = strconv.Itoa(to)
	}
	if q.Lanes {
		out.Lanes = lanesOf(all, q)
	}
	for i := range out.Hits {
		if q.Explain {
			out.Hits[i].Why = []string{"文中有：" + strings.Join(parsed.Terms(), "、")}
		}
	}
	return out, nil
}

func lanesOf(hits []search.Hit, q search.Query) []search.Lane {
	var out []search.Lane
	for _, k := range corpus.Lanes {
		l := search.Lane{Kind: k}
		for _, h := range hits {
			if h.Document.Fields.Lane() == l.Kind {
				l.Total++
				l.Hits = append(l.Hits, h)
			}
		}
		if l.Hits = searchtest.Collapse(l.Hits, q.AsFound); len(l.Hits) > q.Limit {
			l.Hits = l.Hits[:q.Limit]
		}
		out = append(out, l)
	}
	return out
}

func (sh *memory) head(r library.Record, day corpus.Date) search.Head {
	f := r.Document.Fields
	h := search.Head{ID: r.Document.ID, Fields: f}
	line := corpus.Timeline{Effective: f.Effective, Ceased: f.Ceased}
	for _, other := range sh.records {
		o := other.Document.Fields
		if f.Kind == corpus.Regulation && o.Title == f.Title && o.VersionDate() > f.VersionDate() {
			h.Successor, line.Succeeded = other.Document.ID, o.VersionDate()
		}
	}
	if h.Status = line.On(day); f.Kind != corpus.Regulation {
		h.Status = corpus.Unknown
	}
	if sh.lexicon != nil {
		for _, t := range sh.lexicon.Topics(&r.Document) {
			h.Topics = append(h.Topics, t.Topic)
		}
	}
	return h
}

func wanted(q search.Query, h search.Head) bool {
	for name, values := range q.Filter {
		have := facetOf(h, search.Facets.Named(name))
		if !slices.ContainsFunc(values, func(v string) bool { return slices.Contains(have, v) }) {
			return false
		}
	}
	date := h.Fields.VersionDate()
	return (q.From == "" || date >= q.From) && (q.To == "" || date != "" && date <= q.To)
}

func found(r library.Record, head search.Head, parsed search.Parsed) []search.Hit {
	d := r.Document
	var out []search.Hit
	for _, p := range parse.Passages(&d) {
		text := p.Text(d.Text)
		folded := corpus.FoldBack(text)
		var matches []corpus.Span
		all := true
		for _, term := range parsed.Terms() {
			at := folded.Find(corpus.Fold(term))
			all = all && len(at) > 0
			matches = append(matches, at...)
		}
		if !all || parsed.Empty() && p.Apart {
			continue
		}
		matches = search.Merge(matches)
		snippet, cut := search.Snippet(text, matches, search.SnippetRunes)
		out = append(out, search.Hit{Document: head, Passage: p, Text: text, Matches: matches,
			Snippet: snippet, Cut: cut, Citation: "《" + d.Fields.Title + "》" + p.Label, Doubts: d.Cautions(p.Span)})
	}
	return out
}

// facets counts the documents found, and does not leave a facet's own filter
// aside as engines do: pages only show what they are given.
func (sh *memory) facets(q search.Query, seen map[string]bool) []search.FacetCounts {
	var out []search.FacetCounts
	for _, facet := range search.Facets {
		counts, law := map[string]int{}, map[string]int{}
		for _, r := range sh.records {
			h := sh.head(r, q.Today)
			if seen[h.ID] {
				for _, v := range facetOf(h, facet) {
					if v != "" {
						counts[v]++
						if h.Fields.StateLaw() {
							law[v]++
						}
					}
				}
			}
		}
		f := search.FacetCounts{Field: facet.Name}
		for v, n := range counts {
			f.Values = append(f.Values, search.FacetValue{Value: v, Label: facet.LabelOf(v), Count: n, Law: law[v], Selected: slices.Contains(q.Filter[facet.Name], v)})
		}
		slices.SortFunc(f.Values, func(a, b search.FacetValue) int {
			if a.Count != b.Count {
				return b.Count - a.Count
			}
			return strings.Compare(a.Value, b.Value)
		})
		out = append(out, f)
	}
	return out
}

// facetOf are the values of a head, whose status stands for what hangs on the day.
func facetOf(h search.Head, f search.Facet) []string {
	if f.On != nil {
		return []string{string(h.Status)}
	}
	return f.Of(h)
}

// addressAsker searches what is held and says what the words are as an address.
type addressAsker struct {
	*memory
	resolver *resolve.Resolver
}

func (d addressAsker) Search(ctx context.Context, q search.Query) (search.Result, error) {
	out, err := d.memory.Search(ctx, q)
	if err != nil || q.Text == "" {
		return out, err
	}
	found, err := d.resolver.Resolve(ctx, q.Text, q.AsOf, q.Today)
	if err == nil && found.Status != search.NotAnAddress {
		out.Query.Resolved = &found
	}
	return out, err
}
