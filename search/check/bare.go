package check

import (
	"context"
	"strings"

	"tiaowen/corpus"
	"tiaowen/search/naming"
	"tiaowen/search/resolve"
)

// named reads a generic name that nobody defined as the one text of that genre that the
// draft names before it: 《细则》 below 《…工作细则》. That is kept only if all is in order
// so: where it is not, another text may be meant, and the name stays ambiguous.
func (k *checking) named(ctx context.Context, out *Citation, i int) error {
	bare := k.cited[i]
	title, ok := k.onlyNamed(i)
	if !ok {
		return nil
	}
	c := bare.Citation
	c.Kind, c.Defined = corpus.CiteDefined, title
	cited, err := k.resolver.Cite(ctx, k.draft.Document, c, k.draft.AsOf, k.draft.Today)
	if err != nil || cited.Status != resolve.AliasOK {
		return err
	}
	k.cited[i] = cited
	one, err := k.judged(ctx, i)
	if err != nil || one.Status != AliasOK {
		k.cited[i] = bare
		return err
	}
	*out = one
	return nil
}

// onlyNamed is the title of the one text, held or not, of the genre of the i-th citation
// that is named before it by a name of its own; false if there is none or more, or if the
// draft tells an old one from a new.
func (k *checking) onlyNamed(i int) (title string, ok bool) {
	bare := k.cited[i].Citation
	before := k.draft.Document.Text[:bare.Span.Start]
	for _, other := range []string{"旧", "原", "新", "两部", "该", "前"} {
		if strings.HasSuffix(before, other) {
			return "", false
		}
	}
	genre := naming.Plain(bare.Title)
	for _, c := range k.cited[:i] {
		name := naming.Plain(c.Title)
		if c.Citation.Kind == corpus.CiteBare || !strings.HasSuffix(name, genre) {
			continue
		}
		if c.Document == nil || title != "" && naming.Plain(title) != name {
			return "", false
		}
		title = c.Title
	}
	return title, title != ""
}
