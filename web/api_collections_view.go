package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"tiaowen/corpus"
	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
)

// CollectionList is all collections there are.
type CollectionList struct {
	Collections []CollectionHead `json:"collections"`
}

// CollectionHead is a collection without what is in it.
type CollectionHead struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Created  time.Time `json:"created"`
	Changed  time.Time `json:"changed"`
	Size     int       `json:"size" doc:"条目数"`
	Passages int       `json:"passages" doc:"其中摘录的条数"`
	Undo     int       `json:"undo" doc:"可以撤销几次改动"`
	URL      string    `json:"url" doc:"页面地址，可以发给别人"`
}

// Collection is a collection with what is in it.
type Collection struct {
	CollectionHead
	Items []CollectionItem `json:"items"`
}

// CollectionItem is a passage, a heading or a note.
type CollectionItem struct {
	ID      int64           `json:"id" doc:"条目编号，移动后不变"`
	Kind    packet.ItemKind `json:"kind" enum:"passage,heading,note"`
	Level   int             `json:"level,omitempty" doc:"标题的层级，1–4"`
	Text    string          `json:"text,omitempty" doc:"标题或说明的文字"`
	Passage *Quotation      `json:"passage,omitempty"`
	Lacks   []LackingField  `json:"lacks,omitempty" doc:"摘录的出处还缺哪些著录项，在文献的著录里补上即可"`
}

// LackingField is a field without which the source of a passage is not complete.
type LackingField struct {
	Field string `json:"field" doc:"著录项，PATCH /documents/{id} 的字段名"`
	Label string `json:"label"`
}

func lackingFields(f corpus.Fields) []LackingField {
	var out []LackingField
	for _, name := range packet.Lacking(f) {
		out = append(out, LackingField{name, corpus.Label(fieldLabels, name)})
	}
	return out
}

// Quotation is a passage as it was when it was added.
type Quotation struct {
	Address     string           `json:"address"`
	DocumentID  string           `json:"document_id"`
	Locator     string           `json:"locator,omitempty"`
	VersionDate corpus.Date      `json:"version_date,omitempty"`
	Hash        string           `json:"hash" doc:"text 的 SHA-256"`
	Text        string           `json:"text"`
	Piece       bool             `json:"piece,omitempty" doc:"只是该条款中选取的一段，或从该处开始的几段"`
	Cut         packet.Cut       `json:"cut,omitempty" enum:"before,after,both" doc:"节选处之前、之后或前后还有条款自己的文字"`
	Citation    string           `json:"citation,omitempty"`
	Note        string           `json:"note,omitempty" doc:"批注"`
	Fields      corpus.Fields    `json:"fields" doc:"加入时文献的著录，当时不知道的按现在的补上"`
	Doubts      []corpus.Caution `json:"doubts,omitempty" doc:"款项划分、文字的存疑之处和今天的效力，引用前请核对"`
}

func newCollectionHead(h library.CollectionHead) CollectionHead {
	return CollectionHead{ID: h.ID, Name: h.Name, Created: h.Created, Changed: h.Changed, Size: h.Items, Passages: h.Passages,
		Undo: h.Undo, URL: collectionPath(h.ID)}
}

// doubted are entries whose passages say what speaks against them today, and of
// their sources also what was not known yet when they were taken.
func (s *Server) doubted(entries []library.Entry) []library.Entry {
	out := slices.Clone(entries)
	for i, e := range out {
		if e.Passage != nil {
			p := *e.Passage
			p.Doubts = s.shelf.Doubts(p)
			if now, there := s.cfg.Resolver.Known(p.DocumentID); there {
				p.Fields = packet.Completed(p.Fields, now.Fields)
			}
			out[i].Passage = &p
		}
	}
	return out
}

func (s *Server) newCollection(c library.Collection) Collection {
	out := Collection{CollectionHead: newCollectionHead(c.CollectionHead), Items: make([]CollectionItem, 0, len(c.Entries))}
	for _, e := range s.doubted(c.Entries) {
		out.Items = append(out.Items, newCollectionItem(e))
	}
	return out
}

func newCollectionItem(e library.Entry) CollectionItem {
	out := CollectionItem{ID: e.N, Kind: e.Kind, Level: e.Level, Text: e.Text}
	if e.Passage != nil {
		q := Quotation(*e.Passage)
		out.Passage, out.Lacks = &q, lackingFields(q.Fields)
	}
	return out
}

// collectionPath is the page of a collection.
func collectionPath(id string, more ...string) string {
	path := "/collections/" + url.PathEscape(id)
	for _, m := range more {
		path += "/" + m
	}
	return path
}

// collectionProblem says what went wrong with a collection. To the later of two
// people it shows what the collection is now.
func (s *Server) collectionProblem(ctx context.Context, id string, err error) error {
	switch {
	case errors.Is(err, library.ErrChanged):
		p := newProblem("collection_changed", err)
		if now, failed := s.cfg.Collections.Collection(ctx, id); failed == nil {
			p.Current = s.newCollection(now)
		}
		return p
	case errors.Is(err, library.ErrNothingToUndo):
		p := newProblem("nothing_to_undo", err)
		p.Detail = "这个备课夹没有可以撤销的改动。"
		return p
	}
	return err
}

// packetProblem says what is wrong with a packet that somebody brought.
func packetProblem(err error) error {
	var format *packet.FormatError
	if !errors.As(err, &format) {
		return readProblem(err)
	}
	p := newProblem("not_a_packet", err)
	p.Detail = format.Error() + "。"
	at := "body"
	if format.Item > 0 {
		at = fmt.Sprintf("body.items[%d]", format.Item-1)
	}
	p.Errors = []Fault{{at, "malformed", format.Message + "。"}}
	return p
}
