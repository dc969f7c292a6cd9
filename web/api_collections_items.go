package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tiaowen/corpus/library"
	"tiaowen/corpus/packet"
	"tiaowen/search/shelf"
)

type itemsOut struct {
	Status       int
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         AddedItems
}

// AddedItems are the items that an addition became. A passage that was there
// already is not added again.
type AddedItems struct {
	Collection CollectionHead `json:"collection"`
	Items      []AddedItem    `json:"items"`
}

// AddedItem is an item without the text it quotes.
type AddedItem struct {
	ID      int64           `json:"id"`
	Kind    packet.ItemKind `json:"kind" enum:"passage,heading,note"`
	Address string          `json:"address,omitempty"`
}

func (a *api) collectionItems(tags []string) {
	register(a, huma.Operation{OperationID: "add-item", Method: http.MethodPost, Path: "/collections/{id}/items", Tags: tags, Metadata: also(http.StatusCreated),
		Summary:    "加入一条摘录（address）、一个标题或一段说明，或以摘录代替另一条（replace）；逐字相同的摘录不会加两次（200）",
		Parameters: collectionMatch()}, a.addItem)
	a.describeBody(http.MethodPost, "/collections/{id}/items", "application/json", itemSchema())
	register(a, huma.Operation{OperationID: "arrange-items", Method: http.MethodPut, Path: "/collections/{id}/items", Tags: tags,
		Summary:    "全部条目的新次序；没有列出的条目被移除，没有给出的字段不变",
		Parameters: collectionMatch()}, a.arrangeItems)
	a.describeBody(http.MethodPut, "/collections/{id}/items", "application/json", orderSchema())
	register(a, huma.Operation{OperationID: "move-items", Method: http.MethodPost, Path: "/collections/{id}/move", Tags: tags,
		Summary: "把条目移到另一个备课夹的末尾", Parameters: collectionMatch()}, a.moveItems)
	a.describeBody(http.MethodPost, "/collections/{id}/move", "application/json", &huma.Schema{Type: huma.TypeObject, Required: []string{"items", "to"},
		AdditionalProperties: false, Properties: map[string]*huma.Schema{
			"items": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeInteger}, Description: "条目编号"},
			"to":    {Type: huma.TypeString, Description: "另一个备课夹的编号"}}})
}

func itemSchema() *huma.Schema {
	text := func(doc string) *huma.Schema { return &huma.Schema{Type: huma.TypeString, Description: doc} }
	number := func(doc string) *huma.Schema { return &huma.Schema{Type: huma.TypeInteger, Description: doc} }
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: false, Properties: map[string]*huma.Schema{
		"address": text("条款地址：编号#art_8、网页地址（passage.url），或 /resolve 懂得的任何写法"),
		"note":    text("对摘录的批注"),
		"start":   number("只摘条款中的一段：起点，条款文字（/resolve 的 text）的码点"),
		"end":     number("终点，不含"),
		"quote":   text("只摘条款中的这几个字（代替 start、end）"),
		"passage": number("整段摘下从这里开始的命中：其 passage.start"),
		"kind":    {Type: huma.TypeString, Enum: []any{"passage", "heading", "note"}, Description: "缺省为 passage"},
		"text":    text("标题或说明的文字"),
		"level":   number("标题的层级，1–4，缺省为 1"),
		"after":   number("放在这一条目之后；0 为最前，缺省为最后"),
		"replace": number("代替这一条摘录，保留其批注；与 address 同用，其所指只能是一条"),
	}}
}

func orderSchema() *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, Required: []string{"items"}, AdditionalProperties: false, Properties: map[string]*huma.Schema{
		"items": {Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeObject, Required: []string{"id"}, AdditionalProperties: false,
			Properties: map[string]*huma.Schema{
				"id":    {Type: huma.TypeInteger, Description: "条目编号"},
				"note":  {Type: huma.TypeString, Description: "摘录的批注"},
				"text":  {Type: huma.TypeString, Description: "标题或说明的文字"},
				"level": {Type: huma.TypeInteger, Description: "标题的层级"},
			}}}}}
}

// wantedItem is what somebody wants to be added.
type wantedItem struct {
	kind    packet.ItemKind
	text    string
	level   int
	note    string
	address string
	piece   shelf.Piece
	after   int64
	replace int64 // the item that goes, 0 for none
}

// readItem takes the object apart; every fault is found.
func readItem(object map[string]json.RawMessage) (wantedItem, error) {
	f := newForm(object)
	w := wantedItem{kind: packet.KindPassage, level: 1, after: -1}
	f.read("kind", &w.kind)
	f.read("after", &w.after)
	switch w.kind {
	case packet.KindPassage:
		w.address = pageAddress(f.line("address", maxValue, true))
		w.note = f.words("note", maxNote, false)
		w.piece = readPiece(f)
		f.read("replace", &w.replace)
	case packet.KindHeading:
		w.text = f.line("text", maxHeading, true)
		if f.read("level", &w.level); w.level < 1 || w.level > 4 {
			f.fault("level", "out_of_range", "应在 1 到 4 之间。")
		}
	case packet.KindNote:
		w.text = f.words("text", maxNote, true)
	default:
		f.fault("kind", "unknown_value", "可用的值：passage、heading、note。")
		return w, invalid(f.faults...)
	}
	return w, f.close()
}

// pageAddress is the address id#locator of a page of a document, as passage.url gives
// it; any other text stays as it is.
func pageAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	raw, isPage := strings.CutPrefix(u.EscapedPath(), "/documents/")
	id, err := url.PathUnescape(raw)
	if !isPage || err != nil || strings.Contains(raw, "/") {
		return text
	}
	if u.Fragment == "" {
		return id
	}
	return id + "#" + u.Fragment
}

func readPiece(f *objectForm) shelf.Piece {
	p := shelf.Whole()
	from, to := f.read("start", &p.Span.Start), f.read("end", &p.Span.End)
	p.Quote = f.words("quote", maxNote, false)
	f.read("passage", &p.Passage)
	if from != to || from && (p.Span.Start < 0 || p.Span.Empty()) {
		f.fault("end", "out_of_range", "start 与 end 应一起给出，且 0 ≤ start < end。")
	}
	return p
}

// items are what is wanted, quoted from the library as it is now.
func (s *Server) items(ctx context.Context, w wantedItem) ([]packet.Item, error) {
	switch w.kind {
	case packet.KindHeading:
		return []packet.Item{packet.NewHeading(w.level, w.text)}, nil
	case packet.KindNote:
		return []packet.Item{packet.NewNote(w.text)}, nil
	}
	passages, err := s.shelf.Quote(ctx, w.address, w.piece)
	if err != nil {
		return nil, shelfProblem(err)
	}
	if w.replace != 0 && len(passages) > 1 {
		return nil, invalid(Fault{"body.address", "too_many_values", fmt.Sprintf("所指有 %d 条，代替一条摘录只能用一条。", len(passages))})
	}
	var out []packet.Item
	for i, p := range passages {
		if i == 0 {
			p.Note = w.note
		}
		out = append(out, packet.NewQuote(p))
	}
	return out, nil
}

func (a *api) addItem(ctx context.Context, r *request) (*itemsOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	wanted, err := readItem(object)
	if err != nil {
		return nil, err
	}
	before, _, err := a.cfg.Collections.Cards(ctx, r.id())
	if err != nil {
		return nil, err
	}
	items, err := a.items(ctx, wanted)
	if err != nil {
		return nil, err
	}
	match, err := r.collectionMatch(ctx, a)
	if err != nil {
		return nil, err
	}
	head, cards, err := a.addOrReplace(ctx, r.id(), wanted, items, match)
	if err != nil {
		return nil, a.collectionProblem(ctx, r.id(), err)
	}
	out := &itemsOut{Status: http.StatusCreated, ETag: etag(head.ETag()), CacheControl: "no-store", Body: AddedItems{Collection: newCollectionHead(head)}}
	if head.Items <= before.Items {
		out.Status = http.StatusOK
	}
	for _, c := range cards {
		out.Body.Items = append(out.Body.Items, AddedItem{ID: c.N, Kind: c.Kind, Address: c.Address})
	}
	return out, nil
}

// addOrReplace adds what is wanted, or puts it in the place of another passage.
func (s *Server) addOrReplace(ctx context.Context, id string, w wantedItem, items []packet.Item, match string) (library.CollectionHead, []library.Card, error) {
	if w.replace == 0 || len(items) == 0 || items[0].Passage == nil {
		return s.cfg.Collections.AddEntries(ctx, id, w.after, items, match)
	}
	head, card, err := s.cfg.Collections.ReplaceEntry(ctx, id, w.replace, *items[0].Passage, match)
	return head, []library.Card{card}, err
}

func (a *api) arrangeItems(ctx context.Context, r *request) (*collectionOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	f := newForm(object)
	var list []map[string]json.RawMessage
	if !f.read("items", &list) && len(f.faults) == 0 {
		f.fault("items", "required", faultMessage("required"))
	}
	head, cards, err := a.cfg.Collections.Cards(ctx, r.id())
	if err != nil {
		return nil, err
	}
	wanted := readOrder(f, list, cards)
	if err := f.close(); err != nil {
		return nil, err
	}
	return a.changed(ctx, r, func(match string) error {
		// What is put in order is what was read above, and no later state.
		_, err := a.cfg.Collections.ArrangeCollection(ctx, r.id(), wanted, cmp.Or(match, head.ETag()))
		return err
	})
}

// readOrder puts what is given over the cards as they are.
func readOrder(f *objectForm, list []map[string]json.RawMessage, cards []library.Card) []library.Card {
	there := map[int64]library.Card{}
	for _, c := range cards {
		there[c.N] = c
	}
	var wanted []library.Card
	for i, object := range list {
		one := newForm(object)
		var id int64
		one.read("id", &id)
		c, ok := there[id]
		if !ok {
			one.fault("id", "unknown_value", "备课夹里没有这个条目，或列了两次。")
		}
		delete(there, id)
		readCard(one, &c)
		_ = one.close() // which adds its faults
		for _, fault := range one.faults {
			f.fault(fmt.Sprintf("items[%d].%s", i, fault.Location[len("body."):]), fault.Code, fault.Message)
		}
		wanted = append(wanted, c)
	}
	return wanted
}

// readCard puts what is given over a card, within the limits that held when it
// was added.
func readCard(f *objectForm, c *library.Card) {
	if _, given := f.object["note"]; given {
		c.Note = f.words("note", maxNote, false)
	}
	if _, given := f.object["text"]; given {
		switch c.Kind {
		case packet.KindHeading:
			c.Text = f.line("text", maxHeading, true)
		case packet.KindNote:
			c.Text = f.words("text", maxNote, true)
		default:
			f.read("text", &c.Text)
		}
	}
	if f.read("level", &c.Level); c.Kind == packet.KindHeading && (c.Level < 1 || c.Level > 4) {
		f.fault("level", "out_of_range", "应在 1 到 4 之间。")
	}
}

func (a *api) moveItems(ctx context.Context, r *request) (*collectionOut, error) {
	object, err := r.body()
	if err != nil {
		return nil, err
	}
	f := newForm(object)
	var numbers []int64
	f.read("items", &numbers)
	to := f.line("to", maxValue, true)
	if err := f.close(); err != nil {
		return nil, err
	}
	return a.changed(ctx, r, func(match string) error {
		_, err := a.cfg.Collections.MoveEntries(ctx, r.id(), to, numbers, match)
		return err
	})
}
