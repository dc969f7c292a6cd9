package indexer

import (
	"tiaowen/corpus/library"
	"tiaowen/corpus/parse"
)

// entry is what the engine gets of a record.
func (c *catalogue) entry(r library.Record) Entry {
	d := r.Document
	return Entry{Head: c.head(r), Text: d.Text, Passages: parse.Passages(&d)}
}

func (c *catalogue) head(r library.Record) Head {
	d := r.Document
	s := c.standings[d.ID]
	h := Head{ID: d.ID, Fields: d.Fields, Timeline: s.Timeline, Successor: s.Successor,
		ETag: r.ETag, Changed: r.Changed, Seq: r.Seq}
	for _, t := range c.lexicon.Topics(&d) {
		h.Topics = append(h.Topics, t.Topic)
	}
	// Long fields are shown from the library, not from the index.
	h.Fields.Abstract, h.Fields.References, h.Fields.History, h.Fields.Repeals, h.Fields.Under = "", nil, "", nil, nil
	c.heads[d.ID] = h
	return h
}
