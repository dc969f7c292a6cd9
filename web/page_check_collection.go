package web

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"tiaowen/corpus/packet"
)

// collectionDraft is a collection as it would be handed out, as a text: what the trainer
// wrote stands as he wrote it, each passage before its source.
func (st *site) collectionDraft(ctx context.Context, id string) (string, error) {
	c, err := st.cfg.Collections.Collection(ctx, id)
	if err != nil {
		return "", err
	}
	lines := []string{c.Name}
	for _, e := range c.Entries {
		lines = append(lines, itemLines(e.Item)...)
	}
	return strings.Join(lines, "\n\n"), nil
}

// itemLines are the paragraphs of an item.
func itemLines(item packet.Item) []string {
	if item.Passage == nil {
		return linesOf(item.Text)
	}
	out := linesOf(item.Passage.Text)
	if cited := cmp.Or(item.Passage.Citation, packet.Citation(*item.Passage)); cited != "" {
		out = append(out, "（"+cited+"）")
	}
	return append(out, linesOf(item.Passage.Note)...)
}

// checkCollection is where a collection is checked.
func checkCollection(id string) string {
	return checkPage + "?" + url.Values{"collection": {id}}.Encode()
}
