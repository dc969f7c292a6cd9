package indexer

import (
	"context"
	"fmt"
	"reflect"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
)

// catalogue knows the heads of all documents, which depend on each other: a
// new version changes the status of the one before it.
type catalogue struct {
	lexicon  *corpus.Lexicon
	versions map[string]corpus.Version
	heads    map[string]Head
}

// loadCatalogue reads the fields of all documents.
func loadCatalogue(ctx context.Context, l *library.Library, lexicon *corpus.Lexicon) (*catalogue, error) {
	heads, err := l.Heads(ctx)
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	c := &catalogue{lexicon: lexicon, versions: make(map[string]corpus.Version, len(heads)), heads: map[string]Head{}}
	for _, h := range heads {
		c.versions[h.ID] = corpus.Version{ID: h.ID, Fields: h.Fields}
	}
	return c, nil
}

// standings are those of all documents known now.
func (c *catalogue) standings() map[string]corpus.Standing {
	all := make([]corpus.Version, 0, len(c.versions))
	for _, v := range c.versions {
		all = append(all, v)
	}
	corpus.SortVersions(all)
	return corpus.Standings(all)
}

// entry is what the engine gets of a record.
func (c *catalogue) entry(r library.Record, s corpus.Standing) Entry {
	d := r.Document
	return Entry{Head: c.head(d, s), Text: d.Text, Passages: corpus.Passages(&d)}
}

func (c *catalogue) head(d corpus.Document, s corpus.Standing) Head {
	h := Head{ID: d.ID, Fields: d.Fields, Timeline: s.Timeline, Successor: s.Successor}
	for _, t := range c.lexicon.Topics(&d) {
		h.Topics = append(h.Topics, t.Topic)
	}
	// Long fields are shown from the library, not from the index.
	h.Fields.Abstract, h.Fields.References, h.Fields.History, h.Fields.Repeals = "", nil, "", nil
	c.heads[d.ID] = h
	return h
}

// moved lists the ids, other than those left out, whose standing differs from
// what it was.
func moved(before, after map[string]corpus.Standing, leaveOut map[string]bool) []string {
	var ids []string
	for id, s := range after {
		if was, known := before[id]; known && !leaveOut[id] && !reflect.DeepEqual(was, s) {
			ids = append(ids, id)
		}
	}
	return ids
}
