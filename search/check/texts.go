package check

import (
	"context"

	"tiaowen/corpus"
	"tiaowen/search"
)

// texts are the sources as one check sees them: their letters are kept while there is
// room.
type texts struct {
	source interface {
		Document(ctx context.Context, id string) (*corpus.Document, error)
	}
	read map[string]*heldText
	size int
	// passages are those that were looked into lately, by document and place.
	passages map[passageKey]letters
}

// heldText is a source's text with its letters.
type heldText struct {
	*corpus.Document
	letters
}

// mostLetters is how many letters are kept, at twelve bytes each.
const mostLetters = 4 << 20

func (t *texts) document(ctx context.Context, id string) (*heldText, error) {
	if h := t.read[id]; h != nil {
		return h, nil
	}
	d, err := t.source.Document(ctx, id)
	if err != nil {
		return nil, err
	}
	h := &heldText{d, lettersOf(d.Text)}
	if t.size += h.len(); t.size > mostLetters {
		clear(t.read)
		t.size = h.len()
	}
	t.read[id] = h
	return h, nil
}

// mostPassages is how many passages are kept.
const mostPassages = 4096

// passage is a passage's letters.
func (t *texts) passage(h search.Holder) letters {
	at := passageKey{h.Document, h.Passage.Span.Start}
	l, ok := t.passages[at]
	if !ok {
		l = lettersOf(h.Text)
		if len(t.passages) >= mostPassages {
			clear(t.passages)
		}
		t.passages[at] = l
	}
	return l
}

// passageKey names a passage.
type passageKey struct {
	document string
	start    int
}

// innermost is the locator of the smallest provision in which a span of the document
// lies, or if it goes over several of the one in which it begins.
func (h *heldText) innermost(span corpus.Span) (node *corpus.Provision, above []*corpus.Provision) {
	if h.Root == nil {
		return nil, nil
	}
	node = h.Root
	for {
		next := child(node, span)
		if next == nil {
			return node, above
		}
		above, node = append(above, node), next
	}
}

// child is the child of a node in which a span lies; of text that goes over several
// units the one in which it begins, but an article or more is not left for a part of it.
func child(node *corpus.Provision, span corpus.Span) *corpus.Provision {
	for _, c := range node.Children {
		if c.Span.Start > span.Start || span.Start >= c.Span.End || c.Locator == "" {
			continue
		}
		switch node.Kind {
		case corpus.NodeArticle, corpus.NodeParagraph, corpus.NodeItem, corpus.NodeSubitem:
			if span.End > c.Span.End {
				return nil
			}
		}
		return c
	}
	return nil
}
