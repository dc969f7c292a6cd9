package check

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search"
	"tiaowen/search/resolve"
)

// citations are those of the draft.
func (k *checking) citations(ctx context.Context) ([]Citation, error) {
	if err := k.cite(ctx); err != nil {
		return nil, err
	}
	out := make([]Citation, 0, len(k.cited))
	for i := range k.cited {
		one, err := k.judged(ctx, i)
		if err == nil && k.cited[i].Citation.Kind == corpus.CiteBare {
			err = k.named(ctx, &one, i)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// judged is the i-th citation with what became of it and of what it is said to say.
func (k *checking) judged(ctx context.Context, i int) (Citation, error) {
	one, err := k.citation(ctx, k.cited[i])
	if err != nil {
		return one, err
	}
	return one, k.content(ctx, &one, i)
}

// citation says what became of one.
func (k *checking) citation(ctx context.Context, c resolve.Cited) (Citation, error) {
	out := Citation{Span: c.Citation.Span, Status: CitationStatus(c.Status), Choices: c.Choices, Notices: c.Notices}
	if len(c.Addresses) > 0 {
		out.Address = c.Addresses[0]
	}
	switch {
	case c.Status == search.NoDocument:
		return out, k.notHeld(ctx, &out, c)
	case c.Document == nil:
		return out, nil
	}
	if err := cmp.Or(k.provisions(ctx, &out, c), k.since(ctx, &out, c)); err != nil {
		return out, err
	}
	if c.Status == search.ResolveOK || c.Status == resolve.AliasOK {
		switch c.Document.Status {
		case corpus.Repealed, corpus.Lapsed:
			if !k.saysEnded(c.Citation.Span) {
				out.Status = Repealed
			}
		case corpus.NotYet:
			out.Status = NotYet
		}
		return out, nil
	}
	if c.Citation.Kind == corpus.CiteRelative && strings.HasPrefix(c.Citation.Span.In(k.draft.Document.Text), "前") && k.draft.Document.Fields.Kind != corpus.Regulation {
		out.Status = Ambiguous // what it is counted from stands in what the draft reports
		return out, nil
	}
	return out, k.formerly(ctx, &out, c)
}

// ended is how a sentence says itself that a text no longer applies.
var ended = regexp.MustCompile(`废止|失效|取代|不再适用|停止执行`)

// saysEnded reports whether the draft says of what it cites that it has ended.
func (k *checking) saysEnded(span corpus.Span) bool {
	text := k.draft.Document.Text
	return ended.MatchString(corpus.Fold(text[span.End:max(span.End, sentenceEnd(text, span.End))]))
}

// notHeld asks whether a text that is not held is known to be repealed.
func (k *checking) notHeld(ctx context.Context, out *Citation, c resolve.Cited) error {
	found, err := k.resolve(ctx, search.CiteTitle(c.Citation.Names()))
	if err != nil || found.Status != search.NoDocument {
		return err
	}
	if slices.ContainsFunc(found.Notices, func(n search.Notice) bool { return n.Code == "repealed_by" }) && !k.saysEnded(c.Citation.Span) {
		out.Status, out.Notices, out.Choices = Repealed, found.Notices, found.Choices
	}
	return nil
}

// provisions tells the wording of what is cited, and how the library cites it.
func (k *checking) provisions(ctx context.Context, out *Citation, c resolve.Cited) error {
	if len(c.Addresses) == 0 {
		return nil
	}
	if documentOf(c.Addresses[0]) == k.draft.Document.ID {
		return k.own(out, c.Addresses[0])
	}
	found, err := k.resolve(ctx, c.Addresses[0])
	if err != nil || found.Status != search.ResolveOK {
		return err
	}
	out.Citation = found.Citation
	if found.Provision != nil {
		out.Text = found.Provision.Text
	}
	for _, n := range found.Notices {
		if !slices.ContainsFunc(out.Notices, func(o search.Notice) bool { return o.Code == n.Code && o.Message == n.Message }) {
			out.Notices = append(out.Notices, n)
		}
	}
	return nil
}

// resolve is what an address means, asked once in a check: texts cite the same again and
// again, and to follow a clause through its versions takes time.
func (k *checking) resolve(ctx context.Context, address string) (search.Resolution, error) {
	if found, ok := k.resolved[address]; ok {
		return found, nil
	}
	found, err := k.resolver.Resolve(ctx, address, k.draft.AsOf, k.draft.Today)
	if err == nil {
		if len(k.resolved) >= mostResolved {
			clear(k.resolved)
		}
		k.resolved[address] = found
	}
	return found, err
}

// mostResolved is how many addresses are kept.
const mostResolved = 4096

// own tells the wording of a provision of the draft itself.
func (k *checking) own(out *Citation, address string) error {
	d := k.draft.Document
	_, locator, _ := strings.Cut(address, "#")
	if d.Root == nil || locator == "" {
		return nil
	}
	if node, above := d.Root.Find(locator); node != nil {
		out.Citation = search.Cite("", search.Place{Document: d, Node: node, Above: above})
		out.Text = node.Body(d.Text)
	}
	return nil
}
